"""The sections of a document with what they are sought by; made once for all that is sought."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import FILE_START

_ASIDE = re.compile(r"\((?:s|required)\)|\[required\]")

Alias = tuple[str, ...]
"""A heading in parts, from the outermost on; the last may end with `*`."""


def normalise(heading: str) -> str:
    """A heading or label as it is compared: `Intended Use(s)` is `intended use`, `&` is `and`, backslashes are left out."""
    words = _ASIDE.sub("", heading.replace("\\", "").lower()).split()
    return " ".join("and" if word == "&" else word for word in words).rstrip(":?")


def normalise_alias(alias: str) -> str:
    """An alias of a definition, with its trailing `*` kept."""
    return f"{normalise(alias[:-1])}*" if alias.endswith("*") else normalise(alias)


def aliases_of(headings: Iterable[str]) -> tuple[Alias, ...]:
    """Headings of a definition, in parts."""
    return tuple(tuple(normalise_alias(part) for part in heading.split("/")) for heading in headings)


def is_like(name: str, alias: str) -> bool:
    """Whether a normalised name is what an alias asks for."""
    return name.startswith(alias[:-1]) if alias.endswith("*") else name == alias


class _Names:
    """Numbers by normalised name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[str, list[int]] = {}
        for number, name in enumerate(names):
            self._numbers.setdefault(name, []).append(number)
        self._sorted = sorted(self._numbers)

    def like(self, alias: str) -> list[int]:
        """The numbers of the names that an alias asks for, in order."""
        if not alias.endswith("*"):
            return self._numbers.get(alias, [])
        return sorted(number for name in self._beginning(alias[:-1]) for number in self._numbers[name])

    def _beginning(self, start: str) -> Iterator[str]:
        for at in range(bisect_left(self._sorted, start), len(self._sorted)):
            if not self._sorted[at].startswith(start):
                return
            yield self._sorted[at]


class Outline:
    """The sections of one document, or of a part of it.

    root      what has them
    sections  in the order of the file
    fields    all labelled values: the number of the section, the label and the value
    """

    def __init__(self, root: Node) -> None:
        sections = root.get("sections") if isinstance(root, Mapping) else None
        items = sections.items if isinstance(sections, Sequence) else []
        self.root = root
        self.sections = [item for item in items if isinstance(item, Mapping)]
        self.fields = list(_fields(self.sections))
        self._paths = [_heading_path(section) for section in self.sections]
        self._headings = _Names(path[-1] if path else "" for path in self._paths)
        self._labels = _Names(normalise(name) for _, name, _, _ in self.fields)
        self._below: dict[tuple[Alias, ...], frozenset[int]] = {}

    def numbers(self, alias: Alias) -> list[int]:
        """The sections whose headings end like `alias`."""
        near = self._headings.like(alias[-1])
        return near if len(alias) == 1 else [number for number in near if self._is_below(number, alias)]

    def labelled(self, alias: str) -> list[int]:
        """The numbers of the values whose label is like `alias`."""
        return self._labels.like(alias)

    def with_nested(self, number: int) -> range:
        """The numbers of the section and of those below it: up to the next heading of the same level or higher."""
        level = _level(self.sections[number])
        end = number + 1
        while end < len(self.sections) and _level(self.sections[end]) > level:
            end += 1
        return range(number, end)

    def below(self, aliases: tuple[Alias, ...]) -> frozenset[int]:
        """The numbers of the sections of these names and of all below them."""
        known = self._below.get(aliases)
        if known is None:
            numbers = [number for alias in aliases for number in self.numbers(alias)]
            known = self._below[aliases] = frozenset(inner for each in numbers for inner in self.with_nested(each))
        return known

    def _is_below(self, number: int, alias: Alias) -> bool:
        path = self._paths[number]
        return len(path) >= len(alias) and all(map(is_like, path[-len(alias) :], alias))


def _fields(sections: list[Mapping]) -> Iterator[tuple[int, str, Scalar, Node]]:
    for number, section in enumerate(sections):
        fields = section.get("fields")
        if isinstance(fields, Mapping):
            yield from ((number, name, key, value) for name, (key, value) in fields.entries.items())


def _heading_path(section: Mapping) -> tuple[str, ...]:
    path = section.get("path")
    return tuple(normalise(part) for part in path.text.split("/")) if isinstance(path, Scalar) else ()


def _level(section: Mapping) -> int:
    level = section.get("level")
    return level.value if isinstance(level, Scalar) and isinstance(level.value, int) else 0


_latest = [Outline(Sequence([], FILE_START))]


def outline_of(root: Node) -> Outline:
    """The outline of what has sections; that of the last one is kept."""
    if _latest[0].root is not root:
        _latest[0] = Outline(root)
    return _latest[0]
