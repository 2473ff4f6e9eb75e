"""What a report comes to, as an exit code."""

from roadmap_guard.model.document import LEVELS, Level
from roadmap_guard.model.report import Report

CLEAN, FINDINGS, UNCHECKED = 0, 1, 2


def exit_code(report: Report, fail_on: Level) -> int:
    """2 if anything could not be decided or checked, else 1 for a finding at or above `fail_on`, else 0."""
    if report.incomplete:
        return UNCHECKED
    counted = LEVELS[: LEVELS.index(fail_on) + 1]
    return FINDINGS if any(finding.level in counted for finding in report.findings) else CLEAN
