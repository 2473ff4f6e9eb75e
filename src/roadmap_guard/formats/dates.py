"""Dates as a tracker or spreadsheet writes them, in forms that a definition spells with `strptime`'s directives."""

from collections.abc import Sequence
from datetime import datetime

from roadmap_guard.formats import conversions
from roadmap_guard.formats.conversions import Convert, UnreadableError, literal_of
from roadmap_guard.model.node import Scalar

_LITERAL = 64
_EXAMPLES = (datetime(2027, 2, 15), datetime(2031, 11, 3))  # noqa: DTZ001 - calendar days, whatever the zone


def is_form(form: str) -> bool:
    """Whether day, month and year come out of a text in this form as they went in."""
    try:
        return all(datetime.strptime(_written(day, form), form).date() == day.date() for day in _EXAMPLES)  # noqa: DTZ007
    except ValueError:
        return False


def converter(forms: Sequence[str]) -> Convert:
    """The converter of a date in ISO 8601 or in one of `forms`, of which the first that fits counts."""
    examples = " or ".join(f"`{_written(_EXAMPLES[0], form)}`" for form in forms)

    def convert(scalar: Scalar) -> str:
        try:
            return conversions.date(scalar)
        except UnreadableError as error:
            day = _day(literal_of(scalar), forms)
            if day is None:
                raise UnreadableError(f"{error.expected}, or {examples}") from None
            return day

    return convert


def _day(text: str, forms: Sequence[str]) -> str | None:
    for form in forms if len(text) <= _LITERAL else ():
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - the day as the author sees it
        except ValueError:
            continue
    return None


def _written(day: datetime, form: str) -> str:
    return day.strftime(form)
