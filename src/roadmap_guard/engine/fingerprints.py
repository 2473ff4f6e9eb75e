"""A name for a finding that stays when lines move, files are renamed or list elements change places."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from roadmap_guard.model.digests import sha256
from roadmap_guard.model.outcome import Outcome

_INDEX = re.compile(r"\[(\d+)\]")
_NAMING_FIELDS = ("id", "name", "metric", "ref", "title", "stage")
_LENGTH = 32


def of_outcome(outcome: Outcome) -> str:
    """The fingerprint of a rule's outcome: rule, resource and field, with list elements known by name, not by index."""
    resource = outcome.resource
    return _digest(outcome.rule.id, resource.kind, resource.id, named_field(outcome))


def named_field(outcome: Outcome) -> str:
    """The field that an outcome points at, list elements by name: `results[impact_ratio].value`."""
    return _by_name(outcome.field, outcome.resource.fields)


def value_of(outcome: Outcome) -> Any:
    """What the field that an outcome points at holds; None where it is absent."""
    value: Any = outcome.resource.fields
    for word in outcome.field.replace("[", ".[").split("."):
        value = _step(value, word, _INDEX.fullmatch(word))
    return value


def of_problem(code: str, path: str, detail: str) -> str:
    """The fingerprint of a problem with a file."""
    return _digest(code, path, without_lines(detail))


def without_lines(message: str) -> str:
    """A message without the numbers of lines that it names: they move."""
    return re.sub(r"\bline \d+", "line", message)


def distinct(fingerprints: Sequence[str]) -> list[str]:
    """The same fingerprints with repeated ones told apart by their order, so that no finding hides another."""
    seen: dict[str, int] = {}
    result = []
    for fingerprint in fingerprints:
        count = seen.get(fingerprint, 0)
        seen[fingerprint] = count + 1
        result.append(_digest(fingerprint, str(count)) if count else fingerprint)
    return result


def _digest(*parts: str) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return sha256(data).hexdigest()[:_LENGTH]


def _by_name(field: str, fields: Mapping[str, Any]) -> str:
    """`results[0].value` -> `results[impact_ratio].value`, where the element has a name."""
    value: Any = fields
    words = []
    for word in field.replace("[", ".[").split("."):
        index = _INDEX.fullmatch(word)
        value = _step(value, word, index)
        words.append(f"[{_name(value, word)}]" if index else word)
    return ".".join(words)


def _step(value: Any, word: str, index: re.Match[str] | None) -> Any:
    if index and isinstance(value, list) and int(index[1]) < len(value):
        return value[int(index[1])]
    return value.get(word) if isinstance(value, Mapping) else None


def _name(element: Any, fallback: str) -> str:
    if isinstance(element, Mapping):
        return next((str(element[key]) for key in _NAMING_FIELDS if element.get(key)), fallback)
    return str(element) if isinstance(element, str) else fallback
