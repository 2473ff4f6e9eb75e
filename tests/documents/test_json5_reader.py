"""JSON5 as https://spec.json5.org/ has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents import language_of, parse
from roadmap_guard.model.node import plain


def value(text, path="a.json5"):
    parsed = parse(path, text.encode())
    assert parsed.problems == ()
    return plain(parsed.documents[0].root)


def problems(text):
    parsed = parse("a.json5", text.encode())
    assert parsed.documents == ()
    return [(problem.code, problem.message, *problem.span[:2]) for problem in parsed.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a: 1, $b_1: 2, 'c d': 3, \"e\": 4,}", {"a": 1, "$b_1": 2, "c d": 3, "e": 4}),
        ("// first\n[1, /* two\n lines */ 2, // last\n]\n", [1, 2]),
        ("[]", []),
        ("{}", {}),
        ("[.5, 5., +1, -2, 0x1F, -0xa, 1e3]", [0.5, 5.0, 1, -2, 31, -10, 1000.0]),
        ("[true, false, null]", [True, False, None]),
        (
            r"""['it\'s', "a\"b", 'a\
b', '\x41B\n\q\0']""",
            ["it's", 'a"b', "ab", "AB\nq\0"],
        ),
        ("'é\u00a0'", "é\u00a0"),
        ("\u00a0[\u00a0]\ufeff", []),
    ],
)
def test_value_is_read(text, expected):
    assert value(text) == expected


@pytest.mark.parametrize("path", ["a.json5", "a.JSON5", "a.jsonc"])
def test_extension_tells_the_language(path):
    assert language_of(path) == "json"
    assert value("[1,] // x", path) == [1]


@pytest.mark.parametrize("head", ["// flags", "\n /* flags */"])
def test_json_that_begins_with_a_comment_has_comments(head):
    assert value(f"{head}\n[1] // one\n", "flag-metadata.json") == [1]


def test_comments_stay_a_mistake_in_other_json():
    assert parse("a.json", b"[] // x").documents == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[1,,2]", 1, 4),
        ("[,]", 1, 2),
        ("{a 1}", 1, 4),
        ("{1a: 2}", 1, 2),
        ("[1 2]", 1, 4),
        ("['a]", 1, 2),
        ("['a\nb']", 1, 2),
        ("/* never closed", 1, 1),
        ("[Infinity]", 1, 2),
        ("[NaN]", 1, 2),
        ("[0x]", 1, 3),
        ("[01]", 1, 3),
        ("{a: 1}\n{b: 2}", 2, 1),
        ("", 1, 1),
    ],
)
def test_what_is_no_json5_is_refused_where_it_stands(text, line, column):
    ((code, _, *place),) = problems(text)

    assert (code, place) == ("syntax", [line, column])


def test_duplicate_keys_are_refused():
    ((code, message, *_),) = problems("{a: 1, 'a': 2}")

    assert code == "duplicate-key"
    assert "'a'" in message


def test_every_value_knows_its_place():
    text = "// head\n{\n  /* why */ name: 'it\\'s',\n  list: [ 1, // one\n    'a\\\nb', 2 ],\n}"
    root = parse("a.json5", text.encode()).documents[0].root

    assert root.span[:] == (2, 1, 7, 2)
    assert (root.key("name").span[:], root.get("name").span[:]) == ((3, 13, 3, 17), (3, 19, 3, 26))
    assert [item.span[:] for item in root.get("list").items] == [(4, 11, 4, 12), (5, 5, 6, 3), (6, 5, 6, 6)]
    assert root.get("name").text == "it's"


@given(st.text(alphabet="[]{},:'\"/*\\ \na1.-+eExu\u2028", max_size=40))
def test_no_text_breaks_the_reader(text):
    parsed = parse("a.json5", text.encode())

    assert bool(parsed.documents) != any(problem.refuses for problem in parsed.problems)
