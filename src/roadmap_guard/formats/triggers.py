"""Finds the few formats that a document could be written in, at the cost of a few dictionary look-ups."""

from collections.abc import Iterable

from roadmap_guard.formats.conditions import Trigger
from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.formats.paths import EACH
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence

_ANY = None


class _Branch:
    """The formats that look at one place in the document: those that want any value there, and those that want a text."""

    __slots__ = ("by_text", "keys")

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        self.by_text: dict[str | None, list[int]] = {}


class TriggerTable:
    """Formats by what they need to see; those without triggers are always looked at."""

    def __init__(self, rows: Iterable[tuple[str, tuple[Trigger, ...]]]) -> None:
        """`rows` are formats' names and triggers, in the order in which candidates are given back."""
        self._names: list[str] = []
        self._always: list[int] = []
        self._at_root: dict[str, list[_Branch]] = {}
        self._at_each: dict[str, list[_Branch]] = {}
        for number, (name, triggers) in enumerate(rows):
            self._names.append(name)
            if not triggers:
                self._always.append(number)
            for keys, text in triggers:
                if keys[0] == EACH:
                    _add(self._at_each, keys[1:], text, number)
                else:
                    _add(self._at_root, keys, text, number)

    def look(self, root: Node) -> list[str]:
        """The names of the formats that the document could be written in."""
        found = set(self._always)
        _see(self._at_root, root, found)
        if self._at_each:
            for inner in _inside(root):
                _see(self._at_each, inner, found)
        return [self._names[number] for number in sorted(found)]


def _add(branches: dict[str, list[_Branch]], keys: tuple[str, ...], text: str | None, number: int) -> None:
    known = branches.setdefault(keys[0], [])
    branch = next((branch for branch in known if branch.keys == keys[1:]), None)
    if branch is None:
        branch = _Branch(keys[1:])
        known.append(branch)
    branch.by_text.setdefault(text, []).append(number)


def _see(branches: dict[str, list[_Branch]], root: Node, found: set[int]) -> None:
    if isinstance(root, Mapping):
        for key, known in branches.items():
            node = root.get(key)
            if node is not None:
                for branch in known:
                    _collect(branch, node, found)


def _collect(branch: _Branch, node: Node | None, found: set[int]) -> None:
    for key in branch.keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    if node is not None:
        found.update(branch.by_text.get(_ANY, ()))
        if isinstance(node, Scalar):
            found.update(branch.by_text.get(literal_of(node), ()))


def _inside(root: Node) -> Iterable[Node]:
    if isinstance(root, Mapping):
        return (value for _, value in root.entries.values())
    return root.items if isinstance(root, Sequence) else ()
