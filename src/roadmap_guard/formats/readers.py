"""The functions that compiled fields are made of: they run once for every field of every resource."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from roadmap_guard.formats.conditions import Condition
from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.formats.draft import Draft
from roadmap_guard.formats.paths import Path, Place
from roadmap_guard.formats.searching import flat
from roadmap_guard.formats.selectors import Selector
from roadmap_guard.formats.values import Reader as NodeReader
from roadmap_guard.formats.values import Scalars
from roadmap_guard.model.node import Node, Scalar
from roadmap_guard.model.record import NamedTuple

FieldReader = Callable[[Place, Draft, str], Any]
"""Place, draft and dotted field name in; the plain value out, or None where nothing is said."""


ItemReader = Callable[[Place, Place, Draft, str], Any]
"""The place of an item, the place that the list is read at, draft and dotted field name in; the value out, or None."""


class Member(NamedTuple):
    """A field of an object. A `given` one is a constant: it says nothing that the file says."""

    name: str
    read: FieldReader
    given: bool = False


def read_object(
    members: Iterable[Member], place: Place, draft: Draft, field: str, node: Node | None = None
) -> dict[str, Any] | None:
    """The members' values by name; None where all that is said are constants. `node` is where the object stands."""
    values: dict[str, Any] = {}
    said = False
    prefix = f"{field}." if field else ""
    for name, read, given in members:
        value = read(place, draft, f"{prefix}{name}")
        if value is not None:
            values[name] = value
            said = said or not given
    if not said:
        return None
    if field:
        span = node.span if node is not None else _first_position(draft, values, prefix)
        if span is not None:
            draft.positions[field] = span
    return values


def read_each(
    items: Selector, test: Condition | None, read: ItemReader, place: Place, draft: Draft, field: str
) -> list[Any] | None:
    """What `read` gives for each of the items that pass the test, numbered as they stay; None where nothing is said."""
    values: list[Any] = []
    for item in items.places(place):
        if test is None or test.holds(item):
            value = read(item, place, draft, f"{field}[{len(values)}]")
            if value is not None:
                values.append(value)
    if not values:
        note_empty(items, place, draft, field)
        return None
    draft.positions.setdefault(field, draft.positions[f"{field}[0]"])
    return values


def _first_position(draft: Draft, values: dict[str, Any], prefix: str) -> Any:
    return next((draft.positions[prefix + name] for name in values if prefix + name in draft.positions), None)


def nothing(_place: Place, _draft: Draft, _field: str) -> None:
    """The reader of a field whose words are wrong."""


def only_when(condition: Condition, read: FieldReader) -> FieldReader:
    """`read`, but only where the condition holds."""
    return lambda place, draft, field: read(place, draft, field) if condition.holds(place) else None


def with_default(read: FieldReader, default: Any) -> FieldReader:
    """The dialect's own default holds where the file has nothing at all, not where it has a placeholder or a mistake."""

    def filled(place: Place, draft: Draft, field: str) -> Any:
        value = read(place, draft, field)
        return default if value is None and field not in draft.positions else value

    return filled


def from_nodes(selector: Selector, read: NodeReader) -> FieldReader:
    """The reader for the node that a selector finds; of several, the first that says something."""
    if not selector.many:
        find = selector.find

        def one(place: Place, draft: Draft, field: str) -> Any:
            node = find(place)
            return None if node is None else read(node, draft, field)

        return one

    def of_many(place: Place, draft: Draft, field: str) -> Any:
        return first_said([partial(_read_node, read, node) for node in selector.find_all(place)], place, draft, field)

    return of_many


def note_empty(selector: Selector, place: Place, draft: Draft, field: str) -> None:
    """Note that a list in which no item was found is there, and empty, if it is so."""
    node = selector.emptied(place) if isinstance(selector, Path) else None
    if node is not None:
        draft.absent(node, field)


def _read_node(read: NodeReader, node: Node, _place: Place, draft: Draft, field: str) -> Any:
    return read(node, draft, field)


def first_said(readers: Iterable[FieldReader], place: Place, draft: Draft, field: str) -> Any:
    """The first value that one of them gives. Why one gives none counts only if no other gives any."""
    reasons = []
    for read in readers:
        value = read(place, draft, field)
        if value is not None:
            return value
        reasons.append(draft.unsaid.pop(field, None))
    for reason in reasons:
        draft.leave(field, reason)
    return None


def joined_text(selector: Selector, how: Scalars, separator: str, place: Place, draft: Draft, field: str) -> Any:
    """Several texts as one."""
    nodes = list(flat(selector.find_all(place), None))
    said = [node for node in nodes if isinstance(node, Scalar) and not draft.absent(node, field)]
    if not said:
        if not nodes:
            note_empty(selector, place, draft, field)
        return None
    draft.unsaid.pop(field, None)
    whole = separator.join(literal_of(node) for node in said)
    return how.read(Scalar(whole, whole, said[0].span), draft, field)


def joined_lists(readers: list[FieldReader], place: Place, draft: Draft, field: str) -> list[Any] | None:
    """The lists of several readers as one; positions are renumbered."""
    values: list[Any] = []
    start = None
    for read in readers:
        own = Draft(draft.kind, draft.path, draft.also_noise, lenient=draft.lenient)
        found = read(place, own, field)
        draft.adopt(own, field, len(values))
        start = start or own.positions.get(field)
        values += found or []
    if start is not None:
        draft.positions[field] = start
    if values and draft.unsaid.get(field) == "empty":
        del draft.unsaid[field]
    return values or None


def merged_mappings(readers: list[FieldReader], place: Place, draft: Draft, field: str) -> dict[str, Any] | None:
    """Several mappings as one; of equal keys the later wins."""
    values: dict[str, Any] = {}
    for read in readers:
        values |= read(place, draft, field) or {}
    return values or None
