"""The variable `history`: what became of each field of a resource over time."""

from collections.abc import Iterable, Mapping
from typing import Any

from roadmap_guard.kinds import schema
from roadmap_guard.model.directions import days_later, direction, is_over
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.differences import Difference

History = Mapping[str, Any]
"""By field of the kind, its changes in order, each `{field, from, to, date, commit, author, direction, days, missed}`; and beside
them `firstSeen` and `lastChanged`, the dates of the first version and of the last one that says something else."""


class Moment(NamedTuple):
    """When a version came to be, and by whom: an ISO date, a full commit id and `Name <address>`. No commit: not committed yet."""

    date: str
    commit: str = ""
    author: str = ""


class Turn(NamedTuple):
    """What changed at one moment; nothing at the first."""

    moment: Moment
    differences: tuple[Difference, ...] = ()


def history(kind: str, turns: Iterable[Turn]) -> History:
    """The value of the variable, from every turn that a resource took, the first version first."""
    found: dict[str, Any] = {field: [] for field in schema(kind)["properties"]}
    found |= {"firstSeen": "", "lastChanged": ""}
    for turn in turns:
        found["firstSeen"] = found["firstSeen"] or turn.moment.date
        found["lastChanged"] = turn.moment.date
        for difference in turn.differences:
            found.setdefault(difference.steps[0], []).append(entry(turn.moment, difference))
    return found


def entry(moment: Moment, difference: Difference) -> dict[str, Any]:
    """One change of one field. `missed`: the time that it moved away from was over already."""
    before, after = difference.before, difference.after
    return {
        "field": difference.field,
        "from": before,
        "to": after,
        **moment._asdict(),
        "direction": direction(before, after),
        "days": days_later(before, after),
        "missed": is_over(before, moment.date),
    }


def slips(found: History, field: str) -> int:
    """How many times `field`, or any field inside it, moved to a later time; several in one commit are one slip."""
    return len({(change["commit"], change["date"]) for change in _later(found, field)})


def slip_days(found: History, field: str) -> int:
    """By how many days `field` moved later in all. Of several fields inside it, the one that moved most in a commit counts."""
    most: dict[tuple[str, str], int] = {}
    for change in _later(found, field):
        key = change["commit"], change["date"]
        most[key] = max(most.get(key, 0), change["days"])
    return sum(most.values())


def _later(found: History, field: str) -> list[Mapping[str, Any]]:
    changes = found.get(field.partition(".")[0].partition("[")[0], ())
    inside = (f"{field}.", f"{field}[")
    return [
        change
        for change in changes
        if change["direction"] == "later" and (change["field"] == field or change["field"].startswith(inside))
    ]
