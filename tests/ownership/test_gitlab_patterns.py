"""GitLab's documented pattern rules, and an independent reading of Ruby's `File.fnmatch` to compare with."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership.gitlab_patterns import to_regex

MATCHES = {
    "*": ["a", "a/b", ".x/.y"],
    "/README.md": ["README.md"],
    "README.md": ["README.md", "a/b/README.md"],
    "internal/README.md": ["internal/README.md", "docs/api/internal/README.md"],
    "/docs/": ["docs/a", "docs/a/b"],
    "docs/": ["docs/a", "x/docs/a/b"],
    "/docs/*": ["docs/a", "docs/.hidden"],
    "/docs/*.md": ["docs/a.md"],
    "/docs/*spec*": ["docs/qa_specs.rb", "docs/spec"],
    "/docs/*/README.md": ["docs/api/README.md"],
    "/docs/**/index.md": ["docs/index.md", "docs/a/b/index.md"],
    "/**/click_house/": ["click_house/x", "ee/db/click_house/x/y"],
    "!x": ["!x"],
    "/a[bc]d": ["abd", "acd"],
    "/a[!bc]d": ["axd", "a-d"],
    "/a[^b-d]": ["ae"],
    r"/a[\]x]": ["a]", "ax"],
    r"/star\*": ["star*"],
    "/a?c": ["abc"],
    "/a**z": ["az", "abcz"],
}
MISSES = {
    "/README.md": ["a/README.md"],
    "/docs": ["docs/a"],
    "docs": ["docs/a", "x/docs/a"],
    "/docs/*": ["docs/a/b", "docs"],
    "/docs/*/README.md": ["docs/README.md", "docs/a/b/README.md"],
    "/docs/**": ["docs/a/b"],
    "*.rb": ["x.rb/y", "x.rbx"],
    "/a[bc]d": ["aed", "a/d"],
    "/a[!b]d": ["abd", "a/d"],
    "/a[z-a]d": ["abd", "azd"],
    "/a[b": ["ab", "a[b"],
    "/a?c": ["a/c", "ac"],
    "/a**z": ["a/z"],
    r"/star\*": ["starry"],
}


@pytest.mark.parametrize(("pattern", "path"), [(pattern, path) for pattern in MATCHES for path in MATCHES[pattern]])
def test_pattern_owns_path(pattern, path):
    assert re.match(to_regex(pattern), path)


@pytest.mark.parametrize(("pattern", "path"), [(pattern, path) for pattern in MISSES for path in MISSES[pattern]])
def test_pattern_leaves_path_alone(pattern, path):
    assert not re.match(to_regex(pattern), path)


def fnmatch(pattern: str, path: str) -> bool:
    """Ruby's rules with FNM_PATHNAME and FNM_DOTMATCH, one character after the other."""
    if pattern.startswith("**/"):
        return fnmatch(pattern[3:], path) or any(fnmatch(pattern, path[at + 1 :]) for at in slashes(path)[:1])
    head, slash, rest = pattern.partition("/")
    if not slash:
        return "/" not in path and segment(pattern, path)
    own, found, below = path.partition("/")
    return bool(found) and segment(head, own) and fnmatch(rest, below)


def slashes(path: str) -> list[int]:
    return [at for at, character in enumerate(path) if character == "/"]


def segment(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return segment(pattern[1:], text) or (bool(text) and segment(pattern, text[1:]))
    return bool(text) and pattern[0] in ("?", text[0]) and segment(pattern[1:], text[1:])


paths = st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join)
patterns = st.lists(st.text("ab.*?", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join)


@given(patterns, paths)
def test_agrees_with_ruby(pattern, path):
    expected = fnmatch(f"**/{pattern}" if pattern != "*" else "**/*", path)

    assert bool(re.match(to_regex(pattern), path)) is expected
    assert bool(re.match(to_regex(f"/{pattern}"), path)) is fnmatch(pattern, path)
