"""A repository that may be read, and where to find it."""

import os
from typing import Self

from roadmap_guard.git import places, problems
from roadmap_guard.git.disk import beginning_of
from roadmap_guard.git.objects import Objects
from roadmap_guard.git.places import Places
from roadmap_guard.git.process import Git
from roadmap_guard.model.document import Problem

_EMPTY_TREES = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
_EMPTY_BLOBS = {
    "sha1": "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    "sha256": "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
}
_ALTERNATES = "objects/info/alternates"
_ALTERNATES_BYTES = 65536


class Repository:
    """A repository that may be read.

    root            absolute path of its work tree, links resolved; empty for a bare repository
    git_dir         absolute path of its `.git`; for a linked work tree its own one
    common_dir      absolute path of what linked work trees share: objects and refs
    bare, shallow   without a work tree; with history cut off
    object_format   `sha1` or `sha256`
    head            full id of the commit that HEAD stands for; empty before the first commit
    git             runs commands in it
    objects         reads objects of it by id

    A context manager: leaving it ends the git process that reads objects.
    """

    def __init__(self, git: Git, where: Places) -> None:
        self.git = git
        self.root = where.root
        self.git_dir = where.git_dir
        self.common_dir = where.common_dir
        self.bare = not where.root
        self.shallow = where.shallow
        self.object_format = where.object_format
        self.head = where.head
        self.objects = Objects(git)

    @property
    def index_file(self) -> str:
        """The path of the index, which git names itself inside a hook."""
        return self.git.environment.get("GIT_INDEX_FILE") or os.path.join(self.git_dir, "index")

    @property
    def empty_tree(self) -> str:
        """The id of the tree without entries, which every repository knows."""
        return _EMPTY_TREES[self.object_format]

    @property
    def empty_blob(self) -> str:
        """The id of the file without content."""
        return _EMPTY_BLOBS[self.object_format]

    def remarks(self) -> list[Problem]:
        """What a person should know about the repository as a whole: that it borrows objects from others."""
        stores = (beginning_of(os.path.join(self.common_dir, _ALTERNATES), _ALTERNATES_BYTES) or b"").split()
        return [problems.foreign_objects(f".git/{_ALTERNATES}", len(stores))] if stores else []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.objects.close()


def discover(start: str) -> Repository:
    """The repository that the directory `start` lies in. Raises `GitError` where none may be read there."""
    return Repository(*places.find(start))
