"""Regular expressions that are compiled when somebody first uses them: most that a commit hook meets it never asks anything."""

import re
from re import compile as _compile
from typing import Any, cast


class LatePattern:
    """Behaves as what `re.compile` gives for the same arguments; a mistake in the expression is raised at first use."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(_compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled late. For expressions that are known to be right."""
    return cast("re.Pattern[str]", LatePattern(pattern, flags))
