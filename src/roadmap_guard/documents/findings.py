"""What was found while reading one file, kept short: a file can be wrong in a hundred thousand places."""

from typing import NoReturn

from roadmap_guard.documents.problems import KINDS, Refused, problem
from roadmap_guard.model.document import Problem
from roadmap_guard.model.span import Span

_MOST_OF_A_KIND = 20


class Findings:
    """The problems of one file, and whether the document at hand is refused.

    document   the number of the document being read, from 0; problems name it from the second on
    refused    whether that document has a problem that refuses it
    exhausted  whether a budget of the whole file is used up
    """

    def __init__(self, path: str) -> None:
        self.problems: list[Problem] = []
        self.document = 0
        self.refused = False
        self.exhausted = False
        self._path = path
        self._counts: dict[str, int] = {}

    def add(self, code: str, message: str, span: Span) -> None:
        """Note a problem and read on. Of one kind 20 are kept; the last says so, and ends the document if it refuses it.

        Raises:
            Refused: with the twentieth refusal of a kind.
        """
        refuses = KINDS[code].level == "error"
        self.refused = self.refused or refuses
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count < _MOST_OF_A_KIND:
            self.problems.append(self.problem(code, message, span))
        elif refuses:
            self.stop(code, message + "; the rest of the document was not read", span)
        elif count == _MOST_OF_A_KIND:
            self.problems.append(self.problem(code, message + "; further ones are not listed", span))

    def stop(self, code: str, message: str, span: Span) -> NoReturn:
        """Refuse the document at hand and read it no further."""
        raise Refused(self.problem(code, message, span))

    def exhaust(self, code: str, message: str, span: Span) -> NoReturn:
        """Refuse the document at hand and all that follow it in the file."""
        self.exhausted = True
        self.stop(code, message, span)

    def problem(self, code: str, message: str, span: Span) -> Problem:
        """A problem of the document at hand."""
        place = f" (document {self.document + 1})" if self.document > 0 else ""
        return problem(code, message + place, self._path, span)
