"""Which of many patterns match a path, in bounded time however many there are and however they are made."""

import re
from collections.abc import Callable, Iterator, Sequence

MOST_PATTERNS = 50_000
"""Patterns that one file may hold; the largest known files have 10,000."""


class Matcher:
    """Patterns in the order of their file. Each is compiled when a path has the literal text that it asks for."""

    def __init__(self, patterns: Sequence[str], to_regex: Callable[[str], str]) -> None:
        """`to_regex` gives an expression for `re.match`."""
        self._patterns = patterns
        self._to_regex = to_regex
        self._needles: list[str] | None = None
        self._compiled: dict[int, re.Pattern[str]] = {}

    def matches(self, path: str) -> Iterator[int]:
        """The numbers (from 0) of the patterns that match, from the last to the first."""
        if self._needles is None:
            self._needles = [_needle(pattern) for pattern in self._patterns]
        for number in range(len(self._needles) - 1, -1, -1):
            if self._needles[number] in path and self._expression(number).match(path):
                yield number

    def _expression(self, number: int) -> re.Pattern[str]:
        if number not in self._compiled:
            self._compiled[number] = re.compile(self._to_regex(self._patterns[number]))
        return self._compiled[number]


def _needle(pattern: str) -> str:
    """The longest text that stands in every path that the pattern matches."""
    if pattern.isalnum():
        return pattern
    return max(re.split(r"\\|\[.*\]|[*?/\[\]]", pattern), key=len)
