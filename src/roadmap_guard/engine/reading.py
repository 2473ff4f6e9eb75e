"""The files of a run as resources: those that are asked for, the parts that lie beside them, and, on demand, all others."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from roadmap_guard.engine import related
from roadmap_guard.engine.identities import repeated_ids
from roadmap_guard.engine.scan import Scan, scan
from roadmap_guard.engine.selection import Selection
from roadmap_guard.engine.session import Session
from roadmap_guard.formats.joining import join
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.names import path_problems
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.document import Problem
from roadmap_guard.model.resource import Resource

Name = tuple[str, str, str]
"""Kind, id and path."""


class Reading:
    """Each step is made once, when a later one asks for it."""

    def __init__(
        self,
        session: Session,
        formats: FormatSet,
        selection: Selection,
        *,
        wholes: frozenset[Name] = frozenset(),
        known: frozenset[str] = frozenset(),
        thorough: bool = False,
    ) -> None:
        """`wholes` are resources of unasked files that belong to the run all the same: a part of them was removed.

        `known` are paths of files that were ours before: one that cannot be read any more is not taken for another tool's.
        `thorough`: a part whose whole is not where it is expected makes every file be read, which a hook has no time for.
        """
        self._wholes = wholes
        self._known = known
        self._thorough = thorough
        self._session = session
        self._formats = formats
        self._selection = selection
        self._last_lines: tuple[str, list[bytes]] = "", []

    @cached_property
    def asked(self) -> Scan:
        """The files that are asked for."""
        return self._read(self._selection.chosen)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """What is held to the rules: resources of the files asked for, and those that such a file holds a part of."""
        paths = {record.path for record in self.asked.files}
        return tuple(
            resource
            for resource in self._joined[0]
            if resource.path in paths
            or not paths.isdisjoint(resource.homes.values())
            or name_of(resource) in self._wholes
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the files asked for, apart from any rule."""
        paths = {record.path for record in self.asked.files}
        orphans = (problem for problem in self._joined[1] if problem.path in paths)
        return (*self.asked.problems, *self._troublesome_names(), *orphans, *repeated_ids(self.resources))

    def _troublesome_names(self) -> Iterator[Problem]:
        """Names of our files that are trouble on other systems, or collide with one that is in scope."""
        ours = {record.path for record in self.asked.files if record.formats}
        named = (entry.path for entry in (*self._selection.chosen, *self._selection.context))
        yield from (problem for problem in path_problems(named) if problem.path in ours)

    def everything(self) -> tuple[Resource, ...]:
        """Every resource of the snapshot, for rules that look at others."""
        known = {record.path for record in (*self.asked.files, *self._beside.files)}
        rest = self._read(entry for entry in self._selection.context if entry.path not in known)
        scans = (self.asked, self._beside, rest)
        resources = [resource for part in scans for resource in part.resources]
        fragments = [fragment for part in scans for fragment in part.fragments]
        return ordered(join(resources, fragments)[0])

    def unasked(self, paths: Iterable[str]) -> tuple[Resource, ...]:
        """What stands in those of `paths` that are in scope and were not asked for."""
        wanted = frozenset(paths)
        return ordered(self._read(entry for entry in self._selection.context if entry.path in wanted).resources)

    def line(self, path: str, number: int) -> str:
        """The text of a line, for an excerpt; empty if it was not read."""
        lines = self._lines_of(path)
        return lines[number - 1].decode("utf-8", "replace").rstrip("\r") if 0 < number <= len(lines) else ""

    def _lines_of(self, path: str) -> list[bytes]:
        """The lines of a file. Those of the last file are kept: findings come file by file, and may be many in one."""
        if self._last_lines[0] != path:
            content = self.asked.contents.get(path) or self._beside.contents.get(path) or b""
            self._last_lines = path, content.split(b"\n")
        return self._last_lines[1]

    @cached_property
    def _beside(self) -> Scan:
        """Files that were not asked for and hold parts of what was, or the whole of which a part was."""
        context = self._selection.context
        paths = {path for _, _, path in self._wholes}
        found = dict.fromkeys(related.entries(self._formats, self.asked, context))
        beside = self._read({**found, **dict.fromkeys(entry for entry in context if entry.path in paths)})
        if self._thorough and join((*self.asked.resources, *beside.resources), self.asked.fragments)[1]:
            return self._read(context)
        return beside

    @cached_property
    def _joined(self) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
        resources, problems = join(
            (*self.asked.resources, *self._beside.resources), (*self.asked.fragments, *self._beside.fragments)
        )
        return ordered(resources), problems

    def _read(self, entries: Iterable[Entry]) -> Scan:
        return scan(self._session.snapshot, entries, self._formats, self._session.config.limits, self._known)


def ordered(resources: Iterable[Resource]) -> tuple[Resource, ...]:
    """Resources by path, position and id: the order of every list in a report."""
    return tuple(sorted(resources, key=place_of))


def name_of(resource: Resource) -> Name:
    """Which resource it is, and where."""
    return resource.kind, resource.id, resource.path


def place_of(resource: Resource) -> tuple[bytes, int, int, int, str, str]:
    """Sorts resources by path, position and id."""
    name = resource.path.encode("utf-8", "surrogateescape")
    return name, resource.document, resource.span.line, resource.span.column, resource.kind, resource.id
