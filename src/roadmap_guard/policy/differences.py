"""What differs between two versions of a resource, field by field; elements of lists are known by their names, not by their places."""

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_guard.model.record import NamedTuple

_NAMING_FIELDS = ("id", "name", "metric", "ref", "title", "stage")


class Difference(NamedTuple):
    """One value that differs: the way to it (`("stageTargets", "beta")`, `("keyResults", "[latency]", "target")`), and both values.

    None stands for an absent value.
    """

    steps: tuple[str, ...]
    before: Any
    after: Any

    @property
    def field(self) -> str:
        """The way as text: `keyResults[latency].target`."""
        return joined(self.steps)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every difference between two mappings of fields, by field. Ids are left out: they say which resource it is, not what it says."""
    return tuple(_of_mappings(before, after, (), left_out="id"))


def with_parents(found: tuple[Difference, ...]) -> tuple[str, ...]:
    """The fields that differ and those around them, sorted: `stageTargets`, `stageTargets.beta`."""
    steps = {difference.steps[: end + 1] for difference in found for end in range(len(difference.steps))}
    return tuple(sorted(joined(way) for way in steps))


def joined(steps: tuple[str, ...]) -> str:
    """A way as text."""
    return ".".join(steps).replace(".[", "[")


def element_name(element: Any) -> str:
    """What an element of a list is called; empty if it has no name. A text is its own name."""
    if isinstance(element, Mapping):
        return next((str(element[key]) for key in _NAMING_FIELDS if element.get(key)), "")
    return element if isinstance(element, str) else ""


def _of_mappings(
    before: Mapping[str, Any], after: Mapping[str, Any], way: tuple[str, ...], left_out: str = ""
) -> Iterator[Difference]:
    for key in sorted({*before, *after} - {left_out}):
        first, second = before.get(key), after.get(key)
        if first != second:
            yield from _of_values(first, second, (*way, key))


def _of_values(before: Any, after: Any, way: tuple[str, ...]) -> Iterator[Difference]:
    if _are(Mapping, before, after) and (before or after):
        yield from _of_mappings(before or {}, after or {}, way)
        return
    if _are(list, before, after):
        first, second = _by_name(before or []), _by_name(after or [])
        if first is not None and second is not None and (first or second):
            for name in sorted({*first, *second}):
                if first.get(name) != second.get(name):
                    yield from _of_values(first.get(name), second.get(name), (*way, f"[{name}]"))
            return
    yield Difference(way, before, after)


def _are(kind: type, before: Any, after: Any) -> bool:
    """Whether the values are of one kind; an absent one is of every kind."""
    return all(isinstance(value, kind) or value is None for value in (before, after))


def _by_name(elements: list[Any]) -> dict[str, Any] | None:
    """Mappings by their names; None where one has none, or shares it."""
    named = {element_name(element): element for element in elements if isinstance(element, Mapping)}
    return named if len(named) == len(elements) and "" not in named else None
