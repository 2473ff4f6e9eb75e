"""YAML to documents: libyaml's events into our own tree, under hard budgets (YAML 1.2.2).

Events alone are safe on any input; composing and constructing are not (they recurse, expand and run code).
"""

import re

from roadmap_guard.documents import pyyaml
from roadmap_guard.documents import text as texts
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem
from roadmap_guard.documents.yaml_builder import Builder
from roadmap_guard.documents.yaml_errors import Explained, explained
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.document import Parsed, Problem
from roadmap_guard.model.span import Span

_NEXT_DOCUMENT = r"\n---(?=[ \t\r\n]|\Z)"
_END_LINE = r"(?:\.\.\.)?[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)"


def read(path: str, data: bytes, limits: Limits) -> Parsed:
    """All documents of a YAML file."""
    texts.check_size(path, data, limits)
    text = texts.decode(path, data)
    remarks = texts.check_characters(path, text)
    texts.check_whole(path, text)
    parsed = read_text(path, text, limits)
    if not parsed.documents and not parsed.problems:
        remarks.append(problem("empty-document", "the file holds no document", path))
    return Parsed(parsed.documents, (*remarks, *parsed.problems))


def read_text(path: str, text: str, limits: Limits, first_line: int = 1) -> Parsed:
    """All documents of YAML text that begins on line `first_line` of its file. A refused one does not hide the others."""
    excess = _too_many_directives(path, text, limits, first_line)
    return Parsed((), (excess,)) if excess else _Stream(path, text, limits, first_line).read()


def _too_many_directives(path: str, text: str, limits: Limits, first_line: int) -> Problem | None:
    """Many lines that begin with `%`: the parser, which takes quadratic time over them, is not to see them."""
    if "\n%" not in text and not text.startswith("%"):
        return None
    starts = [found.start() for found in re.finditer("(?m)^%", text)]
    if len(starts) <= limits.directives:
        return None
    message = f"the stream holds {len(starts):,} lines that begin with `%`; the limit is {limits.directives}"
    line = first_line + text.count("\n", 0, starts[limits.directives])
    return problem("too-many-directives", message, path, Span(line, 1, line, 2))


class _Stream:
    """Reads the documents of a text, from one refused document to the next."""

    def __init__(self, path: str, text: str, limits: Limits, first_line: int) -> None:
        self._path = path
        self._text = text
        self._source = Source(text, first_line)
        self._builder = Builder(path, self._source, limits)
        self._first_line = first_line
        self._limits = limits

    def read(self) -> Parsed:
        start = self._read_from(0)
        while start >= 0:
            if self._builder.findings.document + 1 >= self._limits.documents:
                self._refuse_more(start)
                break
            start = self._read_from(start)
        return Parsed(tuple(self._builder.documents), tuple(self._builder.findings.problems))

    def _read_from(self, start: int) -> int:
        """Read documents from the offset `start`; the offset to go on from after a problem, or -1 at the end."""
        builder = self._builder
        line = self._first_line + self._text.count("\n", 0, start)
        try:
            builder.consume(line, pyyaml.parsed(self._text[start:]))
        except pyyaml.YAMLError as error:
            found = explained(error, self._source, line)
            return self._after_error(found, start, self._offset(start, found.span.line - line))
        except Refused as refused:
            builder.findings.problems.append(refused.problem)
            builder.abandon()
            at = self._offset(start, refused.problem.span.line - line)
            return -1 if builder.findings.exhausted else self._next_document(start, at)
        return -1

    def _after_error(self, error: Explained, start: int, at: int) -> int:
        """Note a parser's error on the line that begins at the offset `at`; where to go on."""
        code, message, span = error
        findings, line = self._builder.findings, self._source.line(span.line)
        between = self._source.is_between_documents(self._builder.ended, span.line)
        if code == "unknown-directive" and between:
            findings.problems.append(findings.problem(code, message, span))
            return self._offset(at, 1)
        if between and line.startswith("...") and (after := self._after_ends(at)) > at:
            return after
        self._builder.abandon()
        findings.problems.append(findings.problem("syntax" if code == "unknown-directive" else code, message, span))
        following = self._next_document(start, at)
        if between and following >= 0 and line.startswith("%"):  # skip the document that the directive belongs to
            return self._next_document(following, following)
        return following

    def _next_document(self, start: int, at: int) -> int:
        """The offset of the first document marker after `start` and not before `at`; -1 without one."""
        found = re.compile(_NEXT_DOCUMENT).search(self._text, max(start, at - 1))
        return found.start() + 1 if found else -1

    def _refuse_more(self, start: int) -> None:
        line = self._first_line + self._text.count("\n", 0, start)
        message = f"the stream holds more than {self._limits.documents:,} documents"
        found = problem("too-many-documents", message, self._path, Span(line, 1, line, 4))
        self._builder.findings.problems.append(found)

    def _after_ends(self, at: int) -> int:
        """The offset after all document ends from `at` on. YAML 1.2 allows them without a document; libyaml does not."""
        end_line = re.compile(_END_LINE)
        while at < len(self._text) and (found := end_line.match(self._text, at)):
            at = found.end()
        return at

    def _offset(self, at: int, lines: int) -> int:
        """The offset of the beginning of the line that comes `lines` after the one that begins at `at`."""
        for _ in range(lines):
            at = self._text.find("\n", at) + 1 or len(self._text)
        return at
