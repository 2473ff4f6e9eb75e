"""Edits YAML files as a person would: comments, order and quotes stay. The only user of ruamel.yaml."""

from io import StringIO
from typing import Any


def append_item(text: str, key: str, item: Any) -> str:
    """`text` with `item` added to the list under the top-level `key`, which is made if it is absent.

    Raises ValueError if the text is not YAML, not a mapping, or holds something else than a list there.
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
    root = {} if root is None else root
    if not isinstance(root, dict) or not isinstance(root.get(key, []), list):
        raise ValueError(f"it has no list under {key!r}")  # noqa: TRY004 - the text is at fault, not its type
    root.setdefault(key, []).append(item)
    result = StringIO()
    editor.dump(root, result)
    return result.getvalue()


def _layout(text: str) -> tuple[int, int]:
    """How the lists of the file are indented: (columns to an item's content, columns to its dash)."""
    for line in text.splitlines():
        if line.lstrip().startswith("- "):
            dash = len(line) - len(line.lstrip())
            return (dash + 2, dash) if dash else (2, 0)
    return 2, 0
