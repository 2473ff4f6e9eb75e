"""How expressions reach the elements of the lists that a rule walks: by their number.

A resource is converted to values of the expression language once. Handing over an element would convert the resource with it, once
for each element, so that the price grew with the square of their number.
"""

from roadmap_guard.policy.functions import Context, FunctionSpec

_POSITION = "r_position"


class Walk:
    """Where a rule stands in the lists that it walks: `numbers` has one for each list, from the outermost."""

    __slots__ = ("_bind", "_lists", "numbers")

    def __init__(self, lists: tuple[str, ...], bind: tuple[str, ...]) -> None:
        """`lists` as `paths.lists_of` gives them, `bind` the names of their elements."""
        self._lists = lists
        self._bind = bind
        self.numbers: tuple[int, ...] = ()

    def around(self, source: str) -> str:
        """The expression `source` with the names of the elements bound. `map` over one element stands for a `let`."""
        for level in reversed(range(len(self._lists))):
            holder = self._bind[level - 1] if level else "object"
            element = f"{holder}.{self._lists[level]}[{_POSITION}({level})]"
            source = f"[{element}].map({self._bind[level]}, {source}\n)[0]"
        return source

    def function(self) -> FunctionSpec:
        """The function that gives the number of the element at a level."""
        return FunctionSpec(_POSITION, ("int",), "int", self._position, "The number of the element of a list.")

    def _position(self, _context: Context, level: int) -> int:
        return self.numbers[level]
