"""The date of a run is an input, so that a result can be had again."""

import os
from datetime import UTC, date, datetime

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import Source


def as_of(asked: str, source: Source, base_date: str = "") -> str:
    """The ISO date that rules compare with.

    What was asked for; else, for a commit, the date of that commit (UTC), but none before `base_date`, that of the base: who writes a
    commit writes its date too, and an old one brings back what is over. Else `SOURCE_DATE_EPOCH`; else today in UTC.
    Raises CannotCheckError for something that is no date.
    """
    if asked:
        return _checked(asked)
    if source.mode == "commit" and source.head_date:
        return max(source.head_date, base_date)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return datetime.now(UTC).date().isoformat()


def _checked(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise CannotCheckError(
            f"--as-of {text!r} is not a date", "Write it as year-month-day, for example 2026-11-20."
        ) from error
