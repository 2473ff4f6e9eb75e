"""CEL behind one door: expressions are compiled for the names of one rule, and come out true, false or undecided.

The engine gives evaluation errors back as values, and truthy ones at that, so nothing but a real boolean counts as an answer.
https://github.com/google/cel-spec/blob/master/doc/langdef.md
"""

import re
import sys
from binascii import a2b_base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.functions import Context, FunctionSpec, calls
from roadmap_guard.policy.mistakes import Mistake, Names, mistakes_in
from roadmap_guard.policy.names import OF_CHANGE, VARIABLES
from roadmap_guard.policy.paths import lists_of
from roadmap_guard.policy.reasons import Undecided, no_answer, undecided
from roadmap_guard.policy.walking import Walk

if TYPE_CHECKING:
    from cel_expr_python import cel

    from roadmap_guard.policy.changes import Change

LONGEST_SOURCE = 4096
"""Bytes of one expression."""


class ExpressionError(Exception):
    """An expression that does not compile."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


class Expression:
    """A compiled expression."""

    __slots__ = ("_program", "source")

    def __init__(self, source: str, program: "cel.Expression") -> None:
        self.source = source
        self._program = program

    def holds(self, activation: "cel.Activation") -> bool | Undecided:
        """Exactly true or false, or why not."""
        value = self.value(activation)
        if value is True or value is False or isinstance(value, Undecided):
            return value
        return no_answer(value)

    def value(self, activation: "cel.Activation") -> Any:
        """What it comes to, as a plain value, or `Undecided`."""
        try:
            value = self._program.eval(activation)
            plain = value.plain_value()
        except Exception as error:  # noqa: BLE001 - budget, memory, text that is not Unicode: whatever stops it
            return undecided(str(error))
        if plain is True or plain is False:
            return plain
        return undecided(str(plain)) if value.type().name() in ("ERROR", "UNKNOWN") else plain


class Scope:
    """The names that the expressions of one rule see."""

    __slots__ = ("_environment", "_last", "_names", "_needs_own", "_of_subject", "_own", "_programs", "_walk")

    def __init__(
        self,
        environment: "cel.Env",
        names: Names,
        own: Mapping[str, Any] | None = None,
        *,
        needs_own: bool = False,
        of_subject: "Callable[..., Mapping[str, Any]] | None" = None,
        programs: Mapping[str, str] | None = None,
        walk: Walk | None = None,
    ) -> None:
        """`own` are the params, and the date if `needs_own`: a time is taken only from an activation of its own environment.

        `of_subject` gives what else the rule names of a subject: how it was and, if `history` is true, what became of it over time.
        `programs` are compiled forms in base64 by source: loading one takes 10 us where compiling takes 300.
        `walk` binds the names of the elements of lists.
        """
        self._programs = programs or {}
        self._environment = environment
        self._names = names
        self._own = own or {}
        self._needs_own = needs_own or of_subject is not None
        self._of_subject = of_subject
        self._walk = walk
        self._last: tuple[Subject, bool, cel.Activation] | None = None

    def compile(self, source: str) -> Expression:
        """Raises ExpressionError."""
        ready = self._programs.get(self.bound(source))
        program = self._environment.deserialize(a2b_base64(ready)) if ready else self.program(source)
        return Expression(source, program)

    def program(self, source: str) -> "cel.Expression":
        """CEL's own compiled form, which knows its type. Raises ExpressionError."""
        if len(source.encode("utf-8", "replace")) > LONGEST_SOURCE:
            message = f"the expression is longer than {LONGEST_SOURCE} bytes"
            raise ExpressionError((Mistake(1, 1, message, "split the rule in two"),))
        try:
            return self._environment.compile(self.bound(source))
        except Exception as error:
            raise ExpressionError(self._mistakes(source)) from error

    def bound(self, source: str) -> str:
        """`source` as it is compiled: with the names of the elements of lists bound."""
        return self._walk.around(source) if self._walk else source

    def _mistakes(self, source: str) -> tuple[Mistake, ...]:
        """Why `source` does not compile, with places in it as it is written."""
        try:
            self._environment.compile(source)
        except Exception as error:  # noqa: BLE001 - the engine has no class of its own for this
            return mistakes_in(str(error), source, self._names)
        return (Mistake(1, 1, "it is nested too deeply for a rule that walks lists", "split the rule in two"),)

    def activation(self, variables: Mapping[str, Any]) -> "cel.Activation":
        """Values for the names."""
        return self._environment.Activation(variables)

    def activation_for(
        self, subject: "Subject", numbers: tuple[int, ...], *, history: bool = False
    ) -> "cel.Activation":
        """The values of the resource, and of its lists the elements with these `numbers`, from the next evaluation on.

        The shared activation serves where it can. The history of a resource is dear, so it is only looked up if an expression to come
        names it. Raises ValueError where nobody can tell it.
        """
        if self._walk:
            self._walk.numbers = numbers
        if not self._needs_own:
            return subject.activation
        if self._last is None or self._last[0] is not subject or history > self._last[1]:
            more = self._of_subject(subject, history=history) if self._of_subject else {}
            self._last = subject, history, self._environment.Activation({**subject.variables, **self._own, **more})
        return self._last[2]


class Subject:
    """A resource as expressions see it: its `variables`, and with the params of all rules of its kind one `activation` to share.

    `change` is what happened to it since the base; None without a base.
    """

    __slots__ = ("activation", "change", "resource", "variables")

    def __init__(
        self,
        resource: Resource,
        variables: Mapping[str, Any],
        activation: "cel.Activation",
        change: "Change | None" = None,
    ) -> None:
        self.resource = resource
        self.variables = variables
        self.activation = activation
        self.change = change


class Environment:
    """The expression language of one run: CEL, the functions, and the context that they look things up in.

    The params of each rule are a variable of their own (`r_x.params`), which the rule reaches as `params` because it is compiled in
    the container `r_x` (langdef, "Name Resolution"). So one activation serves all rules, and the resource is converted once.
    """

    def __init__(self, context: Context, functions: Iterable[FunctionSpec]) -> None:
        from datetime import UTC, datetime

        self.context = context
        self._functions = tuple(functions)
        self._calls = calls(self._functions)
        self._clock = {"now": datetime.fromisoformat(context.as_of).replace(tzinfo=UTC)}
        self._params: dict[str, dict[str, Mapping[str, Any]]] = {}
        self._plain = new_environment({}, (), context)

    def scope(self, rule: Rule) -> Scope:
        """The scope of the expressions of `rule`.

        To be asked for before the first `subject` of its kind. Only functions that the expressions mention are declared: that is
        most of the price of a scope.
        """
        container = container_of(rule.id)
        name = f"{container}.params"
        text = f"{rule.when}\0{rule.require}\0{rule.message}"
        old, past = _looks_back(rule, text)
        variables = dict.fromkeys(("object", "resource", *old, *past, *rule.bind), "dyn") | {"now": "timestamp"}
        if rule.params:
            variables[name] = "dyn"
            self._params.setdefault(rule.match.kind, {})[name] = rule.params
        lists = lists_of(rule.foreach)
        walk = Walk(lists, rule.bind) if lists else None
        used = [spec for spec in self._functions if spec.name in text] + ([walk.function()] if walk else [])
        names = Names((*VARIABLES, *old, *rule.bind), self._calls, {"params": tuple(rule.params)})
        timed = re.search(r"\bnow\b", text) is not None
        own = {**({name: rule.params} if rule.params else {}), **(self._clock if timed else {})}
        environment = new_environment(variables, used, self.context, container)
        of_subject = partial(self._back, changed=bool(old)) if old or past else None
        return Scope(environment, names, own, needs_own=timed, of_subject=of_subject, programs=rule.programs, walk=walk)

    def _back(self, subject: Subject, *, changed: bool, history: bool) -> dict[str, Any]:
        """How the resource was, and what became of it. Raises ValueError where nobody can tell."""
        variables = subject.change.variables(subject.resource) if changed and subject.change else {}
        if history:
            variables["history"] = self.context.history(subject.resource)
        return variables

    def subject(self, resource: Resource, change: "Change | None" = None) -> Subject:
        """The resource with everything that rules about its kind may name."""
        variables = {"object": resource.fields, "resource": _about(resource)}
        shared = self._plain.Activation({**variables, **self._params.get(resource.kind, {})})
        return Subject(resource, variables, shared, change)


def _looks_back(rule: Rule, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of what was and of what became of it, as far as the rule's expressions, whose `text` is given, can see them."""
    return OF_CHANGE if rule.on else (), ("history",) if names_history(text) else ()


def names_history(text: str) -> bool:
    """Whether an expression names the variable `history`."""
    return "history" in text and re.search(r"\bhistory\b", text) is not None


def container_of(rule: str) -> str:
    """The CEL container of a rule, by its id: a name that no other rule has, and that is the same in every run."""
    return re.sub(r"[^a-z0-9]", "_", f"r/{rule}")


def new_environment(
    variables: Mapping[str, str],
    functions: Iterable[FunctionSpec],
    context: Context | None,
    container: str = "",
    pool: Any = None,
) -> "cel.Env":
    """A CEL environment. Types are CEL's names in lower case, or messages of the descriptor `pool`.

    Without a `context` the functions can be compiled with, not called.
    """
    from cel_expr_python import cel

    with nullcontext() if pool else _without_protobuf():
        return cel.NewEnv(
            descriptor_pool=pool,
            variables={name: _type(kind) for name, kind in variables.items()},
            functions=_declarations(functions, context),
            container=container,
        )


@contextmanager
def _without_protobuf() -> Iterator[None]:
    """Hides protobuf for Python from the engine, which looks for it and does without it where it is not there.

    It is only needed for messages as values, which we have none of, and its import costs a hook 27 ms.
    """
    hidden = "google.protobuf.descriptor_pool"
    if hidden in sys.modules:
        yield
        return
    sys.modules[hidden] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[hidden]


def _declarations(functions: Iterable[FunctionSpec], context: Context | None) -> "list[cel.FunctionDecl]":
    from cel_expr_python import cel

    overloads: dict[str, list[cel.Overload]] = {}
    for spec in functions:
        overload = cel.Overload(
            f"{spec.name}_{'_'.join(spec.parameters)}",
            return_type=_type(spec.returns),
            parameters=[_parameter(name, context) for name in spec.parameters],
            impl=partial(spec.implementation, context),
        )
        overloads.setdefault(spec.name, []).append(overload)
    return [cel.FunctionDecl(name, found) for name, found in overloads.items()]


def _parameter(name: str, context: Context | None) -> "cel.Type":
    """The type of a parameter. `history` and `object` are messages of their kind to the checker, and maps to the function."""
    return _type(("map" if context else "dyn") if name in ("history", "object") else name)


def _type(name: str) -> "cel.Type":
    from cel_expr_python import cel

    if name == "map":
        return cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
    known: cel.Type | None = getattr(cel.Type, name.upper(), None)
    return known or cel.Type(name)


def _about(resource: Resource) -> dict[str, Any]:
    """The variable `resource`. A path that is not Unicode is shown with escapes: CEL's text is Unicode."""
    return {
        "kind": resource.kind,
        "id": resource.id,
        "format": resource.format,
        "path": resource.path.encode("utf-8", "backslashreplace").decode(),
        "placeholders": list(resource.placeholders),
        "states": resource.states,
    }
