"""The exact bytes of every format, for a small rich report. After a wanted change: `ROADMAP_GUARD_UPDATE_GOLDEN=1 pytest tests/report`."""

import os
from pathlib import Path

import pytest

from roadmap_guard.report import REPORTERS, Options, rule_page
from support import reports

GOLDEN = Path(__file__).parent / "golden"
UPDATE = "ROADMAP_GUARD_UPDATE_GOLDEN" in os.environ  # read before the environment is scrubbed

CASES = {
    "text.txt": ("text", reports.report(), Options()),
    "text-colour.txt": ("text", reports.report(), Options(colour=True, links=True, width=72)),
    "text-verbose.txt": ("text", reports.report(), Options(verbose=True)),
    "text-clean.txt": ("text", reports.clean(), Options()),
    "text-empty.txt": ("text", reports.empty(), Options()),
    "plain.txt": ("plain", reports.report(), Options()),
    "plain-clean.txt": ("plain", reports.clean(), Options()),
    "report.json": ("json", reports.report(), Options()),
    "report-population.json": ("json", reports.report(), Options(population=True)),
    "report-empty.json": ("json", reports.empty(), Options()),
    "github.log": ("github", reports.report(), Options()),
    "github-clean.log": ("github", reports.clean(), Options()),
    "summary.md": ("summary", reports.report(), Options()),
    "summary-clean.md": ("summary", reports.clean(), Options()),
    "report.sarif": ("sarif", reports.report(), Options()),
    "report-empty.sarif": ("sarif", reports.empty(), Options()),
    "audit.csv": ("csv", reports.report(), Options()),
    "audit.html": (
        "html",
        reports.report(),
        Options(command="roadmap-guard audit --head 4f2a9c1d --as-of 2026-11-20 --format html"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_output_is_exactly_the_golden_file(name):
    reporter, report, options = CASES[name]
    _compare(name, REPORTERS[reporter].render(report, options))


def test_the_rule_page_is_exactly_the_golden_file():
    _compare("rule.md", rule_page.markdown(reports.rule(), reports.CONTROLS).encode())


def test_every_format_has_a_golden_file():
    assert {reporter for reporter, _, _ in CASES.values()} == set(REPORTERS)


def test_no_golden_file_is_left_over():
    assert {path.name for path in GOLDEN.iterdir()} == {*CASES, "rule.md"}


def _compare(name, content):
    path = GOLDEN / name
    if UPDATE:
        path.write_bytes(content)
    assert content == path.read_bytes()
