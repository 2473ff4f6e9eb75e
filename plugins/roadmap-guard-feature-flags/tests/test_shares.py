"""Percentages are added as people add them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadmap_guard_feature_flags.shares import percentage_total

from roadmap_guard.plugins import Context

CONTEXT = Context("2026-11-20")


def test_tenths_make_exactly_100():
    assert percentage_total(CONTEXT, [{"percentage": 33.3}, {"percentage": 33.3}, {"percentage": 33.4}]) == 100.0


def test_nothing_makes_0():
    assert percentage_total(CONTEXT, []) == 0.0


def test_share_without_a_percentage_leaves_the_sum_unknown():
    with pytest.raises(ValueError, match="share 2 has no percentage"):
        percentage_total(CONTEXT, [{"percentage": 50.0}, {"variant": "new"}])


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_hundredths_add_up_without_loss(hundredths):
    shares = [{"percentage": number / 100} for number in hundredths]

    assert percentage_total(CONTEXT, shares) == sum(hundredths) / 100
