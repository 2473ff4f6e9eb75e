"""What a hostile input is: bytes, and what must become of them."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One hostile input.

    data     makes its bytes
    refused  the codes of the problems that refuse it, in order; empty if it is accepted
    line     where the first problem stands
    values   what is read all the same, as plain values
    remarks  the codes of other problems, in order
    says     what the first problem's message must hold
    """

    name: str
    path: str
    data: Callable[[], bytes]
    refused: tuple[str, ...] = ()
    line: int = 1
    values: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()
    says: str = ""


def row(name: str, data: str | bytes | Callable[[], bytes], *refused: str, **more: Any) -> Row:
    if isinstance(data, str):
        data = data.encode()
    make = data if callable(data) else lambda: data
    return Row(name, more.pop("path", "a.yaml"), make, refused, **more)
