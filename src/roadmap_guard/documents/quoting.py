"""Text as a YAML scalar that every reader takes for that text."""

import re

from roadmap_guard.documents import scalars

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./=()\[\]@-]*(?: [A-Za-z0-9_./=()\[\]@-]+)*", re.ASCII)
_ESCAPES = {"\\": "\\\\", '"': '\\"'}


def scalar(text: str) -> str:
    """`text` as it can stand in a block mapping or list, as key or value: plain where that is safe, else in double quotes."""
    special = text in scalars.WORDS or scalars.yaml_11_reading(text) or scalars.is_non_finite(text)
    if _PLAIN.fullmatch(text) and not special:
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character.isprintable():
        return _ESCAPES.get(character, character)
    return f"\\U{ord(character):08x}"
