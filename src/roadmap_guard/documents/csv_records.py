"""The records of a CSV file as cells with positions (RFC 4180, section 2).

Between tabs a quote inside a bare cell is text (IANA, text/tab-separated-values); around a whole cell it is what spreadsheets make it.
"""

import re
from collections.abc import Iterator
from typing import NoReturn

from roadmap_guard.documents import text as texts
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import Span

_SEPARATORS = (",", ";", "\t")
_TABBED = (".tsv", ".tab")
_ANNOUNCED = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*+)"')
_HEADER_CHARS = 64 << 10

Record = list[Scalar]


class Records:
    """One pass over a text. `_at` is the offset of what comes next; its line has the number `_line` and begins at `_line_start`."""

    def __init__(self, path: str, text: str, findings: Findings, limits: Limits) -> None:
        announced = _ANNOUNCED.match(text)
        self._text = text
        self._at = self._line_start = announced.end() if announced else 0
        self._line = 2 if announced else 1
        self._separator = announced[1] if announced else _separator(path, text)
        self._bare = re.compile(r"[^\t\r\n]*" if self._separator == "\t" else rf'[^"{self._separator}\r\n]*')
        self._findings = findings
        self._limits = limits
        self._nodes = 0

    def __iter__(self) -> Iterator[Record]:
        """Each record that says something. Raises Refused where quotes do not pair, or over a limit."""
        end = len(self._text)
        while self._at < end:
            record = self._record()
            if any(cell.value is not None for cell in record):
                yield record

    def _record(self) -> Record:
        cells = [self._cell()]
        while self._text.startswith(self._separator, self._at):
            self._at += 1
            cells.append(self._cell())
        self._at += 2 if self._text.startswith("\r", self._at) else 1
        self._line += 1
        self._line_start = self._at
        return cells

    def _cell(self) -> Scalar:
        start, line, column = self._at, self._line, self._at - self._line_start + 1
        quoted = self._text.startswith('"', start) and not self._begins_with_quoted_word()
        content = self._quoted() if quoted else self._plain()
        span = Span(line, column, self._line, self._at - self._line_start + 1)
        self._check(content, span)
        return Scalar(content if content and not content.isspace() else None, content, span)

    def _begins_with_quoted_word(self) -> bool:
        """Whether a cell between tabs only begins with a quoted word: `"Pay" now`. Quotes around it would double that one's."""
        found = _QUOTED.match(self._text, self._at) if self._separator == "\t" else None
        return found is not None and "\n" not in found[0] and not self._ends_at(found.end())

    def _ends_at(self, at: int) -> bool:
        """Whether a cell can end at an offset."""
        return self._text[at : at + 1] in ("", self._separator, "\r", "\n")

    def _plain(self) -> str:
        found = self._bare.match(self._text, self._at)
        content = found[0] if found else ""
        self._at += len(content)
        if self._text.startswith('"', self._at):
            self._stop("a quote stands in a cell without quotes around it")
        return content

    def _quoted(self) -> str:
        found = _QUOTED.match(self._text, self._at)
        if found is None:
            self._stop("no second quote ends the cell that begins here")
        if breaks := found[0].count("\n"):
            self._line += breaks
            self._line_start = self._text.rfind("\n", self._at, found.end()) + 1
        self._at = found.end()
        if not self._ends_at(self._at):
            self._stop("text follows the quote that ends a cell")
        return found[1].replace('""', '"').replace("\r\n", "\n")

    def _check(self, content: str, span: Span) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            self._findings.stop("too-many-nodes", f"the file holds more than {self._limits.nodes:,} cells", span)
        if len(content) > self._limits.scalar_chars:
            message = f"a cell has {len(content):,} characters; the limit is {self._limits.scalar_chars:,}"
            self._findings.stop("scalar-too-long", message, span)

    def _stop(self, message: str) -> NoReturn:
        self._findings.stop("csv-quotes", message, texts.span_at(self._text, self._at, 1))


def _separator(path: str, text: str) -> str:
    """A tab where the file's name says so; else what parts the header into most cells, and of equals the comma."""
    if path.lower().endswith(_TABBED):
        return "\t"
    header = _QUOTED.sub("", text.lstrip("\r\n")[:_HEADER_CHARS]).partition("\n")[0]
    return max(_SEPARATORS, key=header.count)
