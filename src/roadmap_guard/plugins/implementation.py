"""What a plugin has for one hook."""

from collections.abc import Callable
from typing import Any

from roadmap_guard.model.record import NamedTuple


class Implementation(NamedTuple):
    """A function of a plugin. It takes, of the hook's arguments, those called `names`."""

    plugin: str
    function: Callable[..., Any]
    names: tuple[str, ...]
