"""GitLab's Code Quality report: a JSON array with an entry for each finding.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from typing import Any

from roadmap_guard.model.report import Finding
from roadmap_guard.plugins import Report
from roadmap_guard.report import json_text

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}
_UNDECIDED = "critical"


def render(report: Report) -> str:
    """The report as text; `[]` if nothing was found, which GitLab needs to see that findings are gone."""
    return json_text.dump([_entry(finding) for finding in report.findings])


def _entry(finding: Finding) -> dict[str, Any]:
    """The fingerprint is the finding's own, which stays when lines move: GitLab tells by it what a merge request adds."""
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint,
        "severity": _UNDECIDED if finding.outcome == "error" else _SEVERITIES[finding.level],
        "location": {"path": finding.path, "lines": {"begin": finding.span.line}},
    }
