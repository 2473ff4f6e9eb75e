"""A rollout goes one way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadmap_guard_feature_flags.stages import check

from roadmap_guard.model.resource import Resource
from roadmap_guard.model.span import FILE_START
from roadmap_guard.plugins import Context, NotApplicable


def flag(stages: list[dict[str, Any]]) -> Resource:
    fields = {"id": "ledger", "stages": stages}
    return Resource("FeatureFlag", "ledger", "test", "flags.yaml", 0, FILE_START, fields, {}, {}, {}, (), frozenset())


def failures(stages: list[dict[str, Any]]) -> list[str]:
    """The fields that are pointed at."""
    found = check(flag(stages), {}, Context("2026-11-20"))
    assert not isinstance(found, NotApplicable)
    return [failure.field for failure in found]


def shares(*numbers: float, **more: str) -> list[dict[str, Any]]:
    return [{"percentage": number, **more} for number in numbers]


def test_flag_without_stages_is_not_judged():
    assert isinstance(check(flag([]), {}, Context("2026-11-20")), NotApplicable)


def test_single_variant_only_grows():
    assert failures(shares(1, 10, 10, 100)) == []
    assert failures(shares(50, 10, 5)) == ["stages[1].percentage", "stages[2].percentage"]


def test_variant_that_is_replaced_only_shrinks():
    step = [{"variant": "old", "percentage": 90}, {"variant": "new", "percentage": 10}]
    last = [{"variant": "old", "percentage": 0}, {"variant": "new", "percentage": 100}]

    assert failures([*step, *last]) == []


def test_variant_that_has_grown_must_not_shrink_nor_the_other_way_round():
    steps = [{"variant": name, "percentage": p} for p, name in zip((90, 10, 50, 50, 80, 20), "ababab", strict=True)]

    assert failures(steps) == ["stages[5].percentage"]


def test_audiences_each_begin_anew():
    assert failures([*shares(10, 100, audience="staff"), *shares(1, 100, audience="everyone")]) == []


def test_stage_without_a_percentage_is_passed_over():
    assert failures([{"percentage": 10}, {"audience": "beta"}, {"percentage": 5}]) == ["stages[2].percentage"]


def dates(*texts: str) -> list[dict[str, Any]]:
    return [{"date": text} for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        ("2027-01-01", "2027-01-01", "2027-01-02"),
        ("2027-01-01", "2027-01-01T00:00:00Z"),
        ("2027-01-01T09:00:00+01:00", "2027-01-01T08:00:00Z"),
        ("2027-01-01T09:00:00.10-05:00", "2027-01-01T09:00:00.2-05:00"),
    ],
)
def test_dates_in_order_pass_in_any_zone(texts):
    assert failures(dates(*texts)) == []


def test_date_before_the_latest_one_is_pointed_at():
    assert failures(dates("2027-02-01", "2027-01-01", "2027-01-15", "2027-03-01")) == [
        "stages[1].date",
        "stages[2].date",
    ]


def test_text_that_is_no_date_is_pointed_at_and_no_other_is_compared_with_it():
    assert failures(dates("2027-02-01", "soon", "2027-03-01")) == ["stages[1].date"]


@given(st.lists(st.integers(0, 100)))
def test_sorted_shares_pass_and_every_step_down_is_told(numbers):
    down = [n for n in range(1, len(numbers)) if numbers[n] < numbers[n - 1]]

    if numbers:
        assert failures(shares(*sorted(numbers))) == []
        assert failures(shares(*numbers)) == [f"stages[{n}].percentage" for n in down]
