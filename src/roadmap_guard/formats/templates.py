"""Text put together from several values: `[{/service}/]{name | title}`.

Braces hold paths, the first that says something counts; a part in square brackets is left out where nothing in it does.
In an `id`, `{$service}` is a field of the resource that was read already. No more than 500 characters come out: names are short.
"""

import re
from collections.abc import Mapping
from typing import Any

from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.formats.draft import Draft
from roadmap_guard.formats.paths import Path, PathSyntaxError, Place
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

_LONGEST = 500
_TOKEN = re.compile(r"\{([^{}]*)\}|([\[\]])|([^{}\[\]]+)|(.)")


class Written(NamedTuple):
    """What a template gave: the text, and where the last of its values stands."""

    text: str
    span: Span


class _Hole(NamedTuple):
    """Paths (or `$field` names) of which the first that says something counts."""

    choices: tuple[Path | str, ...]

    def fill(self, place: Place, draft: Draft, fields: Mapping[str, Any]) -> Written | None:
        for choice in self.choices:
            found = _field(choice, draft, fields, place) if isinstance(choice, str) else _node(choice, place, draft)
            if found is not None:
                return found
        return None


class Template(NamedTuple):
    """Literal texts, holes and optional parts, in order."""

    parts: tuple["str | _Hole | Template", ...]
    optional: bool = False

    def fill(self, place: Place, draft: Draft, fields: Mapping[str, Any]) -> Written | None:
        """The text, or None where a hole outside of square brackets stays empty."""
        texts, span = [], None
        for part in self.parts:
            if isinstance(part, str):
                texts.append(part)
                continue
            written = part.fill(place, draft, fields)
            if written is None:
                if isinstance(part, Template) and part.optional:
                    continue
                return None
            texts.append(written.text)
            span = written.span
        return Written("".join(texts)[:_LONGEST], span or place.node.span)


def parse(text: str) -> Template:
    """Read a template. Raises PathSyntaxError with the reason."""
    levels: list[list[str | _Hole | Template]] = [[]]
    for match in _TOKEN.finditer(text):
        hole, bracket, literal, stray = match.groups()
        if hole is not None:
            levels[-1].append(_Hole(tuple(_choice(choice.strip()) for choice in hole.split("|"))))
        elif bracket == "[":
            levels.append([])
        elif bracket and len(levels) > 1:
            inner = levels.pop()
            levels[-1].append(Template(tuple(inner), optional=True))
        elif literal:
            levels[-1].append(literal)
        else:
            raise PathSyntaxError(f"stray `{bracket or stray}`")
    if len(levels) > 1:
        raise PathSyntaxError("a `[` is not closed")
    return Template(tuple(levels[0]))


def field_names(template: Template) -> list[str]:
    """The `$field` names in a template."""
    names: list[str] = []
    for part in template.parts:
        if isinstance(part, Template):
            names += field_names(part)
        elif isinstance(part, _Hole):
            names += [choice for choice in part.choices if isinstance(choice, str)]
    return names


def _choice(text: str) -> Path | str:
    return text[1:] if text.startswith("$") else Path(text)


def _field(name: str, draft: Draft, fields: Mapping[str, Any], place: Place) -> Written | None:
    value = fields.get(name)
    return None if value is None else Written(str(value)[:_LONGEST], draft.positions.get(name, place.node.span))


def _node(path: Path, place: Place, draft: Draft) -> Written | None:
    for node in path.find_all(place):
        if isinstance(node, Scalar) and node.value is not None and literal_of(node) and not draft.is_placeholder(node):
            return Written(literal_of(node)[:_LONGEST], node.span)
    return None
