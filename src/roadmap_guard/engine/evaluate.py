"""Holds every rule to every resource of its kind."""

from collections.abc import Mapping, Sequence

from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.checks import Check
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.expressions import Environment


def evaluate(
    rules: Sequence[Rule], resources: Sequence[Resource], environment: Environment, checks: Mapping[str, Check]
) -> tuple[Outcome, ...]:
    """One outcome or more for each rule and each resource of its kind, by path, position and rule.

    Only rules about a kind that is there are compiled. Raises PolicyError for a rule that does not compile.
    """
    present = {resource.kind for resource in resources}
    compiled = {
        kind: [compile_rule(rule, environment, checks) for rule in rules if rule.match.kind == kind]
        for kind in sorted(present)
    }
    outcomes: list[Outcome] = []
    for resource in resources:
        subject = environment.subject(resource)
        for rule in compiled[resource.kind]:
            outcomes += rule.evaluate(subject)
    return tuple(outcomes)
