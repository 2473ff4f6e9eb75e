"""Loads plugins one by one, and asks them all what they bring. The only place that knows pluggy's manager.

A plugin is an installed distribution that the trusted configuration names with its version (`name==1.2.0`) and that has an
entry point in the group `roadmap_guard`. Nothing is loaded because it happens to be installed, and nothing from the tree under
check: its code would judge itself.
"""

import os
from collections.abc import Iterable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pluggy

from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import Report
from roadmap_guard.plugins import builtin, hooks

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

    from roadmap_guard.report import Reporter


class Host:
    """The plugins of one run. Made by `load`, passed along, never global."""

    def __init__(self, manager: pluggy.PluginManager, names: tuple[str, ...]) -> None:
        self._manager = manager
        self.names = names

    def extensions(self) -> Extensions:
        """Everything that the plugins bring to a check. Raises CannotCheckError if two bring the same name."""
        hook = self._manager.hook
        return Extensions(
            formats=_chained(hook.roadmap_guard_formats()),
            packs=_chained(hook.roadmap_guard_packs()),
            functions=_chained(hook.roadmap_guard_functions()),
            checks=_united(hook.roadmap_guard_checks(), "check"),
            owner_readers=_chained(hook.roadmap_guard_owner_readers()),
        )

    def reporters(self) -> "dict[str, Reporter]":
        """Every output format by name."""
        return _united(self._manager.hook.roadmap_guard_reporters(), "output format")

    def report_ready(self, report: Report) -> None:
        """Tell every plugin that `report` is done."""
        for implementation in self._manager.hook.roadmap_guard_report_ready.get_hookimpls():
            try:
                implementation.function(report)
            except Exception as error:
                raise _blamed(implementation.plugin_name, error) from error


def load(plugins: Iterable[str], untrusted_root: str) -> Host:
    """A host with the built-ins and the `plugins`, each `name==version`.

    `untrusted_root` is the folder under check: a distribution that lies in it is refused. Raises CannotCheckError, which names the
    plugin, if one is missing, of another version, broken, or does not fit the hooks.
    """
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    manager.register(builtin, name="built-in")
    names = tuple(plugins)
    for pin in names:
        _register(manager, pin, untrusted_root)
    return Host(manager, names)


def _register(manager: pluggy.PluginManager, pin: str, untrusted_root: str) -> None:
    for entry_point in _entry_points(pin, untrusted_root):
        try:
            module = _loaded(entry_point)
            manager.register(module, name=f"{pin} ({entry_point.name})")
            manager.check_pending()
        except Exception as error:
            raise _blamed(pin, error) from error


def _loaded(entry_point: "EntryPoint") -> ModuleType:
    return import_module(entry_point.module)


def _entry_points(pin: str, untrusted_root: str) -> "list[EntryPoint]":
    distribution = _distribution(pin)
    where = os.path.realpath(str(distribution.locate_file("")))
    root = os.path.realpath(untrusted_root)
    if where == root or (where.startswith(root + os.sep) and not _is_environment(where, root)):
        raise CannotCheckError(
            f"plugin {pin} lies in the repository under check ({where})",
            "Install it into the environment of roadmap-guard: code from the tree that is judged must not judge it.",
        )
    points = [point for point in distribution.entry_points if point.group == hooks.PROJECT]
    if not points:
        raise CannotCheckError(
            f"distribution {pin} is no plugin: it has no entry point in the group {hooks.PROJECT!r}",
            "Check the name under `plugins` in the configuration.",
        )
    return points


def _is_environment(where: str, root: str) -> bool:
    """A virtual environment inside the repository (`.venv`) is the developer's, as long as the program itself runs from it."""
    import sys

    prefix = os.path.realpath(sys.prefix)
    return prefix != root and prefix.startswith(root + os.sep) and where.startswith(prefix + os.sep)


def _distribution(pin: str) -> "Distribution":
    from importlib import metadata

    name, _, version = pin.partition("==")
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError as error:
        raise CannotCheckError(
            f"plugin {name} is not installed", f"Install it beside roadmap-guard: pip install {pin}"
        ) from error
    if found.version != version:
        raise CannotCheckError(
            f"plugin {name} is installed in version {found.version}, the configuration wants {version or 'a version'}",
            f"Install that version (pip install {pin}), or write {name}=={found.version} under `plugins`.",
        )
    return found


def _blamed(plugin: str, error: BaseException) -> CannotCheckError:
    return CannotCheckError(
        f"plugin {plugin} failed: {type(error).__name__}: {error}",
        "Nothing was checked. Remove it from `plugins` in the configuration, or mend it.",
    )


def _chained(results: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    """Built-ins first: pluggy calls the plugin registered last first."""
    return tuple(item for result in reversed(list(results)) for item in result)


def _united(results: Iterable[dict[str, Any]], what: str) -> dict[str, Any]:
    united: dict[str, Any] = {}
    for result in reversed(list(results)):
        for name, value in result.items():
            if name in united:
                raise CannotCheckError(f"two plugins bring the {what} {name!r}", "Remove one of them from `plugins`.")
            united[name] = value
    return united
