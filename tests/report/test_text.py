import pytest

from roadmap_guard.model.report import FileRecord
from roadmap_guard.model.span import Span
from roadmap_guard.report import excerpt, text
from support import reports
from support.runner import commands


def rendered(report, **changes):
    return text.render(report, **{"colour": False, "width": 100, "verbose": False, **changes})


@pytest.mark.parametrize("hostile", reports.HOSTILE)
@pytest.mark.parametrize("colour", [False, True])
def test_no_text_from_a_repository_reaches_the_runner_or_the_terminal(hostile, colour):
    shown = rendered(reports.hostile(hostile), colour=colour, links=colour, verbose=True)
    assert not commands(shown)
    stray = shown
    for ours in ("\x1b[1m", "\x1b[0m", "\x1b[34m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b]8;;", "\x1b\\"):
        stray = stray.replace(ours, "")
    assert "\x1b" not in stray
    assert shown.encode()


def test_a_remedy_is_said_once_however_often_it_is_needed():
    shown = rendered(reports.many(100))
    assert shown.count("Raise the target") == 1
    assert "(for 100 findings)" in shown


def test_a_remedy_needed_once_stands_with_its_finding():
    block = rendered(reports.many(1)).split("\n\n")[0]
    assert "= help: Raise the target" in block


def test_lines_are_wrapped_to_the_width_but_for_the_first_one_and_the_source():
    for width in (60, 80, 100):
        lines = rendered(reports.report(), width=width).splitlines()
        assert all(len(line) <= width for line in lines if ": error [" not in line and ": warning [" not in line)


def test_links_go_to_the_reference_of_the_rule_only():
    shown = rendered(reports.many(1), links=True)
    assert "\x1b]8;;https://sre.google/sre-book/service-level-objectives/\x1b\\" in shown
    unsafe = reports.rule(references=(reports.Reference("x", "javascript:alert(1)"),))
    report = reports.build([reports.outcome(reports.resource(), unsafe, "fail", "target", "low")])
    assert "\x1b]8" not in rendered(report, links=True)


def test_excluded_files_are_counted_always_and_named_when_asked():
    report = reports.clean()
    report = report._replace(files=(*report.files, FileRecord("vendor/x.yaml", "excluded", "matches 'vendor/**'")))
    assert "1 excluded" in rendered(report)
    assert "vendor/x.yaml" not in rendered(report)
    assert "vendor/x.yaml: matches 'vendor/**'" in rendered(report, verbose=True)


def test_an_incomplete_run_never_ends_as_a_clean_one():
    shown = rendered(reports.clean(incomplete=("the clone is shallow",)))
    assert "exit code 2" in shown
    assert "- the clone is shallow" in shown
    assert shown.splitlines()[-1] == "No findings, and the run is incomplete."


def test_a_run_without_policies_says_that_nothing_was_judged():
    report = reports.clean()
    assert "nothing was judged" in rendered(report._replace(policy=report.policy._replace(packs=())))


@pytest.mark.parametrize(
    ("line", "span", "source", "marked"),
    [
        ("target: 99", Span(1, 9, 1, 11), "target: 99", "99"),
        ("target: 99", Span(1, 9, 1, 9), "target: 99", "9"),
        ("target: {a: 1,", Span(1, 9, 4, 2), "target: {a: 1,", "{a: 1,"),
        ("\tx: 1", Span(1, 2, 1, 3), "    x: 1", "x"),
        ("a\x1bb: 1", Span(1, 3, 1, 4), r"a\x1bb: 1", "b"),
        ("short", Span(1, 40, 1, 50), "short", ""),
    ],
)
def test_carets_stand_under_what_is_meant(line, span, source, marked):
    shown = excerpt.cut(line, span, 80)
    assert shown.source == source
    assert shown.source[shown.indent : shown.indent + shown.carets] == marked


def test_carets_know_wide_and_combining_characters():
    assert excerpt.cut("名前: x", Span(1, 5, 1, 6), 80) == excerpt.Excerpt("名前: x", 6, 1)
    assert excerpt.cut("e\u0301: x", Span(1, 5, 1, 6), 80).indent == 3


def test_a_long_line_is_cut_around_the_place():
    line = "x" * 300 + "HERE" + "y" * 300
    shown = excerpt.cut(line, Span(1, 301, 1, 305), 60)
    assert len(shown.source) <= 60
    assert shown.source[shown.indent : shown.indent + shown.carets] == "HERE"
    assert shown.source.startswith("…")
    assert shown.source.endswith("…")


def test_a_long_range_is_marked_as_far_as_it_is_shown():
    shown = excerpt.cut("k: " + "v" * 500, Span(1, 4, 1, 504), 60)
    assert shown.indent + shown.carets <= 60
    assert len(shown.source) <= 60
