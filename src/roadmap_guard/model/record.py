"""`NamedTuple` as in `typing`, without the price at import.

`typing` compiles a constructor for every class, whether one is ever made or not: a tenth of a millisecond each, of which a commit
hook would pay a hundred. Here it is compiled when the first is made. To a type checker they are the same.
"""

from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    class _Record(tuple):
        """What every class has."""

        __slots__ = ()
        _fields = ()
        _field_defaults = {}  # noqa: RUF012 - as in collections.namedtuple

        def __new__(cls, *values: Any, **named: Any) -> Any:
            """The first of its class."""
            cls.__new__ = staticmethod(_constructor(cls._fields, cls._field_defaults))
            return cls.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values: Any) -> Any:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> Any:
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            fields = zip(self._fields, self, strict=True)
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Definition(type):
        """Makes an ordinary class of a class body."""

        def __new__(cls, name: str, _bases: Any, body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one with a default")
            getters = {field: _tuplegetter(number, None) for number, field in enumerate(fields)}
            body |= {
                **getters,
                "__slots__": (),
                "_fields": fields,
                "_field_defaults": defaults,
                "__match_args__": fields,
            }
            return type(name, (_Record,), body)

    def _constructor(fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
        """A constructor with the fields as its parameters, as `collections.namedtuple` makes it."""
        made = "".join(f"{field}, " for field in fields)
        function = eval(f"lambda _cls, {made}: _new(_cls, ({made}))", {"_new": tuple.__new__, "__builtins__": {}})  # noqa: S307
        function.__defaults__ = tuple(defaults.values())
        function.__name__ = "__new__"
        return function

    NamedTuple = type.__new__(_Definition, "NamedTuple", (), {})
