"""The owner registries of a snapshot, read when a rule first asks for an owner."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from roadmap_guard.git.snapshot import Entry, Snapshot
from roadmap_guard.model.document import Problem
from roadmap_guard.ownership import directory
from roadmap_guard.ownership.directory import Directory, OwnerReader


class Owners:
    """What expressions ask of owners."""

    def __init__(
        self, snapshot: Snapshot, entries: Iterable[Entry], readers: Sequence[OwnerReader], extra: Iterable[str]
    ) -> None:
        """`extra` are owners that the configuration vouches for."""
        self._snapshot = snapshot
        self._entries = [entry for entry in entries if directory.is_wanted(entry.path, readers)]
        self._readers = readers
        self._extra = tuple(extra)
        self.problems: list[Problem] = []

    @cached_property
    def directory(self) -> Directory:
        """All registries. What is wrong with their files is in `problems` from then on."""
        contents: dict[str, bytes] = {}
        for entry, content in self._snapshot.read(self._entries):
            if isinstance(content, Problem):
                self.problems.append(content)
            else:
                contents[entry.path] = content
        found = directory.read(contents, self._extra, self._readers)
        self.problems += found.problems
        return found

    def owner(self, name: str) -> Mapping[str, Any]:
        """What is known of an owner, for the function `owner`."""
        found = self.directory.lookup(name)
        return {"state": found.state, "name": found.name, "via": found.via, "suggestion": found.suggestion}

    def of_path(self, path: str) -> Sequence[str]:
        """The owners of a path, for the function `fileOwners`; none where nobody says, or says that nobody owns it."""
        found = self.directory.owners_of(path)
        return found.owners if found else ()
