"""The parser's errors in our words: what is wrong, where, and what it usually means."""

import re
from typing import Any

from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.problems import Refused, shown
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.document import Problem
from roadmap_guard.model.span import Span

_PLACEHOLDER = r"(?<!\$)\{\{|\{%|<%[=\-\s]"
_CODES = (
    ("incompatible YAML document", "yaml-version"),
    ("major version", "yaml-version"),
    ("Unicode character escape code", "lone-surrogate"),
    ("unknown directive name", "unknown-directive"),
)


def explained(error: Any, source: Source, findings: Findings) -> Problem:
    """The problem behind an error that PyYAML raised while it parsed `source`."""
    span = _place(getattr(error, "problem_mark", None) or getattr(error, "context_mark", None), source)
    what = getattr(error, "problem", None) or "the text cannot be read"
    code = next((code for part, code in _CODES if part in what), "syntax")
    if code == "syntax" and _is_template(source, span, _place(getattr(error, "context_mark", None), source)):
        code, message = "template", "a placeholder of a template stands where YAML should"
    else:
        context = getattr(error, "context", None)
        message = _hint(what, source.line(span.line), span) or (f"{what} {context}" if context else what)
    try:
        findings.stop(code, message, span)
    except Refused as refused:
        return refused.problem


def _place(mark: Any, source: Source) -> Span:
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return Span(line + source.first_line, column + 1, line + source.first_line, column + 1)


def _is_template(source: Source, *spans: Span) -> bool:
    return any(re.search(_PLACEHOLDER, source.line(span.line)) for span in spans)


def _hint(what: str, line: str, span: Span) -> str:
    """A plainer message for the commonest mistakes; empty for others."""
    character = line[span.column - 1 : span.column]
    if "\t" in line[: span.column] and not line[: span.column].strip():
        return "a tab character indents this line; YAML is indented with spaces"
    if "cannot start any token" in what and character:
        return f"a plain value cannot begin with {shown(character)}; put it in quotes"
    return ""
