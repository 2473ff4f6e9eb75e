import re

from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership.gitlab_patterns import to_regex
from roadmap_guard.ownership.matching import Matcher

patterns = st.lists(st.text("ab*?[]\\/.", min_size=1, max_size=6), max_size=8)


@given(patterns, st.text("ab/.", max_size=8))
def test_patterns_that_match_come_from_the_last_to_the_first_and_none_is_missed(written, path):
    expected = [number for number, pattern in enumerate(written) if re.match(to_regex(pattern), path)]

    assert list(Matcher(written, to_regex).matches(path)) == expected[::-1]


def test_pattern_is_compiled_only_for_a_path_that_holds_its_text():
    asked = []
    matcher = Matcher(["/docs/*.md", "*"], lambda pattern: asked.append(pattern) or ".")

    assert next(matcher.matches("slo/x.yaml")) == 1
    assert list(matcher.matches("slo/x.yaml")) == [1]
    assert asked == ["*"]
