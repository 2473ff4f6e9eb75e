"""The files of a work tree: tracked, and untracked but not ignored."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from roadmap_guard.git import problems
from roadmap_guard.git.disk import Disk, Link
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.index_file import refuse_damaged
from roadmap_guard.git.names import bytes_of, text_of
from roadmap_guard.git.process import Answer
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, Snapshot, State, kind_of, link, read_objects, tracked
from roadmap_guard.git.sources import current_branch, source_of
from roadmap_guard.model.document import Problem
from roadmap_guard.model.report import Source

_LISTING = ("ls-files", "-z", "-s", "-v", "--cached", "--others", "--deleted", "--exclude-standard")
_UNLISTED = re.compile(r"^warning: could not open directory '(.*?)/?': (.*)$", re.MULTILINE)
_HIDDEN = ("h", "S", "s")  # assume-unchanged, skip-worktree, both
_REMARKS = {"hidden": problems.hidden, "intent-to-add": problems.intent_to_add}


class WorkTree(Snapshot):
    """The files as they lie in the work tree, read by us and never through a link.

    Tracked files that are deleted on disk are none of its entries. What `.gitignore` or a sparse checkout leave out on disk
    and git tracks is there all the same.
    """

    def __init__(self, repository: Repository) -> None:
        """Raises `GitError` for a bare repository."""
        if repository.bare:
            raise GitError(
                f"{repository.git_dir} has no work tree", "Name the commit to check, for example --head HEAD."
            )
        self._repository = repository

    @cached_property
    def source(self) -> Source:
        """Where the files are from."""
        return source_of(self._repository, "worktree", self._repository.head, current_branch(self._repository))

    def read(self, entries: Iterable[Entry], limit: int = FILE_BYTES) -> Iterator[Content]:
        """See `Snapshot.read`."""
        with Disk(self._repository.root, limit) as disk:
            for entry in entries:
                answer = self._answer(entry, disk, limit)
                if answer[0].state in _REMARKS and isinstance(answer[1], bytes):
                    yield answer[0], _REMARKS[answer[0].state](entry.path)
                yield answer

    def remarks(self) -> list[Problem]:
        """See `Snapshot.remarks`."""
        unlisted = [problems.unlisted(*found) for found in _UNLISTED.findall(self._told.messages)]
        return [*self._repository.remarks(), *unlisted]

    def _answer(self, entry: Entry, disk: Disk, limit: int) -> Content:
        if entry.state == "submodule":
            return entry, problems.submodule(entry.path)
        found = disk.read(bytes_of(entry.path))
        if found is None and entry.path in self._left_out:
            stored = entry._replace(state="file") if entry.state == "hidden" else entry
            return next(read_objects(self._repository.objects, [stored], self._by_path, limit))
        return entry, self._judged(entry.path, found)

    def _judged(self, path: str, found: bytes | Link | Problem | None) -> bytes | Problem:
        if found is None:
            return problems.changed(path)
        return link(path, found.target, self._by_path) if isinstance(found, Link) else found

    @cached_property
    def _told(self) -> Answer:
        refuse_damaged(self._repository)
        return self._repository.git.told(*_LISTING)

    @cached_property
    def _rows(self) -> list[bytes]:
        return self._told.output.split(b"\0")[:-1]

    @cached_property
    def _left_out(self) -> frozenset[str]:
        """The paths that a sparse checkout need not hold."""
        return frozenset(text_of(row.partition(b"\t")[2]) for row in self._rows if row.startswith((b"S ", b"s ")))

    def _listing(self) -> dict[str, Entry]:
        deleted = {
            path for row in self._rows if row.startswith(b"R ") and self._is_gone(path := row.partition(b"\t")[2])
        }
        found = {path: entry for path, entry in map(self._entry, self._rows) if path not in deleted}
        return {entry.path: entry for _, entry in sorted(found.items())}

    def _is_gone(self, path: bytes) -> bool:
        """Git counts a file as deleted too when it may not look for it."""
        try:
            os.lstat(self._on_disk(path))
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:
            return False
        return False

    def _entry(self, row: bytes) -> tuple[bytes, Entry]:
        if row.startswith(b"? "):
            return self._untracked(row[2:])
        about, _, path = row.partition(b"\t")
        tag, octal, oid, stage = about.decode("ascii").split(" ")
        entry = tracked(path, octal, oid if stage == "0" else "")
        return path, entry._replace(state="hidden") if tag in _HIDDEN and entry.state == "file" else entry

    def _untracked(self, path: bytes) -> tuple[bytes, Entry]:
        """A nested repository is listed with a slash behind it, and not entered."""
        name = path.rstrip(b"/")
        state: State = "submodule" if path.endswith(b"/") else self._state_on_disk(path)
        return name, Entry(text_of(name), 0, "", state)

    def _state_on_disk(self, path: bytes) -> State:
        try:
            return kind_of(os.lstat(self._on_disk(path)).st_mode)
        except OSError:  # it vanished since: reading it says so
            return "file"

    def _on_disk(self, path: bytes) -> bytes:
        return os.path.join(os.fsencode(self._repository.root), path)
