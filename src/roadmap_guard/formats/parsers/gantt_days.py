"""Days that a gantt chart leaves out (`excludes weekends, 2026-12-25`), and when work ends that is not done on them."""

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WORD = re.compile(r"[\s,]+")
_WEEK = 7
_ROUNDS = 60


class DaysOff:
    """What `excludes`, `includes` and `weekend` of a chart say."""

    def __init__(self) -> None:
        self._excluded = ""
        self._weekend = "saturday"
        self._includes = False
        self._known: tuple[frozenset[int], list[date]] | None = None
        self._is_known = False

    def set(self, word: str, value: str) -> None:
        """Take a setting; of several of a kind the last counts, as in Mermaid."""
        self._is_known = False
        if word == "excludes":
            self._excluded = value.lower()
        elif word == "weekend":
            self._weekend = value.strip().lower()
        elif word == "includes":
            self._includes = True

    def end(self, start: datetime, end: datetime, day_of: Callable[[str], datetime | None]) -> datetime | None:
        """When work ends that began at `start` and would end at `end` if no day were left out; None if that is not clear.

        Mermaid looks at each whole day that begins behind the start, and moves the end by one for each that is left out.
        """
        days = (end - start).days
        if days < 1 or not self._excluded.strip(" \t,"):
            return end
        if not self._is_known:
            self._known = self._days(day_of)
            self._is_known = True
        if self._known is None:
            return None
        weekdays, off = self._known
        last = _nth(start.date(), days, weekdays, off)
        return None if last is None else end + (last - start.date() - timedelta(days=days))

    def _days(self, day_of: Callable[[str], datetime | None]) -> tuple[frozenset[int], list[date]] | None:
        """The days of the week that are not left out, and the days that are left out of those; None if they are not clear."""
        words = [word for word in _WORD.split(self._excluded) if word]
        weekdays, dates = self._weekdays(words), self._dates(words, day_of)
        if weekdays is None or dates is None or self._includes:
            return None
        return weekdays, [each for each in dates if each.weekday() in weekdays]

    def _weekdays(self, words: list[str]) -> frozenset[int] | None:
        """The days of the week that are not left out; None if all are, or if nobody knows when a weekend begins."""
        off = {_WEEKDAYS.index(word) for word in words if word in _WEEKDAYS}
        if "weekends" in words:
            if self._weekend not in _WEEKDAYS:
                return None
            first = _WEEKDAYS.index(self._weekend)
            off |= {first, (first + 1) % _WEEK}
        return frozenset(range(_WEEK)) - off or None

    def _dates(self, words: list[str], day_of: Callable[[str], datetime | None]) -> list[date] | None:
        """The single days that are left out, in order; None if a word is no day."""
        found = [day_of(word) for word in words if word not in _WEEKDAYS and word != "weekends"]
        days = [each.date() for each in found if each is not None]
        return sorted(set(days)) if len(days) == len(found) else None


def _nth(start: date, count: int, weekdays: frozenset[int], off: list[date]) -> date | None:
    """The day that is the `count`th behind `start` of those `weekdays`, without the days `off`.

    A day off pushes the last day on, which may bring more days off before it; so this goes round until nothing is added.
    """
    before, wanted = bisect_right(off, start), count
    for _ in range(_ROUNDS):
        try:
            last = _weekday(start, wanted, weekdays)
        except OverflowError:
            return None
        pushed = count + bisect_right(off, last) - before
        if pushed == wanted:
            return last
        wanted = pushed
    return None


def _weekday(start: date, count: int, weekdays: frozenset[int]) -> date:
    """The day that is the `count`th behind `start` of those `weekdays`."""
    weeks, left = divmod(count - 1, len(weekdays))
    day = start + timedelta(days=weeks * _WEEK)
    while left >= 0:
        day += timedelta(days=1)
        left -= day.weekday() in weekdays
    return day
