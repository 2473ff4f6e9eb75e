"""Waivers and the baseline as rows of the audit page."""

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.model.waiver import WaiverRecord
from roadmap_guard.report import tally
from roadmap_guard.report.audit_rows import Link
from roadmap_guard.report.escaping import clip, http_url
from roadmap_guard.report.links import file_url


class WaiverRow(NamedTuple):
    """One waiver: what it permits, who asked and approved, how long it lasts, and what came of it."""

    rule: str
    resource: str
    reason: str
    ticket: Link
    requested_by: str
    approved_by: str
    created: str
    expires: str
    left: str
    state: str
    why: str
    uses: int
    where: Link


def waivers(report: Report) -> tuple[WaiverRow, ...]:
    """The waivers of the report, in its order."""
    return tuple(_row(report, record) for record in report.waivers)


def _row(report: Report, record: WaiverRecord) -> WaiverRow:
    waiver = record.waiver
    return WaiverRow(
        rule=clip(waiver.rule),
        resource=clip(f"{waiver.resource} {waiver.field}".rstrip()),
        reason=clip(waiver.reason, 2_000),
        ticket=Link(clip(waiver.ticket), http_url(waiver.ticket)),
        requested_by=clip(waiver.requested_by),
        approved_by=clip(waiver.approved_by),
        created=waiver.created,
        expires=waiver.expires,
        left=tally.plural(record.days_left, "day") if record.days_left >= 0 else "ended",
        state=record.state,
        why=clip(record.why, 2_000),
        uses=record.uses,
        where=Link(clip(waiver.place), file_url(report, waiver.path, waiver.span.line)),
    )
