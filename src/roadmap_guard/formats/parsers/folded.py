"""A document with its keys in one spelling: `Intended Use`, `intended-use` and `intendedUse` are `intended_use`.

For dialects without a specification, whose authors spell one key in many ways. Of two keys that become one the first counts.
"""

import re

from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINT = re.compile(r"[\s_./-]+")


def tree(document: Document) -> Tree:
    """The whole document; values stand where they stood."""
    return Tree(_folded(document.root))


def fold(key: str) -> str:
    """A key in lower case, its words joined by `_`."""
    return _JOINT.sub("_", _HUMP.sub("_", key.strip())).lower()


def _folded(node: Node) -> Node:
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        return Sequence([_folded(item) for item in node.items], node.span)
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in node.entries.values():
        entries.setdefault(fold(key.text), (key, _folded(value)))
    return Mapping(entries, node.span)
