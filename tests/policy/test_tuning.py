"""A repository may tune rules, never silently, and never a rule or param that is not there."""

from typing import Any

import pytest

from roadmap_guard.model.report import Tuning
from roadmap_guard.model.rule import Rule
from roadmap_guard.model.waivable import Waivable
from roadmap_guard.policy.config import read_config
from roadmap_guard.policy.tuning import tune
from support.files import CONFIG
from support.policies import faults_of, rule

PARAMS: dict[str, Any] = {"floors": {"tier-1": 0.9995, "tier-2": 0.999}, "limit": 3, "words": ["a"], "strict": True}
RULES = [
    rule(id="acme/floor", params=PARAMS, aliases=("acme/old-floor",)),
    rule(id="acme/other", level="warning"),
]


def tuned(settings: str) -> tuple[tuple[Rule, ...], tuple[Tuning, ...]]:
    text = f"apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec:\n  rules:\n    {settings}\n"
    return tune(RULES, read_config("roadmap-guard.yaml", text.encode()).rules)


def test_without_settings_nothing_changes() -> None:
    assert tune(RULES, ()) == (tuple(RULES), ())


@pytest.mark.parametrize(
    ("settings", "changes"),
    [
        ("acme/floor: {level: warning}", ["level error -> warning"]),
        ("acme/floor: {level: error}", []),
        ("acme/floor: {enabled: true}", []),
        ("acme/floor: {enabled: false}", ["disabled"]),
        ("acme/floor: {enabled: false, level: note}", ["disabled"]),
        ("acme/floor: {params: {floors: {tier-1: 0.999}}}", ["params.floors.tier-1 0.9995 -> 0.999"]),
        ("acme/floor: {params: {floors: {tier-3: 0.9}}}", ["params.floors.tier-3 (absent) -> 0.9"]),
        ("acme/floor: {params: {floors: {tier-1: 0.9995}}}", []),
        ("acme/floor: {params: {floors: {tier-1: 1}}}", ["params.floors.tier-1 0.9995 -> 1"]),
        ("acme/floor: {params: {words: [b, c]}}", ["params.words a -> b, c"]),
        ("acme/floor: {params: {strict: false}}", ["params.strict true -> false"]),
        ("acme/floor: {waivable: false}", ["waivable: for 180 days at most -> never"]),
        (
            "acme/floor: {waivable: {maxDays: 30, approvers: ['@acme/sre', '@acme/cto']}}",
            ["waivable: for 180 days at most -> for 30 days at most, approved by @acme/sre or @acme/cto"],
        ),
        ("acme/floor: {waivable: {maxDays: 180}}", []),
        (
            "acme/floor: {level: note, params: {limit: 4, strict: false}}",
            ["level error -> note", "params.limit 3 -> 4", "params.strict true -> false"],
        ),
        ("acme/old-floor: {level: note}", ["level error -> note"]),
    ],
)
def test_every_change_is_told(settings: str, changes: list[str]) -> None:
    assert tuned(settings)[1] == tuple(Tuning("acme/floor", change) for change in changes)


def test_params_merge_so_that_one_value_can_change_alone() -> None:
    (floor, _), _ = tuned("acme/floor: {params: {floors: {tier-1: 1}}}")
    assert floor.params == {**PARAMS, "floors": {"tier-1": 1.0, "tier-2": 0.999}}
    assert type(floor.params["floors"]["tier-1"]) is float
    assert RULES[0].params == PARAMS


def test_tuning_who_may_waive_keeps_the_bounds_of_the_rule() -> None:
    strict = rule(id="acme/floor", waivable=Waivable(max_days=7))
    text = CONFIG.replace("{}", "{rules: {acme/floor: {waivable: {approvers: [a]}}}}")

    ((tuned_rule,), _) = tune([strict], read_config("roadmap-guard.yaml", text.encode()).rules)

    assert tuned_rule.waivable == Waivable(allowed=True, max_days=7, approvers=("a",))


def test_a_disabled_rule_is_gone() -> None:
    rules, _ = tuned("acme/floor: {enabled: false}")
    assert [left.id for left in rules] == ["acme/other"]


@pytest.mark.parametrize(
    ("settings", "fault"),
    [
        (
            "acme/flor: {level: note}",
            '5:5: no selected pack has a rule "acme/flor" (did you mean "acme/floor"?) (roadmap-guard policy list shows them all)',
        ),
        (
            "acme/floor: {params: {flors: {}}}",
            '5:27: acme/floor: there is no param "flors" (did you mean "floors"?) (the params are floors, limit, words and strict)',
        ),
        (
            "acme/floor: {params: {limit: 3.5}}",
            "5:27: acme/floor: params.limit is a number (3.5), the rule has a whole number (3) (write a value such as the rule has)",
        ),
        (
            "acme/floor: {params: {floors: {tier-1: high}}}",
            "5:27: acme/floor: params.floors.tier-1 is text (high), the rule has a number (0.9995) (write a value such as the rule has)",
        ),
        (
            "acme/floor: {params: {floors: {enterprise: 99.99}}}",
            (
                "5:27: acme/floor: params.floors.enterprise is 99.99, the rule has parts of 1 there; 99.99 % is 0.9999 "
                "(write a value such as the rule has)"
            ),
        ),
        (
            "acme/floor: {params: {floors: {tier-9: true}}}",
            (
                "5:27: acme/floor: params.floors.tier-9 is true or false (true), the rule has a number (0.9995) "
                "(write a value such as the rule has)"
            ),
        ),
        (
            "acme/floor: {params: {floors: 1}}",
            (
                "5:27: acme/floor: params.floors is a whole number (1), the rule has a mapping (tier-1: 0.9995, tier-2: 0.999) "
                "(write a value such as the rule has)"
            ),
        ),
        (
            "acme/floor: {params: {words: null}}",
            "5:27: acme/floor: params.words is nothing ((absent)), the rule has a list (a) (write a value such as the rule has)",
        ),
    ],
)
def test_what_does_not_fit_is_refused_with_the_way_out(settings: str, fault: str) -> None:
    assert faults_of(lambda: tuned(settings)) == [f"roadmap-guard.yaml:{fault}"]


def test_a_rule_is_not_set_twice_once_by_its_former_id() -> None:
    assert faults_of(lambda: tuned("acme/floor: {level: note}\n    acme/old-floor: {enabled: false}")) == [
        'roadmap-guard.yaml:6:5: "acme/old-floor" is a former id of acme/floor, which is set already (keep one of the two)'
    ]
