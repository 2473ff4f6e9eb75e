"""The one way in which reading a repository as a whole fails."""


class GitError(Exception):
    """The repository, a commit or git itself cannot be read: nothing can be said about its files.

    `message` names what was asked and what came, `remedy` the way out. What is wrong with a single file is never a
    `GitError` but a `Problem` of that file.
    """

    def __init__(self, message: str, remedy: str) -> None:
        """Both are sentences for a person, without a trailing newline."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy
