"""Finds the few formats that a document could be written in, at the cost of a few dictionary look-ups."""

from collections.abc import Iterable

from roadmap_guard.formats.conditions import Trigger
from roadmap_guard.model.node import Mapping, Node, Scalar

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
        self._branches: dict[str, list[_Branch]] = {}
        for number, (name, triggers) in enumerate(rows):
            self._names.append(name)
            if not triggers:
                self._always.append(number)
            for trigger in triggers:
                self._add(trigger, number)

    def _add(self, trigger: Trigger, number: int) -> None:
        branches = self._branches.setdefault(trigger.keys[0], [])
        branch = next((branch for branch in branches if branch.keys == trigger.keys[1:]), None)
        if branch is None:
            branch = _Branch(trigger.keys[1:])
            branches.append(branch)
        branch.by_text.setdefault(trigger.value, []).append(number)

    def look(self, root: Node) -> list[str]:
        """The names of the formats that the document could be written in."""
        found = set(self._always)
        if isinstance(root, Mapping):
            for key, branches in self._branches.items():
                node = root.get(key)
                if node is not None:
                    for branch in branches:
                        self._collect(branch, node, found)
        return [self._names[number] for number in sorted(found)]

    @staticmethod
    def _collect(branch: _Branch, node: Node | None, found: set[int]) -> None:
        for key in branch.keys:
            node = node.get(key) if isinstance(node, Mapping) else None
        if node is not None:
            found.update(branch.by_text.get(_ANY, ()))
            if isinstance(node, Scalar):
                found.update(branch.by_text.get(node.text, ()))
