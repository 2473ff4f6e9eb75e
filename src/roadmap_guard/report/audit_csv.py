"""The full population as a table for spreadsheets: one row per outcome, passes too (RFC 4180, CRLF, UTF-8 with a mark).

The columns are stable: new ones are added at the end. Excel needs the byte order mark to read UTF-8. A cell that would begin a
formula gets an apostrophe; the JSON report has every text unchanged.
"""

import csv
import io
from collections.abc import Iterable

from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.report import Report
from roadmap_guard.report.escaping import clip, csv_cell

COLUMNS = {
    "rule": "id of the rule",
    "rule_title": "what the rule demands",
    "pack": "pack and version that the rule comes from",
    "level": "error, warning or note: how much a failing outcome weighs",
    "state": "pass, fail, error (could not be decided), waived or notApplicable",
    "kind": "kind of the resource",
    "resource": "id of the resource",
    "format": "dialect it is written in",
    "path": "file, from the root of the repository",
    "line": "line that the outcome points at, from 1",
    "column": "column, from 1, in characters",
    "field": "field that the outcome points at; empty for the resource as a whole",
    "message": "what was found; for notApplicable why",
    "owners": "owners that the resource names, separated by '; '",
    "controls": "controls that the rule gives evidence for, separated by '; '",
    "file_oid": "git object id of the file's content",
    "commit": "commit that was judged; empty for a work tree",
    "as_of": "day that dates were compared with",
    "tool": "version of roadmap-guard",
    "waiver": "of a waived outcome the place of the waiver, or the path of the baseline",
    "waiver_expires": "last day of the waiver",
    "waiver_approved_by": "who approved it",
    "waiver_reason": "why the failure was acceptable",
    "waiver_ticket": "where the way out is worked on",
}
"""Name and meaning of every column, in order."""

_CELL_LIMIT = 32_000
_MARK = "\ufeff"


def render(report: Report) -> str:
    """The table with a header row. Excel holds 32,767 characters in a cell; longer texts are cut with an ellipsis."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([csv_cell(clip(cell, _CELL_LIMIT)) for cell in row] for row in _rows(report))
    return _MARK + text.getvalue()


def _rows(report: Report) -> Iterable[list[str]]:
    oids = {record.path: record.oid for record in report.files}
    packs = {rule.id: f"{pack.name} {pack.version}" for pack in report.policy.packs for rule in pack.rules}
    run = [report.source.head, report.as_of, report.tool_version]
    permits = _permits(report)
    for outcome in report.outcomes:
        path = outcome.place[0]
        yield [*_judged(outcome, packs), *_subject(outcome), oids.get(path, ""), *run, *_permitted(outcome, permits)]


def _permits(report: Report) -> dict[str, list[str]]:
    """End, approver, reason and ticket of each waiver and of the baseline, by its place."""
    permits = {}
    for record in report.waivers:
        waiver = record.waiver
        permits[waiver.place] = [waiver.expires, waiver.approved_by, waiver.reason, waiver.ticket]
    if report.baseline:
        baseline = report.baseline.baseline
        permits[baseline.path] = [baseline.expires, baseline.approved_by, baseline.reason, ""]
    return permits


def _permitted(outcome: Outcome, permits: dict[str, list[str]]) -> list[str]:
    return [outcome.waiver, *permits.get(outcome.waiver, ["", "", "", ""])]


def _judged(outcome: Outcome, packs: dict[str, str]) -> list[str]:
    rule = outcome.rule
    return [rule.id, rule.title, packs.get(rule.id, ""), rule.level, outcome.state]


def _subject(outcome: Outcome) -> list[str]:
    resource = outcome.resource
    path, span = outcome.place
    return [
        resource.kind,
        resource.id,
        resource.format,
        path,
        str(span.line),
        str(span.column),
        outcome.field,
        outcome.message,
        "; ".join(resource.owner_names),
        "; ".join(outcome.rule.controls),
    ]
