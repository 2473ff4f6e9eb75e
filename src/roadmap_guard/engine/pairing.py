"""Which resource of one version is which of another: by id first, and where ids changed by what a person would know it by.

A rename or a move looks like a removal and an addition; to tell them apart, what is left over on both sides is paired by ever weaker
signs. A weaker sign counts only where it belongs to exactly one resource on each side, so that nothing is paired by chance.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource

_ALIKE = 0.5
"""The share of equal fields from which the one resource that left a file and the one that came are the same."""


class Pair(NamedTuple):
    """A resource before and after; None where it was not there."""

    before: Resource | None
    after: Resource | None


def pairs(before: Iterable[Resource], after: Iterable[Resource]) -> list[Pair]:
    """Every resource of both versions once: those of `after` in their order, then what was removed, in the order of `before`."""
    old, new = list(before), list(after)
    partner: dict[int, int] = {}
    gone, come = list(range(len(old))), list(range(len(new)))
    for sign, several in _SIGNS:
        if not gone or not come:
            break
        found = _matches(old, gone, new, come, sign, several=several)
        partner |= {second: first for first, second in found}
        taken = {first for first, _ in found}
        gone = [number for number in gone if number not in taken]
        come = [number for number in come if number not in partner]
    there = [Pair(old[partner[number]] if number in partner else None, resource) for number, resource in enumerate(new)]
    return [*there, *(Pair(old[number], None) for number in gone)]


def with_copies(found: Sequence[Pair]) -> list[Pair]:
    """The same pairs, but what came under the id of something old is no addition where nobody can say which of them is that.

    So it is in the old one's file, and wherever the old one left its file. A namesake in a file of its own is an addition.
    """
    known: dict[Hashable, Pair] = {}
    for pair in found:
        if pair.before and pair.after and pair.before.id == pair.after.id:
            known.setdefault((pair.before.kind, pair.before.id), pair)

    def completed(pair: Pair) -> Pair:
        first = known.get((pair.after.kind, pair.after.id)) if pair.after and not pair.before else None
        if first is None or first.before is None or first.after is None or pair.after is None:
            return pair
        stayed = first.after.path == first.before.path != pair.after.path
        return pair if stayed else Pair(first.before, pair.after)

    return [completed(pair) for pair in found]


def _matches(
    old: Sequence[Resource],
    gone: Sequence[int],
    new: Sequence[Resource],
    come: Sequence[int],
    sign: "Sign",
    *,
    several: bool,
) -> list[tuple[int, int]]:
    """Numbers of resources that bear the same sign; of `several` with one sign, the first with the first."""
    left, right = _by_sign(old, gone, sign), _by_sign(new, come, sign)
    found = []
    for key, numbers in left.items():
        others = right.get(key, [])
        if several or (len(numbers) == 1 and len(others) == 1):
            found += list(zip(numbers, others, strict=False))
    return [(first, second) for first, second in found if sign is not _file or _are_alike(old[first], new[second])]


def _by_sign(resources: Sequence[Resource], numbers: Sequence[int], sign: "Sign") -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for number in numbers:
        resource = resources[number]
        key = sign(resource)
        if key is not None:
            groups.setdefault((resource.kind, key), []).append(number)
    return groups


Sign = Callable[[Resource], Hashable | None]
"""What a resource may be known by; None if it has nothing of the sort."""


def _id_and_file(resource: Resource) -> Hashable | None:
    return resource.id, resource.path


def _id(resource: Resource) -> Hashable | None:
    return resource.id


def _service_and_name(resource: Resource) -> Hashable | None:
    """An objective of a service keeps its name when the dialect, and with it the form of the id, changes."""
    fields = resource.fields
    service, name = fields.get("service"), fields.get("name")
    return (str(service), str(name), str(fields.get("objective"))) if service and name else None


def _file_and_name(resource: Resource) -> Hashable | None:
    name = resource.fields.get("objective") or resource.fields.get("name")
    return (resource.path, str(name)) if name else None


def _queries(resource: Resource) -> Hashable | None:
    """What an objective measures, whatever it is called."""
    queries = resource.fields.get("queries")
    return tuple(str(query) for query in queries) if isinstance(queries, list) and queries else None


def _title(resource: Resource) -> Hashable | None:
    title = resource.fields.get("title") or resource.fields.get("name")
    return str(title) if title and resource.kind != "SLO" else None


def _file(resource: Resource) -> Hashable | None:
    return resource.path


def _are_alike(before: Resource, after: Resource) -> bool:
    names = {*before.fields, *after.fields} - {"id"}
    same = [name for name in names if before.fields.get(name) == after.fields.get(name)]
    return len(same) >= _ALIKE * len(names)


_SIGNS: tuple[tuple[Sign, bool], ...] = (
    (_id_and_file, True),
    (_id, True),
    (_service_and_name, False),
    (_file_and_name, False),
    (_queries, False),
    (_title, False),
    (_file, False),
)
"""The strongest first, and whether several resources may bear one: ids may, by mistake."""
