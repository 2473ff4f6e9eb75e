"""One line per finding and one line of counts: for pre-commit, editors, grep, and golden files."""

from roadmap_guard.model.report import Finding, Report
from roadmap_guard.report import tally
from roadmap_guard.report.escaping import clip, visible, without_commands


def render(report: Report) -> str:
    """Every finding as `path:line:col: level [rule] message`, in the order of the Report, then the counts."""
    lines = [finding_line(finding) for finding in report.findings]
    return without_commands("\n".join([*lines, count_line(report)])) + "\n"


def finding_line(finding: Finding) -> str:
    """`path:line:col: level [rule] message`. The line's start is made safe by `render`."""
    where, rule, message = parts(finding)
    return f"{where}: {finding.level} [{rule}] {message}"


def parts(finding: Finding) -> tuple[str, str, str]:
    """`path:line:col`, the rule's id and the message, each on one line and without hidden characters."""
    where = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    return visible(where), visible(finding.rule), visible(clip(finding.message))


def count_line(report: Report) -> str:
    """`roadmap-guard: 2 errors, 1 warning; 12 of 15 files checked, 9 SLO`; says why where the run is incomplete."""
    counts = tally.files(report)
    seen = tally.plural(counts["seen"], "file")
    line = f"roadmap-guard: {tally.level_words(report.findings)}; {counts['checked']:,} of {seen} checked, {tally.resource_words(report)}"
    if report.incomplete:
        line += f"; incomplete, exit code 2: {'; '.join(report.incomplete)}"
    return visible(clip(line, 1000))
