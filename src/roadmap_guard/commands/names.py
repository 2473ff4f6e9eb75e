"""Suggests the name that was probably meant."""

from collections.abc import Iterable

from roadmap_guard.model.nearest import nearest


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` (did you mean 'text'?)` where one of `known` is near, else nothing."""
    near = nearest(name, known)
    return f" (did you mean {near!r}?)" if near else ""
