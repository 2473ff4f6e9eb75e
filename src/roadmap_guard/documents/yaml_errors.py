"""The parser's errors in our words: what is wrong, where, and what it usually means."""

import re
from typing import Any

from roadmap_guard.documents.problems import shown
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

_PLACEHOLDER = r"(?<!\$)\{\{|\{%|<%[=\-\s]"
_CODES = (
    ("incompatible YAML document", "yaml-version"),
    ("version number", "yaml-version"),
    ("Unicode character escape code", "lone-surrogate"),
    ("unknown directive name", "unknown-directive"),
)
_PLAINLY = (
    (
        "mapping values are not allowed",
        "`:` begins a mapping where none can stand: quote a value that holds `: `, or mend the indentation",
    ),
    (
        "did not find expected key",
        "the indentation does not fit the mapping that begins on line {began}, or the line before is not closed",
    ),
    ("did not find expected '-'", "a line that is no item stands in the list that begins on line {began}"),
    ("could not find expected ':'", "the line {began} is no `key: value`, though the lines around it are"),
    ("found unexpected end of stream", "the quotes that open on line {began} are not closed"),
    ("found unexpected document indicator", "the quotes that open on line {began} are not closed before this `---`"),
    ("did not find expected ',' or ']'", "a comma or `]` is missing in the list that begins on line {began}"),
    ("did not find expected ',' or '}'", "a comma or `}}` is missing in the mapping that begins on line {began}"),
    ("did not find expected node content", "a value is missing here, or a bracket above is not closed"),
    (
        "found unknown escape character",
        "an unknown escape follows a backslash in double quotes; single quotes keep backslashes",
    ),
    ("unknown directive name", "the directive is not one of `%YAML` and `%TAG`"),
    ("incompatible YAML document", "the `%YAML` version is not 1.1 or 1.2"),
    ("Unicode character escape code", "the escape stands for half a character, or for none"),
)


class Explained(NamedTuple):
    """A problem's code, message and place."""

    code: str
    message: str
    span: Span


def explained(error: Any, source: Source, first_line: int) -> Explained:
    """What is behind an error that PyYAML raised while it parsed the part of `source` from line `first_line` on."""
    what = getattr(error, "problem", None) or "the text cannot be read"
    place = getattr(error, "problem_mark", None)
    began = _place(getattr(error, "context_mark", None) or place, first_line)
    span = _place(place, first_line) if place else began
    code = next((code for part, code in _CODES if part in what), "syntax")
    if code == "syntax" and (placeholder := _placeholder(source, span.line, began.line)):
        return Explained("template", "a placeholder of a template stands where YAML should", placeholder)
    return Explained(code, _mistake(what, source.line(span.line), span) or _plainly(error, what, began), span)


def _place(mark: Any, first_line: int) -> Span:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Span(line + first_line, column + 1, line + first_line, column + 1)


def _placeholder(source: Source, *lines: int) -> Span | None:
    """Where a template's placeholder begins on one of these lines."""
    for line in lines:
        if found := re.search(_PLACEHOLDER, source.line(line)):
            return Span(line, found.start() + 1, line, found.end() + 1)
    return None


def _mistake(what: str, line: str, span: Span) -> str:
    """The commonest mistakes, by the character at fault; empty for others."""
    character = line[span.column - 1 : span.column]
    if "\t" in line[: span.column] and not line[: span.column].strip():
        return "a tab character indents this line; YAML is indented with spaces"
    if "cannot start any token" in what and character:
        return f"a plain value cannot begin with {shown(character)}; put it in quotes"
    return ""


def _plainly(error: Any, what: str, began: Span) -> str:
    """The parser's message in plainer words, or as it is where we have none."""
    ours = next((message for part, message in _PLAINLY if part in what), "")
    if ours:
        return ours.format(began=began.line)
    context = getattr(error, "context", None)
    return shown(f"{what} {context}" if context else what, 200).strip("'")
