"""What a document has other than a schema asks for: every place once, in words that name it, its value and the demand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.policy.content import Misfit, misfits, said

NUMBER = {"properties": {"target": {"type": "number", "minimum": 0, "exclusiveMaximum": 1}}}


@pytest.mark.parametrize(
    ("schema", "content", "path", "message"),
    [
        ({"required": ["spec"]}, {}, "spec", "spec is missing"),
        (NUMBER, {"target": 99.5}, "target", "target is 99.5; it must be less than 1"),
        (NUMBER, {"target": -1}, "target", "target is -1; it must be at least 0"),
        (NUMBER, {"target": "99.5"}, "target", 'target is "99.5"; it must be a number'),
        (NUMBER, {"target": True}, "target", "target is true; it must be a number"),
        (NUMBER, {"target": [1]}, "target", "target must be a number"),
        ({"properties": {"a": {"type": ["string", "array"]}}}, {"a": 1}, "a", "a is 1; it must be text or a list"),
        ({"properties": {"a": {"enum": [1, "b"]}}}, {"a": "c"}, "a", 'a is "c"; it must be 1 or b'),
        ({"properties": {"a": {"const": "b"}}}, {"a": "c"}, "a", 'a is "c"; it must be b'),
        ({"properties": {"a": {"minLength": 1}}}, {"a": ""}, "a", 'a is ""; it must not be empty'),
        ({"properties": {"a": {"maxLength": 1}}}, {"a": "bc"}, "a", 'a is "bc"; it must have at most 1 characters'),
        ({"properties": {"a": {"pattern": "^b$"}}}, {"a": "c"}, "a", 'a is "c"; it must match ^b$'),
        ({"properties": {"a": {"minItems": 1}}}, {"a": []}, "a", "a must hold at least 1 item"),
        ({"properties": {"a": {"maxItems": 2}}}, {"a": [1, 2, 3]}, "a", "a must hold at most 2 items"),
        ({"properties": {"a": {"not": {}}}}, {"a": 1}, "a", "a is 1; it is not allowed here"),
        ({"properties": {"a": {"multipleOf": 2}}}, {"a": 3}, "a", "a is 3; it does not fit 2"),
        ({"type": "object"}, [], "", "the document must be a mapping"),
        ({"type": "object"}, 1, "", "the document is 1; it must be a mapping"),
        (
            {"properties": {"a": {"properties": {"target": {}}, "additionalProperties": False}}},
            {"a": {"trget": 1}},
            "a.trget",
            'a.trget is not known here (did you mean "target"?)',
        ),
        (
            {"properties": {"a": {"items": {"required": ["b"]}}}},
            {"a": [{"b": 1}, {}]},
            "a[1].b",
            "a[1].b is missing",
        ),
        (
            {"properties": {"a": {"oneOf": [{"required": ["b"]}], "description": "must have a b"}}},
            {"a": {}},
            "a",
            "a must have a b",
        ),
        (
            {"properties": {"a": {"not": {}, "description": "is not allowed in a window"}}},
            {"a": 1},
            "a",
            "a is 1; it is not allowed in a window",
        ),
    ],
)
def test_a_place_that_does_not_fit_is_named_with_its_value_and_the_demand(
    schema: dict[str, Any], content: Any, path: str, message: str
) -> None:
    assert misfits(content, schema) == [Misfit(path, message)]


def test_all_missing_keys_of_a_place_are_told_once_each() -> None:
    assert [misfit.path for misfit in misfits({}, {"required": ["a", "b"]})] == ["a", "b"]


def test_a_description_stands_for_everything_that_its_part_of_the_schema_asks() -> None:
    name = {"pattern": "^[a-z]+$", "maxLength": 2, "description": "must be two letters"}
    assert misfits({"name": "Abc"}, {"properties": {"name": name}}) == [
        Misfit("name", 'name is "Abc"; it must be two letters')
    ]


def test_a_key_without_a_value_counts_as_absent() -> None:
    assert said({"a": None, "b": [{"c": None}], "d": 0}) == {"b": [{}], "d": 0}
    assert misfits({"a": None}, {"required": ["a"], "additionalProperties": False}) == [Misfit("a", "a is missing")]


def test_places_are_told_in_the_order_of_the_list() -> None:
    schema = {"properties": {"a": {"items": {"type": "string"}}}}
    paths = [misfit.path for misfit in misfits({"a": list(range(12))}, schema)]
    assert paths == [f"a[{number}]" for number in range(12)]


CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)
SCHEMA = {
    "type": "object",
    "required": ["a"],
    "additionalProperties": False,
    "properties": {
        "a": {"type": ["object", "string"], "minLength": 1, "properties": {"b": {"type": "number"}}},
        "b": {"type": "array", "items": {"required": ["c"]}},
    },
}


@given(CONTENT)
def test_any_content_fits_or_is_told_in_words(content: Any) -> None:
    found = misfits(content, SCHEMA)
    assert len(set(found)) == len(found)
    assert all(misfit.message for misfit in found)
    assert bool(found) == (misfits(said(content), SCHEMA) != [])
