"""Rules that look back: at what a resource was before a change, and at what became of it over time."""

from typing import Any

import pytest

from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Example, Rule
from roadmap_guard.policy.changes import Change, change
from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.checks import Failure
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.functions import FUNCTIONS, Context
from roadmap_guard.policy.testing import run_examples
from roadmap_guard.policy.timelines import Moment, Turn, history
from support.policies import RULE, changed, files, load, resource, rule, slo

KNOWN = Known(FUNCTIONS, (), ("soc2:A1.1",), ())
FILE = "policies/rules/target-floor.yaml"
NOT_LOWERED: dict[str, Any] = {
    "on": "change",
    "when": 'change.type == "modified" && has(object.target) && has(oldObject.target)',
    "require": 'direction(oldObject.target, object.target) != "lowered"',
    "at": "target",
    "message": "{percent(oldObject.target)} became {percent(object.target)}, with {change.fields}",
}


def judge(made: Rule, about: Resource, what: Change | None, context: Context | None = None, **checks: Any) -> Outcome:
    environment = Environment(context or Context("2026-11-20"), FUNCTIONS)
    (outcome,) = compile_rule(made, environment, checks).evaluate(environment.subject(about, what))
    return outcome


def faults(require: str, **parts: str) -> list[str]:
    text = changed(RULE, "require: object.target >= params.floors[object.tier]", f"require: {require}")
    for old, new in parts.items():
        text = changed(text, old, new)
    return [str(fault).removeprefix(f"{FILE}:12:") for fault in check_pack(load(text), files(text), KNOWN)]


def faults_on_change(require: str) -> list[str]:
    return [
        fault.removeprefix(f"{FILE}:13:")
        for fault in faults(require, **{"  level: error": "  on: change\n  level: error"})
    ]


def test_a_rule_about_changes_sees_what_was_and_what_is():
    old, new = slo(target=0.999), slo(target=0.99)

    outcome = judge(rule(**NOT_LOWERED), new, change(old, new))

    assert (outcome.state, outcome.message) == ("fail", "99.9 % became 99 %, with target")
    assert judge(rule(**NOT_LOWERED), old, change(new, old)).state == "pass"


def test_without_a_base_a_rule_about_changes_does_not_apply_and_says_so():
    outcome = judge(rule(**NOT_LOWERED), slo(target=0.9), None)

    assert (outcome.state, outcome.message) == ("notApplicable", "there is no base to compare with")


def test_what_the_change_does_not_touch_is_not_judged():
    outcome = judge(rule(**NOT_LOWERED), slo(target=0.9), change(slo(target=0.9), slo(target=0.9)))

    assert (outcome.state, outcome.message) == ("notApplicable", "the change does not touch it")


def test_of_what_was_removed_there_is_only_what_it_was():
    gone = rule(on="change", require='change.type != "removed"', message="{oldObject.id} is gone, {has(object.id)}")

    outcome = judge(gone, slo(), change(slo(), None))

    assert (outcome.state, outcome.message) == ("fail", "a/b is gone, false")


def test_elements_are_walked_and_counted_with_the_change_at_hand():
    made = rule(
        on="change",
        foreach="queries[*]",
        bind=("query",),
        require="query in oldObject.queries",
        message="{query} is new",
    )
    old, new = slo(queries=["a"]), slo(queries=["a", "b"])

    assert judge(made, new, change(old, new)).message == "b is new"


def test_a_check_in_python_may_be_about_changes_too():
    made = rule("", on="change", uses="probe")

    assert judge(made, slo(), None, probe=lambda *_: [Failure()]).state == "notApplicable"
    assert judge(made, slo(), change(None, slo()), probe=lambda *_: [Failure()]).state == "fail"


def test_history_is_looked_up_when_a_rule_names_it_and_never_else():
    asked = []

    def look(about: Resource) -> Any:
        asked.append(about.id)
        return history(about.kind, [Turn(Moment("2026-01-01"))])

    context = Context("2026-11-20", history=look)
    assert judge(rule('object.id != ""'), slo(), None, context).state == "pass"
    assert asked == []
    assert (
        judge(rule('history.firstSeen == "2026-01-01" && slips(history, "reviewBy") == 0'), slo(), None, context).state
        == "pass"
    )
    assert asked == ["a/b"]


@pytest.mark.parametrize("parts", [{}, {"require": "", "uses": "probe", "when": "history.firstSeen != ''"}])
def test_a_history_that_nobody_can_tell_leaves_the_rule_undecided(parts):
    def cut_off(_: Resource) -> Any:
        raise ValueError("this clone is shallow")

    made = rule(**{"require": "size(history.target) < 3", **parts})

    outcome = judge(made, slo(), None, Context("2026-11-20", history=cut_off), probe=lambda *_: [])

    assert (outcome.state, outcome.message) == ("error", "cannot be decided: this clone is shallow (history)")


@pytest.mark.parametrize(
    ("require", "fault"),
    [
        ("oldObject.target > 0.5", '12: "oldObject" is known to rules about changes only (add on: change to spec)'),
        ('change.type == "added"', '12: "change" is known to rules about changes only (add on: change to spec)'),
        ("size(history.trget) == 0", '25: SLOHistory has no field "trget" (did you mean "target"?)'),
        ("history.target.all(c, c.day > 1)", '36: SLOHistory.target has no field "day" (did you mean "days"?)'),
        ("history.firstSeen > 1", "30: > does not take string and int"),
        ('slips(history, "trget") == 0', '27: SLO has no field "trget" (did you mean "target"?)'),
        ('history.target.all(c, c.direction != "latr")', '49: a direction is never "latr" (did you mean "later"?)'),
        ('direction(1.0, object.target) != "lower"', '45: a direction is never "lower" (did you mean "lowered"?)'),
    ],
)
def test_a_fault_in_looking_back_is_told_at_its_character(require, fault):
    (told,) = faults(require)

    assert told.startswith(fault)


@pytest.mark.parametrize(
    ("require", "fault"),
    [
        ("oldObject.trget > 0.5", '22: SLO has no field "trget" (did you mean "target"?)'),
        ("oldObject.target > 'a'", "29: > does not take double and string"),
        ('change.type == "remvoed"', '27: change.type is never "remvoed" (did you mean "removed"?)'),
        ("change.field == 'a'", '19: Change has no field "field" (did you mean "fields"?)'),
        ('true && "trget" in change.fields', '20: SLO has no field "trget" (did you mean "target"?)'),
        ("objct.target > 0.5", '12: unknown name "objct" (did you mean "object"?)'),
    ],
)
def test_a_fault_of_a_rule_about_changes_is_told_at_its_character(require, fault):
    (told,) = faults_on_change(require)

    assert told.startswith(fault)


def test_sound_rules_that_look_back_have_no_fault():
    assert faults('history.target.exists(c, c.from == 0.9 && c.direction == "lowered" && c.missed)') == []
    assert faults("slipDays(history, 'reviewBy') < 90 && daysSince(history.lastChanged) < 10") == []
    assert faults_on_change('true || "alertPolicies[x].y" in change.fields || oldObject.alerting == "disabled"') == []


def example(expect: str, **context: Any) -> Example:
    return Example(expect, {"target": 0.99}, context=context)


@pytest.mark.parametrize(
    "shown",
    [
        example("fail", oldObject={"target": 0.999}),
        example("pass", oldObject={"target": 0.9}),
        example("notApplicable", oldObject={"target": 0.99}),
        example("notApplicable", change="added"),
        example("notApplicable", change="removed"),
        example("notApplicable"),
    ],
)
def test_an_example_says_what_the_change_did(shown):
    made = rule(**NOT_LOWERED, examples=(shown,))

    assert [result.complaints for result in run_examples([made], FUNCTIONS, {})] == [()]


def test_an_example_says_what_it_said_over_time():
    versions = [{"date": "2026-01-01", "object": {"target": 0.999}}, {"date": "2026-01-02", "author": "A"}]
    made = rule(
        'history.target.all(c, c.direction != "lowered") || history.target[0].author != "A"',
        examples=(example("fail", history=versions), example("pass", history=versions[1:])),
    )

    assert [result.complaints for result in run_examples([made], FUNCTIONS, {})] == [(), ()]


def test_an_example_without_the_history_that_its_rule_needs_is_told():
    made = rule("size(history.target) == 0", examples=(example("pass"),))
    (result,) = run_examples([made], FUNCTIONS, {})

    assert "the example has no history: write one under context" in result.complaints[0]


def test_an_old_object_that_is_no_resource_is_told():
    made = rule(**NOT_LOWERED, examples=(example("pass", oldObject={"trget": 1}),))
    (result,) = run_examples([made], FUNCTIONS, {})

    assert result.complaints == ('unknown field "trget" (did you mean "target"?)',)


def test_an_old_version_that_is_no_resource_leaves_the_example_undecided():
    made = rule(
        "size(history.target) == 0", examples=(example("pass", history=[{"date": "2026-01-01", "object": {"x": 1}}]),)
    )
    (result,) = run_examples([made], FUNCTIONS, {})

    assert 'unknown field "x"' in result.complaints[0]


def test_the_policies_of_a_change_are_those_that_the_example_names():
    made = rule(
        on="change",
        require="size(change.policies) == 0",
        examples=(example("fail", change="added", policies=["roadmap-guard.yaml"]), example("pass", change="added")),
    )

    assert [result.complaints for result in run_examples([made], FUNCTIONS, {})] == [(), ()]


def test_any_kind_has_a_history_that_can_be_asked():
    made = rule("size(history.owners) == 0", kind="ModelCard")
    context = Context("2026-11-20", history=lambda about: history(about.kind, ()))

    assert judge(made, resource("ModelCard"), None, context).state == "pass"
