"""The functions that expressions may call, beside CEL's own. Pure over the context of a run; plugins add rows of the same shape.

Every function raises ValueError for what it cannot answer; the expression is then undecided, never true or false.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from roadmap_guard.kinds import READ
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.faults import did_you_mean, quoted
from roadmap_guard.policy.printing import decimal_text

Fields = Mapping[str, Any]


def _no_resource(_kind: str, _id: str) -> Fields | None:
    return None


def _no_resources(_kind: str) -> Sequence[Fields]:
    return []


def _no_registry(name: str) -> Mapping[str, str]:
    return {"state": "noRegistry", "name": name}


def _no_owners(_path: str) -> Sequence[str]:
    return []


def _no_ownership(_path: str) -> Sequence[Fields]:
    return []


def _same_text(one: str, other: str) -> bool:
    return one.strip().removeprefix("@").casefold() == other.strip().removeprefix("@").casefold()


def _no_history(_resource: Resource) -> Fields:
    raise ValueError("there is no history here")


class Context(NamedTuple):
    """What expressions and checks may ask beyond the resource in hand.

    as_of           the ISO date to compare with
    ref             the fields of another resource of the repository, by kind and id; None if there is none
    refs            the fields of all resources of a kind
    owner           `{state: known | unknown | noRegistry, name}` of an owner's name
    same_owner      whether two names, in whatever notation, are those of one owner
    file_owners     the owners of a path
    file_ownership  why a path has owners: `{owners, approvals, section, pattern, path, line}`, several where several hold
    history         what became of a resource's fields over time (`timelines.History`); ValueError where nobody can tell
    """

    as_of: str
    ref: Callable[[str, str], Fields | None] = _no_resource
    refs: Callable[[str], Sequence[Fields]] = _no_resources
    owner: Callable[[str], Mapping[str, Any]] = _no_registry
    same_owner: Callable[[str, str], bool] = _same_text
    file_owners: Callable[[str], Sequence[str]] = _no_owners
    file_ownership: Callable[[str], Sequence[Fields]] = _no_ownership
    history: Callable[[Resource], Fields] = _no_history


class FunctionSpec(NamedTuple):
    """One function of the expression language; rows of the same name are its overloads.

    parameters, returns  of `string`, `int`, `double`, `bool`, `list`, `map`, `timestamp`, `history` and `object` (the variables of these
                         names); `returns` may also be `dyn`
    implementation       called with the `Context` and the arguments as plain values; ValueError for what it cannot answer
    doc                  one sentence for people
    """

    name: str
    parameters: tuple[str, ...]
    returns: str
    implementation: Callable[..., Any]
    doc: str


def calls(functions: Iterable[FunctionSpec]) -> dict[str, str]:
    """How each function is called, by its name: `percent(double) or percent(int)`."""
    found: dict[str, str] = {}
    for spec in functions:
        call = f"{spec.name}({', '.join(spec.parameters)})"
        found[spec.name] = f"{found[spec.name]} or {call}" if spec.name in found else call
    return found


def _approved_anew(context: Context, now: Fields, before: Fields) -> bool:
    owners = [name for fields in (before, now) for owner in fields.get("owners") or () for name in _names_of(owner)]
    old = before.get("approvals") or ()
    return any(
        _is_new(context, approval, old) and not any(context.same_owner(name, approval["by"]) for name in owners)
        for approval in now.get("approvals") or ()
    )


def _names_of(owner: Any) -> list[str]:
    """The names of an owner: a text, or the name and contact of a mapping."""
    return [owner[key] for key in ("name", "contact") if key in owner] if isinstance(owner, Mapping) else [str(owner)]


def _is_new(context: Context, approval: Fields, old: Iterable[Fields]) -> bool:
    """Whether somebody approved who had not, or had on an earlier day; a day that is still to come approves nothing."""
    date = approval.get("date", "")
    if "by" not in approval or date > context.as_of:
        return False
    given = [each for each in old if "by" in each and context.same_owner(each["by"], approval["by"])]
    return all(date and date > each.get("date", "") for each in given)


def _days(_: Context, start: str, end: str) -> int:
    return _ordinal(end) - _ordinal(start)


def _days_since(context: Context, date: str) -> int:
    return _ordinal(context.as_of) - _ordinal(date)


def _days_until(context: Context, date: str) -> int:
    return _ordinal(date) - _ordinal(context.as_of)


def _percent(_: Context, ratio: float) -> str:
    from decimal import Decimal

    return f"{decimal_text(Decimal(repr(ratio)) * 100)} %"


def _human_duration(_: Context, seconds: int) -> str:
    if seconds < 0:
        raise ValueError(f"a duration of {seconds} seconds")
    words: list[str] = []
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        count, seconds = divmod(seconds, length)
        if count or (unit == "second" and not words):
            words.append(f"{count} {unit}{'' if count == 1 else 's'}")
    return " ".join(words)


def _glob(_: Context, text: str, pattern: str) -> bool:
    return _segments_match(text.split("/"), pattern.split("/"))


def _segments_match(texts: Sequence[str], patterns: Sequence[str]) -> bool:
    """Row by row over the patterns: which beginnings of `texts` match so far. Never exponential, whatever the text."""
    from fnmatch import fnmatchcase

    reached = [True] + [False] * len(texts)
    for pattern in patterns:
        if pattern == "**":
            for at in range(len(texts)):
                reached[at + 1] = reached[at + 1] or reached[at]
        else:
            reached = [False, *(reached[at] and fnmatchcase(text, pattern) for at, text in enumerate(texts))]
    return reached[-1]


def _mentions(_: Context, text: str, words: list[Any]) -> bool:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return _any_word(tuple(str(word) for word in words)).search(parted) is not None


@lru_cache(maxsize=64)
def _any_word(words: tuple[str, ...]) -> "re.Pattern[str]":
    """Finds any of the words where a word begins: `lag` in `queue-lag` and `queue lagging`, not in `flags`."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))})" if words else "(?!)", re.IGNORECASE)


def _ref(context: Context, kind: str, name: str) -> Fields | None:
    return context.ref(_known(kind), name)


def _refs(context: Context, kind: str) -> list[Fields]:
    return list(context.refs(_known(kind)))


def _owner(context: Context, name: str) -> Fields:
    return dict(context.owner(name))


def _same_owner(context: Context, one: str, other: str) -> bool:
    return context.same_owner(one, other)


def _file_owners(context: Context, path: str) -> list[str]:
    return list(context.file_owners(path))


def _file_ownership(context: Context, path: str) -> list[Fields]:
    return list(context.file_ownership(path))


def _direction(_: Context, before: Any, after: Any) -> str:
    from roadmap_guard.model.directions import direction

    return direction(before, after)


def _slips(_: Context, history: Fields, field: str) -> int:
    from roadmap_guard.policy.timelines import slips

    return slips(history, field)


def _slip_days(_: Context, history: Fields, field: str) -> int:
    from roadmap_guard.policy.timelines import slip_days

    return slip_days(history, field)


def _known(kind: str) -> str:
    if kind not in READ:
        raise ValueError(f"there is no kind {quoted(kind)}{did_you_mean(kind, READ)}")
    return kind


def _ordinal(text: str) -> int:
    """Days since the year 1 of an ISO date, or of the date of an RFC 3339 time."""
    from datetime import date

    found = re.match(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:$|[Tt ])", text)
    if not found:
        raise ValueError(f"{quoted(text)} is not a date like 2026-11-20")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).toordinal()
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is not a date: {error}") from error


FUNCTIONS = (
    FunctionSpec("days", ("string", "string"), "int", _days, "Whole days from one ISO date to another; negative if it comes before."),
    FunctionSpec("daysSince", ("string",), "int", _days_since, "Whole days from an ISO date to the as-of date; negative in the future."),
    FunctionSpec("daysUntil", ("string",), "int", _days_until, "Whole days from the as-of date to an ISO date; negative in the past."),
    FunctionSpec("percent", ("double",), "string", _percent, "A ratio as text: 0.9995 gives `99.95 %`."),
    FunctionSpec("percent", ("int",), "string", _percent, "A ratio as text: 1 gives `100 %`."),
    FunctionSpec("humanDuration", ("int",), "string", _human_duration, "Seconds as text: 2592000 gives `30 days`."),
    FunctionSpec("glob", ("string", "string"), "bool", _glob, "Whether a text matches a pattern; `*` stays within a folder, `**` does not."),
    FunctionSpec("mentions", ("string", "list"), "bool", _mentions, "Whether a word of the text begins with one of a list, whatever the case."),
    FunctionSpec("ref", ("string", "string"), "dyn", _ref, "The resource of a kind with an id, or null."),
    FunctionSpec("refs", ("string",), "list", _refs, "All resources of a kind."),
    FunctionSpec("owner", ("string",), "map", _owner, "What is known of an owner, as a map: state (known, unknown or noRegistry), name, via, suggestion, type, members, candidates, left."),
    FunctionSpec("sameOwner", ("string", "string"), "bool", _same_owner, "Whether two names are those of one owner, as far as both say: `@ada` and `user:default/ada`."),
    FunctionSpec("fileOwners", ("string",), "list", _file_owners, "The owners of a path."),
    FunctionSpec("fileOwnership", ("string",), "list", _file_ownership, "Why a path has owners, as maps: owners, approvals (0: nobody is asked), section, pattern, path, line."),
    FunctionSpec("direction", ("string", "string"), "string", _direction, "Which way a value moved: later, earlier, forward, back, changed or same; a release or a time that comes later is later."),
    FunctionSpec("direction", ("double", "double"), "string", _direction, "Which way a number moved: raised, lowered or same."),
    FunctionSpec("direction", ("int", "int"), "string", _direction, "Which way a number moved: raised, lowered or same."),
    FunctionSpec("approvedAnew", ("object", "object"), "bool", _approved_anew, "Whether an approval came since, by somebody who is and was no owner, on a day that is past: approvedAnew(object, oldObject)."),
    FunctionSpec("slips", ("history", "string"), "int", _slips, 'How many times a field, or one inside it, moved to a later time: slips(history, "targetDate").'),
    FunctionSpec("slipDays", ("history", "string"), "int", _slip_days, "By how many days a field moved later in all; releases count none."),
)  # fmt: skip
"""What is built in."""
