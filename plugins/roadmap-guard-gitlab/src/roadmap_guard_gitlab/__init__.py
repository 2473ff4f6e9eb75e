"""GitLab for roadmap-guard: findings in merge requests as Code Quality, and numbers as a metrics report."""

import os

from roadmap_guard.plugins import Report, Reporter, hookimpl
from roadmap_guard.report import writing
from roadmap_guard_gitlab import code_quality, metrics

METRICS_VARIABLE = "ROADMAP_GUARD_GITLAB_METRICS"
"""Names the file for the metrics report; without it none is written."""


@hookimpl
def roadmap_guard_reporters() -> dict[str, Reporter]:
    """The output format `gitlab-codequality`."""
    return {"gitlab-codequality": Reporter(code_quality.render, "gl-code-quality-report.json")}


@hookimpl
def roadmap_guard_report_ready(report: Report) -> None:
    """Write the metrics report to the file that `ROADMAP_GUARD_GITLAB_METRICS` names.

    Raises CannotCheckError if that file cannot be written.
    """
    path = os.environ.get(METRICS_VARIABLE)
    if path:
        writing.to_file(path, metrics.render(report).encode())
