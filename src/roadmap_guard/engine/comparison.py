"""What a change did to resources: those it touches, how they were before, and those it removed.

Before is the merge base, where the two lines met last: what happened on the base's own line since is not of this change's doing. Of
several merge bases each counts, so that nothing which differs from any of them goes unseen.
"""

from collections.abc import Iterable, Iterator

from roadmap_guard.engine.cases import Case
from roadmap_guard.engine.pairing import pairs, with_copies
from roadmap_guard.engine.policy_change import touched_policies
from roadmap_guard.engine.reading import Name, Reading, name_of, place_of
from roadmap_guard.engine.selection import Selection, is_under, named_prefixes, of_paths
from roadmap_guard.engine.session import Session
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.changes import Changes
from roadmap_guard.git.commit import Commit
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.changes import Change, change


class Comparison:
    """The two sides of a change."""

    def __init__(self, session: Session, formats: FormatSet, selection: Selection, changes: Changes) -> None:
        self._session = session
        self._formats = formats
        self._changes = changes
        self._prefixes = named_prefixes(session)
        self._touched = frozenset(changes.paths)
        self._past = [self._reading(oid) for oid in changes.merge_bases]
        self._held_parts = self._wholes()
        known = frozenset(record.path for past in self._past for record in past.asked.files if record.formats)
        self.present = Reading(session, formats, selection, wholes=self._held_parts, known=known, thorough=True)

    def cases(self) -> tuple[Case, ...]:
        """What is to be judged, by place: what the change touches or removed; the rest too where everything is asked for."""
        everything = self._session.request.everything
        happened, removed = self._happened()
        there = (
            Case(resource, _told_once(happened[number] or [Change("unchanged", (), resource)]))
            for number, resource in enumerate(self.present.resources)
        )
        found = [case for case in there if everything or case.is_touched]
        return tuple(sorted((*found, *self._gone(removed)), key=lambda case: place_of(case.resource)))

    def _happened(self) -> tuple[list[list[Change]], dict[Name, Case]]:
        """What happened to each resource of the present, by its number, and what was removed."""
        policies = touched_policies(self._session, self._session.config.policies)
        present = self.present.resources
        concerned = [number for number, resource in enumerate(present) if self._concerns(resource)]
        others = self.present.unasked(self._changes.paths) if self._prefixes else ()
        happened: list[list[Change]] = [[] for _ in present]
        removed: dict[Name, Case] = {}
        for past in self._past:
            found = with_copies(pairs(past.resources, (*(present[number] for number in concerned), *others)))
            for number, pair in zip(concerned, found, strict=False):
                happened[number].append(change(*pair, policies))
            for before, after in found:
                if before is not None and after is None:
                    removed.setdefault(name_of(before), Case(_ghost(before), (change(before, None, policies),)))
        return happened, removed

    def _concerns(self, resource: Resource) -> bool:
        """Whether the change touches its file, or one that holds or held a part of it."""
        paths = {resource.path, *resource.homes.values()}
        return not paths.isdisjoint(self._touched) or name_of(resource) in self._held_parts

    def _gone(self, removed: dict[Name, Case]) -> Iterator[Case]:
        """What was under the named paths, and not in a file that can no longer be read: that is told already, as an error."""
        told = self.present.asked.problems
        refused = {problem.path for problem in told if problem.refuses and problem.level == "error"}
        for case in removed.values():
            if case.resource.path not in refused and is_under(case.resource.path, self._prefixes):
                yield case

    def _wholes(self) -> frozenset[Name]:
        """What had a part in a touched file, which may have been removed, and stands in a file that is not touched itself."""
        resources = (resource for past in self._past for resource in past.resources)
        return frozenset(
            name_of(resource)
            for resource in resources
            if resource.path not in self._touched and is_under(resource.path, self._prefixes)
        )

    def _reading(self, oid: str) -> Reading:
        """The touched files, as they were at a merge base."""
        session, snapshot = self._session, self._session.trusted
        if session.repository and snapshot.source.head != oid:
            snapshot = Commit(session.repository, oid)
        selection = of_paths(session, self._formats, snapshot.entries(), self._touched)
        return Reading(session._replace(snapshot=snapshot), self._formats, selection, thorough=True)


def _told_once(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Without what did not change since one merge base if it did since another, and without a change that is told already."""
    found: list[Change] = []
    for happened in changes:
        if happened not in found:
            found.append(happened)
    touched = tuple(happened for happened in found if happened.type != "unchanged")
    return touched or tuple(found)


def _ghost(resource: Resource) -> Resource:
    """A removed resource, to be pointed at by its file: where in it it stood, nobody can see any more."""
    return resource._replace(span=FILE_START, positions={}, homes={})
