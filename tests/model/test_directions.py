import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.model.directions import days_later, direction, is_over

ANY = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12) | st.lists(st.text())
)
RELEASES = st.lists(st.integers(0, 30), min_size=2, max_size=4).map(lambda parts: "v" + ".".join(map(str, parts)))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2026-07-01", "2026-07-02", "later"),
        ("2026-Q4", "2026-Q3", "earlier"),
        ("2026-Q3", "October 2026", "later"),
        ("2026-Q3", "2026-09-30", "changed"),
        ("v1.9", "v1.10", "later"),
        ("1.36", "v1.35", "earlier"),
        ("v1.36", "1.36.0", "changed"),
        ("4.17.0-rc.1", "4.17.0", "later"),
        ("4.17.0-rc.2", "4.17.0-rc.10", "later"),
        ("4.17.0-beta.1", "4.17.0-alpha.2", "earlier"),
        ("v1.36", "2026-Q3", "changed"),
        ("soon", "later", "changed"),
        ("stable", "beta", "back"),
        ("planned", "inProgress", "forward"),
        ("production", "review", "back"),
        ("inProgress", "cancelled", "changed"),
        (0.9995, 0.999, "lowered"),
        (1, 2.5, "raised"),
        (True, False, "changed"),
        (["a"], ["b"], "changed"),
        ("x", "x", "same"),
        (None, "2026", "added"),
        ("2026", None, "removed"),
    ],
)
def test_direction_of_a_change(before, after, expected):
    assert direction(before, after) == expected


@given(ANY, ANY)
def test_the_way_back_is_the_opposite(before, after):
    opposite = {"later": "earlier", "raised": "lowered", "forward": "back", "added": "removed"}
    opposite |= {back: way for way, back in opposite.items()}
    there = direction(before, after)

    assert direction(after, before) == opposite.get(there, there)


@given(RELEASES, RELEASES, RELEASES)
def test_releases_have_one_order(first, second, third):
    if direction(first, second) == direction(second, third) == "later":
        assert direction(first, third) == "later"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2026-07-01", "2026-07-11", 10),
        ("2026-Q3", "2026-Q2", -92),
        ("v1.36", "v1.37", 0),
        (None, "2026", 0),
        (1, 2, 0),
    ],
)
def test_days_between_two_times(before, after, expected):
    assert days_later(before, after) == expected


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        ("2026-Q3", "2026-09-30", False),
        ("2026-Q3", "2026-10-01", True),
        ("v1.36", "2099-01-01", False),
        (None, "2026-01-01", False),
        ("soon", "2026-01-01", False),
    ],
)
def test_a_time_is_over_after_its_last_day(value, day, expected):
    assert is_over(value, day) is expected
