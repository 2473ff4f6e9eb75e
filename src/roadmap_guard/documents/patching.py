"""Fixes put into the text of a file: what is between them stays byte for byte."""

import re
from collections.abc import Iterable
from io import StringIO

from roadmap_guard.documents import language_of
from roadmap_guard.documents.quoting import scalar
from roadmap_guard.model.document import Fix
from roadmap_guard.model.record import NamedTuple

_BARE = re.compile(r"[\w.%-]+", re.ASCII)
_CELL = re.compile(r"[^,;\t\r\n\"]*")
_QUOTES = ("'", '"')


class Patched(NamedTuple):
    """The text with the fixes that could be made, and those that were made."""

    text: str
    made: tuple[Fix, ...]


def patch(path: str, text: str, fixes: Iterable[Fix]) -> Patched:
    """Make every fix whose place still holds what it names. Of two that overlap the first is made."""
    rows = StringIO(text, newline="\n").readlines() or [""]
    made: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda fix: (fix.span, fix.new)):
        if made and (fix.span.line, fix.span.column) < (made[-1].span.end_line, made[-1].span.end_column):
            continue
        if _written(path, rows, fix) is not None:
            made.append(fix)
    for fix in reversed(made):
        _put(path, rows, fix)
    return Patched("".join(rows), tuple(made))


def _written(path: str, rows: list[str], fix: Fix) -> str | None:
    """What is to stand in the file in place of the span, None where it does not hold what the fix names."""
    span = fix.span
    if not fix.old:
        return fix.new if span.line <= len(rows) + 1 else None
    if span.line != span.end_line or span.line > len(rows):
        return None
    found = rows[span.line - 1][span.column - 1 : span.end_column - 1]
    if found == fix.old:
        return _plain(path, rows, fix)
    quote = found[:1]
    is_quoted = quote in _QUOTES and found == f"{quote}{fix.old}{quote}"
    return f"{quote}{fix.new}{quote}" if is_quoted and not {*_QUOTES, "\\"} & {*fix.new} else None


def _plain(path: str, rows: list[str], fix: Fix) -> str:
    """The new text where the old one stood without quotes; YAML needs them around some, CSV around what parts its columns."""
    if language_of(path) == "csv":
        return fix.new if _CELL.fullmatch(fix.new) else '"' + fix.new.replace('"', '""') + '"'
    in_prose = language_of(path) == "markdown" and fix.span.line > _front_matter_end(rows)
    return fix.new if in_prose or _BARE.fullmatch(fix.new) else scalar(fix.new)


def _front_matter_end(rows: list[str]) -> int:
    """The number of the line that closes the front matter; 0 without any."""
    if not rows[0].startswith("---"):
        return 0
    return next((number for number, row in enumerate(rows[1:], 2) if row.startswith("---")), 0)


def _put(path: str, rows: list[str], fix: Fix) -> None:
    written = _written(path, rows, fix)
    span = fix.span
    if written is None:
        return
    if span.line > len(rows):
        if rows[-1] and not rows[-1].endswith("\n"):
            rows[-1] += "\n"
        rows.append(written)
        return
    row = rows[span.line - 1]
    rows[span.line - 1] = row[: span.column - 1] + written + row[span.end_column - 1 :]
