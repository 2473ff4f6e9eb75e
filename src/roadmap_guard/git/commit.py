"""The files of a commit, without a checkout."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from roadmap_guard.git.names import text_of
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, content_of, read_objects, state_of
from roadmap_guard.model.report import Source


class Commit:
    """A `Snapshot` of the commit that `revision` names; works in bare repositories too."""

    def __init__(self, repository: Repository, revision: str, limit: int = FILE_BYTES) -> None:
        """Files larger than `limit` bytes are refused. Raises `GitError` where the revision names no commit, or several."""
        self._repository = repository
        self._limit = limit
        oid = repository.git.run("rev-parse", "--verify", "--end-of-options", revision + "^{commit}").decode().strip()
        self.source = Source("commit", repository.root or repository.git_dir, head=oid, shallow=repository.shallow)

    def entries(self) -> list[Entry]:
        """Every path of the commit's tree, sorted by its bytes."""
        return list(self._entries.values())

    def read(self, entries: Iterable[Entry]) -> Iterator[Content]:
        """Each entry with its content or the problem that refuses it, see `Snapshot.read`."""
        return read_objects(self._repository.objects, entries, self._entries, self._limit)

    def blob(self, path: str) -> bytes | None:
        """The content of the file at exactly this path, None where there is none; `GitError` where it is refused."""
        entry = self._entries.get(path)
        return content_of(self.read([entry])) if entry else None

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        listing = self._repository.git.run("ls-tree", "-r", "-z", "--full-tree", self.source.head)
        rows = sorted(row.partition(b"\t")[::-2] for row in listing.split(b"\0")[:-1])
        return {entry.path: entry for entry in (_entry(path, about) for path, about in rows)}


def _entry(path: bytes, about: bytes) -> Entry:
    octal, _, oid = about.decode("ascii").split(" ")
    mode = int(octal, 8)
    return Entry(text_of(path), mode, oid, state_of(mode))
