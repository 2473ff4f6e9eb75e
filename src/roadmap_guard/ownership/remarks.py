"""What is wrong with one ownership file, told as far as somebody would read it."""

from roadmap_guard.model.document import Level, Problem
from roadmap_guard.model.span import Span

_MOST = 100
_LONGEST = 80


class Remarks:
    """The remarks on one file. However many lines are wrong, the list stays short, and its end says what was left out."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._problems: list[Problem] = []
        self._left_out = 0

    def remark(self, code: str, message: str, remedy: str, span: Span, level: Level = "warning") -> None:
        """Note something about the place `span`; the file was read all the same."""
        if len(self._problems) < _MOST:
            self._problems.append(Problem(code, message, remedy, self._path, span, level, refuses=False))
        else:
            self._left_out += 1

    def all(self) -> tuple[Problem, ...]:
        """The remarks in their order."""
        if not self._left_out:
            return tuple(self._problems)
        last = self._problems[-1]
        message = f"{self._left_out} further remarks on {self._path} are left out"
        rest = Problem(
            "ownership-remarks", message, "Mend those above first.", self._path, last.span, "note", refuses=False
        )
        return (*self._problems, rest)


def shown(text: str) -> str:
    """`text` fit for a message: what is no UTF-8 or cannot be printed replaced, and not endless."""
    text = text[: _LONGEST + 1].encode("utf-8", "replace").decode("utf-8")
    text = "".join(character if character.isprintable() else "�" for character in text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
