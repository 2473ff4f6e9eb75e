"""What an audit trail says about a commit: who, when, what for, under which tags, and where the repository comes from.

The only user of GitPython, which is good at this and slow to import. It never decides what is checked: its readings of
indexes and changes lose files whose names are not UTF-8.
"""

import os
import re
from configparser import Error as ConfigParserError
from types import ModuleType
from typing import TYPE_CHECKING

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.repository import Repository
from roadmap_guard.model.report import CommitInfo

if TYPE_CHECKING:
    import git


def commit_info(repository: Repository, oid: str) -> CommitInfo:
    """What the commit with this full id says about itself. Raises `GitError` where it cannot be read."""
    if repository.object_format != "sha1":
        message = (
            f"author and dates of {oid} cannot be read: GitPython knows no {repository.object_format} repositories"
        )
        raise GitError(message, "Read them with `git show`.")
    gitpython = _gitpython(repository)
    try:
        with _without_config(gitpython)(repository.git_dir, expand_vars=False) as repo:
            repo.git.update_environment(**repository.git.environment)
            return _info(repo, repo.commit(oid))
    except (gitpython.GitError, gitpython.ODBError, ValueError) as error:
        message = f"author and dates of {oid} cannot be read: {type(error).__name__}"
        raise GitError(message, "Run `git fsck` and mend what it names.") from error


def origin_url(repository: Repository) -> str:
    """The address of the remote `origin` without any password or token; empty where there is none but a path of this machine.

    Empty as well where GitPython cannot read the configuration: it takes every name in it for UTF-8, which git does not.
    """
    config = os.path.join(repository.common_dir, "config")
    section = 'remote "origin"'
    try:
        with _gitpython(repository).GitConfigParser(config, read_only=True, merge_includes=False) as parser:
            return _without_secrets(str(parser.get(section, "url"))) if parser.has_option(section, "url") else ""
    except (ConfigParserError, UnicodeError):
        return ""


def _gitpython(repository: Repository) -> ModuleType:
    """GitPython, told which git to run before it looks for one itself."""
    os.environ["GIT_PYTHON_GIT_EXECUTABLE"] = repository.git.executable
    import git

    return git


def _without_config(gitpython: ModuleType) -> "type[git.Repo]":
    """A repository whose configuration is not read: a commit needs none of it, and what it includes may be any file.

    GitPython cannot open a repository at all where an `includeIf` stands in it, as actions/checkout writes it.
    """

    class Repo(gitpython.Repo):  # type: ignore[misc, name-defined]
        def _config_reader(self, *_: object, **__: object) -> "git.GitConfigParser":
            parser: git.GitConfigParser = gitpython.GitConfigParser([], read_only=True, merge_includes=False)
            return parser

    return Repo


def _info(repo: "git.Repo", commit: "git.Commit") -> CommitInfo:
    return CommitInfo(
        oid=commit.hexsha,
        author=_person(commit.author),
        authored=commit.authored_datetime.isoformat(),
        committer=_person(commit.committer),
        committed=commit.committed_datetime.isoformat(),
        subject=str(commit.summary),
        tags=tuple(sorted(tag.name for tag in repo.tags if _is_at(tag, commit))),
    )


def _person(actor: "git.Actor") -> str:
    return f"{actor.name} <{actor.email}>"


def _is_at(tag: "git.TagReference", commit: "git.Commit") -> bool:
    try:
        return bool(tag.commit == commit)
    except ValueError:  # the tag of a file or folder
        return False


def _without_secrets(url: str) -> str:
    """`https://user:token@host/x?y` as `https://host/x`; what is no address with a scheme has no place for a secret.

    An absolute path means nothing on another machine.
    """
    from urllib.parse import urlsplit, urlunsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme == "file" or url.startswith(("/", "~")) or re.match(r"[A-Za-z]:[\\/]", url):
        return ""
    if not parts.scheme or not parts.netloc:
        return url
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
