"""CSV and TSV (RFC 4180) to a document with positions: what a tracker or a spreadsheet exports.

The root has `header`, the columns by name, and `rows`, for each row its cells by those names. A column that stands several
times (trackers export `Labels` so) is a list of its cells that are not empty. Cells are text; an empty one is null.

Where readers disagree nothing is guessed: a quote inside a bare cell between commas, or a row with another number of cells than
the header, is a refusal.
"""

from roadmap_guard.documents import text as texts
from roadmap_guard.documents.csv_columns import Columns
from roadmap_guard.documents.csv_records import Records
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem
from roadmap_guard.model.document import Document, Parsed
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence


def read(path: str, data: bytes, limits: Limits) -> Parsed:
    """The document of a CSV file."""
    texts.check_size(path, data, limits)
    text = texts.decode(path, data)
    remarks = texts.check_characters(path, text)
    texts.check_whole(path, text)
    findings = Findings(path)
    try:
        root = _root(text, Records(path, text, findings, limits), findings, limits)
    except Refused as refused:
        return Parsed((), (*remarks, *findings.problems, refused.problem))
    if root is None:
        return Parsed((), (*remarks, problem("empty-document", "the file holds no document", path)))
    documents = () if findings.refused else (Document(path, 0, "csv", root),)
    return Parsed(documents, (*remarks, *findings.problems))


def _root(text: str, records: Records, findings: Findings, limits: Limits) -> Mapping | None:
    """The root; None where no cell says anything."""
    each = iter(records)
    header = next(each, None)
    if header is None:
        return None
    columns = Columns(header, findings, limits)
    whole = texts.whole(text)
    rows: list[Node] = [row for record in each if (row := columns.row(record)) is not None]
    parts: dict[str, Node] = {"header": columns.header, "rows": Sequence(rows, whole)}
    return Mapping({name: (Scalar(name, name, part.span), part) for name, part in parts.items()}, whole)
