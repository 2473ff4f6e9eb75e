"""Edits YAML files as a person would: comments, order and quotes stay. The only user of ruamel.yaml."""

from collections.abc import Collection, Sequence
from io import StringIO
from typing import Any

from roadmap_guard.documents import parse
from roadmap_guard.model.node import Mapping, Node, Scalar
from roadmap_guard.model.node import Sequence as SequenceNode


def append_item(text: str, keys: Sequence[str], item: Any) -> str:
    """`text` with `item` added to the list under the nested `keys`, which are made if they are absent.

    Raises ValueError if the text is not YAML, or holds something else than mappings and a list there.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    editor = YAML()
    editor.preserve_quotes = True
    editor.width = 4096
    indent, offset = _layout(text)
    editor.indent(mapping=2, sequence=indent, offset=offset)
    try:
        root = editor.load(text)
    except YAMLError as error:
        raise ValueError(f"it is not YAML: {str(error).splitlines()[0]}") from error
    except Exception as error:
        raise ValueError("it holds something that the editor of YAML cannot read") from error
    root = {} if root is None else root
    _list(root, keys).append(item)
    result = StringIO()
    editor.dump(root, result)
    return result.getvalue()


def remove_items(path: str, text: str, keys: Sequence[str], lines: Collection[int]) -> str:
    """`text` without the items of the list under `keys` that begin on these lines, and without the comments right above them.

    `path` is that of the file. Raises ValueError if the list is not written with a dash on a line of its own for each item.
    """
    node = _node(path, text, keys)
    if not isinstance(node, SequenceNode):
        raise ValueError(f"it has no list under {'.'.join(keys)}")  # noqa: TRY004 - the text is at fault, not its type
    rows = StringIO(text, newline="\n").readlines()
    starts = [item.span.line for item in node.items]
    if any(not rows[start - 1].lstrip().startswith("- ") for start in starts) or len({*starts}) < len(starts):
        raise ValueError(f"the items of {'.'.join(keys)} do not begin on lines of their own")
    begins = [_with_comments(rows, start) for start in starts]
    ends = [*begins[1:], _last_line(node.items[-1]) + 1] if begins else []
    gone = {
        line
        for start, begin, end in zip(starts, begins, ends, strict=True)
        if start in lines
        for line in range(begin, end)
    }
    kept = [row for number, row in enumerate(rows, 1) if number not in gone]
    return "".join(kept) if set(starts) - set(lines) else _emptied(rows, kept, keys[-1], begins[0])


def _list(root: Any, keys: Sequence[str]) -> list[Any]:
    """The list under `keys`; an empty one is written anew, because it may be in flow style."""
    *outer, last = keys
    for key in outer:
        if not isinstance(root, dict):
            raise ValueError(f"it has no mapping around {key!r}")  # noqa: TRY004 - the text is at fault, not its type
        if root.get(key) is None:
            root[key] = {}
        root = root[key]
    if not isinstance(root, dict) or not isinstance(root.get(last), list | None):
        raise ValueError(f"it has no list under {last!r}")  # noqa: TRY004 - the text is at fault, not its type
    if not root.get(last):
        root[last] = []
    found: list[Any] = root[last]
    return found


def _layout(text: str) -> tuple[int, int]:
    """How the lists of the file are indented: (columns to an item's content, columns to its dash), from the key above."""
    above = 0
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        if line.lstrip().startswith("- "):
            return max(indent - above, 0) + 2, max(indent - above, 0)
        if line.strip() and not line.lstrip().startswith("#"):
            above = indent
    return 4, 2


def _node(path: str, text: str, keys: Sequence[str]) -> Node | None:
    documents = parse(path, text.encode("utf-8", "surrogateescape")).documents
    node: Node | None = documents[0].root if documents else None
    for key in keys:
        node = node.get(key) if isinstance(node, Mapping) else None
    return node


def _with_comments(rows: Sequence[str], line: int) -> int:
    """The line of the first of the comments that stand right above `line`, or `line` itself."""
    while line > 1 and rows[line - 2].lstrip().startswith("#"):
        line -= 1
    return line


def _last_line(node: Node) -> int:
    """The line on which the text of a node ends."""
    if isinstance(node, Scalar):
        return node.span.end_line - (node.span.end_column == 1 and node.span.end_line > node.span.line)
    inner = (
        node.items if isinstance(node, SequenceNode) else [part for entry in node.entries.values() for part in entry]
    )
    return max((_last_line(part) for part in inner), default=node.span.end_line)


def _emptied(rows: Sequence[str], kept: list[str], key: str, begin: int) -> str:
    """The text when no item is left: a list without items is written `[]`."""
    for number in range(begin - 1, 0, -1):
        if rows[number - 1].strip().startswith(f"{key}:"):
            row = rows[number - 1]
            kept[number - 1] = f"{row.rstrip()} []{row[len(row.rstrip()) :]}"
            return "".join(kept)
    raise ValueError(f"{key} and its list stand on one line")
