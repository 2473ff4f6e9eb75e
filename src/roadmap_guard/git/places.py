"""Where the repository around a directory is: asked with one `git rev-parse`, believed only where it is safe to read there."""

import os
import re
from collections.abc import Mapping

from roadmap_guard.git import process
from roadmap_guard.git.disk import beginning_of
from roadmap_guard.git.errors import GitError, NoRepositoryError
from roadmap_guard.git.process import Answer, Git
from roadmap_guard.model.record import NamedTuple

OLDEST = (2, 39)
"""The oldest git that is trusted: older ones lack fixes of 2024 and `cat-file --batch-command`."""

_QUESTIONS = (
    "rev-parse",
    "--is-bare-repository",
    "--is-shallow-repository",
    "--show-object-format",
    "--path-format=absolute",
    "--absolute-git-dir",
    "--git-common-dir",
    "--show-cdup",
    "-q",
    "--verify",
    "HEAD^{commit}",
)
_ANSWERED = (0, 1)  # 1: the last question, because there is no commit yet
_VERSION_IN_MESSAGES = {"GIT_TRACE2_EVENT": "2"}  # the first event names git's version, which saves a process
_NAMED_BY_GIT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
_OTHER_STORES = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
_GITFILE_BYTES = 8192


class Places(NamedTuple):
    """What `git rev-parse` says about the repository around a directory, see `Repository`."""

    root: str
    git_dir: str
    common_dir: str
    shallow: bool
    object_format: str
    head: str


def find(start: str) -> tuple[Git, Places]:
    """A git that runs in the repository around `start`, and its places. Raises `GitError` where none may be read.

    Inside a hook git names the repository and its index in `GIT_*` variables. They hold for that repository alone.
    """
    directory = os.path.realpath(start)
    if not os.path.isdir(directory):
        raise GitError(f"{start}: no such directory", "Name a directory inside a git repository.")
    executable = process.find()
    named = _named_by_git()
    here = os.path.realpath(os.curdir)
    if not named or directory == here:
        return _enter(executable, directory, named)
    found = _enter(executable, directory, {})
    try:
        hooked = _enter(executable, here, named)
    except GitError:
        return found
    return hooked if hooked[1].git_dir == found[1].git_dir else found


def _named_by_git() -> dict[str, str]:
    named = {name: os.path.abspath(os.environ[name]) for name in _NAMED_BY_GIT if os.environ.get(name)}
    if named and _OTHER_STORES in os.environ:
        named[_OTHER_STORES] = os.environ[_OTHER_STORES]
    return named


def _enter(executable: str, directory: str, named: Mapping[str, str]) -> tuple[Git, Places]:
    environment = process.safe_environment({**named, **_VERSION_IN_MESSAGES})
    places = _places(directory, _answer(Git(executable, directory, environment)))
    if places.root and "GIT_DIR" not in named and "GIT_WORK_TREE" not in named:
        _refuse_foreign_root(places)
    variables = {**named, "GIT_DIR": places.git_dir, **({"GIT_WORK_TREE": places.root} if places.root else {})}
    return Git(executable, places.root or places.git_dir, process.safe_environment(variables)), places


def _answer(git: Git) -> Answer:
    """The answer to the questions, once git has the exceptions that the user or the layout of a bare repository allows."""
    answer = _asked(git)
    excuses = {"dubious ownership": _trusted_by_user, "safe.bareRepository": _not_embedded}
    while complaint := next((known for known in excuses if known in answer.messages), ""):
        git = git._replace(flags=git.flags + excuses.pop(complaint)(git, answer))
        answer = _asked(git)
    if "not a git repository" in answer.messages:
        raise NoRepositoryError(f"{git.directory} lies in no git repository", "Name a directory inside one.")
    if answer.code not in _ANSWERED:
        raise GitError(f"{git.directory}: {process.reason(answer)}", _remedy(answer))
    return answer


def _asked(git: Git) -> Answer:
    """The answer, its messages freed from what names the version. Raises `GitError` for a git that is too old."""
    answer = git.ask(*_QUESTIONS)
    version = re.search(r'"exe":"(\d+)\.(\d+)', answer.messages) or re.search(
        r"(\d+)\.(\d+)", git.run("version").decode()
    )
    if version is None or (int(version[1]), int(version[2])) < OLDEST:
        is_old = f"git {version[0]} is too old" if version else "not a git that says its version"
        raise GitError(f"{git.executable}: {is_old}", f"Install git {OLDEST[0]}.{OLDEST[1]} or newer.")
    lines = [line for line in answer.messages.splitlines(keepends=True) if not line.startswith('{"event":')]
    return answer._replace(messages="".join(lines))


def _remedy(answer: Answer) -> str:
    """Git itself says how to trust a directory of another owner."""
    line = next((line for line in answer.messages.splitlines() if line.startswith("\tgit config --global")), "")
    return f"If you trust it, run: {line.strip()}" if line else "Name a directory inside a git repository."


def _trusted_by_user(git: Git, _: Answer) -> tuple[str, ...]:
    """The directories that the user's own configuration declares safe, which our environment hides from git."""
    environment = {**os.environ, "GIT_DIR": os.devnull}  # no repository has a say in this
    asking = Git(git.executable, os.path.abspath(os.sep), environment)
    trusted = asking.ask("config", "--null", "--get-all", "safe.directory").output.split(b"\0")[:-1]
    return tuple(word for directory in trusted for word in ("-c", f"safe.directory={os.fsdecode(directory)}"))


def _not_embedded(git: Git, answer: Answer) -> tuple[str, ...]:
    """Allows a bare repository by itself. Raises `GitError` for one that lies inside another, where a checkout puts it."""
    bare = re.search(r"cannot use bare repository '(.*)' \(", answer.messages, re.DOTALL)
    around = os.path.dirname(bare[1]) if bare else git.directory
    outside = git._replace(directory=around).ask("rev-parse", "--git-dir")
    if "not a git repository" not in outside.messages:
        message = f"{git.directory} lies in a bare repository inside another repository, a place where attacks hide"
        raise GitError(message, f"Name the repository around it, or move it out of {around}.")
    return ("-c", "safe.bareRepository=all")


def _places(directory: str, answer: Answer) -> Places:
    bare, shallow, object_format, git_dir, common_dir, *rest = [*os.fsdecode(answer.output).split("\n")[:-1], *[""] * 5]
    up = "" if bare == "true" else rest.pop(0)
    head = rest.pop(0)
    if head.strip("0123456789abcdef") or not os.path.isabs(git_dir) or not os.path.isabs(common_dir):
        raise GitError(f"{directory}: its path cannot be told from git's answer", "Use a path without line feeds.")
    root = "" if bare == "true" else os.path.realpath(os.path.join(directory, up))
    return Places(root, git_dir, common_dir, shallow == "true", object_format, head)


def _refuse_foreign_root(places: Places) -> None:
    """Raises `GitError` unless the work tree has a `.git` that leads to this repository.

    `core.worktree` of a copied `.git` could name any directory and have its files read.
    """
    link = os.path.join(places.root, ".git")
    gitfile = beginning_of(link, _GITFILE_BYTES) if os.path.isfile(link) else None
    if gitfile is not None:
        link = os.path.join(places.root, os.fsdecode(gitfile.strip().removeprefix(b"gitdir: ")))
    if os.path.realpath(link) != os.path.realpath(places.git_dir):
        message = (
            f"worktree-outside: {places.git_dir} claims {places.root} as its work tree, which does not belong to it"
        )
        raise GitError(message, "Remove core.worktree from the repository's config.")
