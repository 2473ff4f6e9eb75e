"""What the history of all resources comes to, in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from roadmap_guard.engine.lives import Life
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.timelines import entry, history, slip_days, slips

STAGES = "stageTargets"


class Row(NamedTuple):
    """How many changes of one sort there were, in how many resources, and how many of each field."""

    kind: str
    what: str
    changes: int
    resources: int
    fields: dict[str, int]


class Slipper(NamedTuple):
    """A resource whose dates slipped: in how many commits, and by how many days in all (releases count none)."""

    kind: str
    id: str
    title: str
    path: str
    slips: int
    days: int


class Statistics(NamedTuple):
    """`first` and `last` are the dates of the first and the latest change; `slipped` begins with those that slipped most."""

    first: str
    last: str
    there: int
    gone: int
    rows: tuple[Row, ...]
    slipped: tuple[Slipper, ...]


def statistics(lives: Iterable[Life]) -> Statistics:
    """The numbers of these lives."""
    known = list(lives)
    dates = sorted(event.moment.date for life in known for event in life.events if event.moment.date)
    gone = sum(life.is_over for life in known)
    return Statistics(
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        there=len(known) - gone,
        gone=gone,
        rows=tuple(_rows(known)),
        slipped=tuple(sorted(_slipped(known), key=lambda one: (-one.slips, -one.days, one.kind, one.id, one.path))),
    )


def due_field(life: Life) -> str:
    """The field that says when a resource is due: that of each of its stages where it plans by stages, else the one target.

    An item that plans by stages has its one target moved on with every stage that it reaches, which is no slip.
    """
    staged = STAGES in life.last.fields or any(
        difference.steps[0] == STAGES for turn in life.turns for difference in turn.differences
    )
    return STAGES if staged else "target"


_ROWS = (
    ("dates moved later", "due", ("later",)),
    ("dates moved later when they were over", "missed", ("later",)),
    ("dates moved earlier", "due", ("earlier",)),
    ("dates removed", "due", ("removed",)),
    ("stage moved back", "stage", ("back",)),
    ("status moved back", "status", ("back",)),
    ("target lowered", "target", ("lowered",)),
    ("target raised", "target", ("raised",)),
    ("window changed", "windowSeconds", ("raised", "lowered", "removed")),
    ("alerting changed", "alerting", ("changed", "removed")),
    ("version changed", "version", ("later", "earlier", "changed")),
    ("risk changed", "risk", ("changed", "removed")),
    ("owners changed", "owners", ("changed", "removed")),
)
"""What is counted, the field it is about (`due` is the due date, `missed` one that was over), and the directions that count."""


def _rows(lives: list[Life]) -> Iterator[Row]:
    found: dict[tuple[str, str], dict[tuple[Any, ...], str]] = {}
    for life in lives:
        due = due_field(life) if life.last.kind == "RoadmapItem" else ""
        for turn in life.turns:
            for difference in turn.differences:
                change = entry(turn.moment, difference)
                for what in _kinds_of(change, difference.steps[0], due):
                    # Two files that hold one resource, such as a source and what is generated from it, change it once.
                    key = (life.last.id, change["field"], change["commit"], repr(change["from"]), repr(change["to"]))
                    found.setdefault((life.last.kind, what), {})[key] = change["field"]
    order = [what for what, _, _ in _ROWS]
    for kind, what in sorted(found, key=lambda key: (key[0], order.index(key[1]))):
        changes = found[kind, what]
        fields = dict(sorted(Counter(changes.values()).items()))
        yield Row(kind, what, len(changes), len({key[0] for key in changes}), fields)


def _kinds_of(change: dict[str, Any], field: str, due: str) -> Iterator[str]:
    for what, about, directions in _ROWS:
        fits = field == due and (about == "due" or (about == "missed" and change["missed"]))
        if change["direction"] in directions and (fits or field == about):
            yield what


def _slipped(lives: list[Life]) -> Iterator[Slipper]:
    for life in lives:
        last = life.last
        if last.kind == "RoadmapItem":
            told, field = history(last.kind, life.turns), due_field(life)
            if count := slips(told, field):
                title = str(last.fields.get("title", ""))
                yield Slipper(last.kind, last.id, title, last.path, count, slip_days(told, field))
