"""What is known of the built-in formats without parsing their definitions: `index.json`, made by `python -m roadmap_guard.formats.index`."""

import json
import os
from collections.abc import Callable
from functools import partial
from typing import Any

from roadmap_guard import documents
from roadmap_guard.formats.conditions import Trigger
from roadmap_guard.formats.format import Block, Extends, Format
from roadmap_guard.formats.values import inner_names
from roadmap_guard.kinds import schema
from roadmap_guard.model.document import Language, Parsed
from roadmap_guard.model.node import Mapping, Node, Plain, Scalar, Sequence, plain
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import FILE_START

_FOLDER = os.path.dirname(os.path.realpath(__file__))
BUILT_IN = os.path.join(_FOLDER, "definitions")
INDEX = os.path.join(_FOLDER, "index.json")


Words = Callable[[], Node]


class Addition(NamedTuple):
    """What a format adds to resources of others: to which kind and formats (empty: any), which fields, and where its files stand.

    `beside` are templates of paths, seen from the resource.
    """

    kind: str
    formats: tuple[str, ...]
    fields: tuple[str, ...]
    beside: tuple[str, ...]


class Entry(NamedTuple):
    """What is known of a format before it is compiled.

    recognise  gives the words of its condition when somebody asks: a run needs those of few formats; `family` likewise
    triggers   what a document must show to be looked at as this format, or as of its family
    extends    what its files add to resources of others
    """

    name: str
    title: str
    documentation: str
    languages: tuple[Language, ...]
    over: tuple[str, ...]
    path: str
    recognise: Words
    family: Words | None
    triggers: tuple[Trigger, ...]
    family_triggers: tuple[Trigger, ...]
    extends: tuple[Addition, ...]


def entry_of(format_: Format, root: Node) -> Entry:
    """The entry for a compiled format; `root` is its definition."""
    words = root if isinstance(root, Mapping) else Mapping({}, root.span)
    family = words.get("family")
    return Entry(
        name=format_.name,
        title=format_.title,
        documentation=format_.documentation,
        languages=format_.languages,
        over=format_.over,
        path=format_.path,
        recognise=partial(_itself, words.get("recognise") or words),
        family=partial(_itself, family) if family else None,
        triggers=format_.recognise.triggers(),
        family_triggers=format_.family.triggers() if format_.family else (),
        extends=(
            *(_added(block.extends, block) for block in format_.blocks if block.extends),
            *([_without_fields(format_.extends)] if format_.extends else []),
        ),
    )


def parse_file(path: str) -> Parsed:
    """Read a definition's file."""
    with open(path, "rb") as file:
        return documents.parse(path, file.read())


def load() -> list[Entry]:
    """The entries of the built-in formats."""
    with open(INDEX, "rb") as file:
        return [_from_json(row) for row in json.load(file)]


def to_json(entries: list[Entry]) -> str:
    """The text of `index.json`."""
    return json.dumps([_to_json(entry) for entry in entries], indent=1, ensure_ascii=False) + "\n"


def _to_json(entry: Entry) -> dict[str, Any]:
    return {
        **entry._asdict(),
        "path": os.path.basename(entry.path),
        "recognise": plain(entry.recognise()),
        "family": plain(entry.family()) if entry.family else None,
    }


def _from_json(row: dict[str, Any]) -> Entry:
    return Entry(
        name=row["name"],
        title=row["title"],
        documentation=row["documentation"],
        languages=tuple(row["languages"]),
        over=tuple(row["over"]),
        path=os.path.join(BUILT_IN, row["path"]),
        recognise=partial(_node, row["recognise"]),
        family=partial(_node, row["family"]) if row["family"] else None,
        triggers=_triggers(row["triggers"]),
        family_triggers=_triggers(row["family_triggers"]),
        extends=tuple(Addition(kind, *map(tuple, rest)) for kind, *rest in row["extends"]),
    )


def _triggers(rows: list[list[Any]]) -> tuple[Trigger, ...]:
    return tuple(Trigger(tuple(keys), value) for keys, value in rows)


def _itself(node: Node) -> Node:
    return node


def _node(value: Plain) -> Node:
    """Plain data as nodes: conditions are compiled from nodes."""
    if isinstance(value, dict):
        return Mapping({key: (Scalar(key, key, FILE_START), _node(inner)) for key, inner in value.items()}, FILE_START)
    if isinstance(value, list):
        return Sequence([_node(inner) for inner in value], FILE_START)
    literal = value if isinstance(value, str) else json.dumps(value)
    return Scalar(value, literal, FILE_START)


def _without_fields(extends: Extends) -> Addition:
    return Addition(extends.kind, extends.formats, (), extends.beside)


def _added(extends: Extends, block: Block) -> Addition:
    added = _without_fields(extends)
    if not extends.expected:
        return added
    if not extends.into:
        return added._replace(fields=tuple(sorted(block.expressible)))
    part = schema(extends.kind)["properties"].get(extends.into, {})
    return added._replace(fields=(extends.into, *inner_names(part, extends.into)))


def main() -> None:
    """Write `index.json` anew from the definitions."""
    from roadmap_guard.formats.registry import compile_folder

    text = to_json(compile_folder(BUILT_IN))
    with open(INDEX, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
