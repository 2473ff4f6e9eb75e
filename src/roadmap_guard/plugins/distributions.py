"""Finds the code of a plugin among what is installed, and refuses what must not judge: another version, or the tree under check."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from roadmap_guard.plugins.blame import PluginError, blaming

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

GROUP = "roadmap_guard"


def entry_points(pin: str, untrusted_root: str) -> "list[EntryPoint]":
    """The entry points of the installed distribution `pin` (`name==version`), by name. None of its code is run.

    Raises PluginError if it is not installed, of another version, no plugin, or lies under `untrusted_root`.
    """
    distribution = _distribution(pin)
    _refuse_untrusted(pin, str(distribution.locate_file("")), untrusted_root)
    found = sorted(distribution.entry_points.select(group=GROUP))
    if not found:
        message = f"distribution {pin} is no plugin: it has no entry point in the group {GROUP!r}"
        raise PluginError(message, "Check the name under `plugins` in the configuration.")
    for entry_point in found:
        for place in _code(pin, entry_point.module):
            _refuse_untrusted(pin, place, untrusted_root)
    return found


def _distribution(pin: str) -> "Distribution":
    from importlib import metadata

    name, _, version = pin.partition("==")
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError as error:
        raise PluginError(
            f"plugin {name} is not installed", f"Install it beside roadmap-guard: pip install {pin}"
        ) from error
    if found.version != version:
        raise PluginError(
            f"plugin {name} is installed in version {found.version}, the configuration wants {version or 'a version'}",
            f"Install that version (pip install {pin}), or write {name}=={found.version} under `plugins`.",
        )
    return found


def _code(pin: str, module: str) -> Iterator[str]:
    """Where the top package of `module` would be loaded from: an editable install is elsewhere than its metadata."""
    from importlib.util import find_spec

    with blaming(pin):
        spec = find_spec(module.partition(".")[0])
    if spec is not None:
        yield from [spec.origin] if spec.has_location and spec.origin else ()
        yield from spec.submodule_search_locations or ()


def _refuse_untrusted(pin: str, place: str, untrusted_root: str) -> None:
    real, root = os.path.realpath(place), os.path.realpath(untrusted_root)
    if _lies_in(real, root) and not _is_own_environment(real, root):
        raise PluginError(
            f"plugin {pin} lies in the repository under check ({real})",
            "Install it into the environment of roadmap-guard: code from the tree that is judged must not judge it.",
        )


def _is_own_environment(real: str, root: str) -> bool:
    """A virtual environment inside the repository (`.venv`) is the developer's, as long as the program itself runs from it."""
    prefix = os.path.realpath(sys.prefix)
    return prefix != root and _lies_in(prefix, root) and _lies_in(real, prefix)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
