"""An expression comes out exactly true or false, or it is undecided and says why."""

import subprocess
import sys
from typing import Any

import pytest

from roadmap_guard.policy.expressions import Environment, ExpressionError, Scope, Subject
from roadmap_guard.policy.functions import FUNCTIONS, Context
from roadmap_guard.policy.reasons import Undecided
from support.policies import rule, slo


def scoped(source: str, params: dict[str, Any] | None = None, **fields: Any) -> tuple[Scope, Subject]:
    environment = Environment(Context("2026-11-20"), FUNCTIONS)
    scope = environment.scope(rule(params=params or {}, require=source))
    return scope, environment.subject(slo(**fields))


def decide(source: str, params: dict[str, Any] | None = None, **fields: Any) -> bool | Undecided:
    scope, subject = scoped(source, params, **fields)
    return scope.compile(source).holds(scope.activation_for(subject, {}))


def mistakes(source: str) -> str:
    scope, _ = scoped(source)
    with pytest.raises(ExpressionError) as caught:
        scope.compile(source)
    return str(caught.value)


TRUE, FALSE, GONE = "true", "false", "object.gone == 1"
AND = {
    (TRUE, TRUE): True,
    (TRUE, FALSE): False,
    (FALSE, TRUE): False,
    (FALSE, FALSE): False,
    (TRUE, GONE): None,
    (GONE, TRUE): None,
    (FALSE, GONE): False,
    (GONE, FALSE): False,
    (GONE, GONE): None,
}
OR = {
    (TRUE, TRUE): True,
    (TRUE, FALSE): True,
    (FALSE, TRUE): True,
    (FALSE, FALSE): False,
    (TRUE, GONE): True,
    (GONE, TRUE): True,
    (FALSE, GONE): None,
    (GONE, FALSE): None,
    (GONE, GONE): None,
}


@pytest.mark.parametrize(("operator", "table"), [("&&", AND), ("||", OR)])
def test_and_and_or_take_an_error_in_only_where_the_other_side_settles_it(
    operator: str, table: dict[tuple[str, str], bool | None]
) -> None:
    for (left, right), expected in table.items():
        result = decide(f"({left}) {operator} ({right})")
        if expected is None:
            assert result == Undecided('there is no "gone"', absent=True), (left, right)
        else:
            assert result is expected, (left, right)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("object.target >= 0.999", True),
        ("object.target >= 0.99999", False),
        ("has(object.target)", True),
        ("has(object.tier)", False),
        ("!has(object.tier)", True),
        ("has(object.tier) || true", True),
        ('object.labels["team"] == "a"', True),
        ('object.queries.exists(q, q.contains("x"))', True),
        ('object.queries.all(q, q.contains("x"))', False),
        ('now == timestamp("2026-11-20T00:00:00Z")', True),
        ('resource.kind == "SLO" && resource.path == "SLO.yaml" && resource.id == "a/b"', True),
        ("size(resource.placeholders) == 0", True),
        ("params.floor <= object.target", True),
        ('object.id.matches("^a/")', True),
        ('size("é") == 1', True),
    ],
)
def test_an_expression_is_true_or_false(source: str, expected: bool) -> None:
    fields = {"target": 0.9999, "labels": {"team": "a"}, "queries": ["x", "y"]}
    assert decide(source, {"floor": 0.9}, **fields) is expected


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("object.tier == 'x'", 'there is no "tier"'),
        ("object.queries[7] == 'x'", "there is no element 7, the list has 1"),
        ("object.target.deep == 1", "a field is asked of a value that has none"),
        ("object.none > 1", "No matching overloads found : _>_(null_type, int64)"),
        ("object.target > object.id", "No matching overloads found : _>_(double, string)"),
        ("1 / (size(object.queries) - 1) == 1", "division by zero"),
        ("9223372036854775807 + size(object.queries) > 1", "integer overflow"),
        ("object.id.matches(object.queries[0] + '(')", "invalid regular expression: missing ): q("),
        ("object.__class__ == 'x'", 'there is no "__class__"'),
        ("object.id.__class__ == 'x'", "a field is asked of a value that has none"),
        ("days('2026-01-01', 'today') == 1", '"today" is not a date like 2026-11-20'),
        ("object.id", 'it gives "a/b", which is neither true nor false'),
        ("'false'", 'it gives "false", which is neither true nor false'),
        ("1", 'it gives "1", which is neither true nor false'),
        ("object.none", 'it gives "None", which is neither true nor false'),
        ("object.queries", "it gives \"['q']\", which is neither true nor false"),
        ("object", "it gives"),
        ("now", "it gives"),
    ],
)
def test_whatever_is_neither_true_nor_false_is_undecided_and_says_why(source: str, reason: str) -> None:
    result = decide(source, target=0.9, queries=["q"], none=None)
    assert isinstance(result, Undecided)
    assert result.reason.startswith(reason)


def test_loops_have_a_budget() -> None:
    source = "object.queries.all(a, object.queries.all(b, object.queries.all(c, a + b + c != '')))"
    assert decide(source, queries=["q"] * 200) == Undecided("it takes more than 10,000 steps")


@pytest.mark.skipif(sys.platform != "linux", reason="limits memory as Linux does")
def test_a_list_that_doubles_until_memory_ends_is_undecided() -> None:
    script = (
        "import resource\n"
        "from support.policies import judge, rule, slo\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "bomb = '[object.id]' + '.map(a, a + a)' * 24 + ' == []'\n"
        "print(judge(rule(bomb), slo(id='x' * 1000))[0].state)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": "tests"},
        timeout=60,
    )
    assert done.stdout == "error\n", done.stderr


@pytest.mark.parametrize(
    "source", ["1" + "+1" * 1_000 + " > 0", "(" * 1_000 + "true" + ")" * 1_000, "[" * 1_000 + "]" * 1_000 + " == []"]
)
def test_an_expression_that_is_nested_too_deep_does_not_compile(source: str) -> None:
    assert mistakes(source) == "the expression is nested deeper than 32 levels"


def test_an_expression_may_have_4096_bytes_and_no_more() -> None:
    blank = " " * (4096 - len("true"))
    assert decide(f"true{blank}") is True
    assert mistakes(f"true{blank} ") == "the expression is longer than 4096 bytes"
    assert mistakes("'" + "é" * 2048 + "'==''") == "the expression is longer than 4096 bytes"


def test_a_mistake_beside_the_word_recursion_is_not_taken_for_depth() -> None:
    assert mistakes("'recursion' == gone") == 'unknown name "gone"'


def test_there_is_no_clock_but_the_as_of_date() -> None:
    assert mistakes("now() > now") == 'unknown function "now"'


def test_rules_share_one_activation_and_still_see_their_own_params() -> None:
    environment = Environment(Context("2026-11-20"), FUNCTIONS)
    floors = {"low": 0.9, "middle": 0.95, "high": 0.99}
    scopes = [environment.scope(rule(id=f"own/{name}", params={"floor": floor})) for name, floor in floors.items()]
    plain = environment.scope(rule(id="own/plain", params={}))
    subject = environment.subject(slo(target=0.96))
    verdicts = [scope.compile("object.target >= params.floor").holds(subject.activation) for scope in scopes]
    assert verdicts == [True, True, False]
    with pytest.raises(ExpressionError, match='the rule has no param "floor"'):
        plain.compile("object.target >= params.floor")


def test_a_path_that_is_not_unicode_is_shown_with_escapes() -> None:
    environment = Environment(Context("2026-11-20"), FUNCTIONS)
    scope = environment.scope(rule())
    subject = environment.subject(slo()._replace(path="caf\udce9.yaml"))
    assert scope.compile("resource.path").value(subject.activation) == r"caf\udce9.yaml"


def test_text_that_is_not_unicode_is_undecided() -> None:
    assert decide("object.tier == 'x'", tier="\ud800") == Undecided("a text of the resource is not Unicode")


def test_a_rule_does_not_see_the_names_of_another() -> None:
    environment = Environment(Context("2026-11-20"), FUNCTIONS)
    environment.scope(rule(id="own/other", bind=("audit",)))
    with pytest.raises(ExpressionError, match='unknown name "audit"'):
        environment.scope(rule()).compile("audit == 1")


def test_every_type_but_a_boolean_is_no_answer() -> None:
    for source in ("1u", "b'true'", "type(true)", "duration('1s')", "[true]", "{'a': true}", "null", "1.0"):
        assert isinstance(decide(source), Undecided), source


def test_a_made_rule_is_complete() -> None:
    assert rule().require == "true"
