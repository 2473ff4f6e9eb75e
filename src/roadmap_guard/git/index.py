"""The files of the index: what the next commit will hold."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby

from roadmap_guard.git.index_file import refuse_damaged
from roadmap_guard.git.names import text_of
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import FILE_BYTES, Content, Entry, Snapshot, read_objects, tracked
from roadmap_guard.git.sources import current_branch, source_of
from roadmap_guard.git.worktree import WorkTree
from roadmap_guard.model.document import Problem
from roadmap_guard.model.report import Source


class Index(Snapshot):
    """The files of the index of a repository: inside a hook, of the index that git named to the hook."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    @cached_property
    def source(self) -> Source:
        """Where the files are from."""
        return source_of(self._repository, "index", self._repository.head, current_branch(self._repository))

    def read(self, entries: Iterable[Entry], limit: int = FILE_BYTES) -> Iterator[Content]:
        """See `Snapshot.read`. Files only announced with `git add --intent-to-add` are read from the work tree."""
        for announced, group in groupby(entries, self._is_announced):
            if announced:
                yield from self._on_disk(group, limit)
            else:
                yield from read_objects(self._repository.objects, group, self._by_path, limit)

    def _on_disk(self, entries: Iterable[Entry], limit: int) -> Iterator[Content]:
        marked = (entry._replace(state="intent-to-add") for entry in entries)
        return WorkTree(self._repository).read(marked, limit)

    def _is_announced(self, entry: Entry) -> bool:
        """An announced file has the id of the empty file; which of those are announced is asked when the first comes."""
        return entry.oid == self._repository.empty_blob and entry.path in self._announced

    @cached_property
    def _announced(self) -> frozenset[str]:
        question = ("diff-index", "--cached", "-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none")
        against = self._repository.empty_tree
        really_there = self._repository.git.run(*question, "--ita-invisible-in-index", against).split(b"\0")
        return frozenset(self._by_path) - {text_of(path) for path in really_there}

    def remarks(self) -> list[Problem]:
        """See `Snapshot.remarks`."""
        return self._repository.remarks()

    def _listing(self) -> dict[str, Entry]:
        refuse_damaged(self._repository)
        listing = self._repository.git.run("ls-files", "-s", "-z")
        rows = sorted(row.partition(b"\t")[::-2] for row in listing.split(b"\0")[:-1])
        return {entry.path: entry for entry in (_entry(path, about) for path, about in rows)}


def _entry(path: bytes, about: bytes) -> Entry:
    octal, oid, stage = about.decode("ascii").split(" ")
    entry = tracked(path, octal, oid)
    return entry if stage == "0" else entry._replace(oid="", state="unmerged")
