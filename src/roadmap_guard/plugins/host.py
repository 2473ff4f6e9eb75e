"""Loads plugins one by one, and asks them all what they bring.

A plugin is an installed distribution that the trusted configuration names with its version (`name==1.2.0`) and that has an
entry point in the group `roadmap_guard`. Nothing is loaded because it happens to be installed, and nothing from the tree under
check: its code would judge itself.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.ownership.directory import OwnerReader
from roadmap_guard.plugins import blame, builtin
from roadmap_guard.plugins.blame import PluginError, blaming, misfit
from roadmap_guard.plugins.implementation import Implementation
from roadmap_guard.plugins.lending import Lender
from roadmap_guard.policy import sources
from roadmap_guard.policy.functions import FunctionSpec
from roadmap_guard.policy.packs import PackSource
from roadmap_guard.report import Reporter

BUILT_IN = "roadmap-guard"
"""The name of what is built in, among those of plugins."""


class _Given(NamedTuple):
    """One thing that a plugin brings."""

    plugin: str
    value: Any


class Host:
    """The plugins of one run. Made by `load`, passed along, never global."""

    def __init__(self, implementations: Mapping[str, Sequence[Implementation]]) -> None:
        """By the name of the hook, in the order in which they are asked."""
        self._implementations = implementations

    def extensions(self) -> Extensions:
        """Everything that the plugins bring to a check, what is built in first.

        Raises PluginError if one brings something of the wrong type, or two bring the same name.
        """
        return Extensions(
            formats=tuple(folder for _, folder in self._folders("roadmap_guard_formats", ".yaml")),
            packs=tuple(self._packs()),
            functions=tuple(self._functions()),
            checks=self._checks(),
            owner_readers=tuple(self._owner_readers()),
        )

    def reporters(self) -> dict[str, Reporter]:
        """Every output format by name. Raises PluginError as `extensions` does."""
        given = self._named("roadmap_guard_reporters", Reporter, "output format")
        return {
            name: value if plugin == BUILT_IN else blame.blamed_reporter(plugin, name, value)
            for name, (plugin, value) in given.items()
        }

    def report_ready(self, report: Report) -> None:
        """Tell every plugin that `report` is done. Raises PluginError if one fails; the others have not been told then."""
        for _ in self._answers("roadmap_guard_report_ready", report=report):
            pass

    def _packs(self) -> Iterator[PackSource]:
        brought: dict[str, str] = {}
        for plugin, folder in self._folders("roadmap_guard_packs"):
            found = sources.available() if plugin == BUILT_IN else _packs_of(plugin, folder)
            for source in found:
                _check_new(brought, source.name, plugin, "pack")
            yield from found

    def _functions(self) -> Iterator[FunctionSpec]:
        brought: dict[str, str] = {}
        for plugin, spec in self._listed("roadmap_guard_functions", FunctionSpec):
            _check_new(brought, spec.name, plugin, "function")
            yield spec if plugin == BUILT_IN else blame.blamed_function(plugin, spec)

    def _checks(self) -> dict[str, Any]:
        given = self._named("roadmap_guard_checks", Callable, "check")
        return {
            name: value if plugin == BUILT_IN else blame.blamed_check(plugin, name, value)
            for name, (plugin, value) in given.items()
        }

    def _owner_readers(self) -> Iterator[OwnerReader]:
        brought: dict[str, str] = {}
        for plugin, reader in self._listed("roadmap_guard_owner_readers", OwnerReader):
            _check_new(brought, reader.name, plugin, "owner reader")
            yield reader if plugin == BUILT_IN else blame.blamed_reader(plugin, reader)

    def _folders(self, hook: str, ending: str = "") -> Iterator[_Given]:
        """Folders that exist: one that does not would bring nothing without a word. In each is a file that ends so."""
        for given in self._listed(hook, str):
            if not os.path.isabs(given.value) or not os.path.isdir(given.value):
                message = f"plugin {given.plugin}: {hook} names {given.value!r}, which is no absolute path of a folder"
                raise PluginError(message)
            if not any(name.endswith(ending) for name in os.listdir(given.value)):
                raise PluginError(f"plugin {given.plugin}: there is no *{ending} in {given.value}")
            yield given

    def _named(self, hook: str, kind: Any, what: str) -> dict[str, _Given]:
        united: dict[str, _Given] = {}
        brought: dict[str, str] = {}
        for plugin, answer in self._answers(hook):
            if not isinstance(answer, Mapping):
                raise misfit(plugin, f"the answer of {hook}", answer, "a mapping of names")
            for name, value in answer.items():
                if not isinstance(value, kind):
                    raise misfit(plugin, f"the {what} {name!r}", value, f"a {kind.__name__}")
                _check_new(brought, name, plugin, what)
                united[name] = _Given(plugin, value)
        return united

    def _listed(self, hook: str, kind: type) -> Iterator[_Given]:
        for plugin, answer in self._answers(hook):
            if isinstance(answer, str) or not isinstance(answer, Iterable):
                raise misfit(plugin, f"the answer of {hook}", answer, "a list")
            with blaming(plugin):
                values = list(answer)
            for value in values:
                if not isinstance(value, kind):
                    raise misfit(plugin, f"an item of {hook}", value, f"a {kind.__name__}")
                yield _Given(plugin, value)

    def _answers(self, hook: str, **arguments: Any) -> Iterator[_Given]:
        """What each plugin that has `hook` says, in the order in which they were loaded."""
        lender = Lender()
        for plugin, function, names in self._implementations.get(hook, ()):
            with blaming(plugin):
                answer = function(*(lender.lend(arguments[name]) for name in names))
            yield _Given(plugin, answer)


def load(plugins: Iterable[str], untrusted_root: str) -> Host:
    """A host with the built-ins and the `plugins`, each `name==version`.

    `untrusted_root` is the folder under check: code that lies in it is refused. Raises PluginError, which names the plugin, if one is
    missing, of another version, named twice, broken, or does not fit the hooks.
    """
    found = {
        name: [Implementation(BUILT_IN, function, ())]
        for name, function in vars(builtin).items()
        if name.startswith("roadmap_guard_")
    }
    pins = tuple(plugins)
    if pins:
        from roadmap_guard.plugins import fitting

        for hook, implementation in fitting.implementations(pins, untrusted_root):
            found.setdefault(hook, []).append(implementation)
    return Host(found)


def _packs_of(plugin: str, folder: str) -> list[PackSource]:
    """The packs in a plugin's folder; their files are shown under the plugin's name, wherever it is installed."""
    found = sources.in_folder(folder, f"plugin {plugin}")
    if not found:
        raise PluginError(f"plugin {plugin}: there is no <pack>/<version>/pack.yaml in {folder}")
    return [source._replace(folder=f"{plugin}/{source.folder}") for source in found]


def _check_new(brought: dict[str, str], name: str, plugin: str, what: str) -> None:
    """Two things of one name would leave it to chance which one counts. `brought` remembers who brought what."""
    first = brought.setdefault(name, plugin)
    if first != plugin:
        raise PluginError(
            f"plugins {first} and {plugin} both bring the {what} {name!r}",
            "Take one of them out of `plugins` in the configuration.",
        )
