"""What a policy allows of waivers. Apart from `waiver.py`, because every rule has it and few runs have waivers."""

from roadmap_guard.model.record import NamedTuple

DEFAULT_DAYS = 180
"""The longest life of a waiver where its rule says nothing else."""

MOST_DAYS = 366
"""The longest life that any policy may grant."""


class Waivable(NamedTuple):
    """What a policy allows: whether a rule may be waived at all, for how many days, and by whom.

    Without `approvers` of its own, those of the configuration may approve.
    """

    allowed: bool = True
    max_days: int = DEFAULT_DAYS
    approvers: tuple[str, ...] = ()
