"""From what an author wrote to what a kind holds.

Every converter takes a `Scalar` and works on its literal text, so `1.10` stays `1.10` and 99.9 % is exactly the number
that `0.999` is. A value that cannot be read raises `UnreadableError` with the accepted forms; nothing is guessed.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from roadmap_guard.model.node import Scalar

Convert = Callable[[Scalar], str | int | float | bool]

_NUMBER = re.compile(r"([+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+))(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
_LITERAL = 64
_LONG = 256
_PERCENT_DIGITS = 2
_HALF, _ALL = 50, 100
_DATE = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:[T ].{1,40})?", re.ASCII)
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2
_PERCENTAGE = "a percentage from 0 to 100, such as `99.9` or `99.9%`"
_RATIO = "a ratio from 0 to 1 such as `0.999`, or a percentage such as `99.9%`"
_TRUE = frozenset(("true", "yes", "on"))
_FALSE = frozenset(("false", "no", "off"))


class UnreadableError(ValueError):
    """The text is none of the accepted forms; `expected` names them, `meant` is the one that can only have been meant."""

    def __init__(self, expected: str, meant: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.meant = meant


def literal_of(scalar: Scalar) -> str:
    """What the author wrote, without blanks around it; a text without its escapes, quotes or Markdown around it."""
    value = scalar.value
    text = value if isinstance(value, str) else scalar.text
    return text.strip() if len(text) < _LONG else _stripped(text)


@lru_cache(maxsize=64)
def _stripped(text: str) -> str:
    """A long text is stripped once, however many objects of its file take it over: their fields share one copy."""
    return text.strip()


def text(scalar: Scalar) -> str:
    """The literal without blanks around it: numbers, versions and true/false keep the author's spelling."""
    return literal_of(scalar)


def number(scalar: Scalar) -> float:
    """A decimal number, from a number or from text that is one."""
    return _decimal(literal_of(scalar), 0, "a number")


def integer(scalar: Scalar) -> int:
    """A whole number; `1_000` and `3.0` are whole."""
    value = _decimal(literal_of(scalar), 0, "a whole number")
    if value != int(value):
        raise UnreadableError("a whole number")
    return int(value)


def boolean(scalar: Scalar) -> bool:
    """True or false, or the words that older YAML took for them (`yes`, `off`)."""
    word = literal_of(scalar).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise UnreadableError("`true` or `false`")


def share(scalar: Scalar, *, bare_percent: bool, scale: int) -> float:
    """A part of a whole.

    `bare_percent` says that a number without a `%` sign counts in percent. `scale` is what the whole is in the result:
    1 or 100; more than the whole, or less than nothing, is no share. The decimal point is moved in the text before the one rounding to a float, so no digit is lost.
    """
    literal = literal_of(scalar)
    percent = literal.endswith("%")
    expected = _PERCENTAGE if bare_percent else _RATIO
    shift = (0 if scale == 1 else _PERCENT_DIGITS) - (_PERCENT_DIGITS if percent or bare_percent else 0)
    value = _decimal(literal[:-1].rstrip() if percent else literal, shift, expected)
    if not 0 <= value <= scale:
        raise UnreadableError(expected, "" if bare_percent or percent else _as_ratio(literal))
    return value


def _as_ratio(literal: str) -> str:
    """`99.9` as `0.999`: a number that is too large for a ratio, and as a percentage more than half; else empty."""
    from decimal import Decimal

    percentage = Decimal(literal.replace("_", ""))
    return f"{percentage.scaleb(-_PERCENT_DIGITS).normalize():f}" if _HALF < percentage < _ALL else ""


def date(scalar: Scalar) -> str:
    """A calendar day as `2026-07-01`, from that, `2026/7/1`, or a timestamp, whose zone is left as it is."""
    match = _DATE.fullmatch(literal_of(scalar)[:_LITERAL])
    if match is None:
        raise UnreadableError("a date such as `2026-07-01`")
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    if not is_day(year, month, day):
        raise UnreadableError("a day of the calendar, written year-month-day as in `2026-07-01`")
    return f"{year:04}-{month:02}-{day:02}"


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return 1 <= month <= len(_MONTH_DAYS) and year > 0 and 1 <= day <= month_days(year, month)


def month_days(year: int, month: int) -> int:
    """How many days the month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_DAYS[month - 1] - (1 if month == _FEBRUARY and not leap else 0)


def _decimal(literal: str, shift: int, expected: str) -> float:
    """`literal` x 10^`shift`, rounded once: `float` reads decimal text exactly."""
    match = _NUMBER.fullmatch(literal[: _LITERAL + 1])
    if match is None or len(literal) > _LITERAL:
        raise UnreadableError(expected)
    return float(f"{match[1]}e{int(match[2] or 0) + shift}")
