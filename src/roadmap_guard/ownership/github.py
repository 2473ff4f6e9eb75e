"""CODEOWNERS in GitHub's dialect.

The last matching line wins; a line without owners leaves its paths unowned on purpose. GitHub skips a line with a fault and says
so only in its web pages, so each becomes a `Problem` here.
https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
"""

import re
from collections.abc import Iterator

from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.ownership.matching import MOST_PATTERNS, Matcher
from roadmap_guard.ownership.patterns import fault, to_regex
from roadmap_guard.ownership.registry import Identity, Ownership, Registry, nobody
from roadmap_guard.ownership.remarks import Remarks, shown

LOCATIONS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub looks, in this order."""

MOST_BYTES = 3 * 1024 * 1024

_IGNORED = "so GitHub ignores the whole line"
_OWNER_REMEDY = "Write `@user`, `@organisation/team` or an e-mail address."


class _Token(NamedTuple):
    text: str
    span: Span


class _Line(NamedTuple):
    pattern: str
    owners: tuple[str, ...]
    number: int


def read(path: str, text: str, size: int) -> Registry:
    """What the file says. `size` is its length in bytes."""
    if size >= MOST_BYTES:
        return Registry({}, nobody, (_too_large(path, size),))
    remarks = Remarks(path)
    lines = list(_lines(text, remarks))
    if len(lines) > MOST_PATTERNS:
        return Registry({}, nobody, (too_many(path, len(lines)),))
    names = {owner: path for line in lines for owner in line.owners}
    people = {name: Identity("person") for name in names if name.startswith("@") and "/" not in name}
    return Registry(names, _LastMatch(path, lines).owners_of, remarks.all(), people)


def too_many(path: str, count: int) -> Problem:
    """The refusal of a file with more patterns than can be matched in time."""
    message = f"{path} has {count:,} lines with a pattern; no more than {MOST_PATTERNS:,} are read"
    return Problem("codeowners-lines", message, "Join lines with wildcard patterns.", path)


def _lines(text: str, remarks: Remarks) -> Iterator[_Line]:
    """The lines that count; the faults of the others go to `remarks`."""
    for number, row in enumerate(text.split("\n"), 1):
        tokens = _tokens(row, number)
        if tokens and _is_sound(remarks, *tokens):
            pattern, *owners = tokens
            yield _Line(pattern.text, tuple(owner.text for owner in owners), number)


def _tokens(row: str, number: int) -> list[_Token]:
    """The pattern and its owners. A backslash keeps a blank in the pattern; `#` always begins a comment."""
    return [
        _Token(found[0], Span(number, found.start() + 1, number, found.end() + 1))
        for found in re.finditer(r"(?:\\.|\S)+", row.partition("#")[0], re.ASCII)
    ]


def _is_sound(remarks: Remarks, pattern: _Token, *owners: _Token) -> bool:
    found = fault(pattern.text)
    if found:
        message = f"pattern `{shown(pattern.text)}`: {found[0]}, {_IGNORED}"
        remarks.remark("codeowners-pattern", message, found[1], pattern.span)
    strangers = [owner for owner in owners if not _is_owner(owner.text)]
    for owner in strangers:
        message = f"`{shown(owner.text)}` is not a user, team or e-mail address, {_IGNORED}"
        remarks.remark("codeowners-owner", message, _owner_remedy(owner.text), owner.span)
    return not found and not strangers


def _is_owner(text: str) -> bool:
    """`@user`, `@organisation/team`, or an e-mail address."""
    return bool(re.fullmatch(r"@[\w-]+(?:/[\w.-]+)?|[\w.%+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII))


def _owner_remedy(text: str) -> str:
    if re.fullmatch(r"[\w-]+(?:/[\w.-]+)?", text, re.ASCII):
        return f"Did you mean `@{shown(text)}`?"
    return _OWNER_REMEDY


class _LastMatch:
    """Answers who owns a path."""

    def __init__(self, path: str, lines: list[_Line]) -> None:
        self._path = path
        self._lines = lines
        self._matcher = Matcher([line.pattern for line in lines], to_regex)

    def owners_of(self, path: str) -> Ownership | None:
        """The ownership that the last matching line gives, or None."""
        number = next(self._matcher.matches(path), None)
        if number is None:
            return None
        line = self._lines[number]
        return Ownership(line.owners, line.pattern, self._path, line.number)


def _too_large(path: str, size: int) -> Problem:
    message = (
        f"{path} has {size:,} bytes; GitHub does not load a CODEOWNERS file of {MOST_BYTES:,} bytes (3 MB) or more"
    )
    return Problem("codeowners-size", message, "Join lines with wildcard patterns until it is smaller.", path)
