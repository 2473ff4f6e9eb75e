import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.formats.conversions import UnreadableError
from roadmap_guard.formats.durations import UNITS, converter
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import FILE_START

DAY = 86400


def seconds(text, unit):
    return converter(unit)(Scalar(text, text, FILE_START))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1m", 60),
        ("1M", 30 * DAY),
        ("1Q", 90 * DAY),
        ("1Y", 365 * DAY),
        ("28d", 28 * DAY),
        ("4w", 28 * DAY),
        ("0d", 0),
        ("12h", 43200),
    ],
)
def test_openslo_tells_minutes_from_months_by_case(text, expected):
    assert seconds(text, "openslo-duration") == expected


@pytest.mark.parametrize("text", ["28D", "1.5d", "1h30m", "28", "-28d", "Week", "", "28 days", "1y"])
def test_openslo_knows_one_number_and_one_letter(text):
    with pytest.raises(UnreadableError, match="a duration such as `28d`"):
        seconds(text, "openslo-duration")


@pytest.mark.parametrize(("text", "expected"), [("4w", 28 * DAY), ("2h30m", 9000), ("1y", 365 * DAY), ("90s", 90)])
def test_prometheus_adds_its_parts_up(text, expected):
    assert seconds(text, "prometheus-duration") == expected


@pytest.mark.parametrize("text", ["1M", "30 days", "1h and 30m", "h", "30", "1h30"])
def test_prometheus_refuses_what_it_would_not_parse(text):
    with pytest.raises(UnreadableError):
        seconds(text, "prometheus-duration")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30d", 30 * DAY),
        ("28Day", 28 * DAY),
        ("4 weeks", 28 * DAY),
        ("1 Month", 30 * DAY),
        ("1 hour, 30 minutes", 5400),
        ("86400s", DAY),
    ],
)
def test_people_may_write_words(text, expected):
    assert seconds(text, "duration") == expected


@pytest.mark.parametrize("text", ["30", "1M", "a week", "fortnight", "30d!"])
def test_length_without_a_unit_or_with_an_unknown_one_is_refused(text):
    with pytest.raises(UnreadableError, match="a duration such as `30d`"):
        seconds(text, "duration")


@given(st.integers(0, 10_000))
def test_bare_number_counts_in_the_unit_of_the_field(count):
    assert seconds(str(count), "days") == seconds(f"{count}d", "days") == count * DAY
    assert seconds(f"{count}.0", "seconds") == count


@pytest.mark.parametrize("unit", UNITS)
def test_length_beyond_a_century_is_refused(unit):
    with pytest.raises(UnreadableError):
        seconds("9999999999w", unit)


@given(st.text(max_size=80), st.sampled_from(UNITS))
def test_any_text_gives_seconds_or_a_refusal(text, unit):
    with contextlib.suppress(UnreadableError):
        assert seconds(text, unit) >= 0
