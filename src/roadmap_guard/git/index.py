"""The files of the index: what the next commit will hold."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from roadmap_guard.git.names import text_of
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, content_of, read_objects, state_of
from roadmap_guard.model.report import Source


class Index:
    """A `Snapshot` of the index of a repository: inside a hook, of the index that git named to the hook."""

    def __init__(self, repository: Repository, limit: int = FILE_BYTES) -> None:
        """Files larger than `limit` bytes are refused."""
        self._repository = repository
        self._limit = limit
        self.source = Source("index", repository.root, head=repository.head, shallow=repository.shallow)

    def entries(self) -> list[Entry]:
        """Every path of the index, sorted by its bytes."""
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
        listing = self._repository.git.run("ls-files", "-s", "-z")
        rows = sorted(row.partition(b"\t")[::-2] for row in listing.split(b"\0")[:-1])
        return {entry.path: entry for entry in (_entry(path, about) for path, about in rows)}


def _entry(path: bytes, about: bytes) -> Entry:
    octal, oid, stage = about.decode("ascii").split(" ")
    mode = int(octal, 8)
    return (
        Entry(text_of(path), mode, oid, state_of(mode)) if stage == "0" else Entry(text_of(path), mode, "", "unmerged")
    )
