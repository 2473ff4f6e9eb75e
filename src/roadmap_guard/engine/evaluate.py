"""Holds every rule to every resource of its kind."""

from collections.abc import Mapping, Sequence

from roadmap_guard.engine.cases import Case
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.checks import Check
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.expressions import Environment


def evaluate(
    rules: Sequence[Rule], cases: Sequence[Case], environment: Environment, checks: Mapping[str, Check]
) -> tuple[Outcome, ...]:
    """One outcome or more for each rule and each resource of its kind, in the order of `cases`, then of `rules`.

    Of what was removed only rules about changes are asked. Only rules about a kind that is there are compiled. Raises PolicyError for
    a rule that does not compile.
    """
    present = {case.resource.kind for case in cases}
    compiled = {
        kind: [compile_rule(rule, environment, checks) for rule in rules if rule.match.kind == kind]
        for kind in sorted(present)
    }
    outcomes: list[Outcome] = []
    for case in cases:
        subjects = [environment.subject(case.resource, change) for change in case.changes or (None,)]
        for rule in compiled[case.resource.kind]:
            if case.disowned and not _asks_for_owners(rule.rule):
                continue
            if rule.rule.on and len(subjects) > 1:
                outcomes += _worst([rule.evaluate(subject) for subject in subjects])
            elif rule.rule.on or not case.is_removed:
                outcomes += rule.evaluate(subjects[0])
    return tuple(outcomes)


def _asks_for_owners(rule: Rule) -> bool:
    """Whether a rule looks at who owns the file."""
    return "fileOwner" in f"{rule.when} {rule.require}"


def _worst(judged: list[list[Outcome]]) -> list[Outcome]:
    """Of what came of several merge bases, that which fails; else that of the first."""
    bad = (outcomes for outcomes in judged if any(outcome.state in ("error", "fail") for outcome in outcomes))
    return next(bad, judged[0])
