"""Documents to resources: recognises each document, reads what it holds, and says what it could not.

Problems that come from here, by code:

    value      a value that cannot be read (error); its field is absent
    field      a key that a native document or a `closed` mapping does not have (error)
    format     of a known family, but of no known format: an unknown version or kind (error; the document is refused)
    ambiguous  recognised as two formats (error); read as the first of them
    id         an object without a name (warning); it goes by its file and number
    empty      recognised, but nothing in it (note)
    expansion  so much is said once for so many objects that reading it for each would not end (error; refused)
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from roadmap_guard.formats.derived import derive
from roadmap_guard.formats.draft import Draft
from roadmap_guard.formats.format import Block, Extends, Format
from roadmap_guard.formats.names import listed
from roadmap_guard.formats.parsers import parse
from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.formats.paths import Path, Place
from roadmap_guard.formats.readers import read_object
from roadmap_guard.formats.recognition import Recognised, recognise
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.formats.templates import Template
from roadmap_guard.formats.values import refuse_key
from roadmap_guard.model.document import Document, Problem
from roadmap_guard.model.node import Mapping, Sequence
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource, Unsaid
from roadmap_guard.model.span import Span

_FREELY = 100_000


class Fragment(NamedTuple):
    """Values that belong to a resource of another file; see `joining`.

    `target` says which kind, field and resources; `key` is the name that is looked for among them. `alone` is the resource that
    the values are where there is no other.
    """

    target: Extends
    key: str
    format: str
    path: str
    document: int
    span: Span
    fields: dict[str, Any]
    positions: dict[str, Span]
    texts: dict[str, str]
    placeholders: tuple[str, ...]
    unsaid: dict[str, Unsaid]
    alone: Resource | None = None


class Reading(NamedTuple):
    """All that came of some documents, in their order."""

    resources: tuple[Resource, ...]
    fragments: tuple[Fragment, ...]
    problems: tuple[Problem, ...]
    recognised: tuple[Recognised, ...]


def read(formats: FormatSet, documents: Iterable[Document]) -> Reading:
    """Read what the documents hold. Foreign documents give nothing at all."""
    resources: list[Resource] = []
    fragments: list[Fragment] = []
    problems: list[Problem] = []
    recognised: list[Recognised] = []
    for document in documents:
        for part, format_ in recognise(formats, document, problems):
            recognised.append(Recognised(document.path, document.number, format_.name))
            tree = parse(format_.parser, part) if format_.parser else Tree(part.root)
            problems += tree.problems
            if tree.root is not None:
                _Reader(format_, part._replace(root=tree.root), resources, fragments, problems).read()
    return Reading(tuple(resources), tuple(fragments), tuple(problems), tuple(recognised))


class _Reader:
    """Reads one document as one format."""

    def __init__(
        self,
        format_: Format,
        document: Document,
        resources: list[Resource],
        fragments: list[Fragment],
        problems: list[Problem],
    ) -> None:
        self._format = format_
        self._document = document
        self._resources = resources
        self._fragments = fragments
        self._problems = problems
        self._told: set[Problem] = set()
        self._values = 0

    def read(self) -> None:
        root = Place(self._document.root, self._document)
        self._check_keys(root)
        blocks = [block for block in self._format.blocks if block.when is None or block.when.holds(root)]
        filled = []
        found = 0
        for block in blocks:
            before = found
            for place in _places(block, root):
                found += 1
                self._read_one(block, place, found)
                if self._values > _FREELY and self._values > self._most:
                    return self._tell(_expansion(self._format, self._document))
            if found > before:
                filled.append((block.kind, block.extends))
        told = self._check_lists([block for block in blocks if (block.kind, block.extends) not in filled], root)
        if blocks and not found and not told:
            self._tell(_empty(self._format, self._document))
        return None

    def _check_lists(self, blocks: Iterable[Block], root: Place) -> bool:
        """Tell of mappings where lists are meant, and nothing was read elsewhere; whether there was any."""
        draft = Draft(self._format.title, self._document.path, lenient=self._format.lenient)
        for block in blocks:
            node = block.each.unlisted(root) if isinstance(block.each, Path) else None
            if isinstance(block.each, Path) and node is not None:
                draft.refuse(node, block.each.text.partition("[*]")[0], "a list, in which each item begins with `- `")
        self._finish(draft)
        return bool(draft.problems)

    @cached_property
    def _most(self) -> int:
        """How many values may be read: a few for every one that is written, whatever is inherited by whom."""
        waiting, count = [self._document.root], 0
        while waiting:
            node = waiting.pop()
            count += 1
            if isinstance(node, Mapping):
                waiting += [value for _, value in node.entries.values()]
            elif isinstance(node, Sequence):
                waiting += node.items
        return _FREELY + 4 * count

    def _tell(self, problem: Problem) -> None:
        """Add a problem, unless a value that many objects take over was told before."""
        if problem not in self._told:
            self._told.add(problem)
            self._problems.append(problem)

    def _check_keys(self, root: Place) -> None:
        for path, keys in self._format.closed:
            node = path.find(root)
            draft = Draft(self._format.title, self._document.path)
            if isinstance(node, Mapping):
                for key, (key_node, _) in node.entries.items():
                    if key not in keys:
                        refuse_key(key_node, key, keys, draft)
            elif node is not None and not draft.absent(node, path.text):
                draft.refuse(node, path.text, f"a mapping with {listed(sorted(keys))}")
            self._finish(draft)

    def _finish(self, draft: Draft) -> None:
        self._values += len(draft.positions) + len(draft.problems)
        for problem in draft.problems:
            self._tell(problem)

    def _read_one(self, block: Block, place: Place, number: int) -> None:
        draft = Draft(block.kind, self._document.path, self._format.noise, lenient=self._format.lenient)
        values = read_object(block.members, place, draft, "") or {}
        _check_verbatim(block, place, draft)
        if block.extends is None:
            derive(block.kind, values, draft, strict=bool(self._format.closed))
            self._resources.append(
                self._resource(block, place, _identify(block, place, number, values, draft), values, draft)
            )
        else:
            name = _identify(block, place, number, values, draft) if block.ids else ""
            alone = self._resource(block, place, name, values, draft) if name else None
            self._extend(block.extends, place, values, draft, alone)
        self._finish(draft)

    def _resource(self, block: Block, place: Place, name: str, values: dict[str, Any], draft: Draft) -> Resource:
        draft.unsaid.pop("id", None)
        return Resource(
            kind=block.kind,
            id=name,
            format=self._format.name,
            path=self._document.path,
            document=self._document.number,
            span=place.node.span,
            fields={"id": name, **values},
            positions=draft.positions,
            texts=draft.texts,
            homes={},
            placeholders=draft.placeholders,
            expressible=block.expressible,
            unsaid=draft.unsaid,
        )

    def _extend(
        self, target: Extends, place: Place, values: dict[str, Any], draft: Draft, alone: Resource | None
    ) -> None:
        key = target.key.fill(place, draft, values)
        if key is None:
            if target.optional:
                return
            draft.problems.append(
                _unnamed(place, f"This document ({self._format.title}) does not say which {target.kind} it belongs to.")
            )
            return
        self._fragments.append(
            Fragment(
                target=target,
                key=key.text,
                format=self._format.name,
                path=self._document.path,
                document=self._document.number,
                span=place.node.span,
                fields=values,
                positions=draft.positions,
                texts=draft.texts,
                placeholders=draft.placeholders,
                unsaid=draft.unsaid,
                alone=alone,
            )
        )


def _places(block: Block, root: Place) -> Iterator[Place]:
    places = iter((root,)) if block.each is None else block.each.places(root)
    return places if block.where is None else (place for place in places if block.where.holds(place))


def _check_verbatim(block: Block, place: Place, draft: Draft) -> None:
    if block.verbatim is None:
        return
    node = next((found for path in block.verbatim.paths if (found := path.find(place)) is not None), None)
    if isinstance(node, Mapping):
        for key, (key_node, _) in node.entries.items():
            if key not in block.verbatim.known:
                refuse_key(key_node, key, block.verbatim.known, draft)


def _identify(block: Block, place: Place, number: int, values: dict[str, Any], draft: Draft) -> str:
    for way in block.ids:
        if not isinstance(way, Template):
            name = way(place, draft, "id")
            if name is not None:
                return str(name)
            continue
        written = way.fill(place, draft, values)
        if written is not None:
            draft.positions["id"] = written.span
            return written.text
    draft.problems.append(_unnamed(place, f"This {block.kind} has no name or id."))
    return f"{place.document.path}#{number}"


def _unnamed(place: Place, message: str) -> Problem:
    return Problem(
        "id", message, "Give it one, so that it can be referred to and followed.", place.document.path, place.node.span.start,
        "warning", refuses=False,
    )  # fmt: skip


def _empty(format_: Format, document: Document) -> Problem:
    return Problem(
        "empty",
        f"This document ({format_.title}) holds nothing to check.",
        "Fill it in, or remove the file.",
        document.path,
        document.root.span.start,
        "note",
        refuses=False,
    )


def _expansion(format_: Format, document: Document) -> Problem:
    return Problem(
        "expansion",
        f"This document ({format_.title}) says so much for all of its objects at once that reading it for each would not end.",
        "Split it into several files.",
        document.path,
        document.root.span.start,
    )
