"""Documents as they are written, for rules about a dialect itself. They are made only where a rule asks for them.

How a document was before a change is not known here.
"""

from collections.abc import Iterable, Iterator

from roadmap_guard import documents
from roadmap_guard.documents import Limits
from roadmap_guard.engine.cases import Case
from roadmap_guard.engine.scan import Scan
from roadmap_guard.formats.recognition import recognise
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.kinds import DOCUMENT
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Sequence, plain
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Match, Rule
from roadmap_guard.model.span import Span

_LONGEST = 300
"""Characters of the path to a place that is remembered; hostile files hold longer ones, which are pointed at by what is around."""

_EXPRESSIBLE = frozenset(("id", "content", "wrapper"))


def cases(rules: Iterable[Rule], scan: Scan, formats: FormatSet, limits: Limits) -> tuple[Case, ...]:
    """The documents of `scan` that one of the rules is about, by path and number."""
    matches = [rule.match for rule in rules if rule.match.kind == DOCUMENT]
    if not matches:
        return ()
    files = sorted((record.path for record in scan.files if _asked(matches, record.formats)), key=_order)
    found = (resource for path in files for resource in read(path, scan.contents[path], formats, limits))
    return tuple(Case(resource) for resource in found if _asked(matches, (resource.format,)))


def read(path: str, content: bytes, formats: FormatSet, limits: Limits) -> Iterator[Resource]:
    """Every document of a file that is written in one of the formats."""
    for document in documents.parse(path, content, limits).documents:
        for part, format_ in recognise(formats, document, []):
            yield _resource(document, part, format_.name)


def _asked(matches: Iterable[Match], formats: Iterable[str]) -> bool:
    return any(not match.formats or name in match.formats for match in matches for name in formats)


def _order(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _resource(document: Document, part: Document, dialect: str) -> Resource:
    wrapper, items = _wrapper(document.root) if part.root is not document.root else ("", [])
    place = next((f"[{number}]" for number, item in enumerate(items) if item is part.root), "")
    name = f"{document.path}{f'#{document.number + 1}' if document.number or place else ''}{place}"
    fields = {"id": name, "content": plain(part.root)}
    return Resource(
        kind=DOCUMENT,
        id=name,
        format=dialect,
        path=document.path,
        document=document.number,
        span=part.root.span,
        fields={**fields, "wrapper": wrapper} if wrapper else fields,
        positions=dict(_places("content", part.root)),
        texts={},
        homes={},
        placeholders=(),
        expressible=_EXPRESSIBLE,
    )


def _wrapper(root: Node) -> tuple[str, list[Node]]:
    """What a document that is no object of its own is, and its items."""
    if isinstance(root, Sequence):
        return "list", root.items
    items = root.get("items") if isinstance(root, Mapping) else None
    return "kubernetesList", items.items if isinstance(items, Sequence) else []


def _places(path: str, node: Node) -> Iterator[tuple[str, Span]]:
    """Where everything in a document stands: `content.spec.objectives[0]`."""
    if len(path) > _LONGEST:
        return
    yield path, node.span
    if isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from _places(f"{path}.{key}", value)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _places(f"{path}[{number}]", item)
