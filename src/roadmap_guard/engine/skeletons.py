"""A section of a native file with all of its fields, each still to be filled in."""

from collections.abc import Iterator
from typing import Any

from roadmap_guard.kinds import KINDS, schema
from roadmap_guard.model.document import Fix
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.span import Span

_UNFILLED = "TBD"
"""Says nothing: a field that holds it counts as absent, so a skeleton satisfies no rule."""


def skeleton(resource: Resource, field: str) -> Fix | None:
    """The fix that adds the section `field` at the end of an object in block style; None for what is no section of its kind."""
    if resource.kind not in KINDS:
        return None
    part = schema(resource.kind)["properties"].get(field, {})
    is_list = part.get("type") == "array"
    section = part.get("items", {}) if is_list else part
    rows = list(_rows(section))
    if not rows or not field.isidentifier() or resource.span.end_line <= resource.span.line:
        return None
    indent = " " * (resource.span.column - 1)
    inner = f"{indent}    " if is_list else f"{indent}  "
    lines = [f"{inner}{row}" for row in rows]
    if is_list:
        lines[0] = f"{indent}  - {rows[0]}"
    text = "\n".join([f"{indent}{field}:", *lines, ""])
    return Fix(_after(resource), "", text, f"add the section `{field}`, to be filled in", safe=True)


def _rows(section: dict[str, Any]) -> Iterator[str]:
    """A line for each field that is a value or a list of values."""
    for name, part in section.get("properties", {}).items():
        inner = part.get("items", {}) if part.get("type") == "array" else part
        if inner.get("type") != "object":
            yield f"{name}: {_UNFILLED}"


def _after(resource: Resource) -> Span:
    """The line below the last one that the object says something on."""
    own = [span for field, span in resource.positions.items() if resource.locate(field)[0] == resource.path]
    inside = [span for span in own if resource.span.line <= span.line and span.end_line <= resource.span.end_line]
    last = max(
        (span.end_line - (span.end_column == 1 and span.end_line > span.line) for span in inside),
        default=resource.span.line,
    )
    return Span(last + 1, 1, last + 1, 1)
