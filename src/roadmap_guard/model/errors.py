"""The one family of exceptions that a person is meant to read."""


class CannotCheckError(Exception):
    """Something stands in the way of checking at all: a bad revision, a policy that does not load, an unwritable report.

    `message` names the thing and the value, `remedy` the way out. Ends the run with exit code 2. What is wrong with one
    file under check is a `Problem` or an outcome instead, and never an exception.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
