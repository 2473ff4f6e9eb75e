"""Paths: how a definition names a place in a document.

spec.target            keys, one after the other
spec.labels.'a.b/c'    a key with dots, slashes or brackets in quotes
slos[*].name           every item of a list; a single value counts as a list of one
goals.*.owner          every value of a mapping
components.**          every mapping below, however deep
objectives[1] [-1]     one item, from 0; the last
tags[name=team].value  the items whose `name` is `team`; [a=x][b=y] both
[id={ref}] counts.{@key}
                       in braces a path, seen from where the whole path starts: the text that it finds is the value or key
/metadata.owners       from the document's root
^id                    from the place around: one iteration (`each`, or `path` with `fields`) further out
.                      the place itself
@key @number           key, or number from 1, of the present iteration; ^@key of the one around
@path @stem @directory @folder @above
                       of the file: whole path, name up to its first dot, name of its folder, path of its folder, path of the
                       folder around that
"""

import re
from collections.abc import Iterator

from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.formats.searching import below, chosen, listed
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span

_STEP = re.compile(
    r"""'(?P<quoted>[^']+)' | \[(?P<items>\*)\] | \[(?P<index>\d{1,6}|-1)\]
    | \[(?P<by>[^\]=*{}]+)=(?:\{(?P<found>[^{}]+)\}|(?P<value>[^\]{}]*))\]
    | (?P<values>\*(?P<below>\*)?) | \{(?P<named>[^{}]+)\} | (?P<key>[^.\[\]'*/^@{}|]+)""",
    re.VERBOSE,
)
FACTS = ("key", "number", "path", "stem", "directory", "folder", "above")
EACH = "*"

_ITEMS: None = None
_VALUES = ""
_BELOW = -1
_LAST = -2


class PathSyntaxError(ValueError):
    """The text is not a path."""


class Place:
    """Where words are applied: a node, the iteration that led to it, and the document around it."""

    __slots__ = ("document", "key", "node", "number", "outer")

    def __init__(
        self, node: Node, document: Document, outer: "Place | None" = None, key: Scalar | None = None, number: int = 0
    ) -> None:
        """`outer` is the place around, None at the root; `key` and `number` are those of an iteration."""
        self.node = node
        self.document = document
        self.outer = outer
        self.key = key
        self.number = number


class Found:
    """A step whose text stands in the document, at `path`: a key, or, with `by`, the value that items are chosen by."""

    __slots__ = ("by", "path")

    def __init__(self, by: str, path: "Path") -> None:
        self.by = by
        self.path = path

    def said(self, place: Place) -> "Step | None":
        """The step as it would be written with that text; None where there is none."""
        node = self.path.find(place)
        text = literal_of(node) if isinstance(node, Scalar) and node.value is not None else ""
        return ((self.by, text) if self.by else text) if text else None


Step = str | int | None | tuple[str, str] | Found


class Path:
    """A path, ready to be followed. `text` is as written; `keys` its steps where all of them are plain keys."""

    __slots__ = ("_anchor", "_open", "_ups", "keys", "many", "steps", "text")

    def __init__(self, text: str) -> None:
        """Raises PathSyntaxError with the reason."""
        self.text = text
        self._anchor, self._ups, rest = _anchor(text.strip())
        self.steps = _steps(rest) if self._anchor != "fact" else (_fact(rest),)
        self._open = any(isinstance(s, Found) for s in self.steps)
        self.many = self._anchor != "fact" and any(
            s is _ITEMS or s in (_VALUES, _BELOW) or isinstance(s, tuple) or (isinstance(s, Found) and bool(s.by))
            for s in self.steps
        )
        plain = self._anchor in ("here", "root") and all(isinstance(s, str) and s for s in self.steps)
        self.keys: tuple[str, ...] | None = tuple(str(s) for s in self.steps) if plain else None

    def find(self, place: Place) -> Node | None:
        """The node, or the first of several, or None."""
        if self.keys is None:
            return next((found.node for found in self.places(place)), None)
        node = place.document.root if self._anchor == "root" else place.node
        for key in self.keys:
            found = node.get(key) if isinstance(node, Mapping) else None
            if found is None:
                return None
            node = found
        return node

    def find_all(self, place: Place) -> list[Node]:
        """Every node, in the order of the file."""
        if self.keys is not None:
            node = self.find(place)
            return [] if node is None else [node]
        return [found.node for found in self.places(place)]

    def places(self, place: Place) -> Iterator[Place]:
        """Every node as a place; what `[*]` and `*` pass through become the places around it."""
        start = self._start(place)
        if start is None:
            return iter(())
        if self._anchor == "fact":
            node = _say_fact(str(self.steps[0]), start)
            return iter(()) if node is None else iter((Place(node, start.document, start),))
        steps = self._said(place) if self._open else self.steps
        return iter(()) if steps is None else _follow(start.node, steps, start)

    def emptied(self, place: Place) -> Node | None:
        """The list in which `[*]` finds nothing: it is there, and empty."""
        return next((node for node in self._lists(place) if isinstance(node, Sequence) and not node.items), None)

    def unlisted(self, place: Place) -> Mapping | None:
        """The mapping that stands where `[*]` looks for a list, so that it finds nothing."""
        return next((node for node in self._lists(place) if isinstance(node, Mapping) and node.entries), None)

    def _lists(self, place: Place) -> Iterator[Node]:
        """What stands where the first `[*]` looks for a list."""
        if _ITEMS not in self.steps or self._open or (start := self._start(place)) is None:
            return iter(())
        return (found.node for found in _follow(start.node, self.steps[: self.steps.index(_ITEMS)], start))

    def _said(self, place: Place) -> tuple[Step, ...] | None:
        """The steps, with the texts that they find from `place`; None where one finds nothing."""
        said = []
        for step in self.steps:
            now = step.said(place) if isinstance(step, Found) else step
            if now is None and isinstance(step, Found):
                return None
            said.append(now)
        return tuple(said)

    def _start(self, place: Place) -> Place | None:
        if self._anchor == "root":
            return Place(place.document.root, place.document)
        start: Place | None = place
        for _ in range(self._ups):
            start = start.outer if start else None
        return start

    def first_keys(self) -> tuple[str, ...]:
        """The plain keys that the path starts with, from a root; what recognition is indexed by.

        A `*` before them stands for each value or item of the root.
        """
        steps = self.steps if self._anchor != "fact" and not self._ups else ()
        keys = [EACH] if steps and steps[0] in (_ITEMS, _VALUES) else []
        for step in steps[len(keys) :]:
            if not isinstance(step, str) or not step:
                break
            keys.append(step)
        return tuple(keys) if keys != [EACH] else ()

    @property
    def finds_each(self) -> bool:
        """Whether it finds each value or item, and goes no deeper."""
        return self._anchor != "fact" and not self._ups and self.steps in ((_ITEMS,), (_VALUES,))


def _follow(node: Node, steps: tuple[Step, ...], place: Place) -> Iterator[Place]:
    for number, step in enumerate(steps):
        if isinstance(step, str) and step:
            found = node.get(step) if isinstance(node, Mapping) else None
        elif isinstance(step, int) and step >= 0:
            found = node.items[step] if isinstance(node, Sequence) and step < len(node.items) else None
        elif step == _LAST:
            found = node.items[-1] if isinstance(node, Sequence) and node.items else None
        else:
            for inner in _iterate(node, step, place):
                yield from _follow(inner.node, steps[number + 1 :], inner)
            return
        if found is None:
            return
        node = found
    yield place if node is place.node else Place(node, place.document, place, place.key, place.number)


def _iterate(node: Node, step: Step, place: Place) -> Iterator[Place]:
    if step is _ITEMS:
        for number, item in enumerate(listed(node), 1):
            yield Place(item, place.document, place, place.key, number)
    elif isinstance(step, tuple):
        for number, item in chosen(node, step[0], step[1], place.document.root):
            yield Place(item, place.document, place, place.key, number)
    elif step == _BELOW:
        for number, item in enumerate(below(node), 1):
            yield Place(item, place.document, place, place.key, number)
    elif isinstance(node, Mapping):
        for number, (key, value) in enumerate(node.entries.values(), 1):
            yield Place(value, place.document, place, key, number)


def _say_fact(fact: str, place: Place) -> Scalar | None:
    if fact == "key":
        return place.key
    if fact == "number":
        text = str(place.number) if place.number else ""
    else:
        folder, _, name = place.document.path.rpartition("/")
        text = {
            "path": place.document.path,
            "stem": name.split(".", 1)[0],
            "directory": folder.rpartition("/")[2],
            "folder": folder or ".",
            "above": folder.rpartition("/")[0] or "." if folder else "",
        }[fact]
    return Scalar(text, text, _start_of(place.node)) if text else None


def _start_of(node: Node) -> Span:
    return node.span.start


def _anchor(text: str) -> tuple[str, int, str]:
    if not text:
        raise PathSyntaxError("a path must not be empty; `.` is the place itself")
    if text[0] == "/":
        return "root", 0, text[1:]
    rest = text.lstrip("^")
    ups = len(text) - len(rest)
    if rest[:1] == "@":
        return "fact", ups, rest[1:]
    return ("outer" if ups else "here"), ups, "" if rest == "." else rest


def _fact(name: str) -> str:
    if name not in FACTS:
        raise PathSyntaxError(f"`@{name}` is none of {', '.join('@' + fact for fact in FACTS)}")
    return name


def _steps(text: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    at = 0
    while at < len(text):
        if steps and text[at] == ".":
            at += 1
        elif steps and text[at] != "[":
            raise PathSyntaxError(f"a `.` is missing before `{text[at:]}`")
        match = _STEP.match(text, at)
        if match is None:
            raise PathSyntaxError(f"cannot read `{text[at:]}`")
        steps.append(_step(match))
        at = match.end()
    return tuple(steps)


def _step(match: re.Match[str]) -> Step:
    if match["by"]:
        by = match["by"].strip()
        return Found(by, Path(match["found"])) if match["found"] else (by, match["value"].strip())
    if match["named"]:
        return Found("", Path(match["named"]))
    if match["index"]:
        return int(match["index"]) if match["index"] != "-1" else _LAST
    if match["items"]:
        return _ITEMS
    return (_BELOW if match["below"] else _VALUES) if match["values"] else str(match["quoted"] or match["key"].strip())
