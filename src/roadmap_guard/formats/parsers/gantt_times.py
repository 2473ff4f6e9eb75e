"""When the tasks of a gantt chart begin and end, as Mermaid reckons it (its `ganttDb`; formats of dates as in Day.js)."""

import re
from datetime import datetime, timedelta
from typing import Protocol

from roadmap_guard.formats.conversions import month_days
from roadmap_guard.formats.parsers.gantt_days import DaysOff
from roadmap_guard.model.node import Scalar

_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(ms|[smhdwMy])", re.ASCII)
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<short>\d{2})",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d{2})",
    "H": r"(?P<hour>\d{1,2})",
    "mm": r"(?P<minute>\d{2})",
    "m": r"(?P<minute>\d{1,2})",
    "ss": r"(?P<second>\d{2})",
    "s": r"(?P<second>\d{1,2})",
}
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_TOKEN = re.compile("|".join(sorted(_TOKENS, key=len, reverse=True)))
_STEPS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_MONTHS = {"M": 1, "y": 12}
_SHORT_YEARS = 2000
_ROUNDS = 20


class Timed(Protocol):
    """A task: its id, start and end as the chart says them."""

    @property
    def id(self) -> Scalar | None:
        """The name that others refer to."""

    @property
    def start(self) -> Scalar | None:
        """A date, or `after a b`."""

    @property
    def end(self) -> Scalar | None:
        """A date, a length of time, or `until a b`."""


class Times:
    """The settings of a chart that bear on dates."""

    def __init__(self) -> None:
        self._form = _form_of("YYYY-MM-DD")
        self._off = DaysOff()

    def set(self, word: str, value: str) -> None:
        """Take a setting; most do not matter here."""
        if word == "dateFormat":
            self._form = _form_of(value)
        self._off.set(word, value)

    def is_start(self, text: str) -> bool:
        """Whether a task can begin so."""
        return text.startswith("after ") or self._match(text) is not None

    def is_end(self, text: str) -> bool:
        """Whether a task can end so."""
        return text.startswith("until ") or _LENGTH.fullmatch(text) is not None or self._match(text) is not None

    def reckon(self, tasks: list[Timed]) -> list[tuple[Scalar | None, Scalar | None]]:
        """Start and end of each task, as ISO texts at the places where the chart says or implies them; None if unknown.

        A chart may name tasks before those that they come after, so this goes round until nothing is added.
        """
        starts: list[datetime | None] = [None] * len(tasks)
        ends: list[datetime | None] = [None] * len(tasks)
        names = {task.id.text: number for number, task in reversed(list(enumerate(tasks))) if task.id}
        for _ in range(_ROUNDS):
            before = (list(starts), list(ends))
            for number, task in enumerate(tasks):
                starts[number] = self._start(task, number, names, ends)
                ends[number] = self._end(task, number, names, starts)
            if before == (starts, ends):
                break
        return [
            (_day(task.start, start), self._said(task.end, end))
            for task, start, end in zip(tasks, starts, ends, strict=True)
        ]

    def _start(self, task: Timed, number: int, names: dict[str, int], ends: list[datetime | None]) -> datetime | None:
        if task.start is None:
            return ends[number - 1] if number else None
        if task.start.text.startswith("after "):
            return _latest(task.start.text, names, ends)
        return self._date(task.start.text)

    def _end(self, task: Timed, number: int, names: dict[str, int], starts: list[datetime | None]) -> datetime | None:
        text = task.end.text if task.end else ""
        if text.startswith("until "):
            return _earliest(text, names, starts)
        length = _LENGTH.fullmatch(text)
        if length is None:
            return self._date(text)
        start = starts[number]
        end = None if start is None else _later(start, float(length[1]), length[2])
        return None if start is None or end is None else self._off.end(start, end, self._date)

    def _match(self, text: str) -> re.Match[str] | None:
        """A date in the chart's format; or in that of ISO, which is clear in any chart, and which Mermaid understands too."""
        return self._form.fullmatch(text) or _ISO.fullmatch(text)

    def _date(self, text: str) -> datetime | None:
        match = self._match(text)
        if match is None:
            return None
        found = {name: int(value) for name, value in match.groupdict().items()}
        year = found.get("year", found.get("short", 0) + _SHORT_YEARS)
        try:
            return datetime(  # noqa: DTZ001 - a chart has no time zone
                year, found.get("month", 1), found.get("day", 1), found.get("hour", 0), found.get("minute", 0)
            )
        except ValueError:
            return None

    def _said(self, scalar: Scalar | None, time: datetime | None) -> Scalar | None:
        """The end with the precision that the chart gives it: a month stays a month."""
        match = self._match(scalar.text) if scalar is not None else None
        if scalar is None or match is None or time is None or "day" in match.groupdict():
            return _day(scalar, time)
        text = f"{time:%Y-%m}" if "month" in match.groupdict() else f"{time:%Y}"
        return Scalar(text, scalar.text, scalar.span)


def _day(scalar: Scalar | None, time: datetime | None) -> Scalar | None:
    """The time as a day, or as written where it is a date that no calendar has."""
    if scalar is None or time is None:
        return scalar if scalar is not None and _looks_like_date(scalar.text) else None
    return Scalar(f"{time:%Y-%m-%d}", scalar.text, scalar.span)


def _looks_like_date(text: str) -> bool:
    return text[:1].isdigit() and _LENGTH.fullmatch(text) is None


def _form_of(date_format: str) -> re.Pattern[str]:
    """The expression for dates in a format of Day.js; a part that comes twice, or is not known, meets nothing."""
    parts, at = [], 0
    for token in _TOKEN.finditer(date_format):
        parts += [re.escape(date_format[at : token.start()]), _TOKENS[token[0]]]
        at = token.end()
    try:
        return re.compile("".join([*parts, re.escape(date_format[at:])]), re.ASCII)
    except re.error:
        return re.compile(r"(?!)")


def _latest(text: str, names: dict[str, int], ends: list[datetime | None]) -> datetime | None:
    found = [ends[names[name]] if name in names else None for name in text.split()[1:]]
    return max((end for end in found if end is not None), default=None) if None not in found else None


def _earliest(text: str, names: dict[str, int], starts: list[datetime | None]) -> datetime | None:
    found = [starts[names[name]] if name in names else None for name in text.split()[1:]]
    return min((start for start in found if start is not None), default=None) if None not in found else None


def _later(start: datetime, amount: float, unit: str) -> datetime | None:
    try:
        if unit in _STEPS:
            return start + timedelta(seconds=amount * _STEPS[unit])
        months = start.month - 1 + int(amount) * _MONTHS[unit]
        year, month = start.year + months // 12, months % 12 + 1
        return start.replace(year=year, month=month, day=min(start.day, month_days(year, month)))
    except (OverflowError, ValueError):
        return None
