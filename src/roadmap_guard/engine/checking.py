"""The main job: a session becomes a report."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from roadmap_guard import __version__
from roadmap_guard.engine import dates, related, settle
from roadmap_guard.engine.evaluate import evaluate, ordered
from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.engine.identities import repeated_ids
from roadmap_guard.engine.owners import Owners
from roadmap_guard.engine.policies import Policies
from roadmap_guard.engine.population import Population
from roadmap_guard.engine.scan import Scan, scan
from roadmap_guard.engine.selection import select
from roadmap_guard.engine.session import Session
from roadmap_guard.formats.joining import join
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.document import Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.report import Report
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.functions import Context, Fields


def check(session: Session, extensions: Extensions, policies: Policies, formats: FormatSet) -> Report:
    """Read what is asked for, hold it to the policies and say what came of it.

    Raises CannotCheckError where the repository itself cannot be read.
    """
    return _Run(session, extensions, policies, formats).report()


class _Run:
    """One run. Each step is made once, when a later one asks for it; none reaches back."""

    def __init__(self, session: Session, extensions: Extensions, policies: Policies, formats: FormatSet) -> None:
        self._session = session
        self._extensions = extensions
        self._policies = policies
        self._formats = formats
        self._as_of = dates.as_of(session.request.as_of, session.snapshot.source)
        entries = session.snapshot.entries()
        self._selection = select(session, entries)
        self._owners = Owners(session.snapshot, entries, extensions.owner_readers, session.config.owners)
        self._population = Population(self._whole)

    def report(self) -> Report:
        outcomes = evaluate(self._policies.rules, self._checked, self._environment(), self._extensions.checks)
        problems = (*self._scan.problems, *self._joined[1], *repeated_ids(self._checked), *self._owners.problems)
        return Report(
            tool_version=__version__,
            as_of=self._as_of,
            source=self._session.snapshot.source._replace(base=self._session.base),
            policy=self._policies.info,
            files=tuple(sorted((*self._scan.files, *self._selection.excluded), key=settle.file_order)),
            resources=self._checked,
            outcomes=outcomes,
            findings=settle.settle(outcomes, problems, self._line),
            rules={rule.id: rule for rule in self._policies.rules},
            controls=self._policies.controls,
            incomplete=tuple(_reasons(outcomes, problems, strict=self._session.request.strict_input)),
        )

    def _environment(self) -> Environment:
        context = Context(
            as_of=self._as_of,
            ref=self._ref,
            refs=self._refs,
            owner=self._owners.owner,
            file_owners=self._owners.of_path,
        )
        return Environment(context, self._extensions.functions)

    def _ref(self, kind: str, name: str) -> Fields | None:
        found = self._population.find(kind, name)
        return found.fields if found else None

    def _refs(self, kind: str) -> Sequence[Fields]:
        return [resource.fields for resource in self._population.of_kind(kind)]

    @cached_property
    def _scan(self) -> Scan:
        """The files that are asked for."""
        return self._read(self._selection.chosen)

    @cached_property
    def _beside(self) -> Scan:
        """Files that were not asked for and hold parts of what was, or the whole of which a part was."""
        return self._read(related.entries(self._formats, self._scan, self._selection.context))

    @cached_property
    def _joined(self) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
        resources, problems = join(
            (*self._scan.resources, *self._beside.resources), (*self._scan.fragments, *self._beside.fragments)
        )
        paths = {record.path for record in self._scan.files}
        return ordered(resources), tuple(problem for problem in problems if problem.path in paths)

    @cached_property
    def _checked(self) -> tuple[Resource, ...]:
        """What is held to the rules: resources of the files asked for, and those that such a file holds a part of."""
        paths = {record.path for record in self._scan.files}
        return tuple(
            resource
            for resource in self._joined[0]
            if resource.path in paths or not paths.isdisjoint(resource.homes.values())
        )

    def _whole(self) -> tuple[Resource, ...]:
        """Every resource of the snapshot, for rules that look at others."""
        known = {record.path for record in (*self._scan.files, *self._beside.files)}
        rest = self._read(entry for entry in self._selection.context if entry.path not in known)
        scans = (self._scan, self._beside, rest)
        resources = [resource for part in scans for resource in part.resources]
        fragments = [fragment for part in scans for fragment in part.fragments]
        return ordered(join(resources, fragments)[0])

    def _read(self, entries: Iterable[Entry]) -> Scan:
        return scan(self._session.snapshot, entries, self._formats, self._session.config.limits)

    def _line(self, path: str, number: int) -> str:
        """The text of a line, for an excerpt."""
        content = self._scan.contents.get(path) or self._beside.contents.get(path) or b""
        lines = content.split(b"\n", number)
        return lines[number - 1].decode("utf-8", "replace").rstrip("\r") if 0 < number <= len(lines) else ""


def _reasons(outcomes: Iterable[Outcome], problems: Iterable[Problem], *, strict: bool) -> Iterator[str]:
    """Why the run could not check everything."""
    undecided = sum(outcome.state == "error" for outcome in outcomes)
    if undecided:
        yield f"{undecided} {'outcome' if undecided == 1 else 'outcomes'} could not be decided"
    refused = [problem for problem in problems if problem.refuses and (strict or problem.code == "unmerged")]
    if refused:
        paths = sorted({problem.path for problem in refused})
        yield f"{len(paths)} {'file' if len(paths) == 1 else 'files'} could not be read: {', '.join(paths)}"
