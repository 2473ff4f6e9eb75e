"""GitLab's metrics report, in the OpenMetrics text format: a merge request shows which of these numbers it changes.

https://docs.gitlab.com/ci/testing/metrics_reports/
https://prometheus.io/docs/specs/om/open_metrics_spec/#text-format
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from roadmap_guard.kinds import KINDS
from roadmap_guard.model.document import LEVELS
from roadmap_guard.model.outcome import STATES
from roadmap_guard.model.report import FileState
from roadmap_guard.plugins import Report


def render(report: Report) -> str:
    """Gauges of findings, outcomes, files and resources. All values of a label are there, so that a 0 is not a gap."""
    families = (
        _family("findings", "Findings by level.", "level", LEVELS, Counter(f.level for f in report.findings)),
        _family("outcomes", "Rule by resource.", "state", STATES, Counter(o.state for o in report.outcomes)),
        _family("files", "Files that were seen.", "state", get_args(FileState), Counter(f.state for f in report.files)),
        _family("resources", "What was read.", "kind", KINDS, Counter(r.kind for r in report.resources)),
    )
    return "".join(f"{line}\n" for family in families for line in family) + "# EOF\n"


def _family(name: str, doc: str, label: str, values: Iterable[str], counts: Mapping[str, int]) -> Iterator[str]:
    full = f"roadmap_guard_{name}"
    yield f"# TYPE {full} gauge"
    yield f"# HELP {full} {doc}"
    for value in values:
        yield f'{full}{{{label}="{value}"}} {counts.get(value, 0)}'
