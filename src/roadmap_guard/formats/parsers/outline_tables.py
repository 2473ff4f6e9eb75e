"""Tables of a roadmap in prose: each row is an item, if a column of a usual name says what it is.

Other columns of usual names say when, how far and whose. What stands in any other is no business of a roadmap.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from roadmap_guard.documents.markdown_words import normalised
from roadmap_guard.formats.parsers.lines import Line
from roadmap_guard.formats.parsers.outline_words import DONE_MARKS, said_in
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.record import NamedTuple

_BAR = re.compile(r"(?<!\\)\|")
_RULE = frozenset("|:- \t")
_WHAT = (
    "title",
    "feature",
    "item",
    "task",
    "initiative",
    "deliverable",
    "goal",
    "epic",
    "work item",
    "name",
    "milestone",
    "description",
)
"""Of several of these columns the first in this order."""
_HOW_FAR = ("status", "state")
_WHEN = (
    *("timeline", "timeframe", "when", "quarter", "target", "target date", "target release", "planned for", "eta"),
    *("due", "due date", "date", "release", "version", "milestone"),
)
_WHOSE = ("owner", "owners", "assignee", "assignees", "lead", "responsible")


class Row(NamedTuple):
    """A row: what it is, what its cells say as headings do, whose it is, and its words for a state that nobody knows."""

    what: Scalar
    said: dict[str, Scalar]
    owner: Scalar | None
    unknown: Scalar | None


def is_table(lines: list[Line], number: int) -> bool:
    """Whether the line with this index is the header of a table."""
    if number + 1 >= len(lines) or "|" not in lines[number].text:
        return False
    rule = lines[number + 1].text.strip()
    return "|" in rule and "-" in rule and _RULE.issuperset(rule)


def end_of(lines: list[Line], number: int) -> int:
    """The index behind the last row of the table whose header is the line with this index."""
    end = number + 2
    while end < len(lines) and "|" in lines[end].text:
        end += 1
    return end


def rows_of(lines: list[Line], number: int) -> Iterator[Row]:
    """The rows of the table whose header is the line with this index."""
    names = [normalised(cell.text).lower() for cell in _cells(lines[number])]
    what = next((name for name in _WHAT if name in names), None)
    for line in lines[number + 2 : end_of(lines, number)] if what else ():
        cells = dict(zip(names, _cells(line), strict=False))
        if what in cells and cells[what].text:
            yield _row(what, cells)


def _row(what: str, cells: dict[str, Scalar]) -> Row:
    said: dict[str, Scalar] = {}
    unknown = None
    for name, cell in cells.items():
        if name == what or not cell.text:
            continue
        if name in _HOW_FAR:
            state = _state(cell)
            said.update({"state": state} if state else {})
            unknown = unknown or (None if state else cell)
        elif name in _WHEN:
            said.update({word: part for word, part in said_in(cell).items() if word != "state"})
    owner = next((cells[name] for name in _WHOSE if name in cells and cells[name].text), None)
    return Row(cells[what], said, owner, unknown)


def _state(cell: Scalar) -> Scalar | None:
    if cell.text.startswith(DONE_MARKS):
        return Scalar("done", cell.text, cell.span)
    return said_in(cell).get("state")


def _cells(line: Line) -> list[Scalar]:
    """What stands between the bars; those at the ends of a line are frames."""
    marks = [mark.start() for mark in _BAR.finditer(line.text)]
    bars = [-1, *marks, len(line.text)]
    cells = [line.scalar(start + 1, end) for start, end in pairwise(bars)]
    return cells[0 if cells[0].text else 1 : None if cells[-1].text else -1]
