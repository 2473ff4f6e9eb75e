"""Finding the repository around a directory, and what sort of repository it is."""
# ruff: noqa: PTH

import os
from typing import NamedTuple, Self

from roadmap_guard.git import process
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.objects import Objects
from roadmap_guard.git.process import Answer, Git

_QUESTIONS = ("rev-parse", "--is-bare-repository", "--is-shallow-repository", "--show-object-format")
_PLACES = ("--path-format=absolute", "--absolute-git-dir", "--git-common-dir", "--show-cdup")
_HEAD = ("-q", "--verify", "HEAD^{commit}")
_EMPTY_TREES = {
    "sha1": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "sha256": "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}


class Places(NamedTuple):
    """What one `git rev-parse` says about the repository around a directory, see `Repository`."""

    root: str
    git_dir: str
    common_dir: str
    shallow: bool
    object_format: str
    head: str


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

    def __init__(self, git: Git, places: Places) -> None:
        self.git = git
        self.root = places.root
        self.git_dir = places.git_dir
        self.common_dir = places.common_dir
        self.bare = not places.root
        self.shallow = places.shallow
        self.object_format = places.object_format
        self.head = places.head
        self.objects = Objects(git)

    @property
    def empty_tree(self) -> str:
        """The id of the tree without entries, which every repository knows."""
        return _EMPTY_TREES[self.object_format]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.objects.close()


def discover(start: str) -> Repository:
    """The repository that the directory `start` lies in. Raises `GitError` where none may be read there."""
    directory = os.path.realpath(start)
    git = Git(process.find(), directory, {})
    answer = git.ask(*_QUESTIONS, *_PLACES, *_HEAD)
    if answer.code not in {0, 1}:
        raise GitError(f"{start}: {process.reason(answer)}", "name a directory inside a git repository")
    return _repository(git, directory, answer)


def _repository(git: Git, directory: str, answer: Answer) -> Repository:
    bare, shallow, object_format, git_dir, common_dir, *rest = os.fsdecode(answer.output).split("\n")[:-1]
    up = "" if bare == "true" else rest.pop(0)
    head = rest.pop(0) if rest else ""
    root = "" if bare == "true" else os.path.realpath(os.path.join(directory, up))
    variables = {"GIT_DIR": git_dir, **({"GIT_WORK_TREE": root} if root else {})}
    inside = Git(git.executable, root or git_dir, variables)
    return Repository(inside, Places(root, git_dir, common_dir, shallow == "true", object_format, head))
