"""What the CEL compiler says, in words that name the way out."""

import re
from collections.abc import Mapping

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.faults import did_you_mean, listed, quoted
from roadmap_guard.policy.names import OF_CHANGE

_REPORT = r"ERROR: <input>:(-?\d+):(-?\d+): (.*)"
_NO_OVERLOAD = r"found no matching overload for '(.*)' applied to '\((.*)\)'"
_UNDECLARED = r"undeclared reference to '(.*)' \(in container '.*'\)"
_NO_FIELD = r"undefined field '(.*)' not found in struct '(.*)'"
_NO_FIELDS_AT_ALL = r"expression of type '(.*)' cannot be the operand of a select operation"
_TOO_DEEP = ("Exceeded max recursion depth", "Expression recursion limit exceeded")


class Mistake(NamedTuple):
    """Where an expression is wrong (line and column in its source, from 1), how, and the way out."""

    line: int
    column: int
    message: str
    remedy: str = ""


class Names(NamedTuple):
    """What an expression may say, for suggestions.

    functions  how each is called, by its name: `days(string, string)`
    fields     the fields of a type of the checker, by its name; under `params` those of the rule
    """

    variables: tuple[str, ...]
    functions: Mapping[str, str]
    fields: Mapping[str, tuple[str, ...]]


def mistakes_in(report: str, source: str, names: Names) -> tuple[Mistake, ...]:
    """The mistakes that the compiler's `report` tells of; at least one."""
    if any(words in report for words in _TOO_DEEP):
        return (Mistake(1, 1, "the expression is nested deeper than 32 levels", "split the rule in two"),)
    found = [
        _translated(int(line), int(column), text, source, names)
        for line, column, text in re.findall(_REPORT, report)
        if "*error*" not in text  # follows from another mistake
    ]
    return tuple(found[:1] if _is_syntax(found) else found) or (Mistake(1, 1, report),)


def _is_syntax(found: list[Mistake]) -> bool:
    """After one word that CEL cannot read, what it says of the rest is noise."""
    return bool(found) and found[0].message.startswith(_SYNTAX)


_SYNTAX = "this is not CEL"


def _translated(line: int, column: int, text: str, source: str, names: Names) -> Mistake:
    text = text.removesuffix(" [INVALID_ARGUMENT]")
    if text.startswith("Syntax error: "):
        return Mistake(line, column, *_syntax(text.removeprefix("Syntax error: ")))
    if found := re.fullmatch(_UNDECLARED, text):
        return _undeclared(line, column, found[1], source, names)
    if found := re.fullmatch(_NO_OVERLOAD, text):
        return _no_overload(line, column, found[1], found[2])
    if found := re.fullmatch(_NO_FIELD, text):
        return Mistake(line, column + 1, *_no_field(found[1], found[2], names))
    if found := re.fullmatch(_NO_FIELDS_AT_ALL, text):
        return Mistake(line, column, f"a value of type {found[1]} has no fields", "leave out what follows the dot")
    return Mistake(line, column, text)


def _syntax(text: str) -> tuple[str, str]:
    if "'<EOF>'" in text:
        return f"{_SYNTAX}: the expression ends too early", "finish it, and close every bracket and quote"
    if text.startswith("token recognition error at: "):
        return f"{_SYNTAX}: {quoted(text.partition(': ')[2][1:-1])}", "close every quote; text stands in quotes"
    return f"{_SYNTAX}: {text.partition(' expecting ')[0]}", "see the language: https://cel.dev"


def _no_field(field: str, kind: str, names: Names) -> tuple[str, str]:
    if kind.startswith("rg.Params"):
        return _no_param(field, names)
    known = names.fields.get(kind, ())
    return f"{_kind(kind)} has no field {quoted(field)}{did_you_mean(field, known)}", f"the fields are {listed(known)}"


def _no_param(name: str, names: Names) -> tuple[str, str]:
    known = names.fields.get("params", ())
    return f"the rule has no param {quoted(name)}{did_you_mean(name, known)}", "add it under spec.params"


def _undeclared(line: int, column: int, name: str, source: str, names: Names) -> Mistake:
    text = source.split("\n")[line - 1]
    before = text[: column - 1]
    if text[column - 1 : column] == "(":
        return Mistake(line, len(before.removesuffix(name)) + 1, *_no_function(name, names))
    first, _, rest = name.partition(".")
    if first == "params":
        return Mistake(line, column + 1, *_no_param(rest or first, names))
    start = before.rfind(first) if first in before else len(before)
    if first in OF_CHANGE:
        return Mistake(
            line, start + 1, f"{quoted(first)} is known to rules about changes only", "add on: change to spec"
        )
    remedy = f"the names here are {listed(names.variables)}; text stands in quotes"
    return Mistake(line, start + 1, f"unknown name {quoted(first)}{did_you_mean(first, names.variables)}", remedy)


def _no_function(name: str, names: Names) -> tuple[str, str]:
    if name in names.functions:
        return f"{name}() takes other arguments", f"write {names.functions[name]}"
    if name in _BUILT_IN:
        return f"{name}() takes other arguments", "see https://cel.dev"
    near = did_you_mean(name, (*names.functions, *_BUILT_IN))
    return f"unknown function {quoted(name)}{near}", f"beside CEL's own, the functions are {listed(names.functions)}"


def _no_overload(line: int, column: int, function: str, types: str) -> Mistake:
    operator = _OPERATORS.get(function, f"{function}()")
    kinds = [_kind(kind) for kind in types.split(", ")]
    return Mistake(line, column, f"{operator} does not take {listed(kinds)}", _overload_remedy(function, kinds))


def _overload_remedy(function: str, kinds: list[str]) -> str:
    given = set(kinds)
    if given == {"double", "int"}:
        return "numbers of both kinds do not mix: write 1.0 beside a double, or convert with double()"
    if "null_type" in given:
        return "an absent field is not null: ask has(...)"
    if function == "_[_]" and kinds[0][:1].isupper():
        return "reach a field with a dot"
    if "string" in given and given & {"double", "int"}:
        return "text is not a number: take off the quotes, or convert with string() or double()"
    if function in ("_&&_", "_||_", "!_", "_?_:_"):
        return "write a comparison, or has(...)"
    return "see which types it takes: https://cel.dev"


def _kind(name: str) -> str:
    """The checker's name of a type, as rules know it: `rg.SLO` is `SLO`, `google.protobuf.Timestamp` is `timestamp`."""
    if name.startswith("google.protobuf."):
        return name.removeprefix("google.protobuf.").lower()
    first, *rest = name.removeprefix("rg.").split(".")
    return ".".join((first, *(part[:1].lower() + part[1:] for part in rest)))


_OPERATORS = {
    "_+_": "+", "_-_": "-", "_*_": "*", "_/_": "/", "_%_": "%", "_==_": "==", "_!=_": "!=", "_<_": "<", "_<=_": "<=",
    "_>_": ">", "_>=_": ">=", "_&&_": "&&", "_||_": "||", "!_": "!", "-_": "-", "_?_:_": "? :", "_[_]": "[ ]", "@in": "in",
}  # fmt: skip

_BUILT_IN = (
    "size", "has", "matches", "contains", "startsWith", "endsWith", "timestamp", "duration", "string", "double", "int", "uint",
    "bool", "type", "all", "exists", "exists_one", "map", "filter", "getFullYear", "getMonth", "getDayOfMonth", "getDayOfWeek",
)  # fmt: skip
