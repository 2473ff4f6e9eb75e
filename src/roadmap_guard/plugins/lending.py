"""What is handed to a plugin: equal to the original, and read-only. What one plugin changed, the next would judge by."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

_READ_ONLY = "what a plugin is given is shared, and cannot be changed: copy it first"


def _refuse(*_: object, **__: object) -> NoReturn:
    raise TypeError(_READ_ONLY)


class LentDict(dict[Any, Any]):
    """A dict that refuses to change. One of the standard type, so that `json` and `isinstance` take it as they should."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type, tuple[dict[Any, Any]]]:
        """A copy is the plugin's own."""
        return dict, (dict(self),)


class LentList(list[Any]):
    """A list that refuses to change."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = clear = extend = insert = pop = remove = reverse = sort = _refuse

    def __reduce__(self) -> tuple[type, tuple[list[Any]]]:
        """A copy is the plugin's own."""
        return list, (list(self),)


class Lender:
    """Lends values; what it lent before it does not copy again."""

    def __init__(self) -> None:
        self._lent: dict[int, tuple[Any, Any]] = {}

    def lend(self, value: Any) -> Any:
        """`value` with every mapping and list in it read-only, and every function giving such."""
        if isinstance(value, str | bytes | int | float | frozenset | None):
            return value
        known = self._lent.get(id(value))
        if known is None:
            known = self._lent[id(value)] = (value, self._made(value))  # the original is kept, so its id stays its own
        return known[1]

    def _made(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return LentDict((key, self.lend(inner)) for key, inner in value.items())
        if isinstance(value, list):
            return LentList(map(self.lend, value))
        if isinstance(value, tuple):
            return self._tuple(value)
        return self._giving(value) if callable(value) else value

    def _tuple(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        """A tuple, or one with names; itself where nothing in it can change."""
        inner = [self.lend(item) for item in value]
        if all(lent is item for lent, item in zip(inner, value, strict=True)):
            return value
        make: Callable[[list[Any]], tuple[Any, ...]] = getattr(value, "_make", tuple)
        return make(inner)

    def _giving(self, function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments: self.lend(function(*arguments))
