"""Whatever goes wrong in a plugin's code is told as the plugin's: by name, with exit code 2, whatever was raised.

Its code has a limit of time, and cannot change what it is given.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from typing import Any

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import Report
from roadmap_guard.model.resource import Resource
from roadmap_guard.ownership.directory import OwnerReader
from roadmap_guard.ownership.registry import Registry
from roadmap_guard.plugins import deadline, lending
from roadmap_guard.plugins.deadline import Overdue, within
from roadmap_guard.plugins.lending import Lender
from roadmap_guard.policy.checks import Check, Failure, NotApplicable
from roadmap_guard.policy.functions import FunctionSpec
from roadmap_guard.report import Options, Reporter

REMEDY = "Mend the plugin, or take it out of `plugins` in the configuration."

WORK = 300.0
"""Seconds for what is done once in a run: to load a plugin, to ask what it brings, to read its files, to write its output."""

ANSWER = 10.0
"""Seconds for what is asked again and again: a check of one resource, one call of a function."""

_OURS = (__file__, deadline.__file__, lending.__file__)
_TYPES = ("string", "int", "double", "bool", "list", "map", "timestamp")
_RETURNED = (*_TYPES, "dyn")


class PluginError(CannotCheckError):
    """A plugin that cannot be used, or whose code failed. The message names it."""

    def __init__(self, message: str, remedy: str = REMEDY) -> None:
        super().__init__(message, remedy)


class OverdueError(PluginError):
    """A plugin that did not come back in time."""


@contextmanager
def blaming(plugin: str, *answers: type[Exception], seconds: float = WORK) -> Iterator[None]:
    """Raise PluginError for anything that `plugin` raises inside, `sys.exit()` included, but for `answers`.

    What it prints goes to standard error: standard output belongs to the reports. Raises OverdueError after `seconds`.
    """
    not_its_fault: tuple[type[BaseException], ...] = (KeyboardInterrupt, PluginError, *answers)
    try:
        with redirect_stdout(sys.stderr), within(seconds):
            yield
    except not_its_fault:
        raise
    except Overdue as error:
        raise OverdueError(f"plugin {plugin} did not come back within {seconds:g} seconds{_place(error)}") from error
    except CannotCheckError as error:
        raise PluginError(f"plugin {plugin}: {error.message}", error.remedy or REMEDY) from error
    except BaseException as error:
        message = f"plugin {plugin} failed: {type(error).__name__}: {error}{_place(error)}"
        raise PluginError(message) from error


def misfit(plugin: str, what: str, given: object, wanted: str) -> PluginError:
    """The error for something of the wrong type; `what` says where it came from."""
    return PluginError(f"plugin {plugin}: {what} is {type(given).__name__} {given!r:.80}, not {wanted}")


def blamed_check(plugin: str, name: str, check: Check) -> Check:
    """`check`, run as code of `plugin`."""

    def found(*given: Any) -> list[Any] | NotApplicable:
        failures = check(*given)
        return failures if isinstance(failures, NotApplicable) else list(failures)

    ask = _run(plugin, found)

    def run(resource: Resource, params: Mapping[str, Any], context: Any) -> list[Failure] | NotApplicable:
        failures: list[Any] | NotApplicable = ask(resource, params, context)
        for failure in failures if isinstance(failures, list) else ():
            if not isinstance(failure, Failure):
                raise misfit(plugin, f"a result of the check {name}", failure, "a Failure")
        return failures

    return run


def blamed_function(plugin: str, spec: FunctionSpec) -> FunctionSpec:
    """`spec`, run as code of `plugin`. A ValueError is its answer: the expression cannot be decided.

    Raises PluginError if it speaks of types that expressions do not have.
    """
    unknown = [name for name in spec.parameters if name not in _TYPES]
    unknown += [name for name in (spec.returns,) if name not in _RETURNED]
    if unknown:
        message = f"plugin {plugin}: the function {spec.name} speaks of {unknown[0]!r}, which is no type"
        raise PluginError(message, f"The types are {', '.join(_RETURNED)}; a parameter cannot be dyn.")
    return spec._replace(implementation=_run(plugin, spec.implementation, ValueError))


def blamed_reporter(plugin: str, name: str, reporter: Reporter) -> Reporter:
    """`reporter`, run as code of `plugin`. Raises PluginError if it needs options that do not exist."""
    unknown = [need for need in reporter.needs if need not in Options._fields]
    if unknown:
        message = f"plugin {plugin}: the output format {name} needs {unknown[0]!r}, which is no option"
        raise PluginError(message, f"The options are {', '.join(Options._fields)}.")

    def write(report: Report, **options: object) -> str | bytes:
        with blaming(plugin):
            content = reporter.write(Lender().lend(report), **options)
        if not isinstance(content, str | bytes):
            raise misfit(plugin, f"the output of the format {name}", content, "text or bytes")
        return content

    return reporter._replace(write=write)


def blamed_reader(plugin: str, reader: OwnerReader) -> OwnerReader:
    """`reader`, run as code of `plugin`."""

    def read(files: Mapping[str, bytes]) -> Registry:
        with blaming(plugin):
            registry = reader.read(Lender().lend(files))
        if not isinstance(registry, Registry):
            raise misfit(plugin, f"the result of the owner reader {reader.name}", registry, "a Registry")
        return registry._replace(owners_of=_run(plugin, registry.owners_of))

    return reader._replace(wants=_run(plugin, reader.wants), read=read)


def _run(plugin: str, function: Callable[..., Any], *answers: type[Exception]) -> Callable[..., Any]:
    """`function`, for what is asked again and again: not any more when it was overdue once."""
    lender = Lender()
    overdue: list[OverdueError] = []

    def run(*arguments: Any) -> Any:
        if overdue:
            raise OverdueError(overdue[0].message)
        try:
            with blaming(plugin, *answers, seconds=ANSWER):
                return function(*map(lender.lend, arguments))
        except OverdueError as error:
            overdue.append(error)
            raise

    return run


def _place(error: BaseException) -> str:
    """File and line of what the plugin ran when it was raised. Without the folder, which differs from machine to machine."""
    from traceback import extract_tb

    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename not in _OURS]
    return f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
