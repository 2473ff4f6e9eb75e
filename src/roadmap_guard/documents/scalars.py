"""The types of plain scalars: YAML 1.2.2 core schema, 10.3.2. Dates, `yes` and `no` are text."""

import re

from roadmap_guard.documents.limits import LIMITS, Limits
from roadmap_guard.documents.problems import shown

Value = str | int | float | bool | None

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Plain text that is not text."""

YAML_11_WORDS = frozenset(
    spelling for word in ("yes", "no", "on", "off") for spelling in (word, word.capitalize(), word.upper())
)
"""True or false to YAML 1.1 readers, text to YAML 1.2. (No common reader takes 1.1 at its word and reads `y` and `n` so.)"""

NUMBER_STARTS = frozenset("+-.0123456789")

CORE = "tag:yaml.org,2002:"
CORE_TAGS = frozenset(CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))
_TYPES: dict[str, type] = {CORE + "int": int, CORE + "float": float, CORE + "bool": bool, CORE + "null": type(None)}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NON_FINITE = r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
_YAML_11_NUMBER = r"[-+]?(?:0b[01][01_]*|0_*[0-7][0-7_]*|[0-9][0-9_]*(?::[0-5]?[0-9])+|[0-9]+_[0-9_]*)"
_YAML_11_TEXT = r"0o[0-7]+|[-+]?(?:0[0-9]*[89][0-9]*|[0-9]+[eE][-+]?[0-9]+|(?:[0-9]+\.[0-9]*|\.[0-9]+)[eE][0-9]+)"
_LEAST, _MOST = -(2**63), 2**64 - 1


class BadValue(Exception):  # noqa: N818 - a verdict on the input, not an error of the program
    """A scalar that is refused: the problem's code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def number(text: str, limits: Limits) -> Value:
    """What a plain scalar that begins like a number is: an int, a float, or the text itself.

    Raises:
        BadValue: `number-too-long` or `number-range`.
    """
    if _INT.fullmatch(text):
        return whole_number(text, limits)
    if _FLOAT.fullmatch(text):
        return floating(text, limits)
    return text


def whole_number(text: str, limits: Limits) -> int:
    """An integer of the core schema, or of JSON, within -2^63 and 2^64-1. Raises as `number` does."""
    _check_digits(text, limits)
    value = int(text, {"0x": 16, "0o": 8}.get(text[:2], 10))
    if not _LEAST <= value <= _MOST:
        raise BadValue("number-range", f"{shown(text)} lies outside -2^63 and 2^64-1")
    return value


def floating(text: str, limits: Limits) -> float:
    """A finite floating-point number of the core schema, or of JSON. Raises as `number` does."""
    _check_digits(text, limits)
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise BadValue("number-range", f"{shown(text)} is larger than any finite floating-point number")
    return value


def _check_digits(text: str, limits: Limits) -> None:
    if len(text) <= limits.number_digits:
        return
    digits = sum(map(str.isalnum, text))
    if digits > limits.number_digits:
        message = f"the number {shown(text, 20)} has {digits:,} digits; the limit is {limits.number_digits:,}"
        raise BadValue("number-too-long", message)


def is_non_finite(text: str) -> bool:
    """Whether plain text is infinity or not-a-number in the core schema."""
    return re.fullmatch(_NON_FINITE, text) is not None


def yaml_11_reading(text: str) -> str:
    """What a YAML 1.1 reader makes of plain text that YAML 1.2 reads differently; empty where both agree.

    Dates are left out, and so is text longer than any number: the patterns take quadratic time.
    """
    if text in YAML_11_WORDS:
        return "true" if text.lower() in ("yes", "on") else "false"
    if len(text) > LIMITS.number_digits or text in ("0", "+0", "-0"):
        return ""
    if re.fullmatch(_YAML_11_TEXT, text):
        return "text"
    return _yaml_11_number(text) if re.fullmatch(_YAML_11_NUMBER, text) else ""


def _yaml_11_number(text: str) -> str:
    digits = text.lstrip("+-")
    if ":" in digits:
        return "a number to the base 60"
    if digits.startswith("0b"):
        return "a binary number"
    return "an octal number" if digits.startswith("0") else "a whole number"


def tagged(tag: str, text: str, limits: Limits) -> Value:
    """A scalar with an explicit tag.

    Raises:
        BadValue: `tag` for any other tag, `tag-value` where the text does not fit, or what `number` raises.
    """
    if tag == CORE + "str":
        return text
    value: Value = WORDS[text] if text in WORDS else number(text, limits)
    if tag == CORE + "float" and type(value) is int:
        return float(value)
    if tag not in _TYPES:
        raise BadValue("tag", f"the tag {written_tag(tag)} is not one of YAML's core tags for single values")
    if type(value) is not _TYPES[tag]:
        raise BadValue("tag-value", f"{shown(text)} is no value of the tag {written_tag(tag)}")
    return value


def written_tag(tag: str) -> str:
    """A tag as people write it: `!!int`."""
    return f"`!!{tag.removeprefix(CORE)}`" if tag.startswith(CORE) else shown(tag)
