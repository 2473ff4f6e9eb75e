"""GitHub's documented pattern rules, and an independent reading of them to compare with."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership.patterns import fault, to_regex

MATCHES = {
    "*": ["a", "a/b", "a/b/c.md"],
    "**": ["a", "a/b", "a/b/c.md"],
    "*.js": ["x.js", "web/x.js", "web/deep/.js", "x.js/inside.txt"],
    "apps": ["apps", "apps/a", "x/apps", "x/apps/a"],
    "apps/": ["apps/a", "x/apps/a", "x/y/apps/b/c"],
    "/apps": ["apps", "apps/a/b"],
    "/build/logs/": ["build/logs/x", "build/logs/2026/x"],
    "docs/*": ["docs/a.md", "docs/.hidden"],
    "/docs/*": ["docs/a.md"],
    "docs/*.md": ["docs/a.md", "docs/odd.md/below"],
    "docs/a*": ["docs/a.md", "docs/about/team.md"],
    "slo/checkout": ["slo/checkout", "slo/checkout/a.yaml"],
    "/*": ["a", "README.md"],
    "/*/": ["a/b", "a/b/c"],
    "**/logs": ["logs", "logs/x", "deeply/nested/logs/x"],
    "a/**": ["a/b", "a/b/c"],
    "a/**/": ["a/b", "a/b/c"],
    "a/**/z": ["a/z", "a/b/z", "a/b/c/z/below"],
    "a/**/m/**/z": ["a/m/z", "a/b/m/c/d/z"],
    "a/*/z": ["a/b/z", "a/b/z/below"],
    "**/*guard*": ["guard", "x/roadmap-guard.yaml"],
    "f?o": ["foo", "x/fxo/y"],
    r"with\ blank": ["with blank", "x/with blank/y"],
    r"star\*": ["star*"],
    "/roadmap/Größe.yaml": ["roadmap/Größe.yaml"],
}

MISSES = {
    "*.js": ["x.jsx", "js"],
    "apps": ["apps.txt", "myapps"],
    "apps/": ["apps", "x/apps"],
    "/apps": ["x/apps", "apps2"],
    "/build/logs/": ["build/logs", "x/build/logs/y"],
    "docs/*": ["docs", "docs/deep/a.md", "x/docs/a.md"],
    "/docs/*": ["docs/deep/a.md"],
    "docs/*.md": ["docs/deep/a.md", "x/docs/a.md"],
    "slo/checkout": ["x/slo/checkout", "slo/checkout2"],
    "/*": ["a/b"],
    "/*/": ["a"],
    "/": ["a", "a/b"],
    "a/**": ["a", "x/a/b"],
    "a/**/z": ["z", "a/bz", "x/a/z"],
    "a/**/m/**/z": ["a/z", "a/z/m"],
    "a/*/z": ["a/z", "a/b/c/z"],
    "f?o": ["fo", "f/o", "fooo"],
    r"star\*": ["starry"],
    "Docs/": ["docs/a"],
    "a.c": ["abc"],
    "docs": ["docs\n"],
}


def matches(pattern: str, path: str) -> bool:
    return re.match(to_regex(pattern), path) is not None


@pytest.mark.parametrize(("pattern", "path"), [(pattern, path) for pattern in MATCHES for path in MATCHES[pattern]])
def test_pattern_owns_path(pattern, path):
    assert matches(pattern, path)


@pytest.mark.parametrize(("pattern", "path"), [(pattern, path) for pattern in MISSES for path in MISSES[pattern]])
def test_pattern_leaves_path_alone(pattern, path):
    assert not matches(pattern, path)


def owns(pattern: str, path: str) -> bool:
    """The same rules, written as a plain search over segments."""
    segments = pattern.removeprefix("/").split("/")
    if segments[-1] == "":
        segments[-1] = "**"
    if "/" not in pattern[:-1]:
        segments = ["**", *segments]
    return _segments(segments, path.split("/"))


def _segments(pattern: list[str], path: list[str]) -> bool:
    if not pattern:
        return True
    head, *rest = pattern
    if head == "**":
        if not rest:
            return bool(path)
        return any(_segments(rest, path[skip:]) for skip in range(len(path)))
    if not path or not _glob(head, path[0]):
        return False
    if not rest:
        return head != "*" or len(path) == 1
    return _segments(rest, path[1:])


def _glob(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(_glob(pattern[1:], text[skip:]) for skip in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and _glob(pattern[1:], text[1:])


segment = st.text("ab*?", min_size=1, max_size=4).filter(lambda text: "**" not in text)
pattern_texts = st.builds(
    lambda root, segments, end: root + "/".join(segments) + end,
    st.sampled_from(["", "/"]),
    st.lists(segment | st.just("**"), min_size=1, max_size=5),
    st.sampled_from(["", "/"]),
)
path_texts = st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=6).map("/".join)


@given(pattern_texts, path_texts)
def test_regular_expression_agrees_with_a_search_over_segments(pattern, path):
    assert matches(pattern, path) == owns(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/" + "*a" * 60 + "*b", "a" * 4000),
        ("**/a/" * 60 + "b", "a/" * 2000 + "a"),
        ("*" + "?*" * 60 + "b", "a" * 4000),
    ],
)
def test_hostile_pattern_does_not_explode(pattern, path):
    assert not matches(pattern, path)


@pytest.mark.parametrize("pattern", ["*", "/a/**/b", "docs/*", r"\[slug\]", "a b".replace(" ", r"\ "), "/(app)/{x}"])
def test_pattern_that_github_takes_has_no_fault(pattern):
    assert fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "reason", "remedy"),
    [
        ("!docs/", "negation", "line of its own"),
        ("*.[ch]", "character range", "one line for each"),
        ("[Section]", "section", "one line for each"),
        ("***/*.rb", "three asterisks", "Did you mean `**/*.rb`?"),
        ("docs\\", "backslash", "cannot be escaped"),
        ("docs\\\\\\", "backslash", "cannot be escaped"),
    ],
)
def test_fault_says_why_and_the_way_out(pattern, reason, remedy):
    found = fault(pattern)

    assert found is not None
    assert reason in found[0]
    assert remedy in found[1]


def test_escaped_backslash_at_the_end_is_no_fault():
    assert fault("docs\\\\") is None
