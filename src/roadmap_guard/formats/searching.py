"""Finding items of lists, parts of texts, and mappings at any depth."""

from collections.abc import Iterable, Iterator

from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence

_FEW = 16

Items = list[tuple[int, Node]]


def listed(node: Node) -> Iterable[Node]:
    """The items; a single value counts as a list of one."""
    if isinstance(node, Sequence):
        return node.items
    return (node,) if isinstance(node, Scalar) and node.value is not None else ()


def flat(nodes: list[Node], separator: str | None) -> Iterator[Node]:
    """The scalars of several nodes, lists opened, texts split."""
    for node in nodes:
        for item in node.items if isinstance(node, Sequence) else (node,):
            if separator is None or not isinstance(item, Scalar) or not isinstance(item.value, str):
                yield item
            else:
                yield from (
                    Scalar(part, part, item.span)
                    for text in literal_of(item).split(separator)
                    if (part := text.strip())
                )


def below(node: Node) -> Iterator[Node]:
    """Every mapping inside `node`, in the order of the file."""
    waiting = [node]
    while waiting:
        at = waiting.pop()
        if at is not node and isinstance(at, Mapping):
            yield at
        if isinstance(at, Mapping):
            waiting += [value for _, value in reversed(at.entries.values())]
        elif isinstance(at, Sequence):
            waiting += reversed(at.items)


def chosen(node: Node, key: str, value: str, root: Node) -> Items:
    """The items whose `key` is `value`, numbered from 1; a mapping counts as a list of one. `root` is the document's."""
    items: list[Node] = node.items if isinstance(node, Sequence) else [node]
    if len(items) > _FEW:
        return _latest.of(items, key, root).get(value, [])
    return [(number, item) for number, item in enumerate(items, 1) if _text_under(item, key) == value]


class _Index:
    """The long lists of one document, by the texts under a key, so that references are followed in no time."""

    def __init__(self) -> None:
        self._root: Node | None = None
        self._lists: dict[tuple[int, str], dict[str | None, Items]] = {}

    def of(self, items: list[Node], key: str, root: Node) -> dict[str | None, Items]:
        """The numbered items by their text under `key`; made anew when another document comes."""
        if self._root is not root:
            self._root, self._lists = root, {}
        known = self._lists.get((id(items), key))
        if known is None:
            known = self._lists[id(items), key] = {}
            for number, item in enumerate(items, 1):
                known.setdefault(_text_under(item, key), []).append((number, item))
        return known


_latest = _Index()


def _text_under(item: Node, key: str) -> str | None:
    found = item.get(key) if isinstance(item, Mapping) else None
    return literal_of(found) if isinstance(found, Scalar) else None
