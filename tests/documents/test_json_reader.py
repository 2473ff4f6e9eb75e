"""JSON by RFC 8259, with positions, and in agreement with the standard library wherever that is strict."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents import parse
from roadmap_guard.model.node import Node, plain
from support.source_text import at, covered, scalars

SOURCE = """\
{
  "name": "caf\\u00e9 \U0001f600",
  "list": [1, -2.50, true,
           null, {"a": []}],
  "empty": {},
  "after \U0001f600": 1e3
}
"""


def root(text: str) -> Node:
    parsed = parse("a.json", text.encode())
    assert parsed.problems == ()
    return parsed.documents[0].root


@pytest.mark.parametrize(
    ("steps", "source"),
    [
        (["name"], '"caf\\u00e9 \U0001f600"'),
        (["list"], '[1, -2.50, true,\n           null, {"a": []}]'),
        (["list", 0], "1"),
        (["list", 1], "-2.50"),
        (["list", 3], "null"),
        (["list", 4], '{"a": []}'),
        (["list", 4, "a"], "[]"),
        (["empty"], "{}"),
        (["after \U0001f600"], "1e3"),
        ([], SOURCE.rstrip()),
    ],
)
def test_span_covers_the_value_and_nothing_else(steps: list[str | int], source: str) -> None:
    assert covered(SOURCE, at(root(SOURCE), *steps).span) == source


def test_literals_are_kept() -> None:
    assert [scalar.text for scalar in scalars(root('[-2.50, true, "a\\tb"]'))] == ["-2.50", "true", "a\tb"]


def test_line_separators_in_text_are_no_line_breaks() -> None:
    text = '{"a": "x\u2028y\x85z",\n "b": 1}'
    assert at(root(text), "b").span == (2, 7, 2, 8)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a" 1}', (1, 6), "expected `:` after the key 'a', found '1'"),
        ("{a: 1}", (1, 2), "expected a key in double quotes, found 'a'"),
        ("[1 2]", (1, 4), "expected `,` or `]`, found '2'"),
        ('{"a": 1 "b": 2}', (1, 9), "expected `,` or `}`, found '\"'"),
        ("[1,", (1, 4), "the file ends too early: expected a value"),
        ("[tru]", (1, 2), "expected a value, found 't'"),
        ("[None]", (1, 2), "JSON writes null, true and false"),
        ("[.5]", (1, 2), "a JSON number begins with a digit"),
        ("[+1]", (1, 2), "a JSON number begins with a digit"),
        ("[-]", (1, 2), "expected a value, found '-'"),
        ("[1.]", (1, 3), "expected `,` or `]`, found '.'"),
        ('["\\x"]', (1, 3), "an unknown escape"),
        ('["\\u12"]', (1, 4), "`\\u` needs four hexadecimal digits"),
        ("{]", (1, 2), "expected a key in double quotes, found ']'"),
        ('\n\n  {"\U0001f600": @}', (3, 9), "expected a value, found '@'"),
    ],
)
def test_syntax_error_says_what_is_wrong_and_where(text: str, place: tuple[int, int], message: str) -> None:
    parsed = parse("a.json", text.encode())
    (problem,) = parsed.problems
    assert problem.code == "syntax"
    assert problem.message.startswith(message)
    assert problem.span[:2] == place
    assert parsed.documents == ()


def test_every_duplicate_key_is_named() -> None:
    problems = parse("a.json", b'{"a": 1, "a": 2, "b": {"c": 1,\n"c": 2}}').problems
    assert [(problem.code, problem.span.line) for problem in problems] == [("duplicate-key", 1), ("duplicate-key", 2)]


_TEXT = st.text(st.characters(codec="utf-8"))
_KEYS = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(_VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_what_json_writes_is_read_back(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(parse("a.json", text.encode()).documents[0].root) == value


_PIECES = st.sampled_from(
    ["{", "}", "[", "]", ",", ":", '"a"', '"', "1", "-", "0", ".5", "e3", "true", "null", " ", "\n", "\\", "x"]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_verdict_is_that_of_the_standard_library(text: str) -> None:
    parsed = parse("a.json", text.encode())
    try:
        expected = json.loads(text, parse_constant=_refuse, object_pairs_hook=_refuse_duplicates, parse_float=_finite)
    except ValueError:
        assert parsed.documents == ()
        assert parsed.problems[0].refuses
    else:
        assert plain(parsed.documents[0].root) == expected


def _refuse(text: str) -> None:
    raise ValueError(text)


def _finite(text: str) -> float:
    if math.isinf(float(text)):
        raise ValueError(text)
    return float(text)


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)
