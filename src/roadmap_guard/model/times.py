"""When something is due, as people write it: a day, month, quarter, half, year or release."""

import re
from datetime import date, timedelta
from functools import cache

from roadmap_guard.model.record import NamedTuple


class Due(NamedTuple):
    """What a target says: the precision (`quarter`), with the last day it covers or the release it names."""

    precision: str
    last_day: str = ""
    release: str = ""


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    year = r"(?P<year>20\d\d)"
    to = r"(?: ?[-\u2013/] ?| (?:to|and) )"
    return tuple(
        re.compile(form, re.IGNORECASE | re.ASCII)
        for form in (
            rf"{year}[-/](?P<month>\d{{1,2}})[-/](?P<day>\d{{1,2}})(?:[T ].{{1,40}})?",
            rf"{year}[-/](?P<month>0?[1-9]|1[0-2])",
            rf"(?:(?:by|(?:the )?(?:end|middle) of|mid|late)[ -])?(?:[a-z]{{3,9}}{to})?(?P<name>[a-z]{{3,9}})\.?,?[ -]{year}",
            rf"{year}[ -]?(?:[QH][1-4]{to})?(?P<part>[QH][1-4])",
            rf"(?:[QH][1-4]{to})?(?P<part>[QH][1-4])[ /-]?{year}",
            rf"(?P<ordinal>first|second|third|fourth|[1-4](?:st|nd|rd|th)) (?P<span>quarter|half)(?: of|,)? {year}",
            rf"(?:(?:by )?(?:the )?end of[ -]|late[ -]|by[ -])?{year}",
            r"(?!\d{1,2}\.\d{1,2}\.20\d\d\Z)(?P<release>v?\d{1,4}(?:\.\d{1,4}){1,3}(?:[-+.][0-9a-z.-]{1,20})?|v\d{1,4})",
        )
    )


def due(text: str) -> Due | None:
    """The time or release that `text` names, or None: `2026-Q3`, `H2 2026`, `July 2026`, `2026/07/01`, `v1.37`.

    Of a stretch (`2026 Q3-Q4`, `May/June 2026`) the last part counts: only then it is over.
    """
    literal = text.strip()
    for form in _forms():
        match = form.fullmatch(literal)
        if match:
            return _read(match.groupdict())
    return None


def is_like_day(text: str) -> bool:
    """Whether `text` is written as a day, known or not: `31.03.2027`, `03/01/2027`, `2027-02-30`."""
    return (
        re.fullmatch(r"\d{1,2}([-./])\d{1,2}\1 ?20\d\d|20\d\d([-./])\d{1,2}\2\d{1,2}", text.strip(), re.ASCII)
        is not None
    )


def _read(found: dict[str, str | None]) -> Due | None:
    if found.get("release"):
        return Due("release", release=str(found["release"]))
    year = int(str(found["year"]))
    if found.get("day"):
        return _day(year, int(str(found["month"])), int(str(found["day"])))
    if part := found.get("part") or _in_digits(found):
        return _part(year, part)
    if found.get("month"):
        return _end_of("month", year, int(str(found["month"])))
    if found.get("name"):
        return _named(year, str(found["name"]).lower())
    return _end_of("year", year, 12)


def _day(year: int, month: int, day: int) -> Due | None:
    try:
        return Due("day", date(year, month, day).isoformat())
    except ValueError:  # no calendar has it
        return None


def _in_digits(found: dict[str, str | None]) -> str:
    """`second quarter` as `q2`; empty where there is no such thing."""
    ordinal, span = found.get("ordinal"), found.get("span")
    if not ordinal or not span:
        return ""
    words = ("first", "second", "third", "fourth")
    number = words.index(ordinal.lower()) + 1 if ordinal.lower() in words else int(ordinal[0])
    return f"{span[0]}{number}"


def _part(year: int, part: str) -> Due | None:
    number = int(part[1])
    if part[0] in "qQ":
        return _end_of("quarter", year, number * 3)
    return _end_of("half", year, number * 6) if number <= 2 else None  # noqa: PLR2004 - halves of a year


def _named(year: int, name: str) -> Due | None:
    full = next((month for month in _FULL if name in (month, month[:3], month[:4])), None)
    return _end_of("month", year, _FULL.index(full) + 1) if full else None


_FULL = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def _end_of(precision: str, year: int, month: int) -> Due:
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return Due(precision, (first_after - timedelta(days=1)).isoformat())
