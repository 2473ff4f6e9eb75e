"""Reads files of a snapshot into documents and resources, and keeps account of every file."""

from collections.abc import Iterable

from roadmap_guard import documents
from roadmap_guard.documents import Limits
from roadmap_guard.documents import problems as document_problems
from roadmap_guard.engine.hints import Hints
from roadmap_guard.formats.reading import Fragment, read
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.snapshot import Entry, Snapshot
from roadmap_guard.model.document import Parsed, Problem
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import FileRecord
from roadmap_guard.model.resource import Resource


class Scan(NamedTuple):
    """What came of reading files: one record each, and all that they hold.

    `contents` keeps the bytes of files that are in one of the formats or that something was said about, for the excerpts of
    findings and for rules about documents.
    """

    files: tuple[FileRecord, ...]
    resources: tuple[Resource, ...]
    fragments: tuple[Fragment, ...]
    problems: tuple[Problem, ...]
    contents: dict[str, bytes]


def scan(
    snapshot: Snapshot,
    entries: Iterable[Entry],
    formats: FormatSet,
    limits: Limits,
    known: frozenset[str] = frozenset(),
) -> Scan:
    """Read every entry; each ends as a record `checked` or `refused`, whatever is in it. `known` are paths of files of ours."""
    collected = _Collected(formats, limits, known)
    for entry, content in snapshot.read(entries, limits.file_bytes):
        collected.add(entry, content)
    return collected.scan()


class _Collected:
    """The growing account of a scan."""

    def __init__(self, formats: FormatSet, limits: Limits, known: frozenset[str]) -> None:
        self._formats = formats
        self._known = known
        self._limits = limits
        self._hints = Hints(formats)
        self._files: list[FileRecord] = []
        self._resources: list[Resource] = []
        self._fragments: list[Fragment] = []
        self._problems: list[Problem] = []
        self._contents: dict[str, bytes] = {}

    def add(self, entry: Entry, content: bytes | Problem) -> None:
        if isinstance(content, Problem):
            self._set_aside(entry, content)
            return
        parsed = documents.parse(entry.path, content, self._limits)
        reading = read(self._formats, parsed.documents)
        problems = (
            *self._weighed(entry.path, parsed, bool(reading.recognised) or entry.path in self._known, content),
            *reading.problems,
        )
        self._resources += reading.resources
        self._fragments += reading.fragments
        held = len(reading.resources) + len(reading.fragments)
        if reading.recognised or problems:
            self._contents[entry.path] = content
        self._problems += problems
        formats = tuple(sorted({recognised.format for recognised in reading.recognised}))
        self._record(entry, next((problem for problem in problems if problem.refuses), None), formats, held)

    def scan(self) -> Scan:
        return Scan(
            files=tuple(self._files),
            resources=tuple(self._resources),
            fragments=tuple(self._fragments),
            problems=tuple(self._problems),
            contents=self._contents,
        )

    def _set_aside(self, entry: Entry, problem: Problem) -> None:
        """A remark about a file whose content follows, or the reason why it was not read."""
        self._problems.append(problem)
        if problem.refuses:
            self._record(entry, problem, (), 0)

    def _record(self, entry: Entry, refusal: Problem | None, formats: tuple[str, ...], held: int) -> None:
        self._files.append(
            FileRecord(
                path=entry.path,
                state="refused" if refusal else "checked",
                reason=f"{refusal.code}: {refusal.message}" if refusal else "",
                oid=entry.oid,
                formats=formats,
                resources=held,
            )
        )

    def _weighed(self, path: str, parsed: Parsed, ours: bool, content: bytes) -> Iterable[Problem]:
        """Problems with the file itself, as far as they matter here.

        What is ordinary in other tools' files (a Helm template, a Compose file with merge keys) is a note where nothing hints at a
        file of ours, and no fault of the team that keeps its SLOs beside it. Remarks on foreign files are nobody's business, and
        the word `on` of our own rules is no mistake.
        """
        for problem in parsed.problems:
            if problem.code in _UNREAD and path in self._known:
                yield problem._replace(level="error")
            elif ours:
                yield problem
            elif problem.refuses or problem.code in _UNREAD:
                foreign = _is_foreign(problem) and not self._hints.found_in(content)
                yield problem._replace(level="note") if foreign else problem


_UNREAD = ("body-too-large",)
"""Remarks that a part was not read, which is always told: in a file that was ours before, something may be hidden in it."""


def _is_foreign(problem: Problem) -> bool:
    kind = document_problems.KINDS.get(problem.code)
    return kind is not None and kind.foreign
