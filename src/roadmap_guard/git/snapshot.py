"""What a repository holds at one place and time, and how its files are read from objects."""

import stat
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import Literal

from roadmap_guard.git import problems
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.names import is_escaping, text_of
from roadmap_guard.git.objects import Info, Objects, missing
from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Source

FILE_BYTES = 1024 * 1024
"""The largest file that is read, unless the caller allows more."""

State = Literal["file", "hidden", "intent-to-add", "symlink", "submodule", "unmerged", "special", "bad-tree"]

Content = tuple["Entry", bytes | Problem]

_STATES: dict[int, State] = {0o120000: "symlink", 0o160000: "submodule"}
_BATCH_ENTRIES = 1024
_BATCH_BYTES = 32 * 1024 * 1024
_WITHOUT_OBJECT = ("submodule", "unmerged", "bad-tree")


class Entry(NamedTuple):
    """One path of a snapshot.

    path   from the root, with `/`; bytes that are not UTF-8 are surrogate escapes
    mode   git's file mode; 0 where git does not know the file
    oid    the id of its content; empty where git does not know it
    state  what stands there; a `hidden` file is one whose edits git was told not to see
    """

    path: str
    mode: int
    oid: str
    state: State


class Snapshot(ABC):
    """A set of files as they stand in a work tree, an index, a commit, or on disk."""

    @property
    @abstractmethod
    def source(self) -> Source:
        """Where the files are from."""

    @abstractmethod
    def _listing(self) -> dict[str, Entry]:
        """Every entry by its path, in the order of the bytes of the paths."""

    @abstractmethod
    def read(self, entries: Iterable[Entry], limit: int = FILE_BYTES) -> Iterator[Content]:
        """Each entry, in order, with its content or with the problem that refuses it.

        An entry whose content needs a remark comes twice: with a problem that does not refuse, and then with the content.
        Files of more than `limit` bytes are refused without reading them. Raises `GitError` where objects are missing.
        """

    def remarks(self) -> list[Problem]:
        """What a person should know about the snapshot as a whole, and what could not be looked at."""
        return []

    def entries(self) -> list[Entry]:
        """Every path, sorted by its bytes."""
        return list(self._by_path.values())

    def blob(self, path: str) -> bytes | None:
        """The content of the file at exactly this path, None where there is none. Raises `GitError` where it is refused."""
        entry = self._by_path.get(path)
        if entry is None:
            return None
        *_, (_, content) = self.read([entry])
        if isinstance(content, bytes):
            return content
        raise GitError(f"{path}: {content.message}", content.remedy)

    @cached_property
    def _by_path(self) -> dict[str, Entry]:
        return self._listing()


def tracked(path: bytes, octal: str, oid: str) -> Entry:
    """The entry for a line of git's that gives mode and object id; its name is not believed to stay in its place."""
    mode = int(octal, 8)
    return Entry(text_of(path), mode, oid, "bad-tree" if is_escaping(path) else _STATES.get(mode & 0o170000, "file"))


def kind_of(mode: int) -> State:
    """What the file system says stands there, from the mode of `lstat`."""
    return "file" if stat.S_ISREG(mode) else "symlink" if stat.S_ISLNK(mode) else "special"


def read_objects(
    objects: Objects, entries: Iterable[Entry], files: Mapping[str, Entry], limit: int
) -> Iterator[Content]:
    """Each entry with the content of its object; what is larger than `limit` bytes is refused without reading it.

    `files` are all entries of the snapshot: where a symbolic link may lead.
    """
    remaining = iter(entries)
    while batch := list(islice(remaining, _BATCH_ENTRIES)):
        infos = _infos(objects, batch)
        for group in _groups(batch, infos):
            contents = objects.contents(entry.oid for entry in group if _is_readable(infos.get(entry.oid), limit))
            for entry in group:
                yield entry, _judged(entry, infos.get(entry.oid), contents, files, limit)


def _infos(objects: Objects, batch: list[Entry]) -> dict[str, Info]:
    with_object = [entry for entry in batch if entry.state not in _WITHOUT_OBJECT]
    infos = objects.infos(entry.oid for entry in with_object)
    for entry in with_object:
        if infos[entry.oid] is None:
            raise missing(entry.oid, entry.path)
    return {oid: info for oid, info in infos.items() if info}


def _groups(batch: list[Entry], infos: Mapping[str, Info]) -> Iterator[list[Entry]]:
    """The batch in pieces that fit into memory together."""
    group: list[Entry] = []
    size = 0
    for entry in batch:
        group.append(entry)
        size += infos[entry.oid].size if entry.oid in infos else 0
        if size > _BATCH_BYTES:
            yield group
            group, size = [], 0
    yield group


def _is_readable(info: Info | None, limit: int) -> bool:
    return info is not None and info.kind == "blob" and info.size <= limit


def _judged(
    entry: Entry, info: Info | None, contents: Mapping[str, bytes], files: Mapping[str, Entry], limit: int
) -> bytes | Problem:
    if entry.state == "bad-tree":
        return problems.bad_tree(entry.path)
    if entry.state == "unmerged":
        return problems.unmerged(entry.path)
    if info is None:
        return problems.submodule(entry.path)
    if info.kind != "blob":
        return problems.not_a_blob(entry.path, info.kind)
    if info.size > limit:
        return problems.too_large(entry.path, info.size, limit)
    content = contents[entry.oid]
    return link(entry.path, text_of(content), files) if entry.state == "symlink" else content


def link(path: str, target: str, files: Mapping[str, Entry]) -> Problem:
    """What to say about a symbolic link: whether the file that it leads to is checked by itself."""
    place = _place(path, target, files)
    inside = (
        place in files and files[place].state in {"file", "hidden", "intent-to-add"} and _kind(place) == _kind(path)
    )
    return problems.link_inside(path, target) if inside else problems.link_outside(path, target)


_SAME = {"yml": "yaml", "markdown": "md"}


def _kind(path: str) -> str:
    """The ending of a name: what is checked as a link's file must be looked at under its own name too."""
    ending = path.rpartition("/")[2].rpartition(".")[2].lower()
    return _SAME.get(ending, ending)


def _place(path: str, target: str, files: Mapping[str, Entry]) -> str:
    """The path that a link leads to, without looking at any disk; empty where it leaves the snapshot on the way."""
    steps = path.split("/")[:-1]
    for step in target.split("/"):
        if not step or "/".join(steps) in files:
            return ""
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
