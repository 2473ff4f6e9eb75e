"""The runner shows 10 annotations of a level per step, and its own "exit code 1" is one of the errors."""

import pytest

from roadmap_guard.model.span import Span
from roadmap_guard.report import github
from support import reports
from support.runner import commands


def levels(report):
    return [line.split()[0] for line in commands(github.render(report))]


def mixed(errors, warnings, notes):
    counts = {"error": errors, "warning": warnings, "note": notes}
    findings = [
        reports.finding(level=level, message=f"{level} {n}") for level, size in counts.items() for n in range(size)
    ]
    return reports.clean(findings=tuple(reversed(findings)))


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ((0, 0, 0), (0, 0, 0)),
        ((9, 10, 10), (9, 10, 10)),
        ((10, 0, 0), (9, 0, 1)),
        ((9, 11, 10), (9, 10, 10)),
        ((0, 0, 11), (0, 0, 10)),
        ((500, 500, 500), (9, 10, 10)),
    ],
)
def test_what_is_shown_fits_the_runner_s_limits_and_the_rest_is_told(found, shown):
    log = github.render(mixed(*found))
    seen = tuple(log.count(f"\n::{level} ") for level in ("error", "warning", "notice"))
    seen = tuple(
        n + log.startswith(f"::{level} ") for n, level in zip(seen, ("error", "warning", "notice"), strict=True)
    )
    assert seen == shown
    hidden = sum(found) - len(commands(log)) + (1 if "more, see the summary" in log else 0)
    assert (f"::{hidden:,} more, see the summary" in log) == (hidden > 0)


def test_the_worst_come_first():
    assert levels(mixed(2, 1, 1)) == ["::error", "::error", "::warning", "::notice"]


def test_an_incomplete_run_is_the_first_error_and_takes_a_place():
    log = github.render(mixed(20, 0, 0)._replace(incomplete=("the clone is shallow",)))
    assert log.startswith("::error title=roadmap-guard::The run is incomplete, exit code 2")
    assert sum(line.startswith("::error") for line in log.splitlines()) == 9


def test_a_range_of_several_lines_has_no_columns():
    one, several = (
        github.render(reports.clean(findings=(reports.finding(span=span),)))
        for span in (Span(3, 5, 3, 9), Span(3, 5, 8, 2))
    )
    assert "line=3,col=5,endColumn=9,title=" in one
    assert "line=3,endLine=8,title=" in several
    assert "col=" not in several


def test_a_property_without_a_value_is_left_out():
    assert "file=" not in github.render(reports.clean(findings=(reports.finding(path=""),)))


@pytest.mark.parametrize("character", ["x", "\U0001f469", "%"])
def test_a_long_message_is_cut_below_what_the_runner_takes(character):
    log = github.render(reports.clean(findings=(reports.finding(message=character * 5_000_000),)))
    message = log.splitlines()[0].partition("::")[2].partition("::")[2].replace("%25", "%")
    assert len(message.encode("utf-16-le")) // 2 <= 4_000
    assert message.endswith("…")


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_only_our_commands_are_in_the_log(hostile):
    report = reports.hostile(hostile)
    log = github.render(report)
    found = commands(log)
    assert len(found) == 1 + len(report.findings)
    assert all(line.startswith(("::error title=roadmap-guard::", "::error file=", "::error line=")) for line in found)
    assert "##[" not in log
    assert len(log.splitlines()) == len(found) + 1
    log.encode()
