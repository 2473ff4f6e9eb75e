"""What reading a file gives: documents, or a problem that says why not."""

from typing import Literal

from roadmap_guard.model.node import Node
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import FILE_START, Span

Language = Literal["yaml", "json", "markdown", "csv"]
Level = Literal["error", "warning", "note"]

LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""SARIF's words, worst first."""


class Document(NamedTuple):
    """One document of a file (a YAML stream may hold several).

    A Markdown file is one document whose root is a mapping: `frontMatter` (the YAML block, absent without one), `title`
    (the first level-1 heading) and `sections` (see `documents/markdown.py`). A CSV file is a mapping of `header` and `rows`.
    """

    path: str
    number: int
    language: Language
    root: Node


class Fix(NamedTuple):
    """A change of a file's text that mends something, as a person would make it.

    span   of the text that is replaced; an empty one is where `new` is inserted
    old    what stands there, without quotes: what tells that the file is still as it was read
    new    what takes its place, without quotes
    words  what is done, as an order: "write `planned` for `plannd`"
    safe   the text means the same before and after, or could not be read before; else it needs a person's eye
    """

    span: Span
    old: str
    new: str
    words: str
    safe: bool


class Problem(NamedTuple):
    """Something about an input itself, apart from any policy.

    With `refuses` the file (or document) could not be read and nothing of it was checked; without, it was read and this is
    a remark. `message` names the value and the limit, `remedy` the way out; `fix` is the one right answer, where there is one.
    """

    code: str
    message: str
    remedy: str
    path: str
    span: Span = FILE_START
    level: Level = "error"
    refuses: bool = True
    fix: Fix | None = None

    @property
    def rule(self) -> str:
        """What stands for a rule in its finding: `input/<code>`, or the code where it names its family (`waiver/expired`)."""
        return self.code if "/" in self.code else f"input/{self.code}"


class ProblemKind(NamedTuple):
    """What stands behind the code of a problem: the source of `explain input/<code>`.

    title    the fault in one line
    meaning  why it matters, for a person who met it for the first time
    remedy   what to do about it
    level    of the finding
    foreign  ordinary files of other tools do this; in a file that no format recognises it is no more than a note
    """

    title: str
    meaning: str
    remedy: str
    level: Level = "error"
    foreign: bool = False


class Parsed(NamedTuple):
    """All that one file gave. A refused document does not hide the others of its file."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]
