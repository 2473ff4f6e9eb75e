"""Lengths of time in the dialects that SLO tools write, in whole seconds."""

import re
from collections.abc import Callable

from roadmap_guard.formats.conversions import UnreadableError, literal_of
from roadmap_guard.model.node import Scalar

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_WEEK, _MONTH, _QUARTER, _YEAR = 7 * _DAY, 30 * _DAY, 90 * _DAY, 365 * _DAY
_LONGEST = 100 * _YEAR

# OpenSLO's shorthand is case-sensitive: `m` minutes, `M` months. Its SDK counts a month as 30 days, a quarter as 90, a year as 365.
_OPENSLO = {"m": _MINUTE, "h": _HOUR, "d": _DAY, "w": _WEEK, "M": _MONTH, "Q": _QUARTER, "Y": _YEAR}
# https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
_PROMETHEUS = {"s": 1, "m": _MINUTE, "h": _HOUR, "d": _DAY, "w": _WEEK, "y": _YEAR}
_WORDS = {
    "second": 1,
    "sec": 1,
    "minute": _MINUTE,
    "min": _MINUTE,
    "hour": _HOUR,
    "hr": _HOUR,
    "day": _DAY,
    "week": _WEEK,
    "month": _MONTH,
    "quarter": _QUARTER,
    "year": _YEAR,
}
_PLAIN = {"seconds": 1, "minutes": _MINUTE, "hours": _HOUR, "days": _DAY, "weeks": _WEEK}

_PART = re.compile(r"(\d{1,10})\s*([A-Za-z]+)", re.ASCII)
_COUNT = re.compile(r"\d{1,12}(?:\.0+)?", re.ASCII)
_TEXT = 64

UNITS = (*_PLAIN, "duration", "openslo-duration", "prometheus-duration")
"""The names a definition may give as `unit` of a length of time."""


def converter(unit: str) -> Callable[[Scalar], int]:
    """The reader for one of `UNITS`, giving seconds. A plain unit (`days`) also reads text that names its own (`30d`)."""
    if unit == "openslo-duration":
        return lambda scalar: _single(literal_of(scalar), _OPENSLO, "a duration such as `28d`, `4w` or `1M`")
    if unit == "prometheus-duration":
        return lambda scalar: _sum(literal_of(scalar), _PROMETHEUS, "a duration such as `4w` or `1h30m`")
    factor = _PLAIN.get(unit)
    return lambda scalar: _human(literal_of(scalar), factor, "a duration such as `30d`, `4 weeks` or `90 minutes`")


def _human(literal: str, factor: int | None, expected: str) -> int:
    if factor is not None and _COUNT.fullmatch(literal):
        return _bounded(int(float(literal)) * factor, expected)
    return _sum(literal, None, expected)


def _single(literal: str, units: dict[str, int], expected: str) -> int:
    match = _PART.fullmatch(literal)
    if match is None or match[2] not in units:
        raise UnreadableError(expected)
    return _bounded(int(match[1]) * units[match[2]], expected)


def _sum(literal: str, units: dict[str, int] | None, expected: str) -> int:
    """Parts one after the other (`1h30m`), each in `units`, or in words where there is no table."""
    total, end = 0, 0
    for match in _PART.finditer(literal[:_TEXT]):
        factor = _word(match[2]) if units is None else units.get(match[2])
        if factor is None or literal[end : match.start()].strip(" ,"):
            raise UnreadableError(expected)
        total, end = total + int(match[1]) * factor, match.end()
    if end == 0 or end != len(literal):
        raise UnreadableError(expected)
    return _bounded(total, expected)


def _word(unit: str) -> int | None:
    """`d`, `Day`, `days`; a single letter is Prometheus's, so `m` is minutes and `M` is refused."""
    if len(unit) == 1:
        return _PROMETHEUS.get(unit)
    word = unit.lower()
    return _WORDS.get(word) or _WORDS.get(word.removesuffix("s"))


def _bounded(seconds: int, expected: str) -> int:
    if seconds > _LONGEST:
        raise UnreadableError(f"{expected} of at most 100 years")
    return seconds
