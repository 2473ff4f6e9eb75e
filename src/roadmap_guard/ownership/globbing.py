"""Wildcard patterns as regular expressions that cannot explode.

Patterns come from files under check. Every wildcard but the last is atomic, which is right because a wildcard that stops at its
earliest end leaves the most for the rest. The time is linear in the path for a segment without wildcards and at worst
quadratic.
"""

import re
from collections.abc import Callable, Iterable

NOTHING = "(?!)"
LONGEST = 4_096
"""Characters of a pattern; no path that git keeps is longer."""

_ANY_FOLDERS = "(?:[^/]++/)*?"
_CLASS = re.compile(r"\[([!^]?)((?:\\.|[^\]\\])+)\]", re.DOTALL)


def expression(runs: list[list[str]], *, brackets: bool, end: Callable[[str], str]) -> str:
    """A regular expression for `re.match` on a path from the repository's root.

    `runs` are the pattern's segments, cut at each `**`; the first is anchored at the root, so it is empty where any depth will
    do. `brackets` says whether `[a-z]` is a class; `end` gives what follows the last segment.
    """
    pieces = []
    for number, run in enumerate(runs):
        if run:
            pieces.append(_run(run, number == 0, end(run[-1]) if number == len(runs) - 1 else "", brackets))
    return "".join(pieces)


def cut(segments: Iterable[str]) -> list[list[str]]:
    """The segments of a pattern as runs, cut at each `**`."""
    runs: list[list[str]] = [[]]
    for segment in segments:
        if segment == "**":
            runs.append([])
        else:
            runs[-1].append(segment)
    return runs


def _run(segments: list[str], first: bool, end: str, brackets: bool) -> str:
    body = "/".join(_segment(segment, brackets) for segment in segments)
    if not end:
        body += "/"
        return body if first else f"(?>{_ANY_FOLDERS}{body})"
    return f"{body}{end}" if first else f"{_ANY_FOLDERS}{body}{end}"


def _segment(segment: str, brackets: bool) -> str:
    if segment == "*":
        return "[^/]+"
    first, *chunks = _chunks(segment, brackets)
    if not chunks:
        return first
    return first + "".join(f"(?>[^/]*?{chunk})" for chunk in chunks[:-1] if chunk) + "[^/]*" + chunks[-1]


def _chunks(segment: str, brackets: bool) -> list[str]:
    """The regular expressions between the stars of one segment."""
    chunks = [""]
    at = 0
    while at < len(segment):
        character = segment[at]
        at += 1
        if character == "*":
            chunks.append("")
        elif character == "?":
            chunks[-1] += "[^/]"
        elif character == "\\":
            chunks[-1] += re.escape(segment[at : at + 1])
            at += 1
        elif character == "[" and brackets:
            found = _CLASS.match(segment, at - 1)
            chunks[-1] += _class(*found.groups()) if found else NOTHING
            at = found.end() if found else len(segment)
        else:
            chunks[-1] += re.escape(character)
    return chunks


def _class(negation: str, members: str) -> str:
    """One character of a class as the shell knows it; a range whose end comes first holds nothing."""
    ranges = []
    letters = iter(re.findall(r"\\.|.", members, re.DOTALL))
    waiting = [letter[-1] for letter in letters]
    while waiting:
        low = waiting.pop(0)
        high = low
        if len(waiting) > 1 and waiting[0] == "-":
            high = waiting[1]
            waiting = waiting[2:]
        if low <= high:
            ranges.append(f"{re.escape(low)}-{re.escape(high)}")
    if not ranges:
        return "[^/]" if negation else NOTHING
    return f"(?!/)[{'^' if negation else ''}{''.join(ranges)}]"
