"""The owner registries of a snapshot, read when a rule first asks for an owner."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from roadmap_guard.documents import language_of
from roadmap_guard.git.snapshot import Entry, Snapshot
from roadmap_guard.model.document import Problem
from roadmap_guard.ownership import directory
from roadmap_guard.ownership.directory import Directory, OwnerReader


class Owners:
    """What expressions ask of owners."""

    def __init__(
        self,
        snapshot: Snapshot,
        entries: Iterable[Entry],
        readers: Sequence[OwnerReader],
        extra: Iterable[str],
        scope: Iterable[Entry] = (),
    ) -> None:
        """`extra` are owners that the configuration vouches for; files of `scope` may name owners wherever they lie."""
        self._snapshot = snapshot
        self._entries = tuple(entries)
        self._readers = readers
        self._extra = tuple(extra)
        self._scope = tuple(scope)
        self.problems: list[Problem] = []

    @cached_property
    def directory(self) -> Directory:
        """All registries that lie in their usual places. What is wrong with their files is in `problems` from then on."""
        found = directory.read(self._usual, self._extra, self._readers)
        self.problems += found.problems
        return found

    @cached_property
    def _usual(self) -> Mapping[str, bytes]:
        contents: dict[str, bytes] = {}
        wanted = directory.wanted((entry.path for entry in self._entries), self._readers)
        for entry, content in self._snapshot.read([entry for entry in self._entries if entry.path in wanted]):
            if isinstance(content, Problem):
                self.problems.append(content)
            else:
                contents[entry.path] = content
        return contents

    @cached_property
    def _everywhere(self) -> Directory:
        """The registries together with those that lie in any other file; read before anybody is called unknown.

        Where no usual place has a registry of a dialect that lies anywhere, none is looked for: that would read every file.
        """
        if not any(directory.is_marked(content, self._readers) for content in self._usual.values()):
            return self.directory
        marked = {
            entry.path: content
            for entry, content in self._snapshot.read([entry for entry in self._scope if self._may_hold_owners(entry)])
            if isinstance(content, bytes) and directory.is_marked(content, self._readers)
        }
        return directory.read({**self._usual, **marked}, self._extra, self._readers) if marked else self.directory

    def _may_hold_owners(self, entry: Entry) -> bool:
        return entry.path not in self._usual and language_of(entry.path) in ("yaml", "json")

    def owner(self, name: str) -> Mapping[str, Any]:
        """What is known of an owner, for the function `owner`."""
        found = self.directory.lookup(name)
        if found.state == "unknown":
            found = self._everywhere.lookup(name)
        return {**found._asdict(), "members": list(found.members), "candidates": list(found.candidates)}

    def same(self, one: str, other: str) -> bool:
        """Whether two names are those of one owner, for the function `sameOwner`."""
        return self.directory.same(one, other)

    def of_path(self, path: str) -> Sequence[str]:
        """The owners of a path, for the function `fileOwners`; none where nobody says, or says that nobody owns it."""
        found = self.directory.owners_of(path)
        return found.everyone if found else ()

    def ownership(self, path: str) -> Sequence[Mapping[str, Any]]:
        """Why a path has owners, for the function `fileOwnership`: one entry for each part that names some."""
        found = self.directory.owners_of(path)
        return [
            {
                "owners": list(part.owners),
                "approvals": part.approvals,
                "section": part.section,
                "pattern": part.pattern,
                "path": part.path,
                "line": part.line,
            }
            for part in (found.parts if found else ())
            if part.owners
        ]
