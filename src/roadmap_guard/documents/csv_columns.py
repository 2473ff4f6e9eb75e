"""The header of a CSV file, and rows as mappings by its names."""

from roadmap_guard.documents import keys
from roadmap_guard.documents.csv_records import Record
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import shown
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span


class Columns:
    """The columns by name; blanks around a name do not count."""

    def __init__(self, header: Record, findings: Findings, limits: Limits) -> None:
        self._cells = header
        self._findings = findings
        self._places: dict[str, list[int]] = {}
        for place, cell in enumerate(header):
            name = cell.text.strip()
            keys.check(name, cell.span, {}, findings, limits)
            self._places.setdefault(name, []).append(place)
        self._unnamed = self._places.pop("", [])
        self._names = {
            name: Scalar(name, header[places[0]].text, header[places[0]].span) for name, places in self._places.items()
        }

    @property
    def header(self) -> Mapping:
        """Each name under itself, where it stands."""
        return Mapping({name: (cell, cell) for name, cell in self._names.items()}, _around(self._cells))

    def row(self, record: Record) -> Mapping | None:
        """The cells by name; None, with a problem noted, where they are not as many as the header's."""
        if len(record) != len(self._cells):
            line, wanted = self._cells[0].span.line, _cells(self._cells)
            message = f"the row has {_cells(record)}; the header on line {line} has {wanted}"
            self._findings.add("csv-row", message, _around(record))
            return None
        for cell in (record[place] for place in self._unnamed if record[place].value is not None):
            self._findings.add("csv-column", f"{shown(cell.text)} stands in a column without a name", cell.span)
        return Mapping(
            {
                name: (self._names[name], _value([record[place] for place in places]))
                for name, places in self._places.items()
            },
            _around(record),
        )


def _value(cells: Record) -> Node:
    """The cell of a column, or of one that stands several times those that say something."""
    if len(cells) == 1:
        return cells[0]
    return Sequence([cell for cell in cells if cell.value is not None], _around(cells))


def _around(record: Record) -> Span:
    return Span(*record[0].span[:2], *record[-1].span[2:])


def _cells(record: Record) -> str:
    return "1 cell" if len(record) == 1 else f"{len(record):,} cells"
