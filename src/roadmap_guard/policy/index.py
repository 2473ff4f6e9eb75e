"""Shipped packs in the form that loads at once: reading 80 rules as YAML takes 70 ms, as JSON 2.

Run as `python -m roadmap_guard.policy.index` after a change to a shipped pack; a test compares the two forms.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from roadmap_guard.model.rule import Example, Match, Pack, Reference, Rule
from roadmap_guard.model.span import Span
from roadmap_guard.policy.packs import PackHeader


@cache
def load(path: str, origin: str) -> tuple[PackHeader, Pack] | None:
    """A shipped pack and its head from the index at `path`; None if there is none."""
    try:
        with open(path, "rb") as file:
            read = json.load(file)
    except FileNotFoundError:
        return None
    header = PackHeader(**read["header"])
    rules = tuple(_rule(row) for row in read["rules"])
    return header, Pack(header.name, header.version, header.title, header.description, read["digest"], origin, rules)


def to_json(header: PackHeader, pack: Pack) -> str:
    """The text of the index: a line for each rule."""
    rules = ",\n".join(_compact(_row(rule)) for rule in pack.rules)
    return f'{{"header":{_compact(header._asdict())},\n"digest":{_compact(pack.digest)},\n"rules":[\n{rules}\n]}}\n'


def main() -> None:
    """Write the index of every shipped pack."""
    from roadmap_guard.policy import pack_reading, sources

    for source in sources.available():
        with open(source.index_path, "w", encoding="utf-8", newline="\n") as file:
            file.write(to_json(*pack_reading.read(source)))


def _row(rule: Rule) -> dict[str, Any]:
    return {
        **rule._asdict(),
        "match": rule.match._asdict(),
        "references": [reference._asdict() for reference in rule.references],
        "examples": [example._asdict() for example in rule.examples],
    }


def _rule(row: Mapping[str, Any]) -> Rule:
    match = row["match"]
    return Rule(
        **{
            **row,
            "match": Match(match["kind"], tuple(match["fields"]), tuple(match["formats"])),
            "bind": tuple(row["bind"]),
            "controls": tuple(row["controls"]),
            "references": tuple(Reference(**reference) for reference in row["references"]),
            "aliases": tuple(row["aliases"]),
            "examples": tuple(Example(**example) for example in row["examples"]),
            "expressions": {part: Span(*numbers) for part, numbers in row["expressions"].items()},
        }
    )


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
