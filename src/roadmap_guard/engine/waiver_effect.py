"""What the waivers of a run come to: outcomes waived, and the state of each waiver."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from roadmap_guard.engine import fingerprints
from roadmap_guard.engine.granting import Asked
from roadmap_guard.engine.identities import Namesakes, Spot, spot
from roadmap_guard.engine.waiver_problems import problem
from roadmap_guard.engine.waiving import (
    EXPIRING_DAYS,
    Obstacle,
    Terms,
    days_between,
    is_about,
    is_active,
    is_same_value,
    obstacle,
    without_place,
)
from roadmap_guard.model.document import Problem
from roadmap_guard.model.nearest import nearest
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.waiver import Waiver, WaiverRecord


class WaiverEffect:
    """Settles outcomes once, and then tells what came of each waiver."""

    def __init__(
        self, trusted: Sequence[Waiver], present: Sequence[Waiver], terms: Terms, namesakes: Namesakes
    ) -> None:
        """`trusted` are those that may count, `present` those that stand in the files under check."""
        self._all_named = namesakes
        self._terms = terms
        self._present = present
        self._known = {without_place(waiver) for waiver in trusted}
        self._trusted = _by_resource(waiver for waiver in trusted if is_active(waiver, terms))
        self._by_resource = _by_resource(present)
        self._obstacles = {waiver: obstacle(waiver, terms) for waiver in present}
        self._uses: Counter[Waiver] = Counter()
        self._concerned: set[Waiver] = set()
        self._undecided: set[Waiver] = set()
        self._changed: dict[Waiver, str] = {}
        self._namesakes: dict[Waiver, str] = {}
        self._places: Places = {}
        self._failing: dict[tuple[str, str], set[str]] = {}

    def settle(self, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
        """The outcomes, each failed one that a waiver covers as `waived`."""
        if not self._present:
            return tuple(outcomes)
        self._places = _places(outcomes)
        return tuple(self._settled(outcome) for outcome in outcomes)

    def records(self, asked: Asked) -> tuple[WaiverRecord, ...]:
        """The waivers that bear on what was looked at: all of them where that was everything."""
        return tuple(
            self._record(waiver, whole=asked.whole)
            for waiver in self._present
            if asked.covers(waiver.path) or waiver in self._concerned
        )

    def problems(self, asked: Asked) -> Iterator[Problem]:
        """A finding at every waiver that does not simply count."""
        for record in self.records(asked):
            if record.state != "active":
                waiver = record.waiver
                message = f"the waiver of {waiver.rule} for {waiver.resource}: {record.why}"
                yield problem(f"waiver/{record.state}", message, waiver.path, waiver.span)

    def _settled(self, outcome: Outcome) -> Outcome:
        if outcome.resource.id not in self._by_resource:
            return outcome
        if outcome.state == "fail":
            key = outcome.rule.id, outcome.resource.id
            self._failing.setdefault(key, set()).add(fingerprints.named_field(outcome))
        about = [waiver for waiver in self._by_resource[outcome.resource.id] if is_about(waiver, outcome)]
        if outcome.state == "error":
            self._undecided.update(about)
        if not about or outcome.state != "fail":
            return outcome
        self._concerned.update(about)
        sound = [waiver for waiver in about if self._obstacles[waiver] is None]
        namesakes = self._namesakes_of(outcome) if sound else set()
        if len(namesakes) > 1:
            self._namesakes |= dict.fromkeys(sound, _told(namesakes))
            return outcome
        covering = [waiver for waiver in sound if self._is_unchanged(waiver, outcome)]
        if not covering or not self._is_trusted(outcome):
            return outcome
        self._uses[covering[0]] += 1
        return outcome._replace(state="waived", waiver=covering[0].place)

    def _namesakes_of(self, outcome: Outcome) -> set[Spot]:
        kind, name = outcome.resource.kind, outcome.resource.id
        return self._places[kind, name] | set(map(spot, self._all_named(kind, name)))

    def _is_unchanged(self, waiver: Waiver, outcome: Outcome) -> bool:
        if is_same_value(waiver, outcome):
            return True
        self._changed[waiver] = f"{waiver.field} was {waiver.value} when it was given, and is another now"
        return False

    def _is_trusted(self, outcome: Outcome) -> bool:
        candidates = self._trusted.get(outcome.resource.id, ())
        return any(is_about(waiver, outcome) and is_same_value(waiver, outcome) for waiver in candidates)

    def _record(self, waiver: Waiver, *, whole: bool) -> WaiverRecord:
        found = self._obstacles[waiver] or self._found(waiver, whole=whole)
        left = days_between(self._terms.as_of, waiver.expires)
        return WaiverRecord(waiver, found.state, found.why, left, self._uses[waiver])

    def _found(self, waiver: Waiver, *, whole: bool) -> Obstacle:
        """The state of a waiver that nothing in itself stands against."""
        if waiver in self._namesakes:
            return Obstacle("too-wide", f"{waiver.resource} is the id of several: {self._namesakes[waiver]}")
        if without_place(waiver) not in self._known:
            return Obstacle("pending", "it counts when it is merged")
        if waiver in self._changed and not self._uses[waiver]:
            return Obstacle("changed", self._changed[waiver])
        if whole and not self._uses[waiver] and waiver not in self._undecided:
            return Obstacle("unused", self._why_unused(waiver))
        left = days_between(self._terms.as_of, waiver.expires)
        if left < EXPIRING_DAYS:
            return Obstacle("expiring", f"it ends on {waiver.expires}")
        return Obstacle("active", "")

    def _why_unused(self, waiver: Waiver) -> str:
        rule = self._terms.rules[waiver.rule]
        ids = [name for kind, name in self._places if kind == rule.match.kind]
        if waiver.resource not in ids:
            near = nearest(waiver.resource, ids)
            return f"there is no {rule.match.kind} {waiver.resource}{f' (did you mean {near}?)' if near else ''}"
        if waiver in self._concerned:
            return "another one covers it already"
        fields = sorted(self._failing.get((rule.id, waiver.resource), ()))
        return (
            f"the rule fails there at {', '.join(fields)}, not at {waiver.field}"
            if fields
            else "the rule does not fail there"
        )


Places = dict[tuple[str, str], set[Spot]]
"""Where the resources of a kind and id stand."""


def _by_resource(waivers: Iterable[Waiver]) -> dict[str, list[Waiver]]:
    found: dict[str, list[Waiver]] = {}
    for waiver in waivers:
        found.setdefault(waiver.resource, []).append(waiver)
    return found


def _places(outcomes: Iterable[Outcome]) -> Places:
    """The places of every resource; more than one means that an id is not unique."""
    places: Places = {}
    for outcome in outcomes:
        resource = outcome.resource
        places.setdefault((resource.kind, resource.id), set()).add(spot(resource))
    return places


def _told(places: set[Spot]) -> str:
    return ", ".join(f"{path}:{line}" for path, _, line, _ in sorted(places))
