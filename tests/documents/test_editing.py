"""Lists in YAML files are edited as a person would: everything else stays."""

import pytest

from roadmap_guard.documents import parse
from roadmap_guard.documents.editing import append_item, remove_items
from roadmap_guard.model.node import plain

KEYS = ("spec", "list")
INDENTED = "# Top.\nspec:\n  list:\n    # One.\n    - a: 1   # first\n    # Two.\n    - a: 2\n      b: |\n        text\n\n  other: 'x'\n"
FLAT = "spec:\n  list:\n  - a: 1\n  - a: 2\n"


def value(text: str):
    return plain(parse("f.yaml", text.encode()).documents[0].root)


@pytest.mark.parametrize("text", [INDENTED, FLAT])
def test_an_added_item_is_indented_as_the_others_and_all_else_stays(text: str):
    added = append_item(text, KEYS, {"a": 3})

    assert [line for line in text.splitlines() if line not in added.splitlines()] == []
    assert len(added.splitlines()) == len(text.splitlines()) + 1
    assert value(added)["spec"]["list"][-1] == {"a": 3}


@pytest.mark.parametrize("text", ["", "spec:\n", "spec:\n  list:\n", "spec:\n  list: []\n", "spec: {}\n"])
def test_what_is_absent_is_made(text: str):
    assert value(append_item(text, KEYS, {"a": 1})) == {"spec": {"list": [{"a": 1}]}}


@pytest.mark.parametrize("text", ["[]", "spec: []", "spec: {list: {}}", "spec: {list: x}", "a: [", "spec: x"])
def test_what_has_no_place_for_it_is_refused(text: str):
    with pytest.raises(ValueError, match="it "):
        append_item(text, KEYS, {})


def test_an_item_goes_with_the_comment_above_it():
    assert remove_items("f.yaml", INDENTED, KEYS, {5}) == INDENTED.replace("    # One.\n    - a: 1   # first\n", "")
    assert remove_items("f.yaml", INDENTED, KEYS, {7}) == INDENTED.replace(
        "    # Two.\n    - a: 2\n      b: |\n        text\n", ""
    )


def test_a_list_that_loses_all_is_written_as_empty():
    left = remove_items("f.yaml", INDENTED, KEYS, {5, 7})

    assert value(left) == {"spec": {"list": [], "other": "x"}}
    assert left.startswith("# Top.\n")


@pytest.mark.parametrize(
    "value", ["!!bool x", '!!int ""', "0x_", "!!float 1e", "[" * 3_000], ids=lambda value: value[:10]
)
def test_what_the_editor_cannot_read_is_refused(value: str):
    with pytest.raises(ValueError, match="it "):
        append_item(f"a: {value}\n", KEYS, {})


def test_lines_may_end_in_any_way():
    assert remove_items("f.yaml", FLAT.replace("\n", "\r\n"), KEYS, {3}) == "spec:\r\n  list:\r\n  - a: 2\r\n"


@pytest.mark.parametrize("text", ["spec: {list: [{a: 1}, {a: 2}]}\n", "spec: {}\n", "spec:\n  list: {a: 1}\n"])
def test_a_list_without_lines_of_its_own_is_refused(text: str):
    with pytest.raises(ValueError, match="list"):
        remove_items("f.yaml", text, KEYS, {1})
