"""Shipped packs in the form that loads at once: reading 80 rules as YAML takes 70 ms, as JSON 2.

Run as `python -m roadmap_guard.policy.index` after a change to a shipped pack; a test compares the two forms.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from roadmap_guard.model.rule import Match, Pack, Reference, Rule
from roadmap_guard.model.waivable import Waivable
from roadmap_guard.policy.packs import PackHeader

_SOURCE_INFO = 5
_CONTINUED = 128
"""A byte of a number at or above this is not its last."""


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


def head(path: str) -> PackHeader | None:
    """The head of a shipped pack: the first line of its index, so that a pack which does not apply is read no further."""
    try:
        with open(path, "rb") as file:
            line = file.readline()
    except FileNotFoundError:
        return None
    return PackHeader(**json.loads(line.removeprefix(b'{"header":').rstrip(b",\n")))


def to_json(header: PackHeader, pack: Pack) -> str:
    """The text of the index: the head, and a line for each rule."""
    rules = ",\n".join(_compact(_row(rule)) for rule in pack.rules)
    return f'{{"header":{_compact(header._asdict())},\n"digest":{_compact(pack.digest)},\n"rules":[\n{rules}\n]}}\n'


def main() -> None:
    """Write the index of every shipped pack."""
    from roadmap_guard.policy import pack_reading, sources

    texts = {source.index_path: to_json(*pack_reading.read(source)) for source in sources.available()}
    for path, text in texts.items():
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def _row(rule: Rule) -> dict[str, Any]:
    """All but what only a reader of the rule's file needs: its examples, and where its expressions stand."""
    left_out = {"examples", "expressions", *(() if rule.waivable != Waivable() else ("waivable",))}
    parts = {name: value for name, value in rule._asdict().items() if name not in left_out}
    return {
        **parts,
        "programs": list(_programs(rule).items()),  # an expression may be longer than a key of a file should be
        "match": rule.match._asdict(),
        "references": [reference._asdict() for reference in rule.references],
    }


def _programs(rule: Rule) -> dict[str, str]:
    """Every expression of a rule, compiled, in base64."""
    from binascii import b2a_base64

    from roadmap_guard.policy.expressions import Environment
    from roadmap_guard.policy.functions import FUNCTIONS, Context
    from roadmap_guard.policy.templates import pieces

    scope = Environment(Context("2026-01-01"), FUNCTIONS).scope(rule)
    holes = (piece.text for piece in pieces(rule.message) if piece.is_hole)
    sources = dict.fromkeys(source for source in (rule.when, rule.require, *holes) if source)
    forms = {scope.bound(source): _in_order(scope.program(source).serialize()) for source in sources}
    return {source: b2a_base64(form, newline=False).decode() for source, form in forms.items()}


def _in_order(message: bytes) -> bytes:
    """The compiled form with the entries of its maps sorted, since they come in another order in every process.

    The form is an Any that holds a CheckedExpr (cel-spec, checked.proto): fields of the length-delimited kind only. The one that
    says where everything stood in the source is left out: nobody asks a shipped expression.
    """
    (_, type_url), (tag, value) = _fields(message)
    kept = sorted(_field(inner, part) for inner, part in _fields(value) if inner >> 3 != _SOURCE_INFO)
    return _field(message[0], type_url) + _field(tag, b"".join(kept))


def _fields(message: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each field."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        length, at = _varint(message, at)
        yield tag, message[at : at + length]
        at += length


def _field(tag: int, content: bytes) -> bytes:
    length = len(content)
    digits = []
    while length >= _CONTINUED:
        digits.append(length % _CONTINUED + _CONTINUED)
        length //= _CONTINUED
    return bytes([tag, *digits, length]) + content


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """The number at a place, and the place behind it."""
    value = shift = 0
    while message[at] >= _CONTINUED:
        value |= (message[at] - _CONTINUED) << shift
        shift += 7
        at += 1
    return value | message[at] << shift, at + 1


def _rule(row: Mapping[str, Any]) -> Rule:
    match = row["match"]
    return Rule(
        **{
            **row,
            "match": Match(match["kind"], tuple(match["fields"]), tuple(match["formats"])),
            "bind": tuple(row["bind"]),
            "programs": dict(row["programs"]),
            "controls": tuple(row["controls"]),
            "references": tuple(Reference(**reference) for reference in row["references"]),
            "aliases": tuple(row["aliases"]),
            "examples": (),
            "expressions": {},
            "waivable": _waivable(row["waivable"]) if "waivable" in row else Waivable(),
        }
    )


def _waivable(row: list[Any]) -> Waivable:
    allowed, max_days, approvers = row
    return Waivable(allowed, max_days, tuple(approvers))


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
