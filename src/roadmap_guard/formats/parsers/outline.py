"""A roadmap in prose: headings name a time, a release or a state, and the list items below are what is meant for it.

The tree: `items`, a list of mappings with `title`, `period` (the time as the heading has it), `release` (so), `horizon` (`Now`,
`Later`: no time that could be over), `state` (`done`, `in progress`, `planned`, `idea`, from the heading or a box), `stateText`
(the same as written) and `group` (the nearest heading). Nobody owns an item here, and only items of the outermost lists count.

Headings without any of these have no items: most files that are called roadmap list topics to learn, notes or links. A file that says
that it is generated has none either, because its source would count twice.
"""

import re
from collections.abc import Iterator
from functools import cache

from roadmap_guard.documents.markdown_words import normalised
from roadmap_guard.formats.parsers.lines import Line, lines_of, mapping
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.model.times import due

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*")
_ITEM = re.compile(r"( *)(?:[-*+]|\d{1,3}[.)])\s+(?:\[([ xX])\]\s+)?(\S.*)")
_ITEM_START = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_BOLD = re.compile(r"(?:[^\w*\[]{0,4})(?:\*\*|__)(.+?)(?:\*\*|__)")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*\)")
_PIECE = re.compile(r"[^():\u2013\u2014|]+?(?=\s*(?:[():\u2013\u2014|]|\s-\s|$))")
_DONE_MARKS = ("\u2705", "\u2714", "\u2611")
_GENERATED = re.compile(
    r"(?i)\bauto-?generated\b|\bgenerated file\b|\b(?:generated|rendered|renders)\b.{0,80}\b(?:do not edit|from|by|\w+\.ya?ml)\b"
    r"|\bdo not edit\b.{0,80}\bgenerated\b"
)
_HEAD = 12
_LONGEST = 400
_DEEP = 4
_DOTS = 2
_STATES = {
    "done": (
        "done",
        "completed",
        "complete",
        "shipped",
        "just shipped",
        "released",
        "delivered",
        "finished",
        "recently completed",
    ),
    "in progress": (
        "in progress",
        "work in progress",
        "ongoing",
        "ongoing work",
        "active",
        "doing",
        "in development",
        "underway",
    ),
    "planned": ("planned", "committed", "to do", "todo", "upcoming", "up next", "scheduled"),
    "idea": (
        "ideas",
        "idea",
        "under consideration",
        "exploring",
        "considering",
        "proposed",
        "research",
        "someday",
        "wishlist",
    ),
}
# `Planned features`. No releases: below `Upcoming release` most files tell where to look for it.
_NOUN = re.compile(r" (?:features?|items?|enhancements?|improvements?|tasks?|milestones?|goals?|work)$")
_LEADING_RELEASE = re.compile(r"\W{0,4}([vV]\d+(?:\.\d+)+[\w.+-]*)\s+\w")
_SHIPPED = re.compile(r"(?:released|shipped|done|completed)(?: on| in)? (.+)", re.IGNORECASE)
_EXCLUDED = ("non goals", "nongoals", "out of scope", "not planned", "rejected", "declined", "will not do")
_HORIZONS = (
    *("now", "next", "later", "near term", "short term", "medium term", "mid term", "long term", "longer term"),
    *(
        "future",
        "future work",
        "future plans",
        "near future",
        "distant future",
        "beyond",
        "backlog",
        "next release",
        "next up",
    ),
)


def tree(document: Document) -> Mapping:
    """The items that stand under headings with a time, release or state."""
    lines = lines_of(document)
    first = [line.text for line in lines.lines[:_HEAD]] + [text for number, text in lines.comments[:3]]
    span = document.root.span
    if any(_GENERATED.search(text[:_LONGEST]) for text in first):
        return mapping(span, items=Sequence([], span))
    return mapping(span, items=Sequence(list(_Outline(lines.lines).items()), span))


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
        """Each item of an outermost list under a heading that says something."""
        margin = None
        for number, line in enumerate(self._lines):
            if self._is_heading(number):
                margin = None
                continue
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
        if len(line.text) > _LONGEST:
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
        self._above.append((level, heading, {} if is_title else _said(heading)))

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
        said: dict[str, Scalar] = {}
        for _, _, words in self._above:
            said.update(words)
        heading = self._above[-1][1]
        group = Scalar(_LINK.sub(r"\1", heading.text), heading.text, heading.span)
        title = _title(item.text.text)
        if not said or not title or normalised(group.text).lower().replace("-", " ") in _EXCLUDED:
            return None
        state = _state(item) or said.get("state")
        return mapping(
            item.text.span,
            title=_placed(title, item),
            period=said.get("period"),
            release=said.get("release"),
            horizon=said.get("horizon"),
            state=state,
            stateText=state and Scalar(state.text, state.text, state.span),
            group=group,
        )


def _placed(title: str, item: _Item) -> Scalar:
    """The title where it stands in the item's first line, or the whole item where links or a break of the line part it."""
    span, text = item.text.span, item.text.text
    at = text.find(title, 0, item.first)
    if at < 0:
        return Scalar(title, text, span)
    start = span.column + at
    return Scalar(title, title, Span(span.line, start, span.line, start + len(title)))


def _state(item: _Item) -> Scalar | None:
    """What a box or mark before an item says of it."""
    if item.text.text.startswith(_DONE_MARKS) or item.box in ("x", "X"):
        return Scalar("done", item.box or item.text.text[0], item.text.span)
    return Scalar("planned", item.box, item.text.span) if item.box else None


def _title(text: str) -> str:
    """The bold words that an item begins with, or all of it, without links and marks."""
    bold = _BOLD.match(text)
    plain = _LINK.sub(r"\1", bold[1] if bold else text)
    return " ".join(re.sub(r"[*`]", "", plain).split()).strip(" :-\u2013\u2014\u2705\u2714\u2611\ufe0f")


def _said(heading: Scalar) -> dict[str, Scalar]:
    """The time or release, the state and the horizon in a heading."""
    found: dict[str, Scalar] = {}
    if leading := _LEADING_RELEASE.match(heading.text):
        found["release"] = _part(heading, leading[1], leading.start(1))
    for match in _PIECE.finditer(heading.text):
        literal = match[0].lstrip("-~ ").strip(" \t*_`[]")
        name = normalised(literal)
        words = name.lower().replace("-", " ").strip(" .!")
        words = words if words in _HORIZONS else _NOUN.sub("", words)
        part = _part(heading, literal, match.start())
        shipped = _SHIPPED.fullmatch(literal)
        if literal and (time := _names_time(literal)):
            found.setdefault(time, part)
        elif words in _states() or (shipped and due(shipped[1])):
            found.setdefault("state", Scalar(_states().get(words, "done"), literal, part.span))
        elif words in _HORIZONS:
            found.setdefault("horizon", Scalar(name, literal, part.span))
    return found


def _part(heading: Scalar, text: str, start: int) -> Scalar:
    """A piece of a heading that begins there, or behind marks."""
    column = heading.span.column + heading.text.find(text, start)
    return Scalar(text, text, heading.span._replace(column=column, end_column=column + len(text)))


def _names_time(text: str) -> str:
    """`period` for a time, `release` for a release that cannot be the number of a chapter, else nothing."""
    said = due(text)
    if said is None:
        return ""
    if said.precision != "release":
        return "period"
    return "release" if text[:1] in "vV" or text.count(".") >= _DOTS else ""


@cache
def _states() -> dict[str, str]:
    return {words: state for state, all_words in _STATES.items() for words in all_words}
