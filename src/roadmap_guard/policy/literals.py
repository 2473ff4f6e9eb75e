"""Literals that only a look at their meaning can fault: regular expressions, kinds, and words of an enumeration."""

import re
from collections.abc import Iterator, Mapping

from roadmap_guard.kinds import KINDS
from roadmap_guard.model.rule import Rule
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
_COMPARED = rf"{_FIELD}\s*[!=]=\s*({_LITERAL})"
_LISTED = rf"{_FIELD}\s+in\s+\[((?:\s*{_LITERAL}\s*,?)+)\]"


def mistaken_literals(source: str, rule: Rule) -> Iterator[Mistake]:
    """Literals of an expression that can never mean anything. The expression must compile."""
    for found in re.finditer(_PATTERN, source):
        yield from _pattern(source, found.start(1), found[1], rule)
    for found in re.finditer(_KIND, source):
        kind = str(_value(found[1]))
        if kind not in KINDS:
            message = f"unknown kind {quoted(kind)}{did_you_mean(kind, KINDS)}"
            yield _mistake(source, found.start(1), message, f"the kinds are {listed(KINDS)}")
    places = _places(rule)
    for found in (*re.finditer(_COMPARED, source), *re.finditer(_LISTED, source)):
        words = _words(places.get(found[1], ""), found[2], rule.match.kind)
        for literal in re.finditer(_LITERAL, found[3]) if words else ():
            word = str(_value(literal[0]))
            if word not in words:
                message = f"{found[1]}{found[2]} is never {quoted(word)}{did_you_mean(word, words)}"
                yield _mistake(source, found.start(3) + literal.start(), message, f"it is one of {listed(words, 'or')}")


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


def _places(rule: Rule) -> Mapping[str, str]:
    """The path in the resource of everything that an expression can name, to be followed by a field."""
    lists = lists_of(rule.foreach) or ()
    return {
        "object": "",
        **{name: ".".join(f"{path}[*]" for path in lists[: number + 1]) for number, name in enumerate(rule.bind)},
    }


def _words(place: str, fields: str, kind: str) -> tuple[str, ...]:
    """The words that a field is limited to; empty if it is not."""
    try:
        return tuple(part_at(kind, f"{place}{fields}".removeprefix(".")).get("enum", ()))
    except UnknownFieldError:
        return ()


def _value(literal: str) -> object:
    scope = Scope(new_environment({}, (), None), Names((), {}, {}))
    return scope.compile(literal).value(scope.activation({}))


def _mistake(source: str, offset: int, message: str, remedy: str) -> Mistake:
    before = source[:offset]
    return Mistake(before.count("\n") + 1, offset - before.rfind("\n"), message, remedy)
