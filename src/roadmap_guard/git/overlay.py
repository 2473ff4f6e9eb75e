"""A snapshot as it would be with some files changed."""

from collections.abc import Iterable, Iterator, Mapping

from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, Snapshot
from roadmap_guard.model.document import Problem
from roadmap_guard.model.report import Source


class Overlay(Snapshot):
    """The files of another snapshot, some of them with other contents."""

    def __init__(self, below: Snapshot, contents: Mapping[str, bytes]) -> None:
        """`contents` are by path, of files that `below` has and can read."""
        self._below = below
        self._contents = contents

    @property
    def source(self) -> Source:
        """Where the files are from."""
        return self._below.source

    def read(self, entries: Iterable[Entry], limit: int = FILE_BYTES) -> Iterator[Content]:
        """See `Snapshot.read`."""
        for entry, content in self._below.read(entries, limit):
            yield entry, self._contents.get(entry.path, content) if isinstance(content, bytes) else content

    def remarks(self) -> list[Problem]:
        """See `Snapshot.remarks`."""
        return self._below.remarks()

    def _listing(self) -> dict[str, Entry]:
        return {entry.path: entry for entry in self._below.entries()}
