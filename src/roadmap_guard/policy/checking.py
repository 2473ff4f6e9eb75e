"""Finds what is wrong with the rules of a pack before they judge anything: names that do not exist, types that do not fit.

Run at load for packs that are not shipped; the shipped ones are proven by the project's tests, so that a hook does not pay for it.
"""

from collections.abc import Collection, Iterator

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.descriptors import PACKAGE, Types, types_for
from roadmap_guard.policy.expressions import ExpressionError, Scope, new_environment
from roadmap_guard.policy.faults import Fault, did_you_mean, listed, quoted
from roadmap_guard.policy.functions import FunctionSpec, calls
from roadmap_guard.policy.literals import mistaken_literals
from roadmap_guard.policy.mistakes import Mistake, Names
from roadmap_guard.policy.names import OF_CHANGE, VARIABLES
from roadmap_guard.policy.packs import Files
from roadmap_guard.policy.positions import place
from roadmap_guard.policy.reach import UnknownFieldError, element_types, part_at, pointed_part
from roadmap_guard.policy.templates import TemplateError, pieces


class Known(NamedTuple):
    """What rules may refer to: the functions of expressions, and the names of checks, controls and formats."""

    functions: tuple[FunctionSpec, ...]
    checks: Collection[str]
    controls: Collection[str]
    formats: Collection[str]


def check_pack(pack: Pack, files: Files, known: Known) -> list[Fault]:
    """Everything that is wrong with the rules of `pack`, in order; `files` are those it was read from."""
    types = types_for({f"Params{number}": rule.params for number, rule in enumerate(pack.rules)})
    faults: list[Fault] = []
    for number, rule in enumerate(pack.rules):
        data = files.get(f"rules/{rule.id.rpartition('/')[2]}.yaml", b"")
        faults += _RuleCheck(rule, data.decode(errors="replace"), known, types, f"{PACKAGE}.Params{number}").faults()
    return sorted(faults, key=lambda fault: (fault.path, fault.span))


class _RuleCheck:
    def __init__(self, rule: Rule, text: str, known: Known, types: Types, params: str) -> None:
        self._rule = rule
        self._text = text
        self._known = known
        self._types = types
        self._params = params

    def faults(self) -> list[Fault]:
        found = [*self._references(), *self._places()]
        try:
            bound = element_types(self._rule)
        except UnknownFieldError as error:
            return [*found, self._fault("foreach", str(error), error.remedy)]
        return [*found, *self._pointer(), *self._expressions(self._scope(bound))]

    def _references(self) -> Iterator[Fault]:
        """Names of checks, controls and formats."""
        rule, known = self._rule, self._known
        if rule.uses and rule.uses not in known.checks:
            yield self._unknown("uses", "check", rule.uses, known.checks)
        for number, control in enumerate(rule.controls):
            if control not in known.controls:
                yield self._unknown(f"controls[{number}]", "control", control, known.controls)
        for number, name in enumerate(rule.match.formats):
            if name not in known.formats:
                yield self._unknown(f"match.formats[{number}]", "format", name, known.formats)

    def _places(self) -> Iterator[Fault]:
        for number, field in enumerate(self._rule.match.fields):
            try:
                part_at(self._rule.match.kind, field)
            except UnknownFieldError as error:
                yield self._fault(f"match.fields[{number}]", str(error), error.remedy)

    def _pointer(self) -> Iterator[Fault]:
        try:
            pointed_part(self._rule)
        except UnknownFieldError as error:
            yield self._fault("at", str(error), error.remedy)

    def _scope(self, bound: dict[str, str]) -> Scope:
        variables = {
            "object": f"{PACKAGE}.{self._rule.match.kind}",
            "resource": f"{PACKAGE}.Resource",
            "history": f"{PACKAGE}.{self._rule.match.kind}History",
            "now": "timestamp",
            **(
                {"oldObject": f"{PACKAGE}.{self._rule.match.kind}", "change": f"{PACKAGE}.Change"}
                if self._rule.on
                else {}
            ),
            **bound,
        }
        if self._rule.params:
            variables["params"] = self._params
        environment = new_environment(variables, self._known.functions, None, pool=self._types.pool)
        fields = {**self._types.fields, "params": tuple(self._rule.params)}
        old = OF_CHANGE if self._rule.on else ()
        return Scope(environment, Names((*VARIABLES, *old, *self._rule.bind), calls(self._known.functions), fields))

    def _expressions(self, scope: Scope) -> Iterator[Fault]:
        rule = self._rule
        for part, source in (("when", rule.when), ("require", rule.require)):
            if source:
                yield from self._expression(scope, part, source, source, 0, must_be_boolean=True)
        try:
            for piece in pieces(rule.message):
                if piece.is_hole:
                    yield from self._expression(scope, "message", rule.message, piece.text, piece.offset)
        except TemplateError as error:
            yield self._fault(
                "message", str(error), "double a brace that is meant as text: {{ }}", rule.message, error.offset
            )

    def _expression(
        self, scope: Scope, part: str, value: str, source: str, offset: int, *, must_be_boolean: bool = False
    ) -> Iterator[Fault]:
        """Faults of the expression `source`, which begins at `offset` of the file's `value`."""
        try:
            kind = scope.program(source).return_type().name()
            mistakes = tuple(mistaken_literals(source, self._rule))
            if must_be_boolean and kind not in ("BOOL", "DYN"):
                mistakes = (
                    *mistakes,
                    Mistake(1, 1, f"{part} gives {kind.lower()}, not true or false", "write a comparison, or has(...)"),
                )
        except ExpressionError as error:
            mistakes = error.mistakes
        for mistake in mistakes:
            yield self._fault(part, mistake.message, mistake.remedy, value, offset + _offset(source, mistake))

    def _unknown(self, part: str, what: str, name: str, names: Collection[str]) -> Fault:
        near = did_you_mean(name, names)
        return self._fault(
            part, f"unknown {what} {quoted(name)}{near}", "" if near else f"there are {listed(sorted(names))}"
        )

    def _fault(self, part: str, message: str, remedy: str, value: str = "", offset: int = 0) -> Fault:
        span = self._rule.expressions.get(part, FILE_START)
        return Fault(self._rule.path, place(self._text, span, value, offset) if value else span, message, remedy)


def _offset(source: str, mistake: Mistake) -> int:
    """The mistake's line and column as a number of characters."""
    lines = source.split("\n")[: mistake.line - 1]
    return sum(len(line) + 1 for line in lines) + mistake.column - 1
