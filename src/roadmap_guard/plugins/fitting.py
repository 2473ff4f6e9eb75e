"""Whether a plugin fits the hooks. A misspelled or forgotten hook would otherwise bring nothing without a word."""

from collections.abc import Iterable, Iterator
from typing import Any

import pluggy

from roadmap_guard.model.nearest import nearest
from roadmap_guard.plugins import hooks
from roadmap_guard.plugins.blame import PluginError, blaming
from roadmap_guard.plugins.distributions import entry_points
from roadmap_guard.plugins.implementation import Implementation

HOOKS = tuple(name for name in vars(hooks) if name.startswith(f"{hooks.PROJECT}_"))
"""The names of all hooks, in the order of the line."""

_REMEDY = f"The hooks are {', '.join(HOOKS)}; docs/plugins.md describes them."


def implementations(pins: Iterable[str], untrusted_root: str) -> Iterator[tuple[str, Implementation]]:
    """Load the plugins, and give what each has for which hook, in that order. Raises PluginError, which names the plugin."""
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    for pin in pins:
        found = entry_points(pin, untrusted_root)
        for entry_point in found:
            name = pin if len(found) == 1 else f"{pin} ({entry_point.name})"
            with blaming(name):
                plugin = entry_point.load()
            register(manager, plugin, name)
            for caller in manager.get_hookcallers(plugin) or []:
                for given in caller.get_hookimpls():
                    if given.plugin is plugin:
                        yield caller.name, Implementation(name, given.function, tuple(given.argnames))


def register(manager: pluggy.PluginManager, plugin: Any, name: str) -> None:
    """Register `plugin`, a module or object, under `name`. Raises PluginError if it does not fit."""
    if manager.is_registered(plugin):
        raise PluginError(f"plugin {name} is named twice", "Keep one of the two under `plugins` in the configuration.")
    try:
        manager.register(plugin, name)
    except pluggy.PluginValidationError as error:
        raise _misfit(name, " ".join(str(error).split())) from error
    callers = manager.get_hookcallers(plugin) or []
    marked = {caller.name for caller in callers}
    for unknown in sorted(marked.difference(HOOKS)):
        raise _misfit(name, f"there is no hook {unknown}{_nearest(unknown)}")
    for hook in HOOKS:
        if hook not in marked and callable(getattr(plugin, hook, None)):
            raise _misfit(name, f"{hook} is not marked with @hookimpl")
    if not marked:
        raise _misfit(name, "it has no function marked with @hookimpl of roadmap_guard.plugins")
    for caller in callers:
        if any(found.plugin is plugin and (found.wrapper or found.hookwrapper) for found in caller.get_hookimpls()):
            raise _misfit(name, f"{caller.name} is a wrapper, which could change what others bring")


def _misfit(name: str, reason: str) -> PluginError:
    return PluginError(f"plugin {name} does not fit: {reason}", _REMEDY)


def _nearest(name: str) -> str:
    near = nearest(name, HOOKS)
    return f" (did you mean {near}?)" if near else ""
