"""What comes of holding a rule to a resource: the state, the field pointed at, the words."""

from typing import Any

import pytest

from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Match
from roadmap_guard.policy.checks import Failure, NotApplicable
from roadmap_guard.policy.functions import Context
from support.policies import faults_of, judge, resource, rule, slo


def said(outcomes: list[Outcome]) -> list[tuple[str, str, str]]:
    return [(outcome.state, outcome.field, outcome.message) for outcome in outcomes]


def card(*audits: dict[str, Any]) -> Resource:
    return resource("ModelCard", id="m", fairnessAudits=list(audits))


def test_a_requirement_that_holds_passes() -> None:
    assert said(judge(rule("object.target > 0.9"), slo(target=0.95))) == [("pass", "", "")]


def test_a_requirement_that_does_not_hold_fails_at_the_field_with_the_message_filled() -> None:
    made = rule(
        "object.target >= params.floor",
        at="target",
        message="target {percent(object.target)} of {object.id} is below {params.floor}",
        params={"floor": 0.9995},
    )
    assert said(judge(made, slo(target=0.999))) == [("fail", "target", "target 99.9 % of a/b is below 0.9995")]


def test_a_requirement_that_cannot_be_decided_is_an_error_and_never_a_pass() -> None:
    made = rule("object.target > 0.9", at="target")
    assert said(judge(made, slo())) == [
        ("error", "target", 'cannot be decided: there is no "target" (require: object.target > 0.9)')
    ]


def test_a_condition_that_does_not_hold_makes_the_rule_not_applicable() -> None:
    made = rule("false", when="has(object.tier)")
    assert said(judge(made, slo())) == [("notApplicable", "", "the condition does not hold: has(object.tier)")]
    assert judge(made, slo(tier="gold"))[0].state == "fail"


def test_a_condition_that_cannot_be_decided_is_an_error() -> None:
    made = rule("true", when='object.tier == "gold"', at="tier")
    assert said(judge(made, slo())) == [
        ("error", "tier", 'cannot be decided: there is no "tier" (when: object.tier == "gold")')
    ]


def test_a_rule_says_nothing_of_another_kind() -> None:
    assert judge(rule("false"), resource("Service")) == []


def test_a_dialect_without_a_place_for_the_field_is_not_to_blame() -> None:
    made = rule("false", match=Match("SLO", ("tier", "owners")))
    narrow = slo()._replace(format="pyrra", expressible=frozenset({"id", "owners"}))
    assert said(judge(made, narrow)) == [("notApplicable", "", "pyrra has no place for tier")]
    assert judge(made, slo())[0].state == "fail"


def test_a_rule_about_named_dialects_leaves_the_others_alone() -> None:
    made = rule("false", match=Match("SLO", (), ("sloth", "pyrra")))
    assert said(judge(made, slo())) == [("notApplicable", "", "the rule is about sloth and pyrra, this is example")]
    assert judge(made, slo()._replace(format="sloth"))[0].state == "fail"


def test_foreach_points_at_every_element_that_fails() -> None:
    made = rule(
        "result.value >= 0.8",
        "ModelCard",
        foreach="fairnessAudits[*].results[*]",
        bind=("audit", "result"),
        at="result.value",
        message="{audit.id}: {result.metric} is {result.value}",
    )
    about = card(
        {"id": "A", "results": [{"metric": "x", "value": 0.7}, {"metric": "y", "value": 0.9}]},
        {"id": "B"},
        {"id": "C", "results": [{"metric": "z", "value": 0.5}]},
    )
    assert said(judge(made, about)) == [
        ("fail", "fairnessAudits[0].results[0].value", "A: x is 0.7"),
        ("fail", "fairnessAudits[2].results[0].value", "C: z is 0.5"),
    ]


def test_foreach_can_point_at_an_outer_element_at_the_element_itself_or_at_the_resource() -> None:
    about = card({"results": [{"value": 0.1}]})
    for at, field in {
        "audit.date": "fairnessAudits[0].date",
        "audit": "fairnessAudits[0]",
        "result": "fairnessAudits[0].results[0]",
        "": "fairnessAudits[0].results[0]",
        "rollback.owner": "rollback.owner",
    }.items():
        made = rule("false", "ModelCard", foreach="fairnessAudits[*].results[*]", bind=("audit", "result"), at=at)
        assert [outcome.field for outcome in judge(made, about)] == [field], at


def test_foreach_passes_once_if_every_element_does() -> None:
    made = rule("true", foreach="queries[*]", bind=("query",))
    assert said(judge(made, slo(queries=["a", "b"]))) == [("pass", "", "")]


@pytest.mark.parametrize("fields", [{}, {"queries": []}])
def test_foreach_over_nothing_is_not_applicable(fields: dict[str, Any]) -> None:
    made = rule("false", foreach="queries[*]", bind=("query",))
    assert said(judge(made, slo(**fields))) == [("notApplicable", "", "there are no queries")]


def test_the_condition_of_foreach_is_asked_of_each_element() -> None:
    made = rule('query != "b"', foreach="queries[*]", bind=("query",), when='query != "a"', message="{query}")
    assert said(judge(made, slo(queries=["a", "b"]))) == [("fail", "queries[1]", "b")]
    assert judge(made, slo(queries=["a", "c"]))[0].state == "pass"
    assert said(judge(made, slo(queries=["a"]))) == [("notApplicable", "", 'the condition does not hold: query != "a"')]


def test_an_element_that_cannot_be_decided_does_not_hide_one_that_fails() -> None:
    made = rule("result.value > 0.5", "ModelCard", foreach="fairnessAudits[*].results[*]", bind=("audit", "result"))
    about = card({"results": [{}, {"value": 0.1}, {"value": 0.9}]})
    assert [(outcome.state, outcome.field) for outcome in judge(made, about)] == [
        ("error", "fairnessAudits[0].results[0]"),
        ("fail", "fairnessAudits[0].results[1]"),
    ]


def test_foreach_over_something_that_is_no_list_is_an_error() -> None:
    made = rule("true", foreach="queries[*]", bind=("query",))
    assert said(judge(made, slo(queries="up"))) == [("error", "queries", "cannot be decided: queries is not a list")]


def test_a_list_inside_an_object_is_walked() -> None:
    made = rule("stage.percentage < 50.0", "RoadmapItem", foreach="rollout.stages[*]", bind=("stage",))
    about = resource("RoadmapItem", rollout={"stages": [{"percentage": 10.0}, {"percentage": 60.0}]})
    assert [outcome.field for outcome in judge(made, about)] == ["rollout.stages[1]"]


def test_what_a_message_names_and_is_not_there_says_so() -> None:
    made = rule("false", message="tier {object.tier}, floor {params.floors[object.id]}", params={"floors": {}})
    assert said(judge(made, slo()))[0][2] == "tier (absent), floor (absent)"


def test_a_message_that_cannot_be_worked_out_does_not_hide_the_failure() -> None:
    assert said(judge(rule("false", message="{days(object.id, object.id)} days"), slo())) == [
        ("fail", "", '("a/b" is not a date like 2026-11-20) days')
    ]


def test_long_values_are_cut_in_messages_and_conditions() -> None:
    (outcome,) = judge(rule("false", message="<{object.description}>"), slo(description="x" * 10_000))
    assert outcome.message == f"<{'x' * 199}…>"


def test_lines_of_a_value_do_not_break_the_message() -> None:
    (outcome,) = judge(rule("false", message="{object.description}"), slo(description="a\n\n  b\tc"))
    assert outcome.message == "a b c"


def test_other_resources_owners_and_the_date_come_from_the_context() -> None:
    context = Context(
        as_of="2026-01-31",
        ref=lambda kind, name: {"id": name, "tier": "gold"} if (kind, name) == ("Service", "s") else None,
        refs=lambda kind: [{"id": "1"}, {"id": "2"}] if kind == "SLO" else [],
        owner=lambda name: {"state": "known" if name == "team" else "unknown", "name": name},
        file_owners=lambda path: ["@team"] if path == "SLO.yaml" else [],
    )
    for source in (
        'ref("Service", "s").tier == "gold"',
        'ref("Service", "t") == null',
        'size(refs("SLO")) == 2 && refs("SLO").exists(r, r.id == "2")',
        'owner("team").state == "known" && owner("x").state == "unknown"',
        'fileOwners(resource.path) == ["@team"]',
        'daysUntil("2026-02-01") == 1 && daysSince("2026-01-01") == 30',
    ):
        assert judge(rule(source), slo(), context)[0].state == "pass", source


def test_a_kind_that_does_not_exist_is_never_just_not_found() -> None:
    (outcome,) = judge(rule('ref("Slo", object.id) == null'), slo())
    assert (outcome.state, outcome.message) == (
        "error",
        'cannot be decided: there is no kind "Slo" (did you mean "SLO"?) (require: ref("Slo", object.id) == null)',
    )


def check_rule(**parts: Any) -> Any:
    return rule("", uses="probe", at="tier", message="probe of {object.id} failed", params={"limit": 3}, **parts)


def test_a_check_in_python_passes_if_it_finds_nothing() -> None:
    assert said(judge(check_rule(), slo(), probe=lambda *_: [])) == [("pass", "", "")]


def test_a_check_in_python_is_given_the_resource_the_params_and_the_context() -> None:
    seen: list[object] = []
    judge(check_rule(), slo(), Context("2026-01-31"), probe=lambda *given: seen.extend(given) or [])
    assert seen[0] == slo()
    assert seen[1] == {"limit": 3}
    assert seen[2].as_of == "2026-01-31"  # type: ignore[attr-defined]


def test_every_failure_of_a_check_in_python_is_an_outcome() -> None:
    failures = [Failure("owners[0]", "no such owner"), Failure()]
    assert said(judge(check_rule(), slo(), probe=lambda *_: iter(failures))) == [
        ("fail", "owners[0]", "no such owner"),
        ("fail", "tier", "probe of a/b failed"),
    ]


def test_a_check_in_python_can_say_that_it_does_not_apply() -> None:
    assert said(judge(check_rule(), slo(), probe=lambda *_: NotApplicable("nothing depends on it"))) == [
        ("notApplicable", "", "nothing depends on it")
    ]


def test_a_check_in_python_is_not_asked_if_the_condition_does_not_hold() -> None:
    asked: list[object] = []
    outcomes = judge(check_rule(when="has(object.tier)"), slo(), probe=lambda *_: asked.append(1) or [])
    assert (outcomes[0].state, asked) == ("notApplicable", [])


@pytest.mark.parametrize("late", [False, True], ids=["at once", "while it yields"])
def test_a_check_in_python_that_breaks_is_an_error_and_hides_nothing_else(late: bool) -> None:
    def probe(*_: object) -> Any:
        if not late:
            raise KeyError("owners")
        return (Failure(str(1 // number)) for number in (1, 0))

    reason = "ZeroDivisionError: integer division or modulo by zero" if late else "KeyError: 'owners'"
    assert said(judge(check_rule(), slo(), probe=probe)) == [
        ("error", "tier", f"cannot be decided: {reason} (uses: probe)")
    ]


def test_a_check_that_nobody_brings_stops_the_run() -> None:
    assert faults_of(lambda: judge(check_rule(), slo(), prove=lambda *_: [])) == [
        'policies/rules/made.yaml:1:1: there is no check "probe" (did you mean "prove"?) (the checks are prove)'
    ]


def test_an_expression_that_does_not_compile_stops_the_run() -> None:
    for part, made in {
        "require": rule("object.target >"),
        "when": rule("true", when="object.target >"),
        "message": rule("false", message="{object.target >}"),
    }.items():
        assert faults_of(lambda made=made: judge(made, slo())) == [
            f"policies/rules/made.yaml:1:1: {part} of acme/made: this is not CEL: the expression ends too early"
        ]


def test_a_brace_without_its_pair_stops_the_run() -> None:
    assert faults_of(lambda: judge(rule("false", message="a } b"), slo())) == [
        "policies/rules/made.yaml:1:1: message of acme/made: a } without its {"
    ]


def test_foreach_walks_lists_up_to_a_limit_and_never_passes_beyond_it() -> None:
    made = rule("true", foreach="queries[*]", bind=("query",))
    assert said(judge(made, slo(queries=["a"] * 1_000))) == [("pass", "", "")]
    message = "cannot be decided: queries has 1,001 elements, more than the limit of 1,000"
    assert said(judge(made, slo(queries=["a"] * 1_001))) == [("error", "queries", message)]


def test_foreach_walks_elements_of_lists_within_lists_up_to_a_limit() -> None:
    made = rule("true", "ModelCard", foreach="fairnessAudits[*].results[*]", bind=("audit", "result"))
    audits = [{"results": [{}] * 1_000} for _ in range(10)]
    assert said(judge(made, card(*audits))) == [("pass", "", "")]
    message = "cannot be decided: fairnessAudits[*].results has more than 10,000 elements"
    (outcome,) = said(judge(made, card(*audits, {"results": [{}]})))
    assert outcome == ("error", "fairnessAudits[*].results", message)


def test_an_element_is_seen_with_the_resource_the_params_and_the_day() -> None:
    made = rule(
        'name != object.id + params.end && now > timestamp("2020-01-01T00:00:00Z")',
        foreach="queries[*]",
        bind=("name",),
        message="{name} on {string(now)} // not a comment",
        params={"end": "!"},
        at="name",
    )
    found = said(judge(made, slo(queries=["x", "a/b!", "y"])))
    assert [(state, field) for state, field, _ in found] == [("fail", "queries[1]")]
    assert found[0][2].startswith("a/b! on 2026-")


def test_a_comment_in_an_expression_of_foreach_ends_with_its_line() -> None:
    made = rule('query != "b" // all but b', foreach="queries[*]", bind=("query",), message="{query}")
    assert said(judge(made, slo(queries=["a", "b"]))) == [("fail", "queries[1]", "b")]
