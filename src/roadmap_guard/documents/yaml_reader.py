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
from roadmap_guard.documents.yaml_errors import explained
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.document import Parsed, Problem

_NEXT_DOCUMENT = r"\n---(?=[ \t\r\n]|\Z)"


def read(path: str, data: bytes, limits: Limits) -> Parsed:
    """All documents of a YAML file."""
    texts.checked_size(path, data, limits)
    text = texts.decode(path, data)
    remarks: list[Problem] = []
    if not texts.is_plain(data):
        texts.check_characters(path, text)
        remarks = texts.hidden_direction(path, text)
    texts.check_conflict(path, text)
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
    """Read documents from the offset `start`; the offset to go on from after a refused document, or -1 at the end."""
    from yaml import YAMLError

    source = Source(text[start:], first_line + text.count("\n", 0, start))
    builder.begin(source)
    try:
        builder.consume(_events(source.text))
    except YAMLError as error:
        found = explained(error, source, builder.findings)
    except Refused as refused:
        found = refused.problem
    else:
        return -1
    builder.abandon(found)
    return -1 if builder.findings.exhausted else _next_document(text, start, found.span.line - first_line)


def _events(text: str) -> Iterable[Any]:
    """A parser's events: libyaml's, or those of PyYAML's own parser where libyaml is missing."""
    import yaml

    if not yaml.__with_libyaml__:
        return iter(yaml.SafeLoader(text).get_event, None)
    from yaml._yaml import CParser

    return iter(CParser(text).get_event, None)


def _next_document(text: str, start: int, line: int) -> int:
    """The offset of the first document marker after `start` that is not before the line with index `line`; -1 without one."""
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
    found = re.compile(_NEXT_DOCUMENT).search(text, max(start, at - 1))
    return found.start() + 1 if found else -1
