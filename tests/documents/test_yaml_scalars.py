"""Plain scalars have the types of YAML 1.2's core schema, and readers of YAML 1.1 are pointed out."""

import pytest

from roadmap_guard.documents import parse
from roadmap_guard.model.node import Mapping, Scalar


def scalar(text: str) -> Scalar:
    parsed = parse("a.yaml", f"v: {text}\n".encode())
    root = parsed.documents[0].root
    assert isinstance(root, Mapping)
    value = root.get("v")
    assert isinstance(value, Scalar)
    return value


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "!!null ''"])
def test_null(text: str) -> None:
    assert scalar(text).value is None


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("TRUE", True), ("!!bool false", False)])
def test_booleans(text: str, value: bool) -> None:
    assert scalar(text).value is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("+12", 12),
        ("0o17", 15),
        ("0xfF", 255),
        ("18446744073709551615", 2**64 - 1),
        ("-9223372036854775808", -(2**63)),
        ("!!int 0x10", 16),
    ],
)
def test_whole_numbers(text: str, value: int) -> None:
    found = scalar(text).value
    assert found == value
    assert type(found) is int


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.", 1.0),
        (".5", 0.5),
        ("-1.5e-3", -0.0015),
        ("5e-6", 5e-6),
        ("1E3", 1000.0),
        ("1e-400", 0.0),
        ("!!float 1", 1.0),
    ],
)
def test_floating_point_numbers(text: str, value: float) -> None:
    found = scalar(text).value
    assert found == value
    assert type(found) is float


@pytest.mark.parametrize(
    "text",
    [
        "nUll",
        "tRue",
        "y",
        "N",
        ".",
        "..",
        "1.2.3",
        "-0x1",
        "0b_",
        "0x",
        "0o8",
        "99.9%",
        "2026-11-20",
        "2026-11-20T10:00:00Z",
        "1 2",
        "+",
        "e3",
        ".e3",
    ],
)
def test_text_without_doubt(text: str) -> None:
    assert scalar(text).value == text
    assert parse("a.yaml", f"v: {text}\n".encode()).problems == ()


@pytest.mark.parametrize(
    ("text", "value"), [("'1'", "1"), ('"true"', "true"), ("!!str 1", "1"), ("! 1", "1"), ('"\\u00e9"', "é")]
)
def test_quotes_and_tags_make_text(text: str, value: str) -> None:
    assert scalar(text).value == value


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("yes", "true"),
        ("Off", "false"),
        ("010", "an octal number"),
        ("-017", "an octal number"),
        ("0b11", "a binary number"),
        ("1:30", "a number to the base 60"),
        ("1_000", "a whole number"),
        ("08", "text"),
        ("0o17", "text"),
        ("5e-6", "text"),
        ("1.5e3", "text"),
    ],
)
def test_text_that_yaml_11_reads_differently_is_pointed_out(text: str, reading: str) -> None:
    (problem,) = parse("a.yaml", f"v: {text}".encode()).problems
    assert (problem.code, problem.level, problem.refuses) == ("yaml11-ambiguous", "note", False)
    assert problem.message == f"'{text}' is {reading} to YAML 1.1 readers"
    assert problem.span == (1, 4, 1, 4 + len(text))


def test_literal_is_kept_beside_the_value() -> None:
    assert scalar("0x10").text == "0x10"
    assert scalar("99.90").text == "99.90"
    assert scalar("'99.90'").text == "99.90"
    assert scalar("~").text == "~"
