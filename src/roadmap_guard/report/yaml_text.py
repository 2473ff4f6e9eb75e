"""Plain values as block YAML, for the examples of a rule's page. Text that YAML could read as something else is quoted.

YAML 1.1 takes `1e-05` for text, 1.2 does not: a number gets a point, so that both agree.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def dump(value: Mapping[str, Any]) -> str:
    """`value` as YAML with two spaces of indentation, keys in the given order, with a final newline."""
    return "".join(f"{line}\n" for line in _lines(value)) or "{}\n"


def _lines(value: Any) -> list[str]:
    if isinstance(value, Mapping) and value:
        return [line for key, part in value.items() for line in _entry(f"{_scalar(str(key))}:", part)]
    if isinstance(value, list | tuple) and value:
        return [line for part in value for line in _item(part)]
    return [_scalar(value)]


def _entry(key: str, part: Any) -> list[str]:
    lines = _lines(part)
    return [key, *(f"  {line}" for line in lines)] if _is_block(part) else [f"{key} {lines[0]}"]


def _item(part: Any) -> list[str]:
    first, *rest = _lines(part)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _is_block(part: Any) -> bool:
    return isinstance(part, Mapping | list | tuple) and bool(part)


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    text = json.dumps(value, ensure_ascii=True)
    return text.replace("e", ".0e") if isinstance(value, float) and "e" in text and "." not in text else text
