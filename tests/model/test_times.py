import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.model.times import Due, due


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-07-01", Due("day", "2026-07-01")),
        ("2026/07/01", Due("day", "2026-07-01")),
        ("2026-07", Due("month", "2026-07-31")),
        ("2024/2", Due("month", "2024-02-29")),
        ("July 2026", Due("month", "2026-07-31")),
        ("sept. 2026", Due("month", "2026-09-30")),
        ("2026-Q3", Due("quarter", "2026-09-30")),
        ("2026q3", Due("quarter", "2026-09-30")),
        ("Q1 2026", Due("quarter", "2026-03-31")),
        ("2026 H2", Due("half", "2026-12-31")),
        ("H1/2026", Due("half", "2026-06-30")),
        ("2026", Due("year", "2026-12-31")),
        ("2026 Q3-Q4", Due("quarter", "2026-12-31")),
        ("Q1/Q2 2026", Due("quarter", "2026-06-30")),
        ("May/June 2026", Due("month", "2026-06-30")),
        ("End of April 2026", Due("month", "2026-04-30")),
        ("end of 2026", Due("year", "2026-12-31")),
        ("First Quarter 2026", Due("quarter", "2026-03-31")),
        ("2nd half of 2026", Due("half", "2026-12-31")),
        ("v1.37", Due("release", release="v1.37")),
        ("1.37", Due("release", release="1.37")),
        ("v2", Due("release", release="v2")),
        ("4.17.0-rc.1", Due("release", release="4.17.0-rc.1")),
        ("4.17.2000.1", Due("release", release="4.17.2000.1")),
    ],
)
def test_time_or_release_is_read_with_its_precision(text, expected):
    assert due(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "Q3",
        "H3 2026",
        "Q5 2026",
        "2026-13-01",
        "2026-02-30",
        "31.03.2027",
        "v1.21, v1.37",
        "next quarter",
        "third half 2026",
        "Q1 to Q2",
        "2025-2026",
        "May/Summer 2026",
        "juli 2026",
        "12",
    ],
)
def test_what_names_no_time_gives_none(text):
    assert due(text) is None


@given(st.integers(2000, 2099), st.integers(1, 4))
def test_quarter_ends_with_its_third_month(year, quarter):
    found = due(f"{year}-Q{quarter}")

    assert found is not None
    assert found.last_day == due(f"{year}-{quarter * 3:02}").last_day


@given(st.text(max_size=60))
def test_any_text_is_read_or_not(text):
    found = due(text)

    assert found is None or bool(found.last_day) != bool(found.release)
