"""Text that says nothing: it stands where an answer should, so the field counts as absent."""

import re
from functools import cache

_WORDS = frozenset(
    [
        "tbd",
        "tba",
        "tbc",
        "tbd.",
        "tba.",
        "todo",
        "fixme",
        "xxx",
        "n/a",
        "n.a.",
        "none",
        "none.",
        "nil",
        "null",
        "unassigned",
        "unknown",
        "placeholder",
        "changeme",
        "change-me",
        "populate",
        "...",
        "…",
        "-",
        "--",
        "—",
        "?",
        "??",
        "???",
        "@tbd",
        "@tba",
        "@todo",
        "@username",
        "@handle",
        "myteam",
        "my-team",
        "your-team",
        "your_team",
        "yyyy-mm-dd",
        "yyyy/mm/dd",
    ]
) | {"your team", "not available", "not available.", "not specified", "to be determined", "to be defined", "to be done"}

_LONGEST = 200


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"""
        tb[acd]\b[\s:,(/-].*                                        # TBD: after the review
        | (todo|fixme)\s*[:(].*
        | lorem\ ipsum\b.*
        | more\ information\ needed\b.*
        | _?\(\s*(tb[acd]|todo)\s*\)_?
        | _(tb[acd]|todo)_
        | \[[^\]]*\b(needed|needs|insert|fill|your|todo|tb[acd]|placeholder|more\ information)\b[^\]]*\](\(\#\))?
        | <(?!https?:)[^<>@]*>                                      # <yyyy/mm/dd>, not an address
        | [\w./:@-]*(\$\{[^{}]*\}|\{\{.*?\}\})[\w./:@${}-]*         # ${PROJECT_ID}, {{ .Values.team }}-slo
        """,
        re.VERBOSE | re.DOTALL,
    )


def says_nothing(text: str) -> bool:
    """Whether `text`, the whole value, is a placeholder: `TBD`, `<yyyy/mm/dd>`, `[More Information Needed]`, `${TEAM}`."""
    if len(text) > _LONGEST:
        return text[:_LONGEST].lstrip().lower().startswith("lorem ipsum")
    word = text.strip().lower()
    return word in _WORDS or _pattern().fullmatch(word) is not None
