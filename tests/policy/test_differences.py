from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.policy.differences import Difference, differences, element_name, with_parents

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
NAMED = st.fixed_dictionaries({"id": st.sampled_from("abc"), "target": SCALARS})
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner | NAMED, max_size=3) | st.dictionaries(st.text("xyz", max_size=2), inner), max_leaves=8
)  # fmt: skip
FIELDS = st.dictionaries(st.sampled_from(["target", "steps", "rollback", "owners"]), VALUES)


def told(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {found.field: (found.before, found.after) for found in differences(before, after)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"target": 0.9}, {"target": 0.99}, {"target": (0.9, 0.99)}),
        ({}, {"target": 0.9}, {"target": (None, 0.9)}),
        ({"id": "a"}, {"id": "b"}, {}),
        ({"rollback": {"owner": "a"}}, {}, {"rollback.owner": ("a", None)}),
        ({"owners": ["a"]}, {"owners": ["b", "a"]}, {"owners": (["a"], ["b", "a"])}),
        ({"owners": []}, {}, {"owners": ([], None)}),
        ({"labels": {}}, {}, {"labels": ({}, None)}),
        ({"steps": [{"name": "a", "x": 1}, {"name": "b"}]}, {"steps": [{"name": "b"}, {"name": "a", "x": 2}]},
         {"steps[a].x": (1, 2)}),
        ({"steps": [{"name": "a"}]}, {"steps": [{"name": "b"}]},
         {"steps[a].name": ("a", None), "steps[b].name": (None, "b")}),
        ({"steps": [{"x": 1}]}, {"steps": [{"x": 2}]}, {"steps": ([{"x": 1}], [{"x": 2}])}),
        ({"steps": [{"name": "a", "x": 1}, {"name": "a"}]}, {"steps": [{"name": "a"}]},
         {"steps": ([{"name": "a", "x": 1}, {"name": "a"}], [{"name": "a"}])}),
        ({"target": {"x": 1}}, {"target": "y"}, {"target": ({"x": 1}, "y")}),
    ],
)  # fmt: skip
def test_each_value_that_differs_is_told_by_its_field(before, after, expected):
    assert told(before, after) == expected


@given(FIELDS, FIELDS)
def test_what_differs_one_way_differs_the_other_way_round(before, after):
    assert differences(after, before) == tuple(
        Difference(found.steps, found.after, found.before) for found in differences(before, after)
    )


@given(FIELDS)
def test_what_is_the_same_does_not_differ(fields):
    assert differences(fields, fields) == ()


def test_a_field_comes_with_those_around_it():
    found = differences({}, {"steps": [{"name": "a.b", "x": {"y": 1}}]})

    assert with_parents(found) == ("steps", "steps[a.b]", "steps[a.b].name", "steps[a.b].x", "steps[a.b].x.y")


@pytest.mark.parametrize(
    ("element", "name"),
    [({"id": "a", "name": "b"}, "a"), ({"metric": "m"}, "m"), ({"x": 1}, ""), ("text", "text"), (1, "")],
)
def test_an_element_is_called_by_the_field_that_names_it(element, name):
    assert element_name(element) == name
