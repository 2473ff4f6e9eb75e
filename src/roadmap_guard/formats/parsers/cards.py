"""The model cards of a Markdown file: most hold one, a catalogue holds one under each heading `Model card: <name>`.

The tree has `frontMatter`, as the file has it, and `cards`: mappings with a `title` and `sections`, as the file's root has them.
"""

import re
from itertools import pairwise

from roadmap_guard.formats.parsers.lines import mapping
from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span

_HEAD = r"(?i)\W*model card(?: for| of)?\s*[:\u2013\u2014-]\s*\S.*|\W*model card (?:for|of) \S.*|.*\S model card\W*"
_SEVERAL = 2


def tree(document: Document) -> Tree:
    """The cards of the document; all of it is one, unless several headings of one level each begin one."""
    root = document.root
    metadata = root.get("frontMatter") if isinstance(root, Mapping) else None
    found = root.get("sections") if isinstance(root, Mapping) else None
    sections = [item for item in found.items if isinstance(item, Mapping)] if isinstance(found, Sequence) else []
    title = root.get("title") if isinstance(root, Mapping) else None
    heads = _heads(sections)
    cards = [_part(sections[start:end]) for start, end in pairwise([*heads, len(sections)])] if heads else []
    cards = cards or [_card(title, sections, root.span)]
    return Tree(mapping(root.span, frontMatter=metadata, cards=Sequence(cards, root.span)))


def _heads(sections: list[Mapping]) -> list[int]:
    """The numbers of the sections that begin a card each; none where there are not several."""
    named: dict[int, list[int]] = {}
    for number, section in enumerate(sections[:-1]):
        level = _level(section)
        if 0 < level < _level(sections[number + 1]) and re.fullmatch(_HEAD, _heading(section)):
            named.setdefault(level, []).append(number)
    return next((numbers for _, numbers in sorted(named.items()) if len(numbers) >= _SEVERAL), [])


def _part(sections: list[Mapping]) -> Node:
    """The card whose heading is that of the first of the sections."""
    first, last = sections[0].span, sections[-1].span
    return _card(sections[0].get("heading"), sections, Span(first.line, first.column, last.end_line, last.end_column))


def _card(title: Node | None, sections: list[Mapping], span: Span) -> Node:
    return mapping(span, title=title, sections=Sequence([*sections], span))


def _heading(section: Mapping) -> str:
    heading = section.get("heading")
    return heading.text.strip("*_ ") if isinstance(heading, Scalar) else ""


def _level(section: Mapping) -> int:
    level = section.get("level")
    return level.value if isinstance(level, Scalar) and isinstance(level.value, int) else 0
