"""Whether a resource depends on itself by way of others of its kind.

Each cycle is told once, at the resource of it that comes first by id: five items in a ring are one mistake, not five.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.checks import Failure, NotApplicable
from roadmap_guard.policy.functions import Context


def check(resource: Resource, params: Mapping[str, Any], context: Context) -> Iterable[Failure] | NotApplicable:
    """`params.field` names the field that holds the ids, or mappings with a `ref`; `dependsOn` if it is left out."""
    field = params.get("field", "dependsOn")
    if not resource.fields.get(field):
        return NotApplicable(f"it has no {field}")
    edges = {str(other["id"]): list(_targets(other, field)) for other in context.refs(resource.kind)}
    path = _way_back(resource.id, edges)
    if not path or min(path) != resource.id:
        return []
    first = list(_targets(resource.fields, field)).index(path[1] if len(path) > 1 else resource.id)
    return [Failure(f"{field}[{first}]", f"it depends on itself: {' -> '.join([*path, resource.id])}")]


def _targets(fields: Mapping[str, Any], field: str) -> Iterator[str]:
    for entry in fields.get(field) or ():
        yield str(entry.get("ref", "")) if isinstance(entry, Mapping) else str(entry)


def _way_back(start: str, edges: Mapping[str, list[str]]) -> list[str]:
    """The ids of a shortest cycle through `start`, beginning with it; empty if there is none."""
    before = dict.fromkeys(reversed(edges.get(start, [])), start)
    waiting = list(dict.fromkeys(edges.get(start, [])))
    for name in waiting:
        if name == start:
            return _unwound(start, before)
        for target in edges.get(name, []):
            if target not in before:
                before[target] = name
                waiting.append(target)
    return []


def _unwound(start: str, before: Mapping[str, str]) -> list[str]:
    path = [start]
    name = before[start]
    while name != start:
        path.insert(1, name)
        name = before[name]
    return path
