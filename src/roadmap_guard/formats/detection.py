"""Why a document is or is not written in a format, for the author of either: the nearest formats, and what they miss.

The words of a definition are walked, not its compiled condition: a person is told of each requirement once, and of the
alternatives that would have met one together.
"""

from collections.abc import Callable, Iterable

from roadmap_guard.formats.conditions import condition_of
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.paths import Path, Place
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence, plain
from roadmap_guard.model.record import NamedTuple

_SHOWN = 4
"""Alternatives that are named; of more there is only the number."""

_LOOKED_AT = 20
"""Items of a list that are looked at to find the one that comes nearest."""


class Detection(NamedTuple):
    """What a format says of a document.

    failed  its requirements that are not met, a sentence for each
    held    how many of `asked` requirements are met
    near    something in the document speaks for the format, although it does not recognise it
    """

    format: str
    matched: bool
    failed: tuple[str, ...]
    held: int
    asked: int
    near: bool


class _Weight(NamedTuple):
    """A part of a definition: how many of its requirements are met, and sentences for the others."""

    held: int
    asked: int
    failed: tuple[str, ...] = ()


def detect(formats: FormatSet, document: Document) -> list[Detection]:
    """What every format of the document's language says of it: those that match first, then the nearest."""
    place = Place(document.root, document)
    relatives = frozenset(formats.families(document, place))
    found = [_detection(formats, name, place, name in relatives) for name in formats.of_language(document.language)]
    return sorted(found, key=lambda each: _distance(each, each.format in relatives))


def _detection(formats: FormatSet, name: str, place: Place, related: bool) -> Detection:
    entry = formats.entry(name)
    weight = _weigh(entry.recognise(), place, Errors(entry.path))
    matched = formats.recognition(name).holds(place)
    near = not matched and (related or weight.held > 0)
    return Detection(name, matched, () if matched else weight.failed, weight.held, weight.asked, near)


def _distance(detection: Detection, related: bool) -> tuple[bool, bool, float, int, str]:
    """Matches first; then members of the document's family; then by the share of requirements that are met."""
    share = detection.held / detection.asked if detection.asked else 0.0
    return not detection.matched, not related, -share, len(detection.failed), detection.format


def _weigh(node: Node, place: Place, errors: Errors) -> _Weight:
    words = node if isinstance(node, Mapping) else None
    for word, weigh in _JOINED.items():
        inner = words.get(word) if words else None
        if words and inner is not None:
            return weigh(words, inner, place, errors)
    failed = tuple(failure.message for failure in condition_of(node, errors).failures(place))
    if failed:
        return _Weight(0, 1, failed)
    return _Weight(0, 0) if words and _is_modest(words) else _Weight(1, 1)


def _is_modest(words: Mapping) -> bool:
    """Whether nearly every document meets the condition: something is not there, or the root is a mapping."""
    path, exists = words.get("path"), words.get("exists")
    return (isinstance(exists, Scalar) and exists.value is False) or (isinstance(path, Scalar) and path.text == ".")


def _weigh_all(_: Mapping, inner: Node, place: Place, errors: Errors) -> _Weight:
    weights = [_weigh(item, place, errors) for item in _items(inner)]
    return _Weight(
        sum(weight.held for weight in weights),
        sum(weight.asked for weight in weights),
        tuple(sentence for weight in weights for sentence in weight.failed),
    )


def _weigh_any(_: Mapping, inner: Node, place: Place, errors: Errors) -> _Weight:
    """One requirement. An alternative of which a part is met is the one that was meant."""
    weights = [_weigh(item, place, errors) for item in _items(inner)]
    best = min(weights, key=lambda weight: (len(weight.failed) > 0, -weight.held, len(weight.failed)))
    if not best.failed:
        return _Weight(min(best.held, 1), min(best.asked, 1))
    if best.held or len(weights) == 1:
        return _Weight(0, 1, best.failed)
    return _Weight(0, 1, (f"none of {_named(inner)} fits",))


def _weigh_at_least(words: Mapping, inner: Node, place: Place, errors: Errors) -> _Weight:
    parts = words.get("of") or inner
    wanted = int(inner.text) if isinstance(inner, Scalar) and inner.text.isdigit() else len(_items(parts))
    met = sum(not _weigh(item, place, errors).failed for item in _items(parts))
    if met >= wanted:
        return _Weight(wanted, wanted)
    return _Weight(met, wanted, (f"{met} of {wanted} of {_named(parts)} fit",))


def _weigh_not(words: Mapping, inner: Node, place: Place, errors: Errors) -> _Weight:
    """A requirement only where it is not met: any document meets most of them."""
    if condition_of(words, errors).holds(place):
        return _Weight(0, 0)
    alternatives = inner.get("any") if isinstance(inner, Mapping) else None
    met = [item for item in _items(alternatives or inner) if condition_of(item, errors).holds(place)]
    return _Weight(0, 1, (f"it is ruled out by {_listed(_labels(met))}",))


def _weigh_where(words: Mapping, inner: Node, place: Place, errors: Errors) -> _Weight:
    """What the item that comes nearest misses."""
    path = words.get("path")
    text = path.text if isinstance(path, Scalar) else "."
    weights = []
    for found in Path(text).places(place):
        weights.append(_weigh(inner, found, errors))
        if not weights[-1].failed or len(weights) == _LOOKED_AT:
            break
    if not weights:
        return _Weight(0, 1, (f"`{text}` is absent",))
    best = min(weights, key=lambda weight: (len(weight.failed), -weight.held))
    return _Weight(best.held, best.asked, tuple(f"in `{text}` {sentence}" for sentence in best.failed))


_JOINED: dict[str, Callable[[Mapping, Node, Place, Errors], _Weight]] = {
    "all": _weigh_all,
    "any": _weigh_any,
    "atLeast": _weigh_at_least,
    "not": _weigh_not,
    "where": _weigh_where,
}


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, Sequence) else [node]


def _named(node: Node) -> str:
    return _listed(_labels(_items(node)))


def _listed(labels: list[str]) -> str:
    more = len(labels) - _SHOWN
    return f"{', '.join(labels[:_SHOWN])} and {more} more" if more > 0 else ", ".join(labels)


def _labels(nodes: Iterable[Node]) -> list[str]:
    """What conditions look at, each once: `owner`, `license with language`."""
    return list(dict.fromkeys(" with ".join(dict.fromkeys(_places_in(node))) for node in nodes))


def _places_in(node: Node) -> list[str]:
    if not isinstance(node, Mapping):
        return (
            [f"`{node.text}`"]
            if isinstance(node, Scalar)
            else [part for item in _items(node) for part in _places_in(item)]
        )
    for word in ("path", "section", "label", "contains", "line"):
        value = node.get(word)
        if value is not None:
            said = plain(value)
            return [f"`{' | '.join(map(str, said)) if isinstance(said, list) else said}`"]
    joined = (node.get("of" if word == "atLeast" else word) for word in _JOINED)
    return [part for inner in joined if inner is not None for part in _places_in(inner)]
