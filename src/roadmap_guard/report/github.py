"""GitHub annotations, as workflow commands on standard output.

The runner keeps 10 annotations of each level per step and drops the rest without a word (actions/runner); the step's own
failure is one of the errors. So the worst come first, and the last notice tells how many are only in the step summary, which
`summary.py` writes.
"""

from roadmap_guard.model.document import LEVELS, Level
from roadmap_guard.model.report import Finding, Report
from roadmap_guard.report import tally
from roadmap_guard.report.escaping import clip, command_message, command_property, visible, without_commands
from roadmap_guard.report.plain import count_line

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_SHOWN: dict[Level, int] = {"error": 9, "warning": 10, "note": 10}
_MESSAGE_LIMIT = 4_000


def render(report: Report) -> str:
    """Workflow commands, worst first, then the line of counts for the log."""
    shown = _shown(report)
    commands = [*_incomplete(report), *[_annotation(finding) for finding in shown]]
    hidden = len(report.findings) - len(shown)
    if hidden:
        commands.append(f"::notice title=roadmap-guard::{hidden:,} more, see the summary of this step")
    return "\n".join([*commands, without_commands(count_line(report))]) + "\n"


def _shown(report: Report) -> list[Finding]:
    limits = {**_SHOWN, "error": _SHOWN["error"] - len(_incomplete(report))}
    found = tally.levels(report.findings)
    if any(found[level] > limits[level] for level in LEVELS):
        limits["note"] -= 1
    return [
        finding
        for level in LEVELS
        for finding in [each for each in report.findings if each.level == level][: limits[level]]
    ]


def _incomplete(report: Report) -> list[str]:
    if not report.incomplete:
        return []
    reasons = "\n".join(visible(reason) for reason in report.incomplete)
    message = f"The run is incomplete, exit code 2: not everything could be checked.\n{reasons}"
    return [f"::error title=roadmap-guard::{_message(message)}"]


def _annotation(finding: Finding) -> str:
    span = finding.span
    properties = {"file": finding.path, "line": str(span.line)}
    if span.end_line == span.line:
        properties |= {"col": str(span.column), "endColumn": str(max(span.end_column, span.column + 1))}
    else:
        properties["endLine"] = str(span.end_line)
    properties["title"] = finding.rule
    listed = ",".join(f"{name}={command_property(value)}" for name, value in properties.items() if value)
    message = "\n".join(filter(None, (visible(finding.message), visible(finding.remediation))))
    return f"::{_COMMANDS[finding.level]} {listed}::{_message(message)}"


def _message(text: str) -> str:
    """The runner's limit counts UTF-16 units; a character may take two."""
    wide = max(text, default="") > "\uffff"
    return command_message(clip(text, _MESSAGE_LIMIT // 2 if wide else _MESSAGE_LIMIT))
