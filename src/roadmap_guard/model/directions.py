"""Which way a value moved between two versions of a resource."""

import re
from datetime import date
from typing import Any, Literal

from roadmap_guard.model.times import due

Direction = Literal[
    "same", "added", "removed", "later", "earlier", "raised", "lowered", "forward", "back", "changed"
]  # fmt: skip

_LADDERS = (
    ("experimental", "alpha", "beta", "stable", "deprecated", "removed"),
    ("proposed", "planned", "inProgress", "done"),
    ("draft", "review", "approved", "production", "retired"),
)
"""The words of stages and states that follow each other, in the order in which work goes through them."""

_RELEASE = r"v?(?P<numbers>\d+(?:\.\d+)*)(?:-(?P<before>[^+]*))?.*"


def direction(before: Any, after: Any) -> Direction:
    """How `after` differs from `before`; None stands for an absent value.

    Times are `later` or `earlier` by their last day, releases by their numbers, so a later release counts as a later time. Numbers are
    `raised` or `lowered`; stages and states go `forward` or `back`. What has no order, or is written in two ways that cannot be
    compared (a date and a release), has `changed`.
    """
    if before == after:
        return "same"
    if before is None or after is None:
        return "added" if before is None else "removed"
    if _is_number(before) and _is_number(after):
        return "raised" if after > before else "lowered"
    if isinstance(before, str) and isinstance(after, str):
        return _of_texts(before, after)
    return "changed"


def days_later(before: Any, after: Any) -> int:
    """By how many days the time that `after` names is later; negative if it is earlier, 0 unless both name one."""
    if not isinstance(before, str) or not isinstance(after, str):
        return 0
    first, second = due(before), due(after)
    if first is None or second is None or not first.last_day or not second.last_day:
        return 0
    return (date.fromisoformat(second.last_day) - date.fromisoformat(first.last_day)).days


def is_over(value: Any, day: str) -> bool:
    """Whether the time that `value` names was over on the ISO date `day`. A release, or no time at all, never is."""
    said = due(value) if isinstance(value, str) else None
    return said is not None and "" < said.last_day < day


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _of_texts(before: str, after: str) -> Direction:
    for ladder in _LADDERS:
        if before in ladder and after in ladder:
            return "forward" if ladder.index(after) > ladder.index(before) else "back"
    first, second = due(before), due(after)
    if first is None or second is None or bool(first.release) != bool(second.release):
        return "changed"
    if first.release:
        return _ordered(_release_key(first.release), _release_key(second.release))
    return _ordered(first.last_day, second.last_day)


def _ordered(first: Any, second: Any) -> Direction:
    return "later" if first < second else "earlier" if second < first else "changed"


def _release_key(text: str) -> tuple[Any, ...]:
    """A release to compare: a pre-release comes before its release (https://semver.org, 11), `1.37.0` is `1.37`."""
    found = re.fullmatch(_RELEASE, text.lower())
    if found is None:
        return ()
    numbers = [int(number) for number in found["numbers"].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    words = re.findall(r"\d+|[a-z]+", found["before"] or "")
    return tuple(numbers), not words, tuple((0, int(word), "") if word.isdecimal() else (1, 0, word) for word in words)
