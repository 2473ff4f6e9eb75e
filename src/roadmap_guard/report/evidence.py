"""What the outcomes say about controls, rules and owners: the tables of every audit report.

A report gives evidence that supports a control; it never says that somebody complies with a standard.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from roadmap_guard.model.outcome import STATES, Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Control, Finding, Report
from roadmap_guard.model.rule import Rule
from roadmap_guard.report import tally

Counts = Mapping[str, int]

VERDICTS = ("evidence found", "gaps", "not evaluated")
NOT_CATALOGUED = "not in a catalogue"
NO_OWNER = "no owner named"


class RuleEvidence(NamedTuple):
    """A rule and what came of it, by state."""

    rule: Rule
    counts: Counts


class ControlEvidence(NamedTuple):
    """A control, the rules that give evidence for it, and what they come to together.

    `verdict` is one of `VERDICTS`.
    """

    control: Control
    verdict: str
    counts: Counts
    rules: tuple[RuleEvidence, ...]


class OwnerLoad(NamedTuple):
    """How many findings name this owner, by level, and in how many resources. A finding with two owners counts for both."""

    owner: str
    levels: Mapping[str, int]
    resources: int


def by_rule(report: Report) -> tuple[RuleEvidence, ...]:
    """Every selected rule by id, also those that no resource met."""
    states: dict[str, Counter[str]] = {name: Counter() for name in sorted(report.rules)}
    for outcome in report.outcomes:
        states[outcome.rule.id][outcome.state] += 1
    return tuple(RuleEvidence(report.rules[name], _all_states(states[name])) for name in states)


def by_control(report: Report) -> tuple[ControlEvidence, ...]:
    """Every control that the catalogues or the selected rules name, by standard, edition and id."""
    rules = by_rule(report)
    names = {*report.controls, *(name for each in rules for name in each.rule.controls)}
    found = [_control(report.controls.get(name) or _uncatalogued(name), rules) for name in names]
    return tuple(sorted(found, key=lambda each: (each.control.standard, each.control.edition, each.control.id)))


def by_owner(findings: Iterable[Finding]) -> tuple[OwnerLoad, ...]:
    """Owners with most errors first, then warnings, notes, name; findings that name none come together."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        for owner in finding.owners or (NO_OWNER,):
            groups.setdefault(owner, []).append(finding)
    loads = [
        OwnerLoad(owner, tally.levels(group), len({finding.resource for finding in group if finding.resource}))
        for owner, group in groups.items()
    ]
    return tuple(sorted(loads, key=lambda load: (*(-count for count in load.levels.values()), load.owner)))


def outcomes_by_rule(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes under the id of their rule, by id; each list in the given order."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.rule.id, []).append(outcome)
    return dict(sorted(groups.items()))


def _control(control: Control, rules: Iterable[RuleEvidence]) -> ControlEvidence:
    own = tuple(each for each in rules if control.id in each.rule.controls)
    total = _all_states(sum((Counter(each.counts) for each in own), Counter()))
    return ControlEvidence(control, _verdict(total), total, own)


def _verdict(counts: Counts) -> str:
    """A waived failure is an accepted gap, but a gap; what could not be decided is a gap in the evidence."""
    if counts["fail"] or counts["error"] or counts["waived"]:
        return "gaps"
    return "evidence found" if counts["pass"] else "not evaluated"


def _all_states(counts: Counts) -> Counts:
    return {state: counts.get(state, 0) for state in STATES}


def _uncatalogued(name: str) -> Control:
    standard, _, clause = name.partition(":")
    return Control(name, standard, "", clause, "", "", NOT_CATALOGUED)
