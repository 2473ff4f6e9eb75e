"""What rules, packs, versions, params and elements may be called."""

import re

RULE_ID = "use lower-case letters and digits, in words joined by -: slo-target-meets-tier"
IDENTIFIER = "use letters, digits and _, beginning with a letter"
VERSION = 'three whole numbers: "1.2.0"'

VARIABLES = ("object", "params", "now", "resource", "history")
"""What every expression can see."""

OF_CHANGE = ("oldObject", "change")
"""What the expressions of a rule with `on: change` see besides."""

_CEL_WORDS = "as break const continue else false for function if import in let loop null namespace package return true var void while"  # https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
RESERVED = frozenset((*VARIABLES, *OF_CHANGE, *_CEL_WORDS.split()))
"""Names that an element cannot have."""


def is_name(text: str) -> bool:
    """Whether `text` can name a rule or a pack."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None


def is_identifier(text: str) -> bool:
    """Whether CEL can say `text` as a name."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", text) is not None


def is_date(text: str) -> bool:
    """Whether `text` is a day that exists, as 2026-11-20."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_pin(text: str) -> bool:
    """Whether `text` asks for a pack: `reliability`, `reliability@1`, `reliability@1.2`, `reliability@1.2.0`."""
    name, at, version = text.partition("@")
    return is_name(name) and (not at or re.fullmatch(r"[0-9]+(\.[0-9]+){0,2}", version) is not None)


def version_key(text: str) -> tuple[int, int, int] | None:
    """`1.2.0` as numbers to compare, None if it is not a version (https://semver.org, without pre-releases)."""
    found = re.fullmatch(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})", text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None
