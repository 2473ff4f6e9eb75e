"""What a span covers in a source text, worked out from its lines alone."""

from collections.abc import Iterator

from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span


def covered(source: str, span: Span) -> str:
    """The part of `source` (without byte order mark) that `span` covers."""
    lines = source.split("\n")[span.line - 1 : span.end_line]
    if len(lines) == 1:
        return lines[0][span.column - 1 : span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:-1], lines[-1][: span.end_column - 1]])


def scalars(node: Node) -> Iterator[Scalar]:
    """All scalars of a tree, keys included."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from scalars(value)


def at(node: Node | None, *steps: str | int) -> Node:
    """The node that is reached by keys and indexes."""
    for step in steps:
        if isinstance(step, int):
            assert isinstance(node, Sequence)
            node = node.items[step]
        else:
            assert isinstance(node, Mapping)
            node = node.get(step)
    assert node is not None
    return node
