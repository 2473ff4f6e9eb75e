"""Which paths a configuration takes in. Patterns are those of .gitignore files."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Scope:
    """`include` narrows to paths that match, `exclude` takes out of these. Without patterns everything is in scope."""

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self.include = tuple(include)
        self.exclude = tuple(exclude)

    def reason_against(self, path: str) -> str:
        """Why `path` (from the repository's root) is out of scope; empty if it is in."""
        if self.include and not self._included.match_file(path):
            return "no pattern of scope.include matches it"
        if self.exclude and self._excluded.match_file(path):
            return "a pattern of scope.exclude matches it"
        return ""

    @cached_property
    def _included(self) -> "GitIgnoreSpec":
        return compiled(self.include)

    @cached_property
    def _excluded(self) -> "GitIgnoreSpec":
        return compiled(self.exclude)


def compiled(patterns: Sequence[str]) -> "GitIgnoreSpec":
    """Raises ValueError for a pattern that .gitignore does not know."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)
