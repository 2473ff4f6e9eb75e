"""Whether a staged rollout goes one way: its dates forward, and no share back down once it has grown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from roadmap_guard.plugins import Context, Failure, NotApplicable, Resource

Stage = Mapping[str, Any]


def check(resource: Resource, _params: Mapping[str, Any], _context: Context) -> list[Failure] | NotApplicable:
    """A failure for each stage that is dated before the one in front of it, and for each share that shrinks."""
    stages = resource.fields.get("stages", ())
    if not stages:
        return NotApplicable("it has no stages")
    return [*_dates(stages), *_shares(stages)]


def _dates(stages: Sequence[Stage]) -> Iterator[Failure]:
    latest: datetime | None = None
    before = ""
    for number, stage in enumerate(stages):
        if "date" not in stage:
            continue
        field, text = f"stages[{number}].date", stage["date"]
        moment = _moment(text)
        if moment is None:
            yield Failure(field, f"{text!r} is no date like 2027-03-01 and no time like 2027-03-01T09:00:00Z")
        elif latest and moment < latest:
            yield Failure(field, f"stage {number + 1} is dated {text}, before the stage in front of it ({before})")
        else:
            latest, before = moment, text


def _moment(text: str) -> datetime | None:
    """A date or time in ISO 8601, in UTC where it names no zone; None for any other text."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _shares(stages: Sequence[Stage]) -> Iterator[Failure]:
    """Each variant goes its own way. One that is replaced only shrinks; a rollout of a single variant only grows."""
    ways: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for number, stage in enumerate(stages):
        if "percentage" in stage:
            key = stage.get("variant", ""), stage.get("audience", "")
            ways.setdefault(key, []).append((number, stage["percentage"]))
    for (variant, _), way in ways.items():
        yield from _reversals(variant, way, grown=len(ways) == 1)


def _reversals(variant: str, way: Sequence[tuple[int, float]], *, grown: bool) -> Iterator[Failure]:
    whose = f"the share of {variant}" if variant else "the share"
    for (_, before), (number, after) in pairwise(way):
        if grown and after < before:
            yield Failure(
                f"stages[{number}].percentage",
                f"{whose} goes down from {before:g} % to {after:g} %: what was given to users is taken away again",
            )
        grown = grown or after > before
