r"""CODEOWNERS patterns as regular expressions.

The rules are those of gitignore without negation and character ranges, and with one difference: a pattern that ends in the
segment `*` owns the direct children only, where git would go on into their folders.
https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners

Patterns come from files under check, so matching must not explode: every wildcard but the last is atomic, which is right
because a wildcard that stops at its earliest end leaves the most for the rest. The time is linear in the path for a segment
without wildcards and at worst quadratic.
"""

import re

_NOTHING = "(?!)"
_ANY_FOLDERS = "(?:[^/]++/)*?"
_END = r"\Z"
_END_OR_BELOW = r"(?:/|\Z)"


def to_regex(pattern: str) -> str:
    """A regular expression for `re.match` on a path from the repository's root, for a pattern that `fault` accepts."""
    if pattern == "/":
        return _NOTHING
    runs = _runs(pattern)
    pieces = []
    for number, run in enumerate(runs):
        if run:
            pieces.append(_run(run, first=number == 0, last=number == len(runs) - 1))
    return "".join(pieces)


def _runs(pattern: str) -> list[list[str]]:
    """The pattern's segments, cut at each `**`. The first run is anchored at the root, so it is empty where any depth will do."""
    segments = pattern.removeprefix("/").split("/")
    if segments[-1] == "":
        segments[-1] = "**"
    if "/" not in pattern[:-1]:
        segments.insert(0, "**")
    runs: list[list[str]] = [[]]
    for segment in segments:
        if segment == "**":
            runs.append([])
        else:
            runs[-1].append(segment)
    return runs


def _run(segments: list[str], *, first: bool, last: bool) -> str:
    body = "/".join(_segment(segment) for segment in segments)
    if not last:
        body += "/"
        return body if first else f"(?>{_ANY_FOLDERS}{body})"
    body += _END if segments[-1] == "*" else _END_OR_BELOW
    return body if first else _ANY_FOLDERS + body


def _segment(segment: str) -> str:
    if segment == "*":
        return "[^/]+"
    first, *chunks = _chunks(segment)
    if not chunks:
        return first
    return first + "".join(f"(?>[^/]*?{chunk})" for chunk in chunks[:-1] if chunk) + "[^/]*" + chunks[-1]


def _chunks(segment: str) -> list[str]:
    """The regular expressions between the stars of one segment."""
    chunks = [""]
    escaped = False
    for character in segment:
        if escaped or character not in "\\*?":
            chunks[-1] += re.escape(character)
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "*":
            chunks.append("")
        else:
            chunks[-1] += "[^/]"
    return chunks


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
    return None
