"""The body of a Markdown file as title and sections (CommonMark blocks and GitHub's tables; nothing inside lines)."""

import re
from typing import TYPE_CHECKING

from roadmap_guard.documents import markdown_words as words
from roadmap_guard.documents.markdown_field import Field, Line
from roadmap_guard.documents.markdown_section import Section
from roadmap_guard.documents.markdown_table import Table
from roadmap_guard.model.node import Node, Scalar, Sequence
from roadmap_guard.model.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token


def entries(text: str, start: int) -> dict[str, Node]:
    """`title` (absent without a level-1 heading) and `sections` of the Markdown that begins at the offset `start`."""
    first = text.count("\n", 0, start)
    lines = re.sub(r"[^\S\n\t ]", " ", text).split(
        "\n"
    )  # the parser strips any white space, and would lose count of lines
    body = _Body(lines, first)
    for token in _blocks("\n".join(lines[first:])):
        body.take(token)
    sections = body.sections()
    return {"title": body.title, "sections": sections} if body.title else {"sections": sections}


def _blocks(text: str) -> "list[Token]":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    tokens: list[Token] = []
    parser.block.parse(text, parser, {}, tokens)
    return tokens


class _Body:
    """Takes the parser's tokens one by one. `_first` is the index in `_lines` of the parser's line 0."""

    def __init__(self, lines: list[str], first: int) -> None:
        self.title: Scalar | None = None
        self._lines = lines
        self._first = first
        self._done: list[Node] = []
        self._start = Span(first + 1, 1, first + 1, 1)
        self._section = Section(Scalar("", "", self._start), 0, "", first)
        self._above: list[tuple[int, str]] = []
        self._level = 0
        self._before: Token | None = None
        self._items: list[_Item] = []
        self._table: Table | None = None

    def sections(self) -> Sequence:
        """All sections, in order; prose before the first heading is a section of level 0 without one."""
        self._finish(len(self._lines))
        spans = [section.span for section in self._done]
        return Sequence(self._done, Span(*spans[0][:2], *spans[-1][2:]) if spans else self._start)

    def take(self, token: "Token") -> None:
        """The next token."""
        kind = token.type
        if kind == "inline":
            self._inline(token)
        elif kind in ("fence", "code_block", "hr") or (kind == "html_block" and _is_comment(token.content)):
            self._section.skip(*self._range(token))
        elif kind == "list_item_open":
            self._items.append(_Item())
        elif kind == "list_item_close":
            self._close_item()
        elif kind == "table_open":
            self._table = Table(self._lines)
        elif kind == "tr_open" and self._table:
            self._table.start_row(self._range(token)[0])
        elif kind == "table_close" and self._table:
            self._table.give(self._section)
            self._table = None
        self._before = token

    def _range(self, token: "Token") -> tuple[int, int]:
        start, end = token.map or (0, 0)
        return start + self._first, end + self._first

    def _inline(self, token: "Token") -> None:
        if self._table:
            self._table.cell(token.content)
        elif self._before and self._before.type == "heading_open":
            self._heading(self._before, token.content)
        elif self._items:
            self._in_item(self._pieces(token))
        else:
            self._prose(self._pieces(token), may_head=token.level == 1)

    def _pieces(self, token: "Token") -> list[Line]:
        """The lines of a paragraph, each from its first character."""
        start = self._range(token)[0]
        return [self._line(text, start + n) for n, text in enumerate(token.content.split("\n"))]

    def _line(self, text: str, index: int) -> Line:
        return Line(text, index + 1, max(self._lines[index].find(text), 0) + 1)

    def _heading(self, token: "Token", content: str) -> None:
        start, end = self._range(token)
        if token.level or not content:
            return
        self._level = int(token.tag[1:])
        self._begin(content, self._line(content.split("\n", 1)[0], start), self._level, end)

    def _begin(self, text: str, line: Line, level: int, following: int) -> None:
        """A heading on `line`; its section begins at the line with the index `following`."""
        self._finish(line.number - 1)
        shown = words.without_breaks(text).strip()
        heading = Scalar(shown, shown, line.span())
        name = words.normalised(text)
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        path = "/".join([*(above for _, above in self._above), name])
        if level == 1 and not self.title:
            self.title = heading
        else:
            self._above.append((level, name))
        self._section = Section(heading, level, path, following)

    def _finish(self, end: int) -> None:
        if self._section.level or self._section.holds_something(self._lines, end):
            self._done.append(self._section.node(self._lines, end))

    def _prose(self, lines: list[Line], *, may_head: bool) -> None:
        field = None
        for number, line in enumerate(lines):
            label = words.bold_label(line.text) or (words.lead_label(line.text) if number == 0 else None)
            if may_head and (bold := words.bold_heading(line.text)):
                self._close_field(field)
                field = None
                self._begin(bold, line, self._level + 1, line.number)
            elif label:
                self._close_field(field)
                field = Field(line, label)
            elif field:
                field.add(line, " ")
        self._close_field(field)

    def _close_field(self, field: Field | None) -> None:
        if field:
            self._section.add_field(field.name, field.label, field.value())

    def _in_item(self, lines: list[Line]) -> None:
        *around, item = self._items
        if item.started:  # a further paragraph may be the value of the item's own label
            around.append(item)
        else:
            item.start(lines)
            self._section.items.append(_joined(lines))
        for outer in around:
            outer.go_on(lines)

    def _close_item(self) -> None:
        self._close_field(self._items.pop().field)


class _Item:
    """A list item that is being read: its label, and whether the label's value is still to come."""

    def __init__(self) -> None:
        self.started = False
        self.field: Field | None = None
        self._open = False

    def start(self, lines: list[Line]) -> None:
        """The item's first paragraph."""
        self.started = True
        first, *others = lines
        label = words.bold_label(first.text) or words.plain_label(first.text)
        if label:
            self.field = Field(first, label)
            for line in others:
                self.field.add(line, " ")
            self._open = self.field.empty

    def go_on(self, lines: list[Line]) -> None:
        """A further paragraph of the item, or one of an item inside it: the label's value, if it had none beside it."""
        if self.field and self._open:
            for n, line in enumerate(lines):
                self.field.add(line, " " if n else "\n")


def _joined(lines: list[Line]) -> Scalar:
    text = " ".join(line.text.strip() for line in lines)
    first, last = lines[0].span(), lines[-1].span()
    return Scalar(
        words.without_comments(text).strip(), text, Span(first.line, first.column, last.end_line, last.end_column)
    )


def _is_comment(content: str) -> bool:
    return content.lstrip().startswith("<!--") and not words.without_comments(content).strip()
