"""Where something stands in a file."""

from roadmap_guard.model.record import NamedTuple


class Span(NamedTuple):
    """A range of text.

    Lines and columns count from 1. Columns count Unicode code points (SARIF's `unicodeCodePoints`). The end is exclusive:
    `end_column` is the column after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def start(self) -> "Span":
        """The empty range at the beginning of this one."""
        return Span(self.line, self.column, self.line, self.column)


FILE_START = Span(1, 1, 1, 1)
