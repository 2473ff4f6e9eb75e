"""A pattern that is compiled late is one to whoever uses it."""

import re

import pytest

from roadmap_guard.model.late_pattern import LatePattern, late


def test_it_answers_as_a_pattern_does():
    pattern = late("(?P<word>[a-z]+)", re.IGNORECASE)

    assert pattern.pattern == "(?P<word>[a-z]+)"
    assert pattern.search("1 Ab")["word"] == "Ab"
    assert pattern.fullmatch("1") is None
    assert (pattern.groups, pattern.flags) == (1, re.compile("a", re.IGNORECASE).flags)
    assert pattern.sub("x", "ab cd") == "x x"


def test_a_mistake_is_raised_at_first_use():
    wrong = late("(")

    with pytest.raises(re.error):
        wrong.search("")


def test_it_is_not_compiled_before():
    assert vars(LatePattern("(", 0)) == {"pattern": "(", "_flags": 0}
