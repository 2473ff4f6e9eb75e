"""The metrics report is OpenMetrics text."""

import re

from roadmap_guard_gitlab.metrics import render

from roadmap_guard.model.report import FileRecord, PolicyInfo, Report, Source

FILES = (FileRecord("a.yaml", "checked"), FileRecord("b.yaml", "checked"), FileRecord("c.yaml", "refused"))
REPORT = Report("1.0.0", "2026-11-20", Source("commit"), PolicyInfo("base", "", "", (), ()), FILES, (), (), (), {}, {})


def test_numbers_are_counted_and_a_zero_is_said():
    lines = render(REPORT).splitlines()

    assert 'roadmap_guard_files{state="checked"} 2' in lines
    assert 'roadmap_guard_files{state="refused"} 1' in lines
    assert 'roadmap_guard_findings{level="error"} 0' in lines
    assert 'roadmap_guard_outcomes{state="waived"} 0' in lines
    assert 'roadmap_guard_resources{kind="SLO"} 0' in lines


def test_text_follows_the_grammar_of_the_specification():
    # metricset and metric of https://prometheus.io/docs/specs/om/open_metrics_spec/#abnf, as far as gauges need it
    name = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
    family = rf"# TYPE ({name}) gauge\n# HELP \1 [^\n]+\n(\1\{{[a-z]+=\"[^\"\\\n]*\"\}} [0-9]+\n)+"
    text = render(REPORT)
    families = re.findall(family, text)
    assert [found[0] for found in families] == [
        f"roadmap_guard_{name}" for name in ("findings", "outcomes", "files", "resources")
    ]
    assert re.sub(family, "", text) == "# EOF\n"
