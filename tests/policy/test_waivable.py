"""What a rule says about waivers of it."""

import pytest

from roadmap_guard.model.waivable import Waivable
from roadmap_guard.policy.index import load, to_json
from roadmap_guard.policy.pack_reading import read
from support.policies import RULE, faults_of, files, source


def rule_with(waivable: str) -> dict[str, bytes]:
    return files(RULE.replace("  level: error\n", f"  level: error\n  waivable: {waivable}\n"))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("false", Waivable(allowed=False)),
        ("{}", Waivable()),
        ("{maxDays: 1}", Waivable(max_days=1)),
        ("{maxDays: 366}", Waivable(max_days=366)),
        ("{approvers: ['@acme/sre']}", Waivable(approvers=("@acme/sre",))),
    ],
)
def test_a_rule_bounds_its_waivers(written: str, read_as: Waivable) -> None:
    (rule,) = read(source(rule_with(written)))[1].rules

    assert rule.waivable == read_as


def test_a_rule_that_says_nothing_may_be_waived_for_180_days() -> None:
    (rule,) = read(source(files()))[1].rules

    assert rule.waivable == Waivable(allowed=True, max_days=180, approvers=())


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("true", '10:13: spec.waivable is "true", true or false, it must be a mapping'),
        ("never", '10:13: spec.waivable is "never", text, it must be a mapping'),
        ("{maxDays: 0}", "10:23: spec.waivable.maxDays is not a number of days (write 1 to 366)"),
        ("{maxDays: 367}", "10:23: spec.waivable.maxDays is not a number of days (write 1 to 366)"),
        ("{maxDays: true}", "10:23: spec.waivable.maxDays is not a number of days (write 1 to 366)"),
        ("{maxdays: 3}", 'did you mean "maxDays"?'),
    ],
)
def test_a_mistake_is_told_with_the_way_out(written: str, fault: str) -> None:
    assert any(fault in told for told in faults_of(lambda: read(source(rule_with(written)))))


@pytest.mark.parametrize("written", ["false", "{maxDays: 30, approvers: [a, b]}", "{}"])
def test_the_index_of_a_shipped_pack_keeps_it(written: str, tmp_path) -> None:
    header, pack = read(source(rule_with(written)))
    (tmp_path / "index.json").write_text(to_json(header, pack))

    loaded = load(str(tmp_path / "index.json"), "built-in")

    assert loaded is not None
    assert loaded[1].rules[0].waivable == pack.rules[0].waivable
