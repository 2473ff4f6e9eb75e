"""Text that says nothing: it stands where an answer should, so the field counts as absent."""

import re
from functools import cache

from roadmap_guard.model.node import Mapping
from roadmap_guard.model.record import NamedTuple

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
) | {
    "your team",
    "not available",
    "not available.",
    "not specified",
    "not reported",
    "not provided",
    "to be determined",
    "to be defined",
    "to be done",
    "to be written",
    "to be added",
}

_LONGEST = 200
_SEARCHED = 1000


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
        | <<[^<>]*>>                                                # <<model.name>>
        | [\w./:@-]*(\$\{[^{}]*\}|\{\{.*?\}\})[\w./:@${}-]*         # ${PROJECT_ID}, {{ .Values.team }}-slo
        """,
        re.VERBOSE | re.DOTALL,
    )


class Noise(NamedTuple):
    """The placeholders that only one format has: whole texts in lower case, expressions, and keys.

    A mapping of one of the `keys` alone stands for a value that is not known yet (`{"Ref": "Target"}`).
    """

    texts: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    keys: frozenset[str]

    def is_text(self, text: str) -> bool:
        """Whether `text`, the whole value, is one of them."""
        return text.strip().lower() in self.texts or any(pattern.search(text[:_SEARCHED]) for pattern in self.patterns)

    def is_mapping(self, node: Mapping) -> bool:
        """Whether the mapping is one of them."""
        return len(node.entries) == 1 and not self.keys.isdisjoint(node.entries)


@cache
def _invisible() -> re.Pattern[str]:
    """Signs without width, and blanks as HTML writes them."""
    return re.compile("[\xad\u200b-\u200f\u2060\ufeff]|&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|shy|#160|#8203|#xa0|#x200b);")


@cache
def _none() -> re.Pattern[str]:
    return re.compile(
        r"(none|nil|n/a|n\.a\.?|not[ -]applicable|none of the above|none known)(\s*\((n/a|none|not applicable)\))?[.!]?"
    )


def none_stated(text: str) -> bool:
    """Whether `text`, the whole value, is an answer that there is none: `None`, `N/A`, `Not applicable`."""
    return len(text) <= _LONGEST and _none().fullmatch(text.strip().lower()) is not None


def says_nothing(text: str) -> bool:
    """Whether `text`, the whole value, is a placeholder: `TBD`, `<yyyy/mm/dd>`, `[More Information Needed]`, `${TEAM}`."""
    if len(text) > _LONGEST:
        return text[:_LONGEST].lstrip().lower().startswith("lorem ipsum")
    word = text.strip().lower()
    if not word.isascii() or "&" in word:
        word = _invisible().sub("", word).strip()
        if not word:
            return True
    return word in _WORDS or _pattern().fullmatch(word) is not None or none_stated(word)
