"""Literals that only a look at their meaning can fault: regular expressions, kinds, and words of an enumeration."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from roadmap_guard.kinds import READ
from roadmap_guard.model.directions import Direction
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.descriptors import CHANGE
from roadmap_guard.policy.expressions import Scope, new_environment
from roadmap_guard.policy.faults import did_you_mean, listed, quoted
from roadmap_guard.policy.mistakes import Mistake, Names
from roadmap_guard.policy.paths import lists_of
from roadmap_guard.policy.reach import UnknownFieldError, part_at
from roadmap_guard.policy.reasons import Undecided

_LITERAL = r"""(?:[rR]?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))"""
_PATTERN = rf"\.matches\(\s*({_LITERAL}|params\.\w+)\s*\)"
_KIND = rf"\brefs?\(\s*({_LITERAL})"
_FIELD = r"(?<![.\w])(\w+)((?:\.\w+)+)"
_INSIDE = rf"({_LITERAL})\s+in\s+change\.fields"
_SLIPPED = rf"\bslip(?:s|Days)\(\s*history\s*,\s*({_LITERAL})"
_WAY = rf"\bdirection(?:\([^()]*\))?\s*[!=]=\s*({_LITERAL})"
_COMPARED = rf"{_FIELD}\s*[!=]=\s*({_LITERAL})"
_LISTED = rf"{_FIELD}\s+in\s+\[((?:\s*{_LITERAL}\s*,?)+)\]"


def mistaken_literals(source: str, rule: Rule) -> Iterator[Mistake]:
    """Literals of an expression that can never mean anything. The expression must compile."""
    for found in re.finditer(_PATTERN, source):
        yield from _pattern(source, found.start(1), found[1], rule)
    for found in re.finditer(_KIND, source):
        kind = str(_value(found[1]))
        if kind not in READ:
            message = f"unknown kind {quoted(kind)}{did_you_mean(kind, READ)}"
            yield _mistake(source, found.start(1), message, f"the kinds are {listed(READ)}")
    for found in (*re.finditer(_INSIDE, source), *re.finditer(_SLIPPED, source)):
        yield from _field(source, found.start(1), str(_value(found[1])), rule)
    for found in re.finditer(_WAY, source):
        yield from _among(get_args(Direction), "a direction", source, found.start(1), found[1])
    places = _places(rule)
    for found in (*re.finditer(_COMPARED, source), *re.finditer(_LISTED, source)):
        words = _change_words(found[2]) if found[1] == "change" else _words(places, found[1], found[2], rule.match.kind)
        yield from _among(words, f"{found[1]}{found[2]}", source, found.start(3), found[3])


def _among(words: Sequence[str], what: str, source: str, start: int, literals: str) -> Iterator[Mistake]:
    """Mistakes among `literals`, which stand at `start`, if there is a choice of words."""
    for literal in re.finditer(_LITERAL, literals) if words else ():
        word = str(_value(literal[0]))
        if word not in words:
            message = f"{what} is never {quoted(word)}{did_you_mean(word, words)}"
            yield _mistake(source, start + literal.start(), message, f"it is one of {listed(words, 'or')}")


def _pattern(source: str, start: int, text: str, rule: Rule) -> Iterator[Mistake]:
    """RE2 says nothing of a wrong pattern before it is used (https://github.com/google/re2/wiki/Syntax)."""
    name = text.removeprefix("params.")
    pattern = rule.params.get(name) if name != text else _value(text)
    if not isinstance(pattern, str):
        return
    scope = Scope(new_environment({"pattern": "string"}, (), None), Names((), {}, {}))
    result = scope.compile('"".matches(pattern)').value(scope.activation({"pattern": pattern}))
    if isinstance(result, Undecided):
        yield _mistake(source, start, f"{quoted(pattern)}: {result.reason}", "write it in the syntax of RE2")


def _field(source: str, start: int, path: str, rule: Rule) -> Iterator[Mistake]:
    """Fields that are named in a text. Elements of lists are named by what the files call them: these are not looked at."""
    try:
        part_at(rule.match.kind, path.partition("[")[0])
    except UnknownFieldError as error:
        yield _mistake(source, start, str(error), error.remedy)


def _places(rule: Rule) -> Mapping[str, str]:
    """The path in the resource of everything that an expression can name, to be followed by a field."""
    lists = lists_of(rule.foreach) or ()
    return {
        "object": "",
        "oldObject": "",
        **{name: ".".join(f"{path}[*]" for path in lists[: number + 1]) for number, name in enumerate(rule.bind)},
    }


def _change_words(field: str) -> tuple[str, ...]:
    return tuple(CHANGE["properties"].get(field.removeprefix("."), {}).get("enum", ()))


def _words(places: Mapping[str, str], name: str, fields: str, kind: str) -> tuple[str, ...]:
    """The words that a field is limited to; empty if it is not."""
    try:
        return tuple(part_at(kind, f"{places.get(name, '')}{fields}".removeprefix(".")).get("enum", ()))
    except UnknownFieldError:
        return ()


def _value(literal: str) -> object:
    scope = Scope(new_environment({}, (), None), Names((), {}, {}))
    return scope.compile(literal).value(scope.activation({}))


def _mistake(source: str, offset: int, message: str, remedy: str) -> Mistake:
    before = source[:offset]
    return Mistake(before.count("\n") + 1, offset - before.rfind("\n"), message, remedy)
