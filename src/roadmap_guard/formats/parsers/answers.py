"""One answer in a form that is filled in as Markdown: what its author wrote, without what the form had there."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from roadmap_guard.formats.parsers.lines import Line
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import Span

_BULLET = re.compile(r"(\s*)(?:[-*+]|\d{1,3}[.)])\s+(\[[ xX]?\]\s*)?(.*)")
_LABEL = re.compile(r"(?:\[optional\]\s*)?[^:?]{1,120}[:?]\s*", re.IGNORECASE)
_DEEPEST = 20
_REFERENCE = re.compile(r"\s{0,3}\[[^\]]+\]:\s.*")


class Bullet:
    """A list item with the lines that go on with it, or a paragraph; `below` are the items inside it."""

    def __init__(self, line: Line) -> None:
        """`line` is its first."""
        found = _BULLET.fullmatch(line.text) if line.fence is None else None
        self.is_item = found is not None
        self.indent = len(found[1].expandtabs(4)) if found else len(line.text) - len(line.text.lstrip())
        box = (found[2] or "") if found else ""
        self.unticked = bool(box) and "x" not in box.lower()
        self.lines = [line]
        self.below: list[Bullet] = []

    @property
    def words(self) -> str:
        """Its own text on one line, without the mark of the list and the box."""
        first = self.lines[0].text
        found = _BULLET.fullmatch(first) if self.is_item else None
        return " ".join(
            [(found[3] if found else first).strip(), *(line.text.strip() for line in self.lines[1:])]
        ).strip()

    @property
    def hollow(self) -> bool:
        """Whether it only stands there because the form has it: a box that is not ticked, a label or question without more."""
        if not self.is_item or any(not item.hollow for item in self.below):
            return False
        return self.unticked or _LABEL.fullmatch(self.words) is not None

    def kept(self) -> Iterator[Line]:
        """Its lines and those below, without what is hollow."""
        if not self.hollow:
            yield from self.lines
            for item in self.below:
                yield from item.kept()

    @property
    def own(self) -> Scalar:
        """Its own text."""
        return _scalar(self.words, self.lines)

    @property
    def said(self) -> Scalar:
        """Its text without the mark of the list, and what is below line by line."""
        lines = list(self.kept())
        below = [line.text.strip() for line in lines[len(self.lines) :]]
        return _scalar("\n".join([self.words, *below]) if self.is_item else _joined(lines).text, lines)

    @property
    def whole(self) -> Scalar:
        """Its text with what is below, line by line."""
        return _joined(list(self.kept()))


class Answer:
    """The lines under a question. `question` is the line that asks: an empty answer stands there."""

    def __init__(self, question: Line, lines: list[Line]) -> None:
        self._question = question
        self._roots = _arranged(lines)

    @property
    def whole(self) -> Scalar:
        """The answer as text; empty where there is none."""
        lines = [line for block in self._roots for line in block.kept()]
        return _joined(lines) if lines else _empty(self._question)

    def blocks(self) -> list[Bullet]:
        """Its list items and paragraphs; a paragraph that only leads to a list (`These:`) is left out."""
        kept = [block for block in self._roots if not block.hollow]
        return [
            block
            for block, following in zip_longest(kept, kept[1:])
            if block.is_item or not (following and following.is_item and block.words.endswith(":"))
        ]


def _arranged(lines: list[Line]) -> list[Bullet]:
    """Items and paragraphs in their order, deeper items below those that they belong to."""
    roots: list[Bullet] = []
    open_items: list[Bullet] = []
    blank = True
    for line in lines:
        if not line.text.strip() or (line.fence is None and _REFERENCE.fullmatch(line.text)):
            blank = True
            continue
        bullet = Bullet(line)
        if not bullet.is_item and open_items and (not blank or bullet.indent > open_items[-1].indent):
            open_items[-1].lines.append(line)
        else:
            while open_items and (open_items[-1].indent >= bullet.indent or not bullet.is_item):
                open_items.pop()
            (open_items[-1].below if open_items else roots).append(bullet)
            if len(open_items) < _DEEPEST:
                open_items.append(bullet)
        blank = False
    return roots


def _joined(lines: list[Line]) -> Scalar:
    margin = min(len(line.text) - len(line.text.lstrip()) for line in lines)
    return _scalar("\n".join(line.text[margin:].rstrip() for line in lines), lines)


def _scalar(text: str, lines: list[Line]) -> Scalar:
    first, last = lines[0], lines[-1]
    start = len(first.text) - len(first.text.lstrip()) + 1
    return Scalar(text, text, Span(first.number, start, last.number, len(last.text.rstrip()) + 1))


def _empty(question: Line) -> Scalar:
    span = question.scalar(0, len(question.text)).span
    return Scalar("", "", span)
