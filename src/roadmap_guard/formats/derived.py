"""Fields that follow from others, whatever the dialect: written once here and not in every definition."""

from typing import Any

from roadmap_guard.formats.draft import Draft
from roadmap_guard.model.node import Scalar

_DERIVED = {
    ("RoadmapItem", "target"): ("targetDate", "targetPrecision", "targetRelease"),
    ("RoadmapItem", "targetDate"): ("target", "targetPrecision"),
    ("SLO", "target"): ("unitSuspect",),
}
_SUSPECT_BELOW = 0.5
_DAY = "a day of the calendar, written year-month-day as in `2026-07-01`"


def derived_names(kind: str, names: set[str]) -> set[str]:
    """The fields that `derive` can add where a definition gives `names`."""
    return {name for (of, source), added in _DERIVED.items() if of == kind and source in names for name in added}


def derive(kind: str, fields: dict[str, Any], draft: Draft, *, strict: bool = False) -> None:
    """Add to `fields` what follows from them; what the file says itself is left alone.

    A roadmap item's `target` text gives its date, precision or release; `strict` refuses a day that is not written year-month-day.
    An SLO's target below 0.5 is `unitSuspect`: taken as percent it was at most 1, or as a ratio no promise at all, so the number
    was likely meant in the other unit.
    """
    if kind == "RoadmapItem":
        _due(fields, draft, strict=strict)
    elif kind == "SLO" and "target" in fields:
        _add(fields, draft, "unitSuspect", fields["target"] < _SUSPECT_BELOW, "target")


def _due(fields: dict[str, Any], draft: Draft, *, strict: bool) -> None:
    if "target" not in fields:
        if "targetDate" in fields:
            _add(fields, draft, "target", fields["targetDate"], "targetDate")
            _add(fields, draft, "targetPrecision", "day", "targetDate")
        return
    from roadmap_guard.model.times import due, is_like_day

    said = due(fields["target"])
    if said is None:
        if strict and "target" in draft.positions and is_like_day(fields["target"]):
            written = fields.pop("target")
            draft.refuse(Scalar(written, written, draft.positions["target"]), "target", _DAY)
        return
    _add(fields, draft, "targetPrecision", said.precision, "target")
    if said.last_day:
        _add(fields, draft, "targetDate", said.last_day, "target")
    if said.release:
        _add(fields, draft, "targetRelease", said.release, "target")


def _add(fields: dict[str, Any], draft: Draft, name: str, value: Any, source: str) -> None:
    if name not in fields:
        fields[name] = value
        if source in draft.positions:
            draft.positions[name] = draft.positions[source]
            literal = draft.texts.get(source, str(fields[source]))
            if isinstance(value, str) and value != literal:
                draft.texts[name] = literal
