"""A table of a Markdown file while it is being read."""

from roadmap_guard.documents import markdown_words as words
from roadmap_guard.documents.markdown_section import Section
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span


class Table:
    """Takes rows and cells in order. `lines` are the file's."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._rows: list[list[Scalar]] = []
        self._line = 0
        self._column = 0

    def start_row(self, line: int) -> None:
        """A row on the line with this index."""
        self._rows.append([])
        self._line = line
        self._column = 0

    def cell(self, content: str) -> None:
        """The next cell of the row. `content` is without the escapes of `|`."""
        line = self._lines[self._line]
        written = content if line.find(content, self._column) >= 0 else content.replace("|", "\\|")
        start = max(line.find(written, self._column), self._column)
        self._column = start + len(written)
        span = Span(self._line + 1, start + 1, self._line + 1, self._column + 1)
        self._rows[-1].append(Scalar(words.value(content) or None, content, span))

    def give(self, section: Section) -> None:
        """Add the finished table to its section; the rows of one with two columns are labelled values as well."""
        header, *rows = self._rows
        names = [words.normalised(cell.text) for cell in header]
        if len(names) == 2:  # noqa: PLR2004 - label and value
            for label, value in rows:
                name = words.normalised(label.text)
                section.add_field(name, Scalar(name, label.text, label.span), value)
        nodes: list[Node] = [self._row(names, header, row) for row in rows]
        whole = Span(*header[0].span[:2], *self._rows[-1][-1].span[2:])
        section.tables.append(Sequence(nodes, whole))

    def _row(self, names: list[str], header: list[Scalar], row: list[Scalar]) -> Mapping:
        span = Span(*row[0].span[:2], *row[-1].span[2:])
        entries: dict[str, tuple[Scalar, Node]] = {}
        for name, label, value in zip(names, header, row, strict=True):
            entries.setdefault(name, (Scalar(name, label.text, label.span), value))
        return Mapping(entries, span)
