"""Values in messages are short, on one line and in plain numbers."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.policy.printing import LONGEST, printed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "(absent)"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (1, "1"),
        (1.0, "1"),
        (0.9995, "0.9995"),
        (1e-7, "0.0000001"),
        (1.5e-7, "0.00000015"),
        (1e21, "1000000000000000000000"),
        (-0.5, "-0.5"),
        ("a\n b", "a b"),
        (["a", 1.0, None], "a, 1, (absent)"),
        ({"a": [1], "b": {"c": False}}, "a: 1, b: c: false"),
        ([], ""),
        (datetime(2026, 11, 20, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 20, 1, tzinfo=UTC), "2026-11-20T01:00:00+00:00"),
    ],
)
def test_a_value_is_printed(value: object, text: str) -> None:
    assert printed(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_printed_exactly_and_without_an_exponent(number: float) -> None:
    from roadmap_guard.policy.printing import _text

    assert Fraction(_text(number)) == Fraction(repr(number))
    assert "e" not in _text(number)


@given(st.text(min_size=1))
def test_a_text_is_one_line_of_bounded_length(text: str) -> None:
    line = printed(text * 300)
    assert len(line) <= LONGEST
    assert len(line.splitlines()) <= 1
