"""Files and directories named one by one, wherever they lie: outside of any repository."""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from roadmap_guard.git import problems
from roadmap_guard.git.disk import Disk, Link
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.names import bytes_of, text_of
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, Snapshot, kind_of, link
from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Source


class _Place(NamedTuple):
    """A directory that was named (or holds a file that was), and a path below it."""

    root: str
    below: bytes


class Files(Snapshot):
    """The named files, and all files below the named directories without following links or entering `.git`.

    What is named is believed: it may lie anywhere. What is found below it is not.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._named = tuple(paths)
        self._places: dict[str, _Place] = {}

    @property
    def source(self) -> Source:
        """Where the files are from: no repository."""
        return Source("paths")

    def read(self, entries: Iterable[Entry], limit: int = FILE_BYTES) -> Iterator[Content]:
        """See `Snapshot.read`."""
        known = self._by_path
        for root, group in groupby(entries, lambda entry: self._places[entry.path].root):
            with Disk(root, limit) as disk:
                for entry in group:
                    yield entry, _judged(entry.path, disk.read(self._places[entry.path].below), known)

    def _listing(self) -> dict[str, Entry]:
        found = {entry.path: entry for name in self._named for entry in self._named_entries(name)}
        return {path: found[path] for path in sorted(found, key=bytes_of)}

    def _named_entries(self, name: str) -> Iterator[Entry]:
        real = os.path.realpath(name)
        if not os.path.isdir(real):
            yield self._entry(name, os.path.dirname(real), os.path.basename(real))
            return
        for directory, folders, files in os.walk(real, onerror=_refuse):
            links = [folder for folder in folders if os.path.islink(os.path.join(directory, folder))]
            folders[:] = [folder for folder in folders if folder != ".git"]
            for file in files + links:
                below = os.path.relpath(os.path.join(directory, file), real)
                yield self._entry(os.path.join(name, below), real, below)

    def _entry(self, name: str, root: str, below: str) -> Entry:
        path = text_of(os.fsencode(os.path.normpath(name).replace(os.sep, "/")))
        self._places[path] = _Place(root, os.fsencode(below.replace(os.sep, "/")))
        try:
            state = kind_of(os.lstat(os.path.join(root, below)).st_mode)
        except OSError:  # reading it says why
            state = "file"
        return Entry(path, 0, "", state)


def _judged(path: str, found: bytes | Link | Problem | None, known: Mapping[str, Entry]) -> bytes | Problem:
    if found is None:
        return problems.not_found(path)
    return link(path, found.target, known) if isinstance(found, Link) else found


def _refuse(error: OSError) -> None:
    """Raises `GitError` for a directory that cannot be listed: what it holds would be passed over."""
    raise GitError(
        f"{error.filename} cannot be listed: {error.strerror}", "Check the directory's permissions."
    ) from error
