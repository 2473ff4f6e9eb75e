from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.formats import conversions
from roadmap_guard.formats.conversions import UnreadableError, is_day, month_days
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import FILE_START

DECIMALS = st.decimals(min_value=0, max_value=100, places=None, allow_nan=False, allow_infinity=False).filter(
    lambda number: len(f"{number:f}") < 40
)


def scalar(text, value=None):
    return Scalar(text if value is None else value, text, FILE_START)


def share(text, *, percent=False, scale=1):
    return conversions.share(scalar(text), bare_percent=percent, scale=scale)


@given(DECIMALS)
def test_percentage_is_exactly_the_float_nearest_to_a_hundredth_of_it(number):
    assert share(f"{number:f}", percent=True) == float(Fraction(number) / 100)


@given(DECIMALS)
def test_percent_sign_means_the_same_in_every_unit(number):
    text = f"{number:f}%"

    assert share(text, percent=True) == share(text, percent=False) == share(text.replace("%", " %"))


@given(DECIMALS)
def test_ratio_is_exactly_the_number_written(number):
    ratio = number / 100

    assert share(f"{ratio:f}") == float(Fraction(ratio))


@given(DECIMALS)
def test_share_of_a_hundred_keeps_percentages_as_they_are(number):
    assert share(f"{number:f}", percent=True, scale=100) == float(Fraction(number))
    assert share(f"{number / 100:f}", scale=100) == pytest.approx(float(number))


@given(DECIMALS)
def test_scientific_notation_means_the_same_number(number):
    assert share(f"{Decimal(number):E}", percent=True) == float(Fraction(number) / 100)


@pytest.mark.parametrize(
    "text", ["", "%", "high", "99,9", "1/2", "0x1F", ".nan", ".inf", "٩٩", "1e9999", "-0.1", "101"]
)
def test_text_that_is_no_percentage_is_refused_with_the_accepted_forms(text):
    with pytest.raises(UnreadableError, match="a percentage from 0 to 100"):
        share(text, percent=True)


@pytest.mark.parametrize("text", ["99.9", "1.0001", "-0.5", "200%"])
def test_more_than_the_whole_is_no_ratio(text):
    with pytest.raises(UnreadableError, match="a ratio from 0 to 1"):
        share(text)


def test_literal_of_absurd_length_is_refused_not_computed():
    with pytest.raises(UnreadableError):
        share("9" * 100_000)


@pytest.mark.parametrize(
    ("text", "value"), [("1.10", 1.1), ("2026.1", 2026.1), ("no", False), ("0000", 0), ("1e3", 1000.0)]
)
def test_text_keeps_the_spelling_of_what_yaml_takes_for_a_number_or_a_boolean(text, value):
    assert conversions.text(scalar(f" {text} ", value)) == text


def test_text_of_a_quoted_value_is_its_value_and_not_its_escapes():
    assert conversions.text(Scalar("a\nb", "a\\nb", FILE_START)) == "a\nb"


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("3.0", 3), ("1_000", 1000), ("-2", -2), ("1e3", 1000)])
def test_integer_reads_every_spelling_of_a_whole_number(text, number):
    assert conversions.integer(scalar(text)) == number


@pytest.mark.parametrize("text", ["3.5", "three", "", "1e-3"])
def test_integer_refuses_the_rest(text):
    with pytest.raises(UnreadableError, match="a whole number"):
        conversions.integer(scalar(text))


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("Yes", True), ("ON", True), ("false", False), ("no", False), ("Off", False)]
)
def test_boolean_reads_the_words_of_old_and_new_yaml(text, value):
    assert conversions.boolean(scalar(text)) is value


def test_boolean_refuses_numbers():
    with pytest.raises(UnreadableError, match="`true` or `false`"):
        conversions.boolean(scalar("1"))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-01", "2026-07-01"),
        ("2026/07/01", "2026-07-01"),
        ("2003-05-1", "2003-05-01"),
        ("2026-07-01T23:59:00+09:00", "2026-07-01"),
        ("2026-07-01 10:00", "2026-07-01"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_date_is_read_year_first(text, day):
    assert conversions.date(scalar(text)) == day


@pytest.mark.parametrize("text", ["2025-30-01", "2023-02-29", "2026-04-31", "0000-01-01", "2026-00-10", "2026-07-00"])
def test_day_that_the_calendar_does_not_have_is_refused(text):
    with pytest.raises(UnreadableError, match="a day of the calendar"):
        conversions.date(scalar(text))


@pytest.mark.parametrize("text", ["08/28/2020", "1 July 2026", "2026-07", "2026", "soon", "2026-07/01", "2026-07-01x"])
def test_other_spellings_of_dates_are_not_guessed(text):
    with pytest.raises(UnreadableError, match="a date such as `2026-07-01`"):
        conversions.date(scalar(text))


@given(st.dates())
def test_every_day_of_the_calendar_is_a_day(day):
    assert is_day(day.year, day.month, day.day)
    assert conversions.date(scalar(day.isoformat())) == day.isoformat()


@given(st.integers(1, 9999))
def test_century_is_a_leap_year_only_every_fourth_time(year):
    import calendar

    assert month_days(year, 2) == calendar.monthrange(year, 2)[1]
