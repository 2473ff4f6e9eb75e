"""CODEOWNERS in GitLab's dialect.

Sections are judged one by one, and all that have a match hold at once; within a section the last match wins, unless an exclusion
(`!`) matches too. Owners in no known form are ignored one by one, where GitHub would ignore the line.
https://docs.gitlab.com/user/project/codeowners/reference/ and .../advanced/
"""

import re
from collections.abc import Iterator

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.ownership.gitlab_lines import Entry, Header, entry_of, header_of, is_header
from roadmap_guard.ownership.gitlab_patterns import to_regex
from roadmap_guard.ownership.globbing import LONGEST
from roadmap_guard.ownership.matching import MOST_PATTERNS, Matcher
from roadmap_guard.ownership.registry import Ownership, Registry, nobody
from roadmap_guard.ownership.remarks import Remarks, shown

LOCATIONS = ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where GitLab looks, in this order."""

_UNNAMED = Header("codeowners", False, 1, ())
"""The section of lines before the first header; GitLab gives it this name."""


class _Section(NamedTuple):
    """All lines under one name, in order. Optional only if every header above them says so."""

    name: str
    entries: list[Entry]

    @property
    def optional(self) -> bool:
        return all(entry.optional for entry in self.entries)


def is_spoken(text: str) -> bool:
    """Whether only GitLab would understand the file: it has a section, or a role as an owner."""
    return bool(
        re.search(r"^[ \t]*\^?\[[^\]\n]+\](?:\[\d*\])?(?:[ \t]+@.*)?[ \t\r]*$|^[^#\n]*[ \t]@@\w", text, re.MULTILINE)
    )


def read(path: str, text: str) -> Registry:
    """What the file says."""
    remarks = Remarks(path)
    sections = _sections(text, remarks)
    count = sum(len(section.entries) for section in sections)
    if count > MOST_PATTERNS:
        from roadmap_guard.ownership.github import too_many

        return Registry({}, nobody, (too_many(path, count),))
    names = {owner: path for section in sections for entry in section.entries for owner in entry.owners}
    return Registry(names, _AllSections(path, sections).owners_of, remarks.all())


def _sections(text: str, remarks: Remarks) -> list[_Section]:
    """The sections in the order of their first headers. Names are compared without case; the first spelling counts."""
    sections = {_UNNAMED.name: _Section("", [])}
    header = _UNNAMED
    for number, line in _rows(text):
        if is_header(line):
            header = header_of(line, number, remarks) or header
            sections.setdefault(header.name.casefold(), _Section(header.name, []))
        elif entry := entry_of(line, number, header, remarks):
            if len(entry.pattern) > LONGEST:
                _refuse(entry, remarks)
            else:
                sections[header.name.casefold()].entries.append(entry)
    return [section for section in sections.values() if section.entries]


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are no comment, without blanks around them. A `#` within a line begins no comment here."""
    for number, row in enumerate(text.split("\n"), 1):
        if (line := row.strip()) and not line.startswith("#"):
            yield number, line


def _refuse(entry: Entry, remarks: Remarks) -> None:
    message = (
        f"pattern `{shown(entry.pattern)}` has {len(entry.pattern):,} characters, and no path has more than {LONGEST:,}"
    )
    remarks.remark("codeowners-pattern", message, "Shorten it.", Span(entry.line, 1, entry.line, 1))


class _AllSections:
    """Answers who owns a path, section by section."""

    def __init__(self, path: str, sections: list[_Section]) -> None:
        self._path = path
        self._sections = [
            (section, Matcher([entry.pattern for entry in section.entries], to_regex)) for section in sections
        ]

    def owners_of(self, path: str) -> Ownership | None:
        """One part for each section with a match, those that ask for approval first; None where none matches.

        A path that every section with a match excludes is unowned on purpose.
        """
        parts = [
            part for section, matcher in self._sections if (part := self._part(section, matcher, path)) is not None
        ]
        owned = sorted((part for part in parts if part.owners), key=lambda part: not part.approvals)
        if not owned:
            return parts[0] if parts else None
        return owned[0]._replace(others=tuple(owned[1:]))

    def _part(self, section: _Section, matcher: Matcher, path: str) -> Ownership | None:
        matching = [section.entries[number] for number in matcher.matches(path)]
        if not matching:
            return None
        exclusion = next((entry for entry in matching if entry.excludes), None)
        entry = exclusion or matching[0]
        approvals = 0 if section.optional or not entry.owners else entry.approvals
        return Ownership(entry.owners, entry.written, self._path, entry.line, section.name, approvals)
