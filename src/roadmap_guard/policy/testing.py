"""Runs the examples of rules as their tests: the right state, at the right field, with the right words."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Example, Rule
from roadmap_guard.model.span import FILE_START, Span
from roadmap_guard.policy.checks import Check
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.faults import listed, quoted
from roadmap_guard.policy.functions import Context, FunctionSpec
from roadmap_guard.policy.params import merged
from roadmap_guard.policy.pasts import change_of, history_of
from roadmap_guard.policy.samples import SampleError, sample

AS_OF = "2026-11-20"
"""The date of an example that names none."""


class ExampleResult(NamedTuple):
    """What came of one example. `complaints` says how it differs from what it expects; none means that it holds.

    `number` counts the examples of the rule from 1; `path` and `span` say where the example stands.
    """

    rule: str
    number: int
    expect: str
    path: str
    span: Span
    complaints: tuple[str, ...]


def run_examples(
    rules: Iterable[Rule], functions: tuple[FunctionSpec, ...], checks: Mapping[str, Check]
) -> list[ExampleResult]:
    """Hold every rule to its examples, in order. Raises PolicyError for a rule that does not compile."""
    return [
        ExampleResult(
            rule=rule.id,
            number=number + 1,
            expect=example.expect,
            path=rule.path,
            span=rule.expressions.get(f"examples[{number}]", FILE_START),
            complaints=tuple(_complaints(rule, example, functions, checks)),
        )
        for rule in rules
        for number, example in enumerate(rule.examples)
    ]


def _complaints(
    rule: Rule, example: Example, functions: tuple[FunctionSpec, ...], checks: Mapping[str, Check]
) -> Iterator[str]:
    if example.object.get("kind", rule.match.kind) != rule.match.kind:
        yield f"the example is a {example.object['kind']}, the rule is about {rule.match.kind}"
        return
    try:
        resource = sample(example.object, rule.match.kind, *rule.match.formats[:1])
        others = [sample(written, "") for written in example.context.get("resources", ())]
        subject_change = change_of(resource, example.context)
    except SampleError as error:
        yield str(error)
        return
    params, misfits = merged(rule.params, example.context.get("params", {}))
    if misfits:
        yield from (misfit.message for misfit in misfits)
        return
    environment = Environment(_context(example.context, [resource, *others]), functions)
    compiled = compile_rule(rule._replace(params=params), environment, checks)
    outcomes = compiled.evaluate(environment.subject(resource, subject_change))
    yield from _differences(example, outcomes)


def _differences(example: Example, outcomes: list[Outcome]) -> Iterator[str]:
    """Both ways: what should have come and did not, and what came and should not."""
    states = sorted({outcome.state for outcome in outcomes})
    if states != [example.expect]:
        said = "; ".join(dict.fromkeys(outcome.message for outcome in outcomes if outcome.message))
        yield f"expected {example.expect}, got {listed(states)}{f': {said}' if said else ''}"
        return
    fields = [outcome.field for outcome in outcomes]
    if example.at and fields != [example.at]:
        yield f"expected it at {quoted(example.at)}, got {listed(quoted(field) for field in fields)}"
    messages = list(dict.fromkeys(outcome.message for outcome in outcomes))
    if example.message and messages != [example.message]:
        yield f"expected the message {example.message!r}, got {listed(repr(message) for message in messages)}"


def _context(written: Mapping[str, Any], resources: list[Resource]) -> Context:
    """The lookups that an example asks for. Without `owners` there is no registry of them."""
    by_name = {(resource.kind, resource.id): resource.fields for resource in reversed(resources)}
    owners = written.get("owners")

    def owner(name: str) -> Mapping[str, str]:
        state = "noRegistry" if owners is None else "known" if name in owners.get("known", ()) else "unknown"
        return {"state": state, "name": name}

    return Context(
        as_of=written.get("now", AS_OF),
        ref=lambda kind, name: by_name.get((kind, name)),
        refs=lambda kind: [resource.fields for resource in resources if resource.kind == kind],
        owner=owner,
        file_owners=lambda path: written.get("fileOwners", {}).get(path, []),
        file_ownership=lambda path: _ownership(written.get("fileOwners", {}).get(path, [])),
        history=lambda resource: history_of(resource, written),
    )


def _ownership(owners: list[str]) -> list[Mapping[str, Any]]:
    """The ownership of a file whose owners an example lists: one line, by which they must approve its changes."""
    line = {"owners": owners, "approvals": 1, "section": "", "pattern": "", "path": "CODEOWNERS", "line": 1}
    return [line] if owners else []
