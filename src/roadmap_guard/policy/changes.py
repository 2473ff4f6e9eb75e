"""What happened to a resource between two revisions, as rules with `on: change` see it."""

from collections.abc import Mapping
from typing import Any, Literal

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.differences import differences, with_parents

ChangeType = Literal["added", "removed", "modified", "moved", "unchanged"]


class Change(NamedTuple):
    """One resource before and after.

    type      `moved`: the same in another file; what also says something else is `modified`
    fields    what differs, with the fields around it; all there is for what was added or removed
    old       the resource as it was; None if it was added
    policies  files of configuration, rules and waivers that the same change touches
    """

    type: ChangeType
    fields: tuple[str, ...]
    old: Resource | None
    policies: tuple[str, ...] = ()

    def variables(self, resource: Resource) -> dict[str, Any]:
        """The variables `object`, `oldObject` and `change`; `resource` is what there is now, or was before it was removed."""
        old = self.old
        return {
            "object": {} if self.type == "removed" else resource.fields,
            "oldObject": old.fields if old else {},
            "change": {
                "type": self.type,
                "fields": list(self.fields),
                "oldId": old.id if old else "",
                "oldPath": old.path.encode("utf-8", "backslashreplace").decode() if old else "",
                "policies": list(self.policies),
            },
        }


def change(old: Resource | None, new: Resource | None, policies: tuple[str, ...] = ()) -> Change:
    """What became of `old`. One of the two is there.

    A value that says nothing (`TBD`) is no field, but putting another in its place is a change all the same.
    """
    found = with_parents(differences(_fields(old), _fields(new)))
    if old is None or new is None:
        return Change("added" if old is None else "removed", found, old, policies)
    fields = tuple(sorted({*found, *_newly_unsaid(old, new)}))
    if fields or (old.id, old.format) != (new.id, new.format):
        return Change("modified", fields, old, policies)
    return Change("moved" if old.path != new.path else "unchanged", (), old, policies)


def _fields(resource: Resource | None) -> Mapping[str, Any]:
    return resource.fields if resource else {}


def _newly_unsaid(old: Resource, new: Resource) -> set[str]:
    names = {*old.unsaid, *new.unsaid}
    return {name for name in names if old.unsaid.get(name) != new.unsaid.get(name)}
