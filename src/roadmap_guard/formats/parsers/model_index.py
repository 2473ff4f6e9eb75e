"""The model index of Papers with Code: a YAML file of its own, or YAML in a comment of a Markdown page.

https://github.com/paperswithcode/model-index
"""

from roadmap_guard.documents import LIMITS, yaml_reader
from roadmap_guard.documents.markdown_root import MarkdownRoot
from roadmap_guard.documents.problems import Refused
from roadmap_guard.formats.parsers.lines import lines_of
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Mapping, Node

_MARK = "Type: model-index"


def tree(document: Document) -> Node:
    """The index; an empty mapping for a page whose comment is no YAML."""
    root = document.root
    if not isinstance(root, MarkdownRoot):
        return root
    lines = root.text.split("\n")
    for number, text in lines_of(document).comments:
        if text.startswith(_MARK):
            begins_here = lines[number - 1].partition("<!--")[2].strip() != ""
            return _parsed(document.path, text, number if begins_here else number + 1) or Mapping({}, root.span)
    return Mapping({}, root.span)


def _parsed(path: str, text: str, first_line: int) -> Node | None:
    try:
        documents = yaml_reader.read_text(path, text, LIMITS, first_line=first_line).documents
    except Refused:
        return None
    return documents[0].root if documents else None
