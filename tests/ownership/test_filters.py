import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership.filters import simple


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        (r"\.go$", "a/b.go"),
        (r"[.]go$", "b.go"),
        (r"^docs/.*\.md$", "docs/a/b.md"),
        (r"\.(yaml|yml)$", "x.yml"),
        (r"^(?:a|b)/", "b/c"),
        (r"go|py", "x.py"),
        (r"", "anything"),
        (r".*", ""),
        (r"^v\d\.\w", "v1.x"),
        (r"a.+c$", "abc"),
        (r"[^a-c]x", "dx"),
        (r"(?i)charter.md", "sig/Charter.MD"),
    ],
)
def test_simple_filter_finds_a_path(expression, path):
    assert simple(expression)(path)


@pytest.mark.parametrize(
    ("expression", "path"),
    [
        (r"\.go$", "a.gox"),
        (r"^docs/.*\.md$", "x/docs/a.md"),
        (r"\.(yaml|yml)$", "x.yl"),
        (r"^$", "a"),
        (r"a.+c$", "ac"),
        (r"^v\d", "vx"),
    ],
)
def test_simple_filter_leaves_other_paths(expression, path):
    assert not simple(expression)(path)


@pytest.mark.parametrize(
    "expression",
    [
        r"(a+)+$",
        "a*",
        "a?",
        "a{2}",
        "(?s)x",
        r"\bx",
        "(a",
        "a)",
        "[a",
        "a^b",
        "a$b",
        "[z-a]",
        r"[\w]",
        "a" * 501,
        "(a|b)" * 20,
    ],
)
def test_filter_that_repeats_or_is_wrong_is_not_simple(expression):
    assert simple(expression) is None


def test_hostile_filter_comes_to_an_end():
    matches = simple(".*".join("a" * 80) + "b$")

    assert not matches("a" * 3_000)


pieces = st.lists(st.sampled_from(["a", "b", ".", ".*", ".+", "[ab]", r"\.", "(a|bb)", "(ab|)", "a|b"]), max_size=4)


@given(pieces.map("".join), st.booleans(), st.booleans(), st.text("ab.", max_size=8))
def test_simple_filter_decides_as_the_expression_itself(body, starts, ends, path):
    expression = f"{'^' if starts else ''}{body}{'$' if ends else ''}"

    assert simple(expression)(path) is bool(re.search(expression, path))
