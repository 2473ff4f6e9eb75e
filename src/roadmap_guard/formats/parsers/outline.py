"""A roadmap in prose: headings name a time, a release or a state, and items of the lists below are what is meant for it.

A row of a table is an item too, where it stands so or says so itself. Its columns are known by their names: `Title`, `Feature`,
`Item`, ... `Description`; `Status`; `Target`, `Quarter`, `Release`, ...; `Owner`, `Assignee`, `Lead`.

The tree: `items`, a list of mappings with `title`, `period` (the time as the heading or cell has it), `release` (so), `horizon`
(`Now`, `Later`: no time that could be over), `state` (`done`, `in progress`, `planned`, `idea`, `blocked`, `on hold`, `cancelled`; from
the heading, a box or a cell), `stateText` (the same as written), `owner` (of a row) and `group` (the nearest heading). Only items
of the outermost lists count.

Headings without any of these have no items: most files that are called roadmap list topics to learn, notes or links. A file that says
that it is generated has none either, because its source would count twice.
"""

import re
from collections.abc import Iterator

from roadmap_guard.documents.markdown_words import normalised
from roadmap_guard.formats.parsers.lines import Line, lines_of, mapping
from roadmap_guard.formats.parsers.outline_tables import Row, end_of, is_table, rows_of
from roadmap_guard.formats.parsers.outline_words import DONE_MARKS, LONGEST, said_in, title_in, without_links
from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,3}[.)])\s+(?:\[([ xX])\]\s+)?(\S.*)")
_ITEM_START = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_GENERATED = re.compile(
    r"(?i)\bauto-?generated\b|\bgenerated file\b|\b(?:generated|rendered|renders)\b.{0,80}\b(?:do not edit|from|by|\w+\.ya?ml)\b"
    r"|\bdo not edit\b.{0,80}\bgenerated\b"
)
_HEAD = 12
_DEEP = 4
_EXCLUDED = ("non goals", "nongoals", "out of scope", "not planned", "rejected", "declined", "will not do")


def tree(document: Document) -> Tree:
    """The items that stand under headings with a time, release or state."""
    lines = lines_of(document)
    first = [line.text for line in lines.lines[:_HEAD]] + [text for number, text in lines.comments[:3]]
    span = document.root.span
    if any(_GENERATED.search(text[:LONGEST]) for text in first):
        return Tree(mapping(span, items=Sequence([], span)))
    return Tree(mapping(span, items=Sequence(list(_Outline(lines.lines).items()), span)))


class _Item(NamedTuple):
    """An item of a list: the box before it, its text from the first line to the last that goes on with it, the first line's length."""

    box: str
    text: Scalar
    first: int


class _Outline:
    """Goes through the lines; `_above` are the headings that hold at a line, each with its level and what it says."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = [line for line in lines if line.fence is None]
        self._above: list[tuple[int, Scalar, dict[str, Scalar]]] = []
        self._titled = False

    def items(self) -> Iterator[Node]:
        """Each item of an outermost list under a heading that says something, and each row of a table that says so itself."""
        margin, below = None, 0
        for number, line in enumerate(self._lines):
            if self._is_heading(number):
                margin = None
                continue
            if number >= below and is_table(self._lines, number):
                below = end_of(self._lines, number)
                yield from filter(None, map(self._row, rows_of(self._lines, number)))
            found = _ITEM.fullmatch(line.text.expandtabs(_DEEP)) if self._above else None
            if found is None:
                margin = margin if not line.text.strip() or line.text[:1] in " \t" else None
                continue
            indent = len(found[1])
            margin = indent if margin is None else margin
            node = self._node(self._item(number, found[2] or "")) if indent <= margin < _DEEP else None
            if node is not None:
                yield node

    def _is_heading(self, number: int) -> bool:
        line = self._lines[number]
        if len(line.text) > LONGEST:
            return False
        found = _HEADING.fullmatch(line.text)
        if found:
            if found[2]:
                self._enter(len(found[1]), line.scalar(found.start(2), found.end(2)))
            return True
        following = self._lines[number + 1].text if number + 1 < len(self._lines) else ""
        under = _UNDERLINE.fullmatch(following) if line.text.strip() else None
        if under is None or _ITEM.fullmatch(line.text):
            return False
        self._enter(1 if under[1][0] == "=" else 2, line.scalar(0, len(line.text)))
        return True

    def _enter(self, level: int, heading: Scalar) -> None:
        """The first heading of level 1 is the title: a year in it is no time by which all else is due."""
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        is_title = level == 1 and not self._titled
        self._titled = self._titled or level == 1
        self._above.append((level, heading, {} if is_title else said_in(heading)))

    def _item(self, number: int, box: str) -> _Item:
        line = self._lines[number]
        found = _ITEM_START.match(line.text)
        first = line.scalar(found.end() if found else 0, len(line.text))
        texts, last = [first.text], first
        for following in self._lines[number + 1 :]:
            if (
                not following.text.strip()
                or following.text[:1] not in " \t"
                or _ITEM.fullmatch(following.text.expandtabs(_DEEP))
            ):
                break
            last = following.scalar(0, len(following.text))
            texts.append(last.text)
        span = first.span._replace(end_line=last.span.end_line, end_column=last.span.end_column)
        text = " ".join(texts)
        return _Item(box, Scalar(text, text, span), len(texts[0]))

    def _node(self, item: _Item) -> Mapping | None:
        said = self._told()
        title = title_in(item.text.text)
        if not said or not title or self._is_excluded():
            return None
        state = _state(item) or said.get("state")
        return self._made(item.text.span, _placed(title, item.text, item.first), said, state, state)

    def _row(self, row: Row) -> Mapping | None:
        """A row of a table. A state that nobody knows is not the heading's."""
        said = self._told() | row.said
        title = title_in(row.what.text)
        if not said or not title or self._is_excluded():
            return None
        state = None if row.unknown else said.get("state")
        return self._made(
            row.what.span, _placed(title, row.what, len(row.what.text)), said, state, row.unknown or state, row.owner
        )

    def _told(self) -> dict[str, Scalar]:
        """What the headings above say, the nearest last."""
        return {word: part for _, _, words in self._above for word, part in words.items()}

    def _is_excluded(self) -> bool:
        """Whether the nearest heading says that nothing of this will be done."""
        return bool(self._above) and normalised(self._above[-1][1].text).lower().replace("-", " ") in _EXCLUDED

    def _made(
        self,
        span: Span,
        title: Scalar,
        said: dict[str, Scalar],
        state: Scalar | None,
        words: Scalar | None,
        owner: Scalar | None = None,
    ) -> Mapping:
        heading = self._above[-1][1] if self._above else None
        return mapping(
            span,
            title=title,
            period=said.get("period"),
            release=said.get("release"),
            horizon=said.get("horizon"),
            state=state,
            stateText=words and Scalar(words.text, words.text, words.span),
            owner=owner and Scalar(title_in(owner.text), owner.text, owner.span),
            group=heading and Scalar(without_links(heading.text), heading.text, heading.span),
        )


def _placed(title: str, whole: Scalar, first: int) -> Scalar:
    """The title where it stands in the first line, of that length, or the whole text where links or a break of the line part it."""
    at = whole.text.find(title, 0, first)
    if at < 0:
        return Scalar(title, whole.text, whole.span)
    start = whole.span.column + at
    return Scalar(title, title, Span(whole.span.line, start, whole.span.line, start + len(title)))


def _state(item: _Item) -> Scalar | None:
    """What a box or mark before an item says of it."""
    if item.text.text.startswith(DONE_MARKS) or item.box in ("x", "X"):
        return Scalar("done", item.box or item.text.text[0], item.text.span)
    return Scalar("planned", item.box, item.text.span) if item.box else None
