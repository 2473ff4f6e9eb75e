"""What a parsed file is made of: scalars, sequences and mappings that remember where they stood.

YAML, JSON and Markdown all become these three, so a format definition reads every language with the same words.
"""

from collections.abc import Iterator

from roadmap_guard.model.span import Span

_TYPE_NAMES = {str: "text", bool: "true or false", int: "a whole number", float: "a number", type(None): "nothing"}


class Scalar:
    """One value: text, number, true/false or null."""

    __slots__ = ("span", "text", "value")

    def __init__(self, value: str | int | float | bool | None, text: str, span: Span) -> None:
        """`value` is typed by the YAML 1.2 core schema; `text` is the literal as the author wrote it, without quotes."""
        self.value = value
        self.text = text
        self.span = span

    def __repr__(self) -> str:
        return f"Scalar({self.value!r}, {self.span.line}:{self.span.column})"


class Sequence:
    """An ordered list of nodes."""

    __slots__ = ("items", "span")

    def __init__(self, items: list["Node"], span: Span) -> None:
        self.items = items
        self.span = span

    def __repr__(self) -> str:
        return f"Sequence({self.items!r})"


class Mapping:
    """Keys to nodes, in the order of the file. Keys are text: `1:` is reached as `"1"`."""

    __slots__ = ("entries", "span")

    def __init__(self, entries: dict[str, tuple[Scalar, "Node"]], span: Span) -> None:
        """`entries` maps each key's text to its key node (for positions) and its value node."""
        self.entries = entries
        self.span = span

    def get(self, key: str) -> "Node | None":
        """The value under `key`, or None where the key is absent. A key with an empty value gives a null `Scalar`."""
        entry = self.entries.get(key)
        return entry[1] if entry else None

    def key(self, key: str) -> "Scalar | None":
        """The key node itself: where to point when the value is at fault or empty."""
        entry = self.entries.get(key)
        return entry[0] if entry else None

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __repr__(self) -> str:
        return f"Mapping({ {key: value for key, (_, value) in self.entries.items()}!r})"


Node = Scalar | Sequence | Mapping
Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def plain(node: Node) -> Plain:
    """The node as ordinary Python values, positions dropped."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items()}


def kind_of(node: Node) -> str:
    """What the node is, in the words of a message: `a list`, `a mapping`, `text`, ..."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return _TYPE_NAMES[type(node.value)]
