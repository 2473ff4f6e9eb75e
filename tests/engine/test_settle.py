"""What a person must see: failed and undecided outcomes and problems, in the order of files."""

from roadmap_guard.engine.settle import settle
from roadmap_guard.model.document import Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.span import Span
from support import reports


def lines(path: str, number: int) -> str:
    return f"{path} line {number}"


def outcome(state: str, field: str = "") -> Outcome:
    return Outcome(reports.rule(level="warning"), reports.resource(), state, field, "a message")


def test_only_failed_and_undecided_outcomes_are_findings():
    states = ["pass", "fail", "error", "waived", "notApplicable"]

    findings = settle([outcome(state) for state in states], [], lines)

    assert sorted(finding.outcome for finding in findings) == ["error", "fail"]


def test_a_failure_has_the_rule_s_level_and_what_cannot_be_decided_is_an_error():
    assert [finding.level for finding in settle([outcome("fail")], [], lines)] == ["warning"]
    assert [finding.level for finding in settle([outcome("error")], [], lines)] == ["error"]


def test_a_problem_is_a_finding_of_the_input_with_its_own_level():
    problem = Problem("syntax", "it is broken", "mend it", "b.yaml", Span(3, 4, 3, 5))

    [finding] = settle([], [problem], lines)

    assert (finding.rule, finding.level, finding.outcome) == ("input/syntax", "error", "error")
    assert finding.excerpt == "b.yaml line 3"


def test_findings_stand_in_the_order_of_path_bytes_and_position():
    problems = [
        Problem("x", "m", "r", path, Span(line, 1, line, 1))
        for path, line in (("ä.yaml", 1), ("z.yaml", 2), ("z.yaml", 1), ("Z.yaml", 9), ("caf\udce9.yaml", 1))
    ]

    found = [(finding.path, finding.span.line) for finding in settle([], problems, lines)]

    assert found == [("Z.yaml", 9), ("caf\udce9.yaml", 1), ("z.yaml", 1), ("z.yaml", 2), ("ä.yaml", 1)]


def test_no_two_findings_share_a_fingerprint():
    findings = settle([outcome("fail")] * 3, [Problem("x", "m", "r", "a.yaml")] * 2, lines)

    assert len({finding.fingerprint for finding in findings}) == len(findings) == 5
