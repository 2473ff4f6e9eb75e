"""Makes waivers and the baseline out of what a run found."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from roadmap_guard.engine import baselining, fingerprints
from roadmap_guard.engine.baselining import Name
from roadmap_guard.engine.ledger import BASELINE_FILE
from roadmap_guard.engine.policies import named
from roadmap_guard.engine.waiving import Terms, obstacle, obstacle_of_baseline
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.nearest import nearest
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.model.rule import Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.model.waivable import DEFAULT_DAYS
from roadmap_guard.model.waiver import Baseline, Waiver, value_text
from roadmap_guard.policy.names import is_date

_USUAL_DAYS = 90


class Wish(NamedTuple):
    """A waiver that somebody asks for; empty texts are filled in."""

    rule: str
    resource: str
    field: str
    reason: str
    ticket: str
    requested_by: str
    approved_by: str
    expires: str


def waiver(wish: Wish, report: Report, terms: Terms) -> Waiver:
    """The waiver that `wish` asks for, of a failure that is in `report`, with an end that its rule allows.

    Raises CannotCheckError where there is nothing to waive, or the waiver would not count.
    """
    rule = named(wish.rule, terms.rules)
    failures = _failures(wish, rule, report)
    field = wish.field or (fingerprints.named_field(failures[0]) if len(failures) == 1 else "")
    made = Waiver(
        rule=rule.id,
        resource=wish.resource,
        field=field,
        value=value_text(fingerprints.value_of(failures[0])) if field else "",
        reason=wish.reason,
        ticket=wish.ticket,
        requested_by=wish.requested_by,
        approved_by=wish.approved_by,
        created=terms.as_of,
        expires=_end(wish.expires, terms.as_of, min(_USUAL_DAYS, rule.waivable.max_days)),
        path="",
        span=FILE_START,
    )
    against = obstacle(made, terms)
    if against:
        raise CannotCheckError(
            f"the waiver would not count: {against.why}", f"roadmap-guard explain waiver/{against.state}"
        )
    return made


def baseline(report: Report, terms: Terms, reason: str, expires: str, approved_by: str) -> Baseline:
    """Everything in `report` that a baseline may hold, until `expires`, else for as long as each rule of it allows.

    Raises CannotCheckError where the end is later than a rule allows.
    """
    names = baselining.names_in(report)
    present = {name.rule for name in names}
    longest = min(
        (terms.rules[rule].waivable.max_days for rule in present if rule in terms.rules), default=DEFAULT_DAYS
    )
    made = Baseline(
        path=BASELINE_FILE,
        reason=reason,
        approved_by=approved_by,
        created=terms.as_of,
        expires=_end(expires, terms.as_of, longest),
        entries=entries(names),
        spans={},
    )
    for rule in sorted(present):
        against = obstacle_of_baseline(made, rule, terms)
        if against:
            raise CannotCheckError(
                f"the baseline would not count for {rule}: {against.why}",
                f"The latest end that every rule allows is {_later(terms.as_of, longest)}.",
            )
    return made


def pruned(known: Baseline, report: Report, terms: Terms) -> Baseline:
    """The baseline without the findings that are no more; what could not be decided stays. Nothing is ever added."""
    held = baselining.names(known, terms.rules)
    undecided = {
        (outcome.rule.id, baselining.name_of(outcome).resource)
        for outcome in report.outcomes
        if outcome.state == "error"
    }
    kept = held & baselining.names_in(report)
    kept |= Counter({name: count for name, count in held.items() if (name.rule, name.resource) in undecided})
    return known._replace(entries=entries(kept))


def entries(names: Counter[Name]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Findings as a baseline holds them, in order."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in sorted(names.elements()):
        of_rule = found.setdefault(name.rule, {})
        of_rule[name.resource] = (*of_rule.get(name.resource, ()), name.found)
    return found


def _failures(wish: Wish, rule: Rule, report: Report) -> list[Outcome]:
    """The outcomes that the waiver would cover. Raises CannotCheckError where there are none."""
    of_rule = [outcome for outcome in report.outcomes if outcome.rule.id == rule.id]
    here = [outcome for outcome in of_rule if outcome.resource.id == wish.resource]
    failing = [outcome for outcome in here if outcome.state == "fail"]
    wanted = [outcome for outcome in failing if wish.field in ("", fingerprints.named_field(outcome))]
    if wanted:
        return wanted
    if not here:
        near = nearest(wish.resource, {outcome.resource.id for outcome in of_rule})
        hint = f" (did you mean {near}?)" if near else ""
        raise CannotCheckError(
            f"there is no {rule.match.kind} {wish.resource}{hint}", "roadmap-guard resources lists what was read."
        )
    fields = ", ".join(fingerprints.named_field(outcome) or "the whole" for outcome in failing)
    states = ", ".join(sorted({outcome.state for outcome in here}))
    why = f"it fails at {fields}, not at {wish.field}" if failing else f"the outcome is {states}"
    raise CannotCheckError(f"{rule.id} needs no waiver for {wish.resource}: {why}", "Waive only what fails.")


def _end(asked: str, as_of: str, days: int) -> str:
    """The day that was asked for, else the one after so many days. Raises CannotCheckError for none that is to come."""
    if not asked:
        return _later(as_of, days)
    if not is_date(asked):
        raise CannotCheckError(f"--expires {asked} is no date", f"Write it as year-month-day: {_later(as_of, days)}.")
    if asked < as_of:
        raise CannotCheckError(f"--expires {asked} lies before {as_of}", "Name a day that is to come.")
    return asked


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
