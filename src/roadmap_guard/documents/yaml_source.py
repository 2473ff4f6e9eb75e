"""The text behind a parser's events, for what its marks do not tell."""

from roadmap_guard.model.span import Span


class Source:
    """A text whose first line is line `first_line` of its file. Split into lines only when asked."""

    __slots__ = ("_lines", "first_line", "text")

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self._lines: list[str] = []

    def line(self, number: int) -> str:
        """The line with this number in the file, without its end; empty outside the text."""
        if not self._lines:
            self._lines = self.text.split("\n")
        index = number - self.first_line
        return self._lines[index].removesuffix("\r") if 0 <= index < len(self._lines) else ""

    def trimmed(self, span: Span) -> Span:
        """A block scalar's range cut back to its last line with text: the parser ends it where the next node begins."""
        last = span.end_line
        if span.end_column == 1:
            last -= 1
        while last > span.line and not self.line(last).strip():
            last -= 1
        return Span(span.line, span.column, last, len(self.line(last)) + 1)

    def place_of_nothing(self, span: Span, last: Span) -> Span:
        """An empty value's place: after its indicator, or else after the `last` node; the parser may put it at the next one."""
        if span.line == last.end_line or self.line(span.line)[: span.column - 1].endswith((":", "-", "?")):
            return span
        return Span(last.end_line, last.end_column, last.end_line, last.end_column)

    def is_between_documents(self, first: int, last: int) -> bool:
        """Whether the lines from `first` to before `last` hold only comments, directives and document ends."""
        return all(
            self.line(n).lstrip()[:1] in ("", "#") or self.line(n).startswith(("%", "...")) for n in range(first, last)
        )
