"""A source line with carets under the range that a finding points at."""

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.report.escaping import visible

_TAB = "    "
_CONTEXT = 24


class Excerpt(NamedTuple):
    """`source` is safe to print; the carets go `indent` columns further right and are `carets` columns wide."""

    source: str
    indent: int
    carets: int


def cut(line: str, span: Span, width: int) -> Excerpt:
    """The part of `line` around `span` that fits into `width` columns of a terminal.

    A range of several lines is marked to the end of its first one; an empty range gets one caret.
    """
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(min(end, len(line)), start)
    first = max(0, start - _CONTEXT) if len(line) > width - 2 else 0
    last = first + width
    head, middle, tail = (_shown(part) for part in (line[first:start], line[start : min(end, last)], line[end:last]))
    if first:
        head = "…" + head
    source = head + middle + tail
    carets = max(1, min(_columns(middle), width - _columns(head)))
    return Excerpt(_fitted(source, width, more=last < len(line)), _columns(head), carets)


def _shown(part: str) -> str:
    return "".join(_TAB if piece == "\t" else visible(piece) for piece in part) if "\t" in part else visible(part)


def _fitted(text: str, width: int, *, more: bool) -> str:
    if _columns(text) <= width and not more:
        return text
    while text and _columns(text) >= width:
        text = text[:-1]
    return text + "…"


def _columns(text: str) -> int:
    """Columns of a terminal that `text` takes: East Asian wide characters and emoji take two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1 for c in text)
