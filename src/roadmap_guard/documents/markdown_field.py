"""A labelled value in Markdown while it is being read: it may go on over lines, or in the list below it."""

from roadmap_guard.documents import markdown_words as words
from roadmap_guard.documents.markdown_words import Label
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import Span


class Line:
    """A piece of a source line: its text, the line's number and the column where the text begins, both from 1."""

    __slots__ = ("column", "number", "text")

    def __init__(self, text: str, number: int, column: int) -> None:
        self.text = text
        self.number = number
        self.column = column

    def span(self, start: int = 0) -> Span:
        """The range of the text from the offset `start` on, without white space at its end."""
        end = max(start, len(self.text.rstrip()))
        return Span(self.number, self.column + start, self.number, self.column + end)


class Field:
    """A label and what is known of its value so far."""

    def __init__(self, line: Line, label: Label) -> None:
        written = line.text[: label.value].rstrip()
        self.name = label.name
        self.label = Scalar(label.name, written, Line(written, line.number, line.column).span())
        self._text = ""
        self._span = line.span(label.value)
        self.add(line, "", label.value)

    @property
    def empty(self) -> bool:
        """Whether nothing of the value has come yet."""
        return not self._text

    def add(self, line: Line, joint: str, start: int = 0) -> None:
        """The value goes on with `line` from the offset `start`, after `joint`."""
        text = line.text[start:].strip()
        if not text:
            return
        span = line.span(start)
        begin = self._span if self._text else span
        self._span = Span(begin.line, begin.column, span.end_line, span.end_column)
        self._text = f"{self._text}{joint}{text}" if self._text else text

    def value(self) -> Scalar:
        """The whole value; null where there is none."""
        return Scalar(words.value(self._text) or None, self._text, self._span)
