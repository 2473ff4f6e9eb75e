"""The body of a Markdown file line by line, for parsers that look at the text itself.

Comments are blanked out, so that columns stay as they are; what stands in a code fence is told apart from prose. Sections by
heading are `documents`' business; this is for what it leaves out on purpose.
"""

import re
from collections.abc import Iterator

from roadmap_guard.documents.markdown_root import MarkdownRoot
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

_FENCE = r"[ \t]*(?:(`{3,})([^`]*)|(~{3,})(.*))"


class Line(NamedTuple):
    """A line of the file.

    number  in the file, from 1
    text    without comments: blanks stand in their place
    fence   the words after the marks that open the code fence it stands in (empty for prose); `opens` is the line of the marks
    """

    number: int
    text: str
    fence: str | None = None
    opens: int = 0

    def scalar(self, start: int, end: int, value: str = "") -> Scalar:
        """The text between two offsets, without blanks around it, as a value; `value` is what it stands for, if not itself."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        literal = piece.strip()
        return Scalar(value or literal, literal, Span(self.number, start + 1, self.number, start + 1 + len(literal)))


class Lines(NamedTuple):
    """Lines of prose and of code, and the comments with the number of the line where each begins."""

    lines: list[Line]
    comments: list[tuple[int, str]]


def lines_of(document: Document) -> Lines:
    """The body of a Markdown document; nothing for other documents."""
    root = document.root
    if not isinstance(root, MarkdownRoot):
        return Lines([], [])
    return _Scanner(root.text.count("\n", 0, root.body)).scan(root.text[root.body :])


class _Scanner:
    """Takes line after line. `_closing` are the marks that end the open fence, `_comment` the text of an open comment."""

    def __init__(self, before: int) -> None:
        self._number = before
        self._lines: list[Line] = []
        self._comments: list[tuple[int, str]] = []
        self._closing = ""
        self._info = ""
        self._opens = 0
        self._comment: list[str] = []

    def scan(self, text: str) -> Lines:
        for line in text.split("\n"):
            self._number += 1
            if self._closing:
                self._in_fence(line.rstrip("\r"))
            else:
                self._in_prose(line.rstrip("\r"))
        return Lines(self._lines, self._comments)

    def _in_fence(self, line: str) -> None:
        bare = line.strip()
        if bare.startswith(self._closing) and not bare.strip(self._closing[0]):
            self._closing = ""
        else:
            self._lines.append(Line(self._number, line, self._info, self._opens))

    def _in_prose(self, line: str) -> None:
        text = self._without_comments(line)
        found = re.compile(_FENCE).fullmatch(text) if "```" in text or "~~~" in text else None
        if found is None:
            self._lines.append(Line(self._number, text))
            return
        self._closing = found[1] or found[3]
        self._info = (found[2] or found[4] or "").strip()
        self._opens = self._number

    def _without_comments(self, line: str) -> str:
        if not self._comment and "<!--" not in line:
            return line
        kept: list[str] = []
        at = 0
        while at < len(line):
            mark = "-->" if self._comment else "<!--"
            end = line.find(mark, at)
            piece = line[at : end if end >= 0 else len(line)]
            at += len(piece) + (len(mark) if end >= 0 else 0)
            self._take(piece, mark, kept, found=end >= 0)
        return "".join(kept)

    def _take(self, piece: str, mark: str, kept: list[str], *, found: bool) -> None:
        """A piece of prose before a comment, or of a comment before its end."""
        if mark == "<!--":
            kept.append(piece + (" " * len(mark) if found else ""))
            if found:
                self._comment = [""]
                self._comments.append((self._number, ""))
            return
        kept.append(" " * (len(piece) + (len(mark) if found else 0)))
        self._comment.append(piece)
        if found:
            self._comments[-1] = (self._comments[-1][0], "\n".join(self._comment).strip())
            self._comment = []


def mapping(span: Span, **values: Node | None) -> Mapping:
    """A mapping that stands at `span`; names without a value are left out."""
    return Mapping(
        {name: (Scalar(name, name, node.span.start), node) for name, node in values.items() if node is not None}, span
    )


def fences(lines: Lines, language: str) -> Iterator[list[Line]]:
    """The lines of each code fence in this language."""
    block: list[Line] = []
    for line in lines.lines:
        if block and line.opens != block[0].opens:
            yield block
            block = []
        if line.fence is not None and line.fence.strip("{}").split(" ")[0] == language:
            block.append(line)
    if block:
        yield block
