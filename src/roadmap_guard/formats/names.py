"""Helps with names: the nearest valid one, and values made fit to be echoed."""

from collections.abc import Iterable
from functools import lru_cache

from roadmap_guard.model.nearest import nearest

_ECHO = 80


def suggestion(name: str, choices: Iterable[str]) -> str:
    """` Did you mean X?` for the choice nearest to `name`, or nothing where none is near."""
    return _suggestion(name[:_ECHO], tuple(choices))


@lru_cache(maxsize=256)
def _suggestion(name: str, choices: tuple[str, ...]) -> str:
    """One mistake is often made many times."""
    near = nearest(name, choices)
    return f" Did you mean `{near}`?" if near else ""


def listed(choices: Iterable[str]) -> str:
    """The choices as a phrase: `a`, `b` or `c`."""
    names = [f"`{choice}`" for choice in choices]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def echo(text: str) -> str:
    """`text` for a message: on one line, printable, at most 80 characters, in backquotes."""
    clean = "".join(character if character.isprintable() else " " for character in text[: _ECHO + 1])
    return f"`{clean[:_ECHO]}…`" if len(text) > _ECHO else f"`{clean}`"
