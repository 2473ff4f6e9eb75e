"""Reading files of the file system that someone else may have arranged, without being led elsewhere.

Every component of a path is opened by itself and never through a link; pipes, sockets and devices are not opened at all; a
file that changes meanwhile is refused.
"""

import errno
import os
import stat
from types import TracebackType
from typing import Self

from roadmap_guard.git import problems
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.names import is_escaping, text_of
from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_ROOT = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_DIRECTORY = _ROOT | _NOFOLLOW
_BESIDE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FILE = _BESIDE | _NOFOLLOW
_CLOSED = -1
_KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def beginning_of(path: str, limit: int) -> bytes | None:
    """The first `limit` bytes of a file of git's own; None where there is no regular file. Never waits for a pipe.

    Raises `GitError` where the file may not be read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return None
        with open(os.open(path, _BESIDE), "rb") as file:
            return file.read(limit)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise GitError(
            f"{path} cannot be read: {error.strerror}", "Check the permissions of the repository."
        ) from error


class Link(NamedTuple):
    """A symbolic link stands where a file was to be read."""

    target: str


class Disk:
    """The files below one directory. A context manager that holds the directories it has open."""

    def __init__(self, root: str, limit: int) -> None:
        """`root` itself may be reached through links; files larger than `limit` bytes are refused.

        Raises `GitError` where the system (Windows) cannot open a file relative to an open directory.
        """
        if os.open not in os.supports_dir_fd:
            message = "this system cannot read a work tree without the risk of being led elsewhere by a link"
            raise GitError(
                message, "Check the index (--staged) or a commit (--head HEAD): these are read from objects."
            )
        self._path = root
        self._limit = limit
        self._root = self._opened = _CLOSED
        self._parent = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        if self._root != _CLOSED:
            os.close(self._root)

    def read(self, path: bytes) -> bytes | Link | Problem | None:
        """The content of a regular file, the target of a link, why neither was read, or None where nothing is there."""
        if is_escaping(path):
            return problems.bad_tree(text_of(path))
        parent, _, name = path.rpartition(b"/")
        try:
            directory = self._enter(parent)
        except OSError as error:
            return _no_way(path, error)
        try:
            return self._read(directory, name, text_of(path))
        except OSError as error:
            return _unread(path, error)

    def _enter(self, parent: bytes) -> int:
        """The open directory `parent`; the last one is kept, since neighbours are read after each other."""
        if self._root == _CLOSED:
            self._root = self._opened = os.open(self._path, _ROOT)
        if parent != self._parent:
            self._leave()
            self._opened = self._descend(parent)
            self._parent = parent
        return self._opened

    def _descend(self, parent: bytes) -> int:
        directory = self._root
        for name in parent.split(b"/") if parent else ():
            above = directory
            try:
                directory = os.open(name, _DIRECTORY, dir_fd=above)
            finally:
                if above != self._root:
                    os.close(above)
        return directory

    def _leave(self) -> None:
        if self._opened != self._root:
            os.close(self._opened)
        self._opened, self._parent = self._root, b""

    def _read(self, directory: int, name: bytes, path: str) -> bytes | Link | Problem:
        seen = os.stat(name, dir_fd=directory, follow_symlinks=False)
        if stat.S_ISLNK(seen.st_mode):
            return Link(text_of(os.fsencode(os.readlink(name, dir_fd=directory))))
        if not stat.S_ISREG(seen.st_mode):
            return problems.special(path, _KINDS.get(stat.S_IFMT(seen.st_mode), "something else"))
        if seen.st_size > self._limit:
            return problems.too_large(path, seen.st_size, self._limit)
        file = os.open(name, _FILE, dir_fd=directory)
        try:
            return _content(file, seen, path)
        finally:
            os.close(file)


def _content(file: int, seen: os.stat_result, path: str) -> bytes | Problem:
    """All bytes of the open file, provided that it is, and stays, the one that was seen."""
    if _identity(os.fstat(file)) != _identity(seen):
        return problems.changed(path)
    chunks: list[bytes] = []
    left = seen.st_size + 1
    while left > 0 and (chunk := os.read(file, left)):
        chunks.append(chunk)
        left -= len(chunk)
    if left != 1 or _identity(os.fstat(file)) != _identity(seen):
        return problems.changed(path)
    return b"".join(chunks)


def _identity(about: os.stat_result) -> tuple[int, ...]:
    return about.st_dev, about.st_ino, about.st_mode, about.st_size, about.st_mtime_ns


def _no_way(path: bytes, error: OSError) -> Problem | None:
    if error.errno in {errno.ELOOP, errno.ENOTDIR}:
        return problems.link_on_the_way(text_of(path))
    return _unread(path, error)


def _unread(path: bytes, error: OSError) -> Problem | None:
    if error.errno == errno.ENOENT:
        return None
    if error.errno == errno.ELOOP:
        return problems.changed(text_of(path))
    return problems.unreadable(text_of(path), error.strerror or "unknown error")
