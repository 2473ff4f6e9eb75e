"""The name that was meant: one slip away, and only one."""

import pytest

from roadmap_guard.model.nearest import slip_of

NAMES = ("planned", "inProgress", "done", "dome", "cancelled")


@pytest.mark.parametrize("written", ["plannd", "plannedd", "planed", "plamned", "plnaned", "PLANNDE", "planned"])
def test_a_letter_more_less_wrong_or_swapped_is_a_slip(written: str):
    assert slip_of(written, NAMES) == "planned"


@pytest.mark.parametrize("written", ["plan", "planing", "plnnde", "finished", "dole", "", "x" * 200])
def test_anything_further_away_or_near_two_is_none(written: str):
    assert slip_of(written, NAMES) == ""


def test_short_names_are_never_guessed():
    assert slip_of("slu", ("slo", "sli")) == ""
