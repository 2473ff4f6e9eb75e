"""Lives of resources, and what they come to, as text and as JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from roadmap_guard.engine.lives import Event, Life
from roadmap_guard.engine.statistics import Statistics
from roadmap_guard.policy.timelines import Moment, entry
from roadmap_guard.report import json_text
from roadmap_guard.report.escaping import terminal

_COMMIT = 10
_TOP = 10
_LONGEST = 60
_OF_THE_PAST = ("On", "date")
"""Fields so called (`updatedOn`) say when something was done, and are always over."""


def told(lives: Iterable[Life], field: str, *, as_json: bool) -> str:
    """Every event of each life; with a `field` only its changes, and those of fields inside it."""
    if as_json:
        return _json([_plain(life, field) for life in lives])
    return "\n\n".join("\n".join(_lines(life, field)) for life in lives) + "\n"


def numbers(found: Statistics, *, as_json: bool) -> str:
    """The numbers as a table, with those that slipped most."""
    if as_json:
        return _json(
            {
                **found._asdict(),
                "rows": [row._asdict() for row in found.rows],
                "slipped": [slipper._asdict() for slipper in found.slipped],
            }
        )
    return "\n".join(_table(found)) + "\n"


def _lines(life: Life, field: str) -> Iterator[str]:
    last = life.last
    title = last.fields.get("title") or last.fields.get("displayName") or ""
    ended = "; it is no longer there" if life.is_over else ""
    yield _shown(f"{last.kind} {last.id}{f': {title}' if title else ''}")
    yield _shown(f"{last.path} ({last.format}){ended}")
    yield ""
    name = life.events[0].name
    for event in life.events:
        renamed, name = event.name if event.name != name else "", event.name
        changes = [_changed(event.moment, change) for change in _of_field(event, field)]
        if changes or not field:
            head = f"{event.moment.date or '(no date)':10}  {event.moment.commit[:_COMMIT]}  {event.what:10}"
            yield _shown(f"{head}  {_where(event, renamed)}  {_name(event.moment.author)}".rstrip())
            yield from changes


def _where(event: Event, renamed: str) -> str:
    """The file, with what can only be told of the resource as a whole."""
    notes = [event.note, f"now called {renamed}" if renamed else ""]
    told = "; ".join(note for note in notes if note)
    return f"{event.path} ({told})" if told else event.path


def _changed(moment: Moment, change: Any) -> str:
    about = entry(moment, change)
    way = about["direction"] if about["direction"] not in ("changed", "added", "removed") else ""
    days = f" by {abs(about['days'])} days" if about["days"] else ""
    missed = ", when it was over" if about["missed"] and way and not change.field.endswith(_OF_THE_PAST) else ""
    note = f"   ({way}{days}{missed})" if way else ""
    return _shown(f"    {change.field}: {_value(change.before)} -> {_value(change.after)}{note}")


def _of_field(event: Event, field: str) -> list[Any]:
    inside = (f"{field}.", f"{field}[")
    return [
        change
        for change in event.differences
        if not field or change.field == field or change.field.startswith(inside)
    ]  # fmt: skip


def _value(value: Any) -> str:
    if value is None:
        return "(absent)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _name(author: str) -> str:
    return author.rpartition(" <")[0] or author


def _table(found: Statistics) -> Iterator[str]:
    span = f", {found.first} to {found.last}" if found.first else ""
    yield f"{found.there + found.gone} resources in this history, {found.there} of them still there{span}"
    kinds = dict.fromkeys(row.kind for row in found.rows)
    width = max((len(row.what) for row in found.rows), default=0)
    for kind in kinds:
        yield ""
        yield f"{kind:{width + 2}}  changes  resources"
        for row in found.rows:
            if row.kind == kind:
                split = (
                    ", ".join(f"{field} {count}" for field, count in row.fields.items()) if len(row.fields) > 1 else ""
                )
                yield _shown(f"  {row.what:{width}}  {row.changes:7}  {row.resources:9}  {split}".rstrip())
    if found.slipped:
        yield ""
        yield "slipped most"
        for one in found.slipped[:_TOP]:
            days = f", {one.days} days" if one.days else ""
            yield _shown(f"  {one.slips} times{days}: {one.id}  {_value(one.title)}  {one.path}")


def _plain(life: Life, field: str) -> dict[str, Any]:
    last = life.last
    return {
        "kind": last.kind,
        "id": last.id,
        "format": last.format,
        "path": last.path,
        "isOver": life.is_over,
        "events": [_plain_event(event, field) for event in life.events if not field or _of_field(event, field)],
    }


def _plain_event(event: Event, field: str) -> dict[str, Any]:
    about = ("field", "from", "to", "direction", "days", "missed")
    changes = [entry(event.moment, change) for change in _of_field(event, field)]
    return {
        **event.moment._asdict(),
        "what": event.what,
        "id": event.name,
        "path": event.path,
        **({"note": event.note} if event.note else {}),
        "changes": [{name: change[name] for name in about} for change in changes],
    }


def _json(value: Any) -> str:
    return json_text.dump(value, as_given=True)


def _shown(line: str) -> str:
    return terminal(line)
