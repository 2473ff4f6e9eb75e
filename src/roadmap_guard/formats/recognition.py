"""Which format a document is written in."""

from collections.abc import Iterator

from roadmap_guard.formats.conditions import Failure
from roadmap_guard.formats.format import Format
from roadmap_guard.formats.names import echo, listed, suggestion
from roadmap_guard.formats.paths import Place
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document, Problem
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.record import NamedTuple


class Recognised(NamedTuple):
    """A document and the format it is written in."""

    path: str
    document: int
    format: str


def recognise(formats: FormatSet, document: Document, problems: list[Problem]) -> Iterator[tuple[Document, Format]]:
    """The document with its format, or each of its items with theirs; nothing for a foreign document.

    A document that no format knows as a whole, but which is a list or a Kubernetes `List`, is read item by item.
    """
    chosen = _choose(formats, document, problems)
    if chosen is not None:
        yield document, chosen
        return
    for item in _items(document.root) if document.language != "markdown" else ():
        part = document._replace(root=item)
        chosen = _choose(formats, part, problems)
        if chosen is not None:
            yield part, chosen


def _choose(formats: FormatSet, document: Document, problems: list[Problem]) -> Format | None:
    place = Place(document.root, document)
    names = [name for name in formats.candidates(document) if formats.recognition(name).holds(place)]
    if len(names) > 1:
        names = formats.most_specific(names)
    if len(names) > 1:
        problems.append(_ambiguous(names, document))
    if names:
        return formats.get(names[0])
    problem = _of_family(formats, document, place)
    if problem is not None:
        problems.append(problem)
    return None


def _items(root: Node) -> list[Node]:
    """The items of a list, or of a Kubernetes `List`."""
    if isinstance(root, Sequence):
        return [item for item in root.items if isinstance(item, Mapping)]
    kind = root.get("kind") if isinstance(root, Mapping) else None
    items = (
        root.get("items")
        if isinstance(root, Mapping) and isinstance(kind, Scalar) and kind.text.endswith("List")
        else None
    )
    return [item for item in items.items if isinstance(item, Mapping)] if isinstance(items, Sequence) else []


def _of_family(formats: FormatSet, document: Document, place: Place) -> Problem | None:
    """A problem where the document belongs to a family of formats, but is none of them."""
    families = formats.families(document, place)
    if not families:
        return None
    failures = [formats.recognition(name).failures(place) for name in families]
    nearest = min(len(failed) for failed in failures)
    titles = sorted(
        formats.entry(name).title for name, failed in zip(families, failures, strict=True) if len(failed) == nearest
    )
    near = [failed[0] for failed in failures if len(failed) == nearest]
    return Problem(
        "format",
        _say(near, titles),
        "Correct it, or exclude the file if it is meant for another tool.",
        document.path,
        near[0].span,
    )


def _say(near: list[Failure], titles: list[str]) -> str:
    first = near[0]
    expected = sorted({text for failure in near if failure.path == first.path for text in failure.expected})
    if first.found is None or not expected:
        return f"This looks like {' or '.join(titles)}, but {first.message}."
    near_one = suggestion(first.found, expected) if len(expected) > 1 else ""
    return f"`{first.path}` is {echo(first.found)}; known here: {listed(expected)}.{near_one}"


def _ambiguous(names: list[str], document: Document) -> Problem:
    return Problem(
        "ambiguous",
        f"This document is recognised as {' and as '.join(f'`{name}`' for name in names)}; it was read as `{names[0]}`.",
        f"Say `over: {names[1]}` in the definition of `{names[0]}`, or the other way round, or recognise more narrowly.",
        document.path,
        document.root.span.start,
        refuses=False,
    )
