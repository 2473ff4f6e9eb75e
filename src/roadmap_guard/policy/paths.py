"""Paths into a resource: which lists a rule walks, and which field it points at."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_guard.model.record import NamedTuple

_STEP = r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*"


LONGEST = 1_000
"""Elements of one list that a rule walks. Rules compare an element with all others, so this bounds a square."""

MOST = 10_000
"""Elements in all that a rule walks in one resource."""


class Element(NamedTuple):
    """One element of the innermost list: its `path` in the resource, and where it is in every list that leads to it.

    `places` are paths by the names of the elements, `numbers` count from 0.
    """

    path: str
    places: Mapping[str, str]
    numbers: tuple[int, ...]


class WalkError(Exception):
    """The resource has no list, or too long a one, where the rule walks a list: `path` is where, the text is why."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} {reason}")
        self.path = path


def lists_of(foreach: str) -> tuple[str, ...] | None:
    """`fairnessAudits[*].results[*]` -> (`fairnessAudits`, `results`): each list, as a path from the element around it.

    None if `foreach` is not such a path.
    """
    if not foreach.endswith("[*]"):
        return None
    lists = tuple(foreach.removesuffix("[*]").split("[*]."))
    return lists if all(re.fullmatch(_STEP, part) for part in lists) else None


def elements(fields: Mapping[str, Any], lists: tuple[str, ...], bind: tuple[str, ...]) -> Iterator[Element]:
    """Every element of the innermost list, in order. An absent list has none. Raises WalkError."""
    for count, element in enumerate(_walk(fields, lists, bind, Element("", {}, ())), 1):
        if count > MOST:
            raise WalkError("[*].".join(lists), f"has more than {MOST:,} elements")
        yield element


def pointed_at(at: str, element: Element) -> str:
    """The field of the resource that `at` means for this element: `result.value` -> `fairnessAudits[0].results[1].value`."""
    name, _, rest = at.partition(".")
    if name in element.places:
        return f"{element.places[name]}.{rest}" if rest else element.places[name]
    return at or element.path


def _walk(around: Any, lists: tuple[str, ...], bind: tuple[str, ...], outer: Element) -> Iterator[Element]:
    path = f"{outer.path}.{lists[0]}" if outer.path else lists[0]
    items = _inside(around, lists[0])
    if items is None:
        return
    if not isinstance(items, list):
        raise WalkError(path, "is not a list")
    if len(items) > LONGEST:
        raise WalkError(path, f"has {len(items):,} elements, more than the limit of {LONGEST:,}")
    for number, item in enumerate(items):
        place = f"{path}[{number}]"
        element = Element(place, {**outer.places, bind[0]: place}, (*outer.numbers, number))
        if len(lists) == 1:
            yield element
        else:
            yield from _walk(item, lists[1:], bind[1:], element)


def _inside(value: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(name)
    return value
