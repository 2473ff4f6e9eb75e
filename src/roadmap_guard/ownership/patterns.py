r"""CODEOWNERS patterns as regular expressions.

The rules are those of gitignore without negation and character ranges, and with one difference: a pattern that ends in the
segment `*` owns the direct children only, where git would go on into their folders.
https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

import re

from roadmap_guard.ownership.globbing import LONGEST, NOTHING, cut, expression

_END = r"\Z"
_END_OR_BELOW = r"(?:/|\Z)"


def to_regex(pattern: str) -> str:
    """A regular expression for `re.match` on a path from the repository's root, for a pattern that `fault` accepts."""
    if pattern == "/":
        return NOTHING
    return expression(_runs(pattern), brackets=False, end=lambda last: _END if last == "*" else _END_OR_BELOW)


def _runs(pattern: str) -> list[list[str]]:
    segments = pattern.removeprefix("/").split("/")
    if segments[-1] == "":
        segments[-1] = "**"
    if "/" not in pattern[:-1]:
        segments.insert(0, "**")
    return cut(segments)


def fault(pattern: str) -> tuple[str, str] | None:
    """Why GitHub would ignore a line with this pattern, and the way out; None for a pattern that it takes."""
    if pattern.startswith("!"):
        return (
            "negation with `!` does not work in CODEOWNERS",
            "Give the excepted path a line of its own further down, with its own owners or with none.",
        )
    if re.search(r"(?<!\\)[\[\]]", pattern):
        return (
            "`[ ]` does not work in CODEOWNERS, neither as a character range nor as a section",
            "Write one line for each name, or use `?` and `*`.",
        )
    if "***" in pattern:
        return ("three asterisks in a row mean nothing", f"Did you mean `{re.sub(r'[*]{3,}', '**', pattern)}`?")
    if re.search(r"(?<!\\)(?:\\\\)*\\$", pattern):
        return (
            "it ends in a backslash that escapes nothing",
            "Remove the backslash; `#` cannot be escaped in CODEOWNERS.",
        )
    if len(pattern) > LONGEST:
        return (f"it has {len(pattern):,} characters, and no path has more than {LONGEST:,}", "Shorten it.")
    return None
