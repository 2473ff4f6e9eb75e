"""The life of every resource: what each commit of a line of work made of it, from its first version to its end."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from roadmap_guard.engine.pairing import pairs
from roadmap_guard.engine.versions import Version, Versions
from roadmap_guard.git.history import Step
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.differences import Difference, differences
from roadmap_guard.policy.timelines import Moment, Turn

What = Literal["added", "modified", "moved", "removed", "returned", "unreadable"]


class Event(NamedTuple):
    """What one commit did to a resource.

    what  `moved`: nothing but its file or id changed; `returned`: it had been removed; `unreadable`: this version is a gap, and the
          next one is compared with the last that could be read
    name, path   its id and file from then on
    note  why a version cannot be read
    """

    moment: Moment
    what: What
    name: str
    path: str
    differences: tuple[Difference, ...] = ()
    note: str = ""


class Life:
    """One resource through all its versions. `last` is the latest that could be read."""

    __slots__ = ("events", "is_over", "last")

    def __init__(self, first: Resource) -> None:
        self.last = first
        self.is_over = False
        self.events: list[Event] = []

    @property
    def turns(self) -> list[Turn]:
        """The moments at which it came to be or said something else."""
        return [
            Turn(event.moment, event.differences) for event in self.events if event.what == "added" or event.differences
        ]


class Lives:
    """Replays commits, oldest first, over the resources that stand in each file."""

    def __init__(self) -> None:
        self.all: list[Life] = []
        self._files: dict[str, list[Life]] = {}
        self._ended: dict[tuple[str, str], Life] = {}

    def take(self, step: Step, versions: Versions) -> None:
        """Go on by one commit. `versions` holds those of the files that are looked at."""
        moment = Moment(step.date, step.oid, step.author)
        new: dict[str, Version] = {
            entry.path: versions[entry.path, entry.oid] for entry in step.entries if (entry.path, entry.oid) in versions
        }
        gaps = {path: version.gap for path, version in new.items() if version.gap}
        for path, note in gaps.items():
            for life in self._files.get(path, ()):
                life.events.append(Event(moment, "unreadable", life.last.id, path, note=note))
        readable = sorted(path for path in new if path not in gaps)
        before = [life for path in sorted({*step.gone, *readable}) for life in self._files.pop(path, ())]
        after = [resource for path in readable for resource in new[path].resources]
        if before or after:
            self._pair(moment, before, after)

    def _pair(self, moment: Moment, before: list[Life], after: list[Resource]) -> None:
        lives = {id(life.last): life for life in before}
        for was, now in pairs((life.last for life in before), after):
            if now is None:
                self._end(moment, lives[id(was)])
                continue
            life = lives[id(was)] if was else self._born(now)
            self._go_on(moment, life, now)
            self._files.setdefault(now.path, []).append(life)

    def _end(self, moment: Moment, life: Life) -> None:
        last = life.last
        life.is_over = True
        life.events.append(Event(moment, "removed", last.id, last.path))
        self._ended[last.kind, last.id] = life

    def _born(self, resource: Resource) -> Life:
        """The life of a resource that was not there: a new one, or one that was thought to be over."""
        ended = self._ended.pop((resource.kind, resource.id), None)
        if ended:
            return ended
        life = Life(resource)
        self.all.append(life)
        return life

    def _go_on(self, moment: Moment, life: Life, now: Resource) -> None:
        was = life.last
        now = now._replace(fields=_with_unread(was.fields, now))
        found = differences(was.fields, now.fields)
        moved = (was.path, was.id) != (now.path, now.id)
        what: What = "added" if not life.events else "returned" if life.is_over else "modified" if found else "moved"
        if found or moved or what in ("added", "returned"):
            life.events.append(Event(moment, what, now.id, now.path, found))
        life.last, life.is_over = now, False


def _with_unread(before: Mapping[str, Any], now: Resource) -> Mapping[str, Any]:
    """The fields, with the last readable value where a value cannot be read: it is unknown, not removed."""
    fields = now.fields
    for name, reason in now.unsaid.items():
        if reason == "unreadable" and "[" not in name:
            fields = _put(fields, name.split("."), before)
    return fields


def _put(fields: Mapping[str, Any], steps: list[str], source: Any) -> Mapping[str, Any]:
    first, *rest = steps
    value = source.get(first) if isinstance(source, Mapping) else None
    if rest:
        inside = fields.get(first, {})
        value = _put(inside, rest, value) if isinstance(inside, Mapping) else inside
    return {**fields, first: value} if value not in (None, {}) else fields


def lives(steps: Iterable[Step], versions: Versions) -> list[Life]:
    """Every life that the commits tell of, in the order in which they began."""
    replay = Lives()
    for step in steps:
        replay.take(step, versions)
    return replay.all
