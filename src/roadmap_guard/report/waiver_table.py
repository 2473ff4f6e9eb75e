"""The waivers of a report as a table for a terminal, and as plain values for the JSON report."""

from collections.abc import Iterable, Sequence
from typing import Any

from roadmap_guard.model.report import Report
from roadmap_guard.model.waiver import BaselineRecord, WaiverRecord
from roadmap_guard.report.escaping import terminal

COLUMNS = ("state", "rule", "resource", "through", "days left", "approved by", "where")


def render(report: Report) -> str:
    """A line for each waiver in the order of their files, and one for the baseline."""
    rows = [COLUMNS, *(_row(record) for record in report.waivers)]
    if report.baseline:
        rows.append(_baseline_row(report.baseline))
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines) + "\n" if len(rows) > 1 else "no waivers\n"


def plain(record: WaiverRecord) -> dict[str, Any]:
    """A waiver under the names of its file, with what came of it."""
    waiver = record.waiver
    return {
        "state": record.state,
        "why": record.why,
        "daysLeft": record.days_left,
        "uses": record.uses,
        "rule": waiver.rule,
        "resource": waiver.resource,
        "field": waiver.field,
        "value": waiver.value,
        "reason": waiver.reason,
        "ticket": waiver.ticket,
        "requestedBy": waiver.requested_by,
        "approvedBy": waiver.approved_by,
        "created": waiver.created,
        "expires": waiver.expires,
        "path": waiver.path,
        "line": waiver.span.line,
    }


def plain_baseline(record: BaselineRecord) -> dict[str, Any]:
    """The baseline and what came of it, without its entries."""
    baseline = record.baseline
    return {
        "state": record.state,
        "daysLeft": record.days_left,
        "entries": baseline.size,
        "matched": record.matched,
        "gone": record.gone,
        "pending": record.pending,
        "reason": baseline.reason,
        "approvedBy": baseline.approved_by,
        "created": baseline.created,
        "expires": baseline.expires,
        "path": baseline.path,
    }


def _row(record: WaiverRecord) -> Sequence[str]:
    waiver = record.waiver
    target = f"{waiver.resource} {waiver.field}".rstrip()
    cells = (record.state, waiver.rule, target, waiver.expires, str(record.days_left), waiver.approved_by, waiver.place)
    return _shown(cells)


def _baseline_row(record: BaselineRecord) -> Sequence[str]:
    baseline = record.baseline
    what = f"{record.matched:,} of {baseline.size:,} findings"
    cells = (
        record.state,
        "baseline",
        what,
        baseline.expires,
        str(record.days_left),
        baseline.approved_by,
        baseline.path,
    )
    return _shown(cells)


def _shown(cells: Iterable[str]) -> Sequence[str]:
    return tuple(terminal(cell) for cell in cells)
