"""JSON text that any reader accepts: ASCII, keys in order, no NaN, valid Unicode, and nothing that a CI runner would obey."""

import json
import math
from collections.abc import Mapping
from typing import Any


def dump(value: Any, *, as_given: bool = False) -> str:
    """`value` as JSON, indented by two, with a final newline. Equal values give equal text, unless keys stay in order `as_given`.

    A number that JSON cannot hold (NaN, infinity) becomes its name as text, a lone surrogate its escape as text. `##`, which may
    begin a command in a CI log, is written with an escape that means the same.
    """
    text = json.dumps(_plain(value), indent=2, sort_keys=not as_given, allow_nan=False)
    return text.replace("##", "#\\u0023") + "\n"


def line(value: Any) -> str:
    """`value` as JSON on one line, to be read by a person."""
    return json.dumps(_plain(value), sort_keys=True, allow_nan=False, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, Mapping):
        return {_plain(str(key)): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
