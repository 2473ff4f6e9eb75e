"""What is usually wrong where JSON was expected: the marks of JSON5, JavaScript, Python and templates."""

import re

from roadmap_guard.documents.problems import shown

_MISTAKES = (
    (r"//|/\*|#", "JSON has no comments"),
    (r"'", "JSON text stands in double quotes, not in single ones"),
    (r"-?(?:NaN|Infinity|nan|inf)\b", "JSON has no infinite numbers and no NaN"),
    (r"None\b|True\b|False\b", "JSON writes null, true and false"),
    (r"[-+]?\.[0-9]|\+[0-9]|-\.", "a JSON number begins with a digit or with `-` and a digit"),
    (r"\x00", "a NUL character stands where JSON should"),
)


def explained(text: str, at: int, expected: str) -> tuple[str, str]:
    """The problem's code and message for `text` that stops being JSON at the offset `at`, where `expected` says what was due."""
    if re.compile(r"\{\{|\{%|<%").match(text, at) or re.compile(r"\{[{%]").match(text, max(0, at - 1)):
        return "template", "a placeholder of a template stands where JSON should"
    if at >= len(text):
        return "syntax", "the file is empty" if not text.strip(" \t\r\n") else f"the file ends too early: {expected}"
    for pattern, message in _MISTAKES:
        if re.compile(pattern).match(text, at):
            return "syntax", message
    before = text[:at].rstrip(" \t\r\n")
    if before.endswith(",") and text[at] in "]}":
        return "syntax", "JSON allows no comma before a closing bracket"
    if re.search(r"(?:^|[^0-9.eE])-?0$", before[-4:]) and text[at].isdigit():
        return "syntax", "a JSON number has no leading zeros"
    return "syntax", f"{expected}, found {shown(text[at])}"


def in_string(message: str) -> str:
    """The standard library's message about a string, in our words."""
    known = {
        "Unterminated string starting at": "the text in quotes has no end",
        "Invalid control character at": "a control character stands in quotes; write it as an escape",
        "Invalid \\escape": 'an unknown escape; JSON knows \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
        "Invalid \\uXXXX escape": "`\\u` needs four hexadecimal digits",
    }
    return next((ours for theirs, ours in known.items() if message.startswith(theirs)), message)
