"""Tables and docstrings as Markdown, and the words that JSON Schemas are told in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Part = Mapping[str, Any]
"""A part of a JSON Schema."""


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table, whatever stands in its cells."""
    names = tuple(columns)
    lines = [names, ("---",) * len(names), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def prose(docstring: str) -> str:
    """A docstring as Markdown: paragraphs as they are; what is indented or set in columns as text."""
    parts: list[str] = []
    text: list[str] = []
    for paragraph in re.split(r"\n{2,}", docstring.strip()):
        if re.search(r"^ {4}|\S {2,}\S", paragraph, re.MULTILINE):
            text.append(paragraph)
            continue
        parts += [_fenced(text), paragraph] if text else [paragraph]
        text = []
    return "\n\n".join([*parts, *([_fenced(text)] if text else [])]) + "\n"


def _fenced(paragraphs: Iterable[str]) -> str:
    text = "\n\n".join(paragraphs)
    indent = min(len(line) - len(line.lstrip()) for line in text.splitlines() if line.strip())
    return "```text\n" + "\n".join(line[indent:] for line in text.splitlines()) + "\n```"


def fields(part: Part, prefix: str = "") -> Iterator[tuple[str, Part]]:
    """Every field of a schema by its path: `rollback.testedOn`, `results[*].value`, `rules.<name>.level`."""
    for name, inner in part.get("properties", {}).items():
        path = f"{prefix}{name}"
        yield path, inner
        yield from fields(inner, f"{path}.")
        yield from fields(inner.get("items", {}), f"{path}[*].")
        if isinstance(inner.get("additionalProperties"), dict):
            yield from fields(inner["additionalProperties"], f"{path}.<name>.")


def type_words(part: Part) -> str:
    """What a value is: `list of text`."""
    if "enum" in part:
        return "one of " + ", ".join(f"`{value}`" for value in part["enum"])
    if "const" in part:
        return f"`{part['const']}`"
    if part.get("type") == "array":
        return f"list of {type_words(part.get('items', {}))}"
    return "date" if part.get("format") == "date" else _TYPES.get(str(part.get("type")), "any value")


_TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "mapping",
}


def unit_words(name: str, part: Part) -> str:
    """In which unit or range the field called `name` is; empty where nothing is to be said."""
    if part.get("format") == "date":
        return "year-month-day"
    unit = next((word for word in ("seconds", "minutes", "days") if name.lower().endswith(word)), "")
    if "maximum" in part:
        return f"{part.get('minimum', '')} to {part['maximum']} {unit}".strip()
    return unit or (f"at least {part['minimum']}" if part.get("minimum") else "")
