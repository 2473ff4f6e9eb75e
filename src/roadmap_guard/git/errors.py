"""The one way in which reading a repository as a whole fails."""

from roadmap_guard.model.errors import CannotCheckError


class GitError(CannotCheckError):
    """The repository, a commit or git itself cannot be read: nothing can be said about its files.

    `message` names what was asked and what came, `remedy` the way out. What is wrong with a single file is never a
    `GitError` but a `Problem` of that file.
    """


class NoRepositoryError(GitError):
    """There is no repository around the directory."""


class ShallowError(GitError):
    """The clone is shallow, so that what lies further back is not there."""
