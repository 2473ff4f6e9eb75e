"""Values as people read them in a message."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

LONGEST = 200
"""Characters of one value in a message; hostile files hold longer ones."""

ABSENT = "(absent)"


def printed(value: Any) -> str:
    """One line of at most `LONGEST` characters: numbers in their shortest decimal form, lists with commas, null as absent."""
    text = " ".join(_text(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def decimal_text(number: "Decimal") -> str:
    """Without exponent and trailing zeros: `99.950` gives `99.95`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _text(value: Any) -> str:
    if value is None or value is True or value is False:
        return {None: ABSENT, True: "true", False: "false"}[value]
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.hour == value.minute == value.second == 0 else value.isoformat()
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    return str(value)


def _float_text(value: float) -> str:
    text = repr(value).removesuffix(".0")
    if "e" not in text:
        return text
    from decimal import Decimal

    return decimal_text(Decimal(text))
