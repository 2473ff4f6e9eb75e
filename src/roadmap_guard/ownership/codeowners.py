"""CODEOWNERS in GitHub's dialect.

The first of `.github/CODEOWNERS`, `CODEOWNERS` and `docs/CODEOWNERS` counts. The last matching line wins; a line without owners
leaves its paths unowned on purpose. GitHub skips a line with a fault and says so only in its web pages, so each becomes a
`Problem` here.
https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from roadmap_guard.model.document import Problem
from roadmap_guard.model.span import Span
from roadmap_guard.ownership.patterns import fault, to_regex
from roadmap_guard.ownership.registry import Ownership, Registry

LOCATIONS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
MOST_BYTES = 3 * 1024 * 1024

_IGNORED = "so GitHub ignores the whole line"
_OWNER_REMEDY = "Write `@user`, `@organisation/team` or an e-mail address."

Matcher = Callable[[str], re.Match[str] | None]


class _Token(NamedTuple):
    text: str
    span: Span


class _Line(NamedTuple):
    pattern: str
    owners: tuple[str, ...]
    number: int


def wants(path: str) -> bool:
    """Is `path` one of the three places where GitHub looks?"""
    return path in LOCATIONS


def read(files: Mapping[str, bytes]) -> Registry:
    """What the CODEOWNERS file that counts says; the others are reported."""
    path, *shadowed = [location for location in LOCATIONS if location in files]
    problems = [_shadowed(other, path) for other in shadowed]
    data = files[path]
    if len(data) >= MOST_BYTES:
        return Registry({}, lambda _: None, (*problems, _too_large(path, len(data))))
    lines = list(_lines(path, data, problems))
    names = {owner: path for line in lines for owner in line.owners}
    return Registry(names, _LastMatch(path, lines).owners_of, tuple(problems))


def _lines(path: str, data: bytes, problems: list[Problem]) -> Iterator[_Line]:
    """The lines that count; the faults of the others go to `problems`."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    for number, row in enumerate(text.split("\n"), 1):
        tokens = _tokens(row, number)
        if not tokens:
            continue
        faults = list(_faults(path, *tokens))
        problems += faults
        if not faults:
            pattern, *owners = tokens
            yield _Line(pattern.text, tuple(owner.text for owner in owners), number)


def _tokens(row: str, number: int) -> list[_Token]:
    """The pattern and its owners. A backslash keeps a blank in the pattern; `#` always begins a comment."""
    return [
        _Token(found[0], Span(number, found.start() + 1, number, found.end() + 1))
        for found in re.finditer(r"(?:\\.|\S)+", row.partition("#")[0], re.ASCII)
    ]


def _faults(path: str, pattern: _Token, *owners: _Token) -> Iterator[Problem]:
    if found := fault(pattern.text):
        reason, remedy = found
        message = f"pattern `{_shown(pattern.text)}`: {reason}, {_IGNORED}"
        yield _problem("codeowners-pattern", message, remedy, path, pattern.span)
    for owner in owners:
        if not _is_owner(owner.text):
            message = f"`{_shown(owner.text)}` is not a user, team or e-mail address, {_IGNORED}"
            yield _problem("codeowners-owner", message, _owner_remedy(owner.text), path, owner.span)


def _is_owner(text: str) -> bool:
    """`@user`, `@organisation/team`, or an e-mail address."""
    return bool(re.fullmatch(r"@[\w-]+(?:/[\w.-]+)?|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII))


def _owner_remedy(text: str) -> str:
    if re.fullmatch(r"[\w-]+(?:/[\w.-]+)?", text, re.ASCII):
        return f"Did you mean `@{text}`?"
    return _OWNER_REMEDY


class _LastMatch:
    """Answers who owns a path. Patterns are compiled when first needed: most questions end in the last lines."""

    def __init__(self, path: str, lines: list[_Line]) -> None:
        self._path = path
        self._lines = lines[::-1]
        self._matchers: list[Matcher] = []

    def owners_of(self, path: str) -> Ownership | None:
        """The ownership that the last matching line gives, or None."""
        for line, matches in zip(self._lines, self._compiled(), strict=False):
            if matches(path):
                return Ownership(line.owners, line.pattern, self._path, line.number)
        return None

    def _compiled(self) -> Iterator[Matcher]:
        yield from self._matchers
        for line in self._lines[len(self._matchers) :]:
            self._matchers.append(re.compile(to_regex(line.pattern)).match)
            yield self._matchers[-1]


def _problem(code: str, message: str, remedy: str, path: str, span: Span) -> Problem:
    return Problem(code, message, remedy, path, span, level="warning", refuses=False)


def _shadowed(path: str, counts: str) -> Problem:
    message = f"{path} has no effect: GitHub reads {counts} and no other"
    return _problem(
        "codeowners-shadowed", message, f"Move its lines to {counts} and delete it.", path, Span(1, 1, 1, 1)
    )


def _too_large(path: str, size: int) -> Problem:
    message = (
        f"{path} has {size:,} bytes; GitHub does not load a CODEOWNERS file of {MOST_BYTES:,} bytes (3 MB) or more"
    )
    return Problem("codeowners-size", message, "Join lines with wildcard patterns until it is smaller.", path)


def _shown(text: str, longest: int = 80) -> str:
    """`text` fit for a message: bytes that are no UTF-8 replaced, and not endless."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= longest else text[: longest - 1] + "…"
