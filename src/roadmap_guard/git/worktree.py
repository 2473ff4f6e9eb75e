"""The files of a work tree: tracked, and untracked but not ignored."""
# ruff: noqa: PTH

import os
import stat
from collections.abc import Iterable, Iterator
from functools import cached_property

from roadmap_guard.git import problems
from roadmap_guard.git.disk import Disk, Link
from roadmap_guard.git.names import bytes_of, text_of
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, State, content_of, link, read_objects, state_of
from roadmap_guard.model.document import Problem
from roadmap_guard.model.report import Source

_LISTING = ("ls-files", "-z", "-s", "-v", "--cached", "--others", "--deleted", "--exclude-standard")


class WorkTree:
    """A `Snapshot` of the files as they lie in the work tree, read by us and never through a link."""

    def __init__(self, repository: Repository, limit: int = FILE_BYTES) -> None:
        """Files larger than `limit` bytes are refused."""
        self._repository = repository
        self._limit = limit
        self.source = Source("worktree", repository.root, head=repository.head, shallow=repository.shallow)

    def entries(self) -> list[Entry]:
        """Every path, sorted by its bytes; tracked files that are deleted on disk are left out."""
        return list(self._entries.values())

    def read(self, entries: Iterable[Entry]) -> Iterator[Content]:
        """Each entry with its content or the problem that refuses it, see `Snapshot.read`."""
        with Disk(self._repository.root, self._limit) as disk:
            for entry in entries:
                yield from self._answers(entry, disk)

    def blob(self, path: str) -> bytes | None:
        """The content of the file at exactly this path, None where there is none; `GitError` where it is refused."""
        entry = self._entries.get(path)
        return content_of(self.read([entry])) if entry else None

    def _answers(self, entry: Entry, disk: Disk) -> Iterator[Content]:
        if entry.state == "submodule":
            yield entry, problems.submodule(entry.path)
            return
        found = disk.read(bytes_of(entry.path))
        if found is None and entry.state == "hidden":
            yield from read_objects(self._repository.objects, [entry], self._entries, self._limit)
            return
        if entry.state == "hidden":
            yield entry, problems.hidden(entry.path)
        yield entry, self._judged(entry.path, found)

    def _judged(self, path: str, found: bytes | Link | Problem | None) -> bytes | Problem:
        if found is None:
            return problems.changed(path)
        return link(path, found.target, self._entries) if isinstance(found, Link) else found

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        rows = self._repository.git.run(*_LISTING).split(b"\0")[:-1]
        deleted = {row.partition(b"\t")[2] for row in rows if row.startswith(b"R ")}
        found = {path: entry for path, entry in map(self._entry, rows) if path not in deleted}
        return {entry.path: entry for _, entry in sorted(found.items())}

    def _entry(self, row: bytes) -> tuple[bytes, Entry]:
        if row.startswith(b"? "):
            return self._untracked(row[2:])
        about, _, path = row.partition(b"\t")
        tag, octal, oid, stage = about.decode("ascii").split(" ")
        mode = int(octal, 8)
        state: State = "hidden" if tag in {"S", "s", "h"} else state_of(mode)
        return path, Entry(text_of(path), mode, oid if stage == "0" else "", state)

    def _untracked(self, path: bytes) -> tuple[bytes, Entry]:
        """Git lists a nested repository with a slash behind it, and does not enter it."""
        name = path.rstrip(b"/")
        return name, Entry(text_of(name), 0, "", "submodule" if path.endswith(b"/") else self._state_on_disk(path))

    def _state_on_disk(self, path: bytes) -> State:
        try:
            mode = os.lstat(os.path.join(os.fsencode(self._repository.root), path)).st_mode
        except OSError:
            return "file"
        return "symlink" if stat.S_ISLNK(mode) else "file"
