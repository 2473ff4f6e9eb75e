"""Rules made ready to judge: what of a resource is true, false, out of place, or cannot be decided."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from roadmap_guard.model.outcome import Outcome, State
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.checks import Check, Failure, NotApplicable
from roadmap_guard.policy.expressions import Environment, Expression, ExpressionError, Scope, Subject, names_history
from roadmap_guard.policy.faults import PolicyError, did_you_mean, listed, quoted, refuse
from roadmap_guard.policy.paths import Element, WalkError, elements, lists_of, pointed_at
from roadmap_guard.policy.printing import printed
from roadmap_guard.policy.reasons import Undecided
from roadmap_guard.policy.templates import Template, TemplateError

if TYPE_CHECKING:
    from cel_expr_python import cel

_WHOLE = Element("", {}, ())


class CompiledRule:
    """One rule in one environment. Its expressions are compiled when they are first needed."""

    def __init__(self, rule: Rule, environment: Environment, check: Check | None) -> None:
        self.rule = rule
        self._environment = environment
        self._check = check
        self._made_scope = None if rule.on else environment.scope(rule)
        self._lists = lists_of(rule.foreach) or ()
        self._no_place: dict[tuple[str, frozenset[str]], str] = {}

    @property
    def _scope(self) -> Scope:
        """The names of the expressions. A rule about changes shares no values with others, and where there is none needs no scope."""
        if self._made_scope is None:
            self._made_scope = self._environment.scope(self.rule)
        return self._made_scope

    def evaluate(self, subject: Subject) -> list[Outcome]:
        """One outcome; with `foreach` or a check in Python one for each failing element. None for a resource of another kind.

        Raises PolicyError if an expression does not compile, which the check of a pack at load rules out.
        """
        resource = subject.resource
        if resource.kind != self.rule.match.kind:
            return []
        beside = self._without_place(subject) or self._untouched(subject)
        if beside:
            return [self._outcome(resource, "notApplicable", message=beside)]
        if self._check:
            return list(self._checked(subject, self._check))
        if self._lists:
            return self._for_each(subject)
        return [self._judged(subject, _WHOLE)]

    def _without_place(self, subject: Subject) -> str:
        """Why the rule is not for this dialect, or empty. Worked out once for each dialect.

        A rule about changes is also for what the old dialect had a place for: moving to one without takes the field away.
        """
        resource = subject.resource
        old = subject.change.old if self.rule.on and subject.change else None
        key = resource.format, resource.expressible | old.expressible if old else resource.expressible
        if key not in self._no_place:
            self._no_place[key] = _without_place(self.rule, *key)
        return self._no_place[key]

    def _untouched(self, subject: Subject) -> str:
        """Why a rule about changes does not apply, or empty."""
        if not self.rule.on:
            return ""
        if subject.change is None:
            return "there is no base to compare with"
        return "the change does not touch it" if subject.change.type == "unchanged" else ""

    def _for_each(self, subject: Subject) -> list[Outcome]:
        resource = subject.resource
        fields = {} if subject.change and subject.change.type == "removed" else resource.fields  # as `object` is
        try:
            walked = elements(fields, self._lists, self.rule.bind)
            found = [self._judged(subject, element) for element in walked]
        except WalkError as error:
            return [self._outcome(resource, "error", error.path, f"cannot be decided: {error}")]
        bad = [outcome for outcome in found if outcome.state in ("fail", "error")]
        if bad:
            return bad
        if any(outcome.state == "pass" for outcome in found):
            return [self._outcome(resource, "pass")]
        nothing = f"there are no {self.rule.foreach.replace('[*]', '')}"
        return found[:1] or [self._outcome(resource, "notApplicable", message=nothing)]

    def _judged(self, subject: Subject, element: Element) -> Outcome:
        """The outcome for one element, or for the resource as a whole."""
        resource, activation = subject.resource, self._values(subject, element)
        if isinstance(activation, Outcome):
            return activation
        holds = self._require.holds(activation)
        if holds is True:
            return self._outcome(resource, "pass")
        field = pointed_at(self.rule.at, element)
        if isinstance(holds, Undecided):
            return self._undecided(resource, field, holds, f"require: {self.rule.require}")
        return self._outcome(resource, "fail", field, self._message.filled(activation))

    def _values(self, subject: Subject, element: Element) -> "cel.Activation | Outcome":
        """What the requirement and the message look at; or the outcome where the rule is set aside, or it cannot be had."""
        for history in self._looks_up:
            try:
                activation = self._scope.activation_for(subject, element.numbers, history=history)
            except ValueError as error:
                field = pointed_at(self.rule.at, element)
                return self._undecided(subject.resource, field, Undecided(str(error)), "history")
            if history is self._looks_up[0] and (set_aside := self._set_aside(subject.resource, element, activation)):
                return set_aside
        return activation

    @cached_property
    def _looks_up(self) -> tuple[bool, ...]:
        """Whether history is looked up: for the condition, and if it is not but the rest names it, once more for the rest."""
        early, late = names_history(self.rule.when), names_history(f"{self.rule.require} {self.rule.message}")
        return (early,) if early or not late else (early, late)

    def _set_aside(self, resource: Resource, element: Element, activation: "cel.Activation") -> Outcome | None:
        """The outcome if `when` does not hold or cannot be decided."""
        if not self.rule.when:
            return None
        applies = self._when.holds(activation)
        if applies is True:
            return None
        if isinstance(applies, Undecided):
            return self._undecided(resource, pointed_at(self.rule.at, element), applies, f"when: {self.rule.when}")
        return self._outcome(resource, "notApplicable", message=self._without_condition)

    def _checked(self, subject: Subject, check: Check) -> Iterator[Outcome]:
        resource, activation = subject.resource, self._values(subject, _WHOLE)
        if isinstance(activation, Outcome):
            yield activation
            return
        try:
            found = check(resource, self.rule.params, self._environment.context)
            failures = found if isinstance(found, NotApplicable) else list(found)
        except Exception as error:  # noqa: BLE001 - a fault of one check must not hide what other rules find
            why = Undecided(f"{type(error).__name__}: {error}")
            yield self._undecided(resource, self.rule.at, why, f"uses: {self.rule.uses}")
            return
        if isinstance(failures, NotApplicable):
            yield self._outcome(resource, "notApplicable", message=failures.reason)
        elif not failures:
            yield self._outcome(resource, "pass")
        else:
            yield from (self._failed(resource, failure, activation) for failure in failures)

    def _failed(self, resource: Resource, failure: Failure, activation: "cel.Activation") -> Outcome:
        message = failure.message or self._message.filled(activation)
        return self._outcome(resource, "fail", failure.field or self.rule.at, message)

    def _undecided(self, resource: Resource, field: str, why: Undecided, part: str) -> Outcome:
        return self._outcome(resource, "error", field, f"cannot be decided: {printed(why.reason)} ({printed(part)})")

    def _outcome(self, resource: Resource, state: State, field: str = "", message: str = "") -> Outcome:
        return Outcome(self.rule, resource, state, field, message)

    @cached_property
    def _without_condition(self) -> str:
        """Said of most resources, so it is made once."""
        return f"the condition does not hold: {printed(self.rule.when)}"

    @cached_property
    def _when(self) -> Expression:
        return self._compiled("when", self.rule.when)

    @cached_property
    def _require(self) -> Expression:
        return self._compiled("require", self.rule.require)

    @cached_property
    def _message(self) -> Template:
        try:
            return Template(self.rule.message, self._scope)
        except (ExpressionError, TemplateError) as error:
            raise self._refusal("message", error) from error

    def _compiled(self, part: str, source: str) -> Expression:
        try:
            return self._scope.compile(source)
        except ExpressionError as error:
            raise self._refusal(part, error) from error

    def _refusal(self, part: str, error: Exception) -> PolicyError:
        return refuse(
            self.rule.path, f"{part} of {self.rule.id}: {error}", span=self.rule.expressions.get(part, FILE_START).start
        )


def compile_rule(rule: Rule, environment: Environment, checks: Mapping[str, Check]) -> CompiledRule:
    """`rule` ready to judge in `environment`. Raises PolicyError if it uses a check that `checks` does not have."""
    if not rule.uses:
        return CompiledRule(rule, environment, None)
    if rule.uses not in checks:
        message = f"there is no check {quoted(rule.uses)}{did_you_mean(rule.uses, checks)}"
        raise refuse(
            rule.path, message, f"the checks are {listed(sorted(checks))}", rule.expressions.get("uses", FILE_START)
        )
    return CompiledRule(rule, environment, checks[rule.uses])


def _without_place(rule: Rule, dialect: str, expressible: frozenset[str]) -> str:
    if rule.match.formats and dialect not in rule.match.formats:
        return f"the rule is about {listed(rule.match.formats)}, this is {dialect}"
    missing = [field for field in rule.match.fields if field not in expressible]
    return f"{dialect} has no place for {listed(missing)}" if missing else ""
