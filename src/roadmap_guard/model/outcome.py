"""What came of holding one rule to one resource."""

from typing import Literal

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Rule
from roadmap_guard.model.span import Span

State = Literal["pass", "fail", "error", "waived", "notApplicable"]

STATES: tuple[State, ...] = ("pass", "fail", "error", "waived", "notApplicable")


class Outcome(NamedTuple):
    """Rule x resource. A rule with `foreach` gives one outcome for each failing element, or one for the whole resource.

    field    the field pointed at, e.g. `fairnessAudits[0].date`; empty for the resource as a whole
    message  for `fail`, `error` and `waived` what a person reads; for `notApplicable` why
    waiver   for `waived` where the waiver or baseline stands: `.roadmap-guard/waivers.yaml:12`
    """

    rule: Rule
    resource: Resource
    state: State
    field: str = ""
    message: str = ""
    waiver: str = ""

    @property
    def place(self) -> tuple[str, Span]:
        """The file and range that this outcome points at."""
        return self.resource.locate(self.field)
