"""Reading a node as a part of a kind's schema says: text, numbers, dates, choices, lists, objects.

What cannot be read leaves its field absent and a problem behind.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from roadmap_guard.formats import conversions
from roadmap_guard.formats.conversions import Convert, UnreadableError, literal_of
from roadmap_guard.formats.draft import Draft, correction
from roadmap_guard.formats.names import listed, suggestion
from roadmap_guard.model.document import Problem
from roadmap_guard.model.nearest import slip_of
from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar, Sequence
from roadmap_guard.model.record import NamedTuple

Part = dict[str, Any]
"""A part of a kind's JSON Schema."""

Reader = Callable[[Node, Draft, str], Any]
"""Node, draft and dotted field name in; the plain value out, or None where nothing is said."""

_SHARES = (1, 100)
_CONVERTERS: dict[str, Convert] = {
    "number": conversions.number,
    "integer": conversions.integer,
    "boolean": conversions.boolean,
    "string": conversions.text,
}
_SEARCHED = 500
_NAMES = 12
_FOLD = re.compile(r"[\s_-]+")


class Scalars(NamedTuple):
    """How one scalar becomes one value.

    convert   from literal to value
    choices   texts of the author (folded) to values of the kind; looked up before anything else
    names     the choices as they are spelt, for messages
    fallback  the value for any other text, where the definition gives one
    closed    only `choices` are values
    extract   the part of the text that counts: group 1 of the expression
    answers   texts (folded) that answer here though they are placeholders elsewhere
    """

    convert: Convert
    choices: Mapping[str, Any] = {}
    names: tuple[str, ...] = ()
    fallback: Any = None
    closed: bool = False
    extract: "re.Pattern[str] | None" = None
    answers: frozenset[str] = frozenset()
    minimum: float | None = None
    maximum: float | None = None

    def read(self, node: Scalar, draft: Draft, field: str) -> Any:
        """The value, or None with what there is to say about it left in `draft`."""
        if self.extract is not None:
            literal = literal_of(node) if node.value is not None else ""
            match = self.extract.search(literal) if literal and len(literal) <= _SEARCHED else None
            if match is None:
                draft.absent(node, field)
                return None
            node = Scalar(match[1] or "", match[1] or "", node.span)
        if self.choices and (chosen := self.choices.get(fold(literal_of(node)))) is not None:
            return self._keep(node, chosen, draft, field)
        if not (self.answers and fold(literal_of(node)) in self.answers) and draft.absent(node, field):
            return None
        if self.closed:
            return self._other(node, draft, field)
        try:
            value = self._bounded(self.convert(node))
        except UnreadableError as error:
            draft.refuse(node, field, error.expected, meant=error.meant)
            return None
        return self._keep(node, value, draft, field)

    def _other(self, node: Scalar, draft: Draft, field: str) -> Any:
        if self.fallback is not None:
            return self._keep(node, self.fallback, draft, field)
        written = literal_of(node)
        draft.refuse(node, field, listed(self.names), suggestion(written, self.names), slip_of(written, self.names))
        return None

    def _bounded(self, value: Any) -> Any:
        low, high = self.minimum, self.maximum
        if isinstance(value, int | float) and (
            (low is not None and value < low) or (high is not None and value > high)
        ):
            raise UnreadableError(_range(low, high))
        if isinstance(value, float) and value - value != 0:
            raise UnreadableError("a finite number")
        return value

    @staticmethod
    def _keep(node: Scalar, value: Any, draft: Draft, field: str) -> Any:
        draft.positions[field] = node.span
        if str(value) != node.text:
            draft.texts[field] = node.text
        return value


def fold(text: str) -> str:
    """A choice as it is compared: case, `_`, `-` and blanks do not count."""
    return _FOLD.sub("", text).lower()


def scalars(part: Part, name: str) -> Scalars:
    """How a scalar is read for the schema part of a field called `name`."""
    kind = part.get("type", "string")
    if "enum" in part:
        names = tuple(part["enum"])
        return Scalars(conversions.text, {fold(name): name for name in names}, names, closed=True)
    return Scalars(_converter(part, kind, name), minimum=part.get("minimum"), maximum=part.get("maximum"))


def _converter(part: Part, kind: str, name: str) -> Convert:
    if kind == "number" and part.get("maximum") in _SHARES and part.get("minimum") == 0:
        scale = int(part["maximum"])
        return partial(conversions.share, bare_percent=scale != 1, scale=scale)
    if kind == "integer" and name.endswith("Seconds"):
        return _seconds
    return conversions.date if part.get("format") == "date" else _CONVERTERS[kind]


def _seconds(scalar: Scalar) -> int:
    from roadmap_guard.formats.durations import converter

    return converter("seconds")(scalar)


def reader(part: Part, name: str) -> Reader:
    """The reader for a part of a schema: a value of the kind written in the kind's own shape."""
    kind = part.get("type")
    if kind == "array":
        return listing(reader(part["items"], name))
    if kind == "object":
        return open_mapping if part.get("additionalProperties") is True else _object(part)
    return single(scalars(part, name))


def single(how: Scalars) -> Reader:
    """The reader for one scalar. A list of one counts as its item; any other list or mapping is refused."""

    def read(node: Node, draft: Draft, field: str) -> Any:
        if isinstance(node, Sequence) and len(node.items) == 1:
            node = node.items[0]
        if isinstance(node, Scalar):
            return how.read(node, draft, field)
        if not draft.absent(node, field):
            draft.refuse(node, field, "a single value")
        return None

    return read


def listing(item: Reader) -> Reader:
    """The reader for a list; a single value counts as a list of one. Items that say nothing are left out."""

    def read(node: Node, draft: Draft, field: str) -> list[Any] | None:
        if isinstance(node, Sequence) and draft.absent(node, field):
            return None
        values = read_items(node.items if isinstance(node, Sequence) else [node], item, draft, field)
        draft.positions[field] = node.span
        return values or None

    return read


def read_items(nodes: list[Node], item: Reader, draft: Draft, field: str) -> list[Any]:
    """Read nodes as the items of `field`, numbered as they stay."""
    values: list[Any] = []
    for node in nodes:
        name = f"{field}[{len(values)}]"
        value = item(node, draft, name)
        if value is None:
            _forget(draft, name, field)
        else:
            values.append(value)
    return values


def _forget(draft: Draft, name: str, field: str) -> None:
    """An item that says nothing has no number; why it does is said of the list."""
    draft.positions.pop(name, None)
    draft.leave(field, draft.unsaid.pop(name, None))


def open_mapping(node: Node, draft: Draft, field: str) -> dict[str, Any] | None:
    """Labels and the like: any keys, values as written."""
    if draft.absent(node, field):
        return None
    if not isinstance(node, MappingNode):
        draft.refuse(node, field, "a mapping")
        return None
    values = {}
    for key, (_, value) in node.entries.items():
        plain = _as_written(value)
        if plain is not None:
            values[key] = plain
            draft.positions[f"{field}.{key}"] = value.span
    draft.positions[field] = node.span
    return values or None


def _as_written(node: Node) -> Any:
    if isinstance(node, Scalar):
        return None if node.value is None else literal_of(node)
    if isinstance(node, Sequence):
        return [plain for item in node.items if (plain := _as_written(item)) is not None]
    return {key: plain for key, (_, value) in node.entries.items() if (plain := _as_written(value)) is not None}


def _object(part: Part) -> Reader:
    """The reader for a closed object: keys are the kind's own, any other is a problem."""
    properties: dict[str, Part] = part.get("properties", {})
    named = "name" in properties and "id" not in properties
    readers: dict[str, Reader] = {}

    def read(node: Node, draft: Draft, field: str) -> dict[str, Any] | None:
        if not isinstance(node, MappingNode):
            if named and isinstance(node, Scalar):
                return _by_name(node, draft, field)
            if not draft.absent(node, field):
                draft.refuse(node, field, f"a mapping with {listed(properties)}")
            return None
        if draft.absent(node, field):
            return None
        values = {}
        for key, (key_node, value) in node.entries.items():
            name = f"{field}.{key}"
            if key not in properties:
                refuse_key(key_node, name, properties, draft)
                continue
            if key not in readers:
                readers[key] = reader(properties[key], key)
            found = readers[key](value, draft, name)
            if found is not None:
                values[key] = found
        draft.positions[field] = node.span
        return values or None

    return read


def _by_name(node: Scalar, draft: Draft, field: str) -> dict[str, Any] | None:
    """An object written as its name alone: `owners: [team-payments]`."""
    if draft.absent(node, field):
        return None
    draft.positions[field] = draft.positions[f"{field}.name"] = node.span
    return {"name": literal_of(node)}


def refuse_key(key: Scalar, field: str, choices: Mapping[str, Any] | frozenset[str], draft: Draft) -> None:
    """Note a key that the kind does not have."""
    names = sorted(choices)
    meant = slip_of(key.text, names)
    draft.problems.append(
        Problem(
            "field",
            f"{draft.kind} has no field `{field}`.{suggestion(key.text, names)}",
            f"Use {listed(names)}."
            if len(names) <= _NAMES
            else f"`roadmap-guard schema {draft.kind}` lists the fields.",
            draft.path,
            key.span,
            refuses=False,
            fix=correction(key, meant) if meant else None,
        )
    )


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"a number of at least {low:g}" if low is not None else f"a number of at most {high:g}"
    return f"a number from {low:g} to {high:g}"


def inner_names(part: Part, name: str) -> Iterator[str]:
    """Every field below a part of a schema, dotted: `rollback.testedOn`, `results[*].value`."""
    if part.get("type") == "array":
        yield from inner_names(part["items"], f"{name}[*]")
    for key, inner in part.get("properties", {}).items():
        yield f"{name}.{key}" if name else key
        yield from inner_names(inner, f"{name}.{key}" if name else key)
