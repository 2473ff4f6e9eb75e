"""The model index of Papers with Code: a YAML file of its own, or YAML in a comment of a Markdown page.

https://github.com/paperswithcode/model-index
"""

from collections.abc import Iterator

from roadmap_guard.documents import LIMITS, yaml_reader
from roadmap_guard.documents.markdown_root import MarkdownRoot
from roadmap_guard.formats.parsers.lines import lines_of
from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document, Problem
from roadmap_guard.model.node import Mapping, Node

_MARK = "Type: model-index"


def tree(document: Document) -> Tree:
    """The index, and what is wrong with its YAML; an empty one where the page has none."""
    root = document.root
    if not isinstance(root, MarkdownRoot):
        return Tree(root)
    parsed = [yaml_reader.read_text(document.path, text, LIMITS, line) for line, text in _indexes(document, root.text)]
    roots = [found.root for one in parsed for found in one.documents]
    problems = [found for one in parsed for found in one.problems]
    problems += [_second(document.path, other) for other in roots[1:]]
    return Tree(roots[0] if roots else None if problems else Mapping({}, root.span), tuple(problems))


def _indexes(document: Document, page: str) -> Iterator[tuple[int, str]]:
    """Each comment with an index: the line on which its YAML begins, and the YAML."""
    lines = page.split("\n")
    for number, text in lines_of(document).comments:
        if text.startswith(_MARK):
            begins_here = lines[number - 1].partition("<!--")[2].strip() != ""
            yield (number if begins_here else number + 1), text


def _second(path: str, root: Node) -> Problem:
    return Problem(
        "format",
        "This is a second model index; only the first one of a page is read.",
        "Join the two.",
        path,
        root.span,
    )
