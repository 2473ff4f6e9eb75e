"""YAML to documents: libyaml's events into our own tree, under hard budgets (YAML 1.2.2).

Events alone are safe on any input; composing and constructing are not (they recurse, expand and run code).
"""

import re
from collections.abc import Iterable
from typing import Any

from roadmap_guard.documents import text as texts
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem
from roadmap_guard.documents.yaml_builder import Builder
from roadmap_guard.documents.yaml_errors import Explained, explained
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.document import Parsed

_NEXT_DOCUMENT = r"\n---(?=[ \t\r\n]|\Z)"
_DOCUMENT_END = r"\.\.\.[ \t]*(?:#.*)?"


def read(path: str, data: bytes, limits: Limits) -> Parsed:
    """All documents of a YAML file."""
    texts.checked_size(path, data, limits)
    text = texts.decode(path, data)
    remarks = texts.check_characters(path, text)
    texts.check_whole(path, text)
    parsed = read_text(path, text, limits)
    if not parsed.documents and not parsed.problems:
        remarks.append(problem("empty-document", "the file holds no document", path))
    return Parsed(parsed.documents, (*remarks, *parsed.problems))


def read_text(path: str, text: str, limits: Limits, first_line: int = 1) -> Parsed:
    """All documents of YAML text that begins on line `first_line` of its file. A refused one does not hide the others."""
    _check_directives(path, text, limits)
    builder = Builder(path, limits)
    start = 0
    while start >= 0:
        start = _read_from(builder, text, start, first_line)
    return Parsed(tuple(builder.documents), tuple(builder.findings.problems))


def _check_directives(path: str, text: str, limits: Limits) -> None:
    """Refuse many lines that begin with `%` before the parser, which takes quadratic time over them, sees them."""
    if "\n%" not in text and not text.startswith("%"):
        return
    lines = [found.start() for found in re.finditer("(?m)^%", text)]
    if len(lines) > limits.directives:
        message = f"the stream holds {len(lines):,} lines that begin with `%`; the limit is {limits.directives}"
        raise Refused(problem("too-many-directives", message, path, texts.span_at(text, lines[limits.directives])))


def _read_from(builder: Builder, text: str, start: int, first_line: int) -> int:
    """Read documents from the offset `start`; the offset to go on from after a problem, or -1 at the end."""
    from yaml import YAMLError

    source = Source(text[start:], first_line + text.count("\n", 0, start))
    try:
        builder.consume(source, _events(source.text))
    except YAMLError as error:
        return _after_error(builder, explained(error, source), text, start, first_line)
    except Refused as refused:
        builder.findings.problems.append(refused.problem)
        builder.abandon()
        return -1 if builder.findings.exhausted else _next_document(text, start, refused.problem.span.line - first_line)
    return -1


def _after_error(builder: Builder, error: Explained, text: str, start: int, first_line: int) -> int:
    """Note a parser's error; where to go on."""
    code, message, span = error
    findings, index = builder.findings, span.line - first_line
    between = builder.source.is_between_documents(builder.ended, span.line)
    if code == "unknown-directive" and between:
        findings.problems.append(findings.problem(code, message, span))
        return _line_start(text, index + 1)
    if between and builder.source.line(span.line).startswith(
        "..."
    ):  # libyaml refuses an end without a document; YAML 1.2 does not
        return _line_start(text, index + 1)
    builder.abandon()
    findings.problems.append(findings.problem("syntax" if code == "unknown-directive" else code, message, span))
    following = _next_document(text, start, index)
    if between and following >= 0 and builder.source.line(span.line).startswith("%"):  # the document of a bad directive
        return _next_document(text, following, index)
    return following


def _events(text: str) -> Iterable[Any]:
    """A parser's events: libyaml's, or those of PyYAML's own parser where libyaml is missing."""
    import yaml

    if not yaml.__with_libyaml__:
        return iter(yaml.SafeLoader(text).get_event, None)
    from yaml._yaml import CParser

    return iter(CParser(text).get_event, None)


def _next_document(text: str, start: int, line: int) -> int:
    """The offset of the first document marker after `start` that is not before the line with the index `line`; -1 without one."""
    found = re.compile(_NEXT_DOCUMENT).search(text, max(start, _line_start(text, line) - 1))
    return found.start() + 1 if found else -1


def _line_start(text: str, line: int) -> int:
    """The offset of the line with the index `line`, or of the text's end."""
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1 or len(text)
    return at
