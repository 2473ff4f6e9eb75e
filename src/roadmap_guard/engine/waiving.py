"""Whether a waiver counts, and what it covers. Nothing else in the program decides either."""

from collections.abc import Iterable, Mapping
from datetime import date

from roadmap_guard.engine import fingerprints
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.model.waivable import MOST_DAYS
from roadmap_guard.model.waiver import Baseline, Waiver, WaiverState, value_text

EXPIRING_DAYS = 14
"""How long before its end a waiver is pointed out."""

_WILDCARDS = frozenset("*?")


class Terms(NamedTuple):
    """What decides whether a waiver counts, all of it from the trusted snapshot.

    rules      every selected rule, by its id and by its former ones
    approvers  who may approve where a rule names nobody
    authors    names of those who wrote the change under check; empty where there is no base to compare with
    """

    as_of: str
    rules: Mapping[str, Rule]
    approvers: tuple[str, ...]
    authors: tuple[str, ...] = ()


class Obstacle(NamedTuple):
    """Why a waiver does not count, as a state and in words."""

    state: WaiverState
    why: str


def is_active(waiver: Waiver, terms: Terms) -> bool:
    """Whether the waiver counts on the day of the run."""
    return obstacle(waiver, terms) is None


def obstacle(waiver: Waiver, terms: Terms) -> Obstacle | None:
    """What stands in the way of a waiver, the gravest first; None where it counts."""
    rule = terms.rules.get(waiver.rule)
    if _WILDCARDS & {*waiver.rule, *waiver.resource}:
        return Obstacle("too-wide", f"{waiver.rule} on {waiver.resource} is not one rule on one resource")
    if rule is None:
        return Obstacle("unknown-rule", _unknown(waiver.rule, terms.rules))
    return _of_policy(waiver, rule) or _of_people(waiver, rule, terms) or of_time(waiver, terms.as_of)


def obstacle_of_baseline(baseline: Baseline, rule: str, terms: Terms) -> Obstacle | None:
    """What stands in the way of the entries of `rule` in a baseline: no person approves each of them, all else is as for a waiver."""
    known = terms.rules.get(rule)
    life = days_between(baseline.created, baseline.expires)
    if life > MOST_DAYS:
        return Obstacle("too-long", f"it lasts {life} days, and {MOST_DAYS} are the most")
    return (_of_policy(baseline, known) if known else None) or of_time(baseline, terms.as_of)


def _of_policy(waiver: Waiver | Baseline, rule: Rule) -> Obstacle | None:
    """What the rule itself forbids."""
    if not rule.waivable.allowed:
        return Obstacle("not-waivable", f"{rule.id} cannot be waived")
    life = days_between(waiver.created, waiver.expires)
    if life > rule.waivable.max_days:
        most = rule.waivable.max_days
        return Obstacle("too-long", f"it lasts {life} days, and {rule.id} allows {most} at most")
    return None


def _of_people(waiver: Waiver, rule: Rule, terms: Terms) -> Obstacle | None:
    """Whether somebody approved who may, and who is not the one that asks."""
    approvers = rule.waivable.approvers or terms.approvers
    if not any(_same(waiver.approved_by, name) for name in approvers):
        known = f"the approvers are {', '.join(approvers)}" if approvers else "no approvers are named"
        return Obstacle("approver", f"{waiver.approved_by} may not approve it: {known}")
    if _same(waiver.approved_by, waiver.requested_by):
        return Obstacle("self-approved", f"{waiver.approved_by} asked for it and approved it")
    if any(_same(waiver.approved_by, name) for name in terms.authors):
        return Obstacle("self-approved", f"{waiver.approved_by} approved it and is an author of the change under check")
    return None


def of_time(dated: Waiver | Baseline, as_of: str) -> Obstacle | None:
    """A waiver counts from its first day through its last; ISO dates compare as texts."""
    if as_of < dated.created:
        return Obstacle("not-yet", f"it begins on {dated.created}")
    if as_of > dated.expires:
        return Obstacle("expired", f"it ended on {dated.expires}")
    return None


def may_approve(name: str, terms: Terms) -> bool:
    """Whether `name` may approve what no single rule speaks of, and did not write the change under check."""
    is_approver = any(_same(name, approver) for approver in terms.approvers)
    return is_approver and not any(_same(name, author) for author in terms.authors)


def days_between(start: str, end: str) -> int:
    """Whole days from one ISO date to another."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def is_about(waiver: Waiver, outcome: Outcome) -> bool:
    """Whether the waiver names the rule and the resource of the outcome, and its field if it names one."""
    rule = outcome.rule
    if waiver.rule != rule.id and waiver.rule not in rule.aliases:
        return False
    if waiver.resource != outcome.resource.id:
        return False
    return not waiver.field or waiver.field == fingerprints.named_field(outcome)


def is_same_value(waiver: Waiver, outcome: Outcome) -> bool:
    """Whether the field still holds what it held when the waiver was given, as far as the waiver says."""
    return not waiver.value or waiver.value == value_text(fingerprints.value_of(outcome))


def without_place(waiver: Waiver) -> Waiver:
    """The waiver itself, wherever it stands: what tells whether two snapshots have the same one."""
    return waiver._replace(path="", span=FILE_START)


def _same(one: str, other: str) -> bool:
    """Case and a leading `@` do not tell two people apart; an organisation does."""
    return one.strip().casefold().lstrip("@") == other.strip().casefold().lstrip("@")


def _unknown(rule: str, rules: Iterable[str]) -> str:
    from roadmap_guard.policy.faults import did_you_mean

    if rule.startswith("input/"):
        return f"{rule} is a problem with a file, not a rule: mend the file, or take it out of scope"
    return f"no selected pack has a rule {rule}{did_you_mean(rule, rules)}"
