"""Who is in which group of a Backstage catalogue."""

from collections.abc import Iterable, Iterator, Mapping

from roadmap_guard.model.document import Problem
from roadmap_guard.ownership.catalog import Entity, text_at
from roadmap_guard.ownership.owners_files import texts
from roadmap_guard.ownership.remarks import Remarks, shown


def members_of(owners: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """The direct members of each group, by the group's reference without case: those it names, and those who name it."""
    found: dict[str, dict[str, None]] = {}
    for entity in owners:
        if entity.kind.casefold() == "group":
            members = found.setdefault(entity.reference.casefold(), {})
            members |= dict.fromkeys(entity.refer(name, "user") for name in texts(entity.spec.get("members")))
        else:
            for name in texts(entity.spec.get("memberOf")):
                found.setdefault(entity.refer(name, "group").casefold(), {})[entity.reference] = None
    return {group: tuple(members) for group, members in found.items()}


def circles(owners: Iterable[Entity]) -> Iterator[Problem]:
    """A warning at each group that is, by way of `spec.parent`, above itself."""
    groups = {entity.reference.casefold(): entity for entity in owners if entity.kind.casefold() == "group"}
    parents = {
        name: entity.refer(parent, "group").casefold()
        for name, entity in groups.items()
        if (parent := text_at(entity.spec, "parent"))
    }
    for name in _in_circles(parents):
        entity = groups[name]
        remarks = Remarks(entity.path)
        message = f"group `{shown(entity.name)}` is among its own parents, so nobody is above it"
        remarks.remark("catalog-circle", message, "Correct `spec.parent`.", entity.span)
        yield from remarks.all()


def _in_circles(parents: Mapping[str, str]) -> list[str]:
    """The names that come back to themselves. Each name is walked once."""
    done: set[str] = set()
    found: list[str] = []
    for start in parents:
        walk: dict[str, None] = {}
        name = start
        while name in parents and name not in done and name not in walk:
            walk[name] = None
            name = parents[name]
        if name in walk:
            order = list(walk)
            found += order[order.index(name) :]
        done.update(walk)
    return found
