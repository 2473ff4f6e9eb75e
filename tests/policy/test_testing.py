"""The examples of a rule are its tests, and they look both ways."""

from typing import Any

import pytest

from roadmap_guard.model.rule import Example, Match
from roadmap_guard.policy.checks import Failure
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.testing import ExampleResult, run_examples
from support.policies import RULE, changed, load, rule

FLOOR: dict[str, Any] = {
    "require": "object.target >= params.floor",
    "when": "has(object.target)",
    "at": "target",
    "message": "{object.target} is low",
    "params": {"floor": 0.9},
}


def complaints(example: Example, **parts: Any) -> tuple[str, ...]:
    made = rule(**{**FLOOR, **parts, "examples": (example,)})
    (result,) = run_examples([made], FUNCTIONS, {"probe": lambda *_: [Failure("tier", "found")]})
    return result.complaints


def test_every_example_gives_a_result_with_its_place() -> None:
    results = run_examples(load().rules, FUNCTIONS, {})
    assert [(result.rule, result.number, result.expect, result.span.line) for result in results] == [
        ("acme/target-floor", 1, "pass", 20),
        ("acme/target-floor", 2, "fail", 21),
        ("acme/target-floor", 3, "notApplicable", 23),
    ]
    assert all(isinstance(result, ExampleResult) and result.complaints == () for result in results)


@pytest.mark.parametrize(
    "example",
    [
        Example("pass", {"kind": "SLO", "target": 0.95}),
        Example("pass", {"target": 1}),
        Example("fail", {"target": 0.5}, at="target", message="0.5 is low"),
        Example("fail", {"target": 0}),
        Example("notApplicable", {}),
        Example("notApplicable", {}, message="the condition does not hold: has(object.target)"),
        Example("pass", {"target": 0.5}, context={"params": {"floor": 0.1}}),
        Example("fail", {"target": 0.95}, context={"params": {"floor": 1}}),
    ],
)
def test_an_example_holds(example: Example) -> None:
    assert complaints(example) == ()


@pytest.mark.parametrize(
    ("example", "complaint"),
    [
        (Example("pass", {"target": 0.5}), "expected pass, got fail: 0.5 is low"),
        (Example("fail", {"target": 0.95}), "expected fail, got pass"),
        (Example("notApplicable", {"target": 0.95}), "expected notApplicable, got pass"),
        (Example("fail", {"target": 0.5}, at="tier"), 'expected it at "tier", got "target"'),
        (
            Example("fail", {"target": 0.5}, message="too low"),
            "expected the message 'too low', got '0.5 is low'",
        ),
        (Example("pass", {"trget": 0.95}), 'unknown field "trget" (did you mean "target"?)'),
        (Example("pass", {"target": "high"}), "target: 'high' is not of type 'number'"),
        (Example("pass", {"target": 2}), "target: 2.0 is greater than the maximum of 1"),
        (Example("pass", {"target": 0.95, "reviewedOn": "soon"}), "reviewedOn: 'soon' is not a 'date'"),
        (Example("pass", {"kind": "Service"}), "the example is a Service, the rule is about SLO"),
        (
            Example("pass", {"target": 0.95}, context={"params": {"flor": 1}}),
            'there is no param "flor" (did you mean "floor"?)',
        ),
        (
            Example("pass", {"target": 0.95}, context={"resources": [{"kind": "SLA"}]}),
            'unknown kind "SLA" (did you mean "SLO"?)',
        ),
        (
            Example("pass", {"target": 0.95}, context={"resources": [{"kind": "Service", "teir": "x"}]}),
            'unknown field "teir" (did you mean "tier"?)',
        ),
    ],
)
def test_an_example_that_does_not_hold_says_how(example: Example, complaint: str) -> None:
    assert complaints(example) == (complaint,)


def test_an_example_that_cannot_be_decided_does_not_hold() -> None:
    assert complaints(Example("fail", {}), when="") == (
        'expected fail, got error: cannot be decided: there is no "target" (require: object.target >= params.floor)',
    )


def test_one_failing_element_too_many_is_a_complaint() -> None:
    parts = {"require": 'query != "bad"', "when": "", "foreach": "queries[*]", "bind": ("query",), "at": "query"}
    example = Example("fail", {"queries": ["bad", "good", "bad"]}, at="queries[0]")
    assert complaints(example, **parts) == ('expected it at "queries[0]", got "queries[0]" and "queries[2]"',)


def test_an_example_has_the_resources_owners_and_date_of_its_context() -> None:
    context = {
        "now": "2026-01-31",
        "resources": [{"kind": "Service", "id": "s", "tier": "gold"}],
        "owners": {"known": ["team"]},
        "fileOwners": {"SLO.yaml": ["@team"]},
    }
    for source in (
        'ref("Service", "s").tier == "gold" && size(refs("Service")) == 1',
        'size(refs("SLO")) == 1 && ref("SLO", object.id) == object',
        'owner("team").state == "known" && owner("x").state == "unknown"',
        'fileOwners(resource.path) == ["@team"] && fileOwners("x") == []',
        'now == timestamp("2026-01-31T00:00:00Z")',
    ):
        assert complaints(Example("pass", {}, context=context), require=source, when="") == (), source


def test_without_owners_in_the_context_there_is_no_registry() -> None:
    assert complaints(Example("pass", {}), require='owner("x").state == "noRegistry"', when="") == ()


def test_a_rule_about_a_dialect_is_tried_in_it() -> None:
    example = Example("pass", {"target": 0.95})
    assert complaints(example, match=Match("SLO", (), ("sloth",)), require='resource.format == "sloth"') == ()


def test_the_examples_of_a_check_in_python_are_run_too() -> None:
    example = Example("fail", {"target": 0.95}, at="tier", message="found")
    assert complaints(example, require="", uses="probe") == ()


def test_a_pack_whose_example_is_wrong_shows_it() -> None:
    wrong = load(changed(RULE, "tier-1, target: 0.9999}", "tier-1, target: 0.9}"))
    results = run_examples(wrong.rules, FUNCTIONS, {})
    assert [bool(result.complaints) for result in results] == [True, False, False]
