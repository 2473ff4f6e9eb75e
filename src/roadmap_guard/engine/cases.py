"""What is to be judged: a resource, and what a change did to it."""

from typing import TYPE_CHECKING

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource

if TYPE_CHECKING:
    from roadmap_guard.policy.changes import Change


class Case(NamedTuple):
    """A resource, and what happened to it: one change for each merge base from which it differs; none without a base.

    disowned  the change touches it by taking the owners of its file away: only rules that ask for those are of interest
    """

    resource: Resource
    changes: "tuple[Change, ...]" = ()
    disowned: bool = False

    @property
    def is_removed(self) -> bool:
        """Whether there is only what it was."""
        return any(change.type == "removed" for change in self.changes)

    @property
    def is_touched(self) -> bool:
        """Whether anything happened to it."""
        return any(change.type != "unchanged" for change in self.changes)
