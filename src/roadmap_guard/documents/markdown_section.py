"""One section of a Markdown file while it is being read."""

from roadmap_guard.documents import markdown_words as words
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span


class Section:
    """What stands between one heading and the next.

    `first` is the index of the first line after the heading.
    """

    def __init__(self, heading: Scalar, level: int, path: str, first: int) -> None:
        self.heading = heading
        self.level = level
        self.path = path
        self.first = first
        self.skipped: set[int] = set()
        self.fields: dict[str, tuple[Scalar, Node]] = {}
        self.items: list[Node] = []
        self.tables: list[Node] = []

    def add_field(self, name: str, label: Scalar, value: Scalar) -> None:
        """A labelled value. Of two with the same label the first counts."""
        if name:
            self.fields.setdefault(name, (label, value))

    def skip(self, first: int, end: int) -> None:
        """Lines that are no prose."""
        self.skipped.update(range(first, end))

    def holds_something(self, lines: list[str], end: int) -> bool:
        """Whether there is more than blank lines before the line with the index `end`."""
        return any(line.strip() for line in lines[self.first : end])

    def node(self, lines: list[str], end: int) -> Mapping:
        """The finished section; `end` is the index of the line after its last."""
        span = self.heading.span
        rest = Span(
            span.line, span.column, max(end, span.line), len(lines[end - 1]) + 1 if end > span.line else span.end_column
        )
        text = self._text(lines, end)
        entries: dict[str, Node] = {
            "heading": self.heading,
            "level": Scalar(self.level, str(self.level), span),
            "path": Scalar(self.path, self.path, span),
            "text": text,
            "fields": Mapping(self.fields, text.span),
            "items": Sequence(self.items, text.span),
            "tables": Sequence(self.tables, text.span),
        }
        return Mapping({name: (Scalar(name, name, node.span.start), node) for name, node in entries.items()}, rest)

    def _text(self, lines: list[str], end: int) -> Scalar:
        kept = [n for n in range(self.first, end) if n not in self.skipped]
        full = [n for n in kept if lines[n].strip()]
        if not full:
            return Scalar("", "", self.heading.span)
        written = "\n".join(lines[n] for n in kept if full[0] <= n <= full[-1])
        text = words.without_breaks(words.without_comments(written)).strip()
        first, last = lines[full[0]], lines[full[-1]]
        span = Span(full[0] + 1, len(first) - len(first.lstrip()) + 1, full[-1] + 1, len(last.rstrip()) + 1)
        return Scalar(text, text, span)
