"""The files of a commit, without a checkout."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from roadmap_guard.git.repository import Repository
from roadmap_guard.git.revisions import resolve
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, Snapshot, read_objects, tracked
from roadmap_guard.git.sources import source_of
from roadmap_guard.model.document import Problem
from roadmap_guard.model.report import Source


class Commit(Snapshot):
    """The files of the commit that a revision names; works in bare repositories too."""

    def __init__(self, repository: Repository, revision: str) -> None:
        """`revision` is what `revisions.resolve` takes. Raises `GitError` where it names no commit, or several."""
        self._repository = repository
        self._revision = resolve(repository, revision)

    @cached_property
    def source(self) -> Source:
        """Where the files are from."""
        return source_of(self._repository, "commit", *self._revision)

    def read(self, entries: Iterable[Entry], limit: int = FILE_BYTES) -> Iterator[Content]:
        """See `Snapshot.read`."""
        return read_objects(self._repository.objects, entries, self._by_path, limit)

    def remarks(self) -> list[Problem]:
        """See `Snapshot.remarks`."""
        return self._repository.remarks()

    def _listing(self) -> dict[str, Entry]:
        listing = self._repository.git.run("ls-tree", "-r", "-z", "--full-tree", self._revision.oid)
        rows = sorted(row.partition(b"\t")[::-2] for row in listing.split(b"\0")[:-1])
        found: dict[str, Entry] = {}
        for path, about in rows:
            entry = _entry(path, about)
            found[entry.path] = entry._replace(state="bad-tree") if entry.path in found else entry
        return found


def _entry(path: bytes, about: bytes) -> Entry:
    octal, _, oid = about.decode("ascii").split(" ")
    return tracked(path, octal, oid)
