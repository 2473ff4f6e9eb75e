"""What the words of a roadmap in prose say: a time or release, a state, a horizon, and what an item is called."""

import re
from functools import cache

from roadmap_guard.documents.markdown_words import normalised
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.times import due

LONGEST = 400
"""Characters of a heading or cell that says something; what is longer is prose."""

DONE_MARKS = ("\u2705", "\u2714", "\u2611")
_BOLD = re.compile(r"(?:[^\w*\[]{0,4})(?:\*\*|__)(.+?)(?:\*\*|__)")
_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*\)")
_PIECE = re.compile(r"[^():\u2013\u2014|]+?(?=\s*(?:[():\u2013\u2014|]|\s-\s|$))")
_DOTS = 2
_STATES = {
    "done": (
        "done",
        "completed",
        "complete",
        "shipped",
        "just shipped",
        "released",
        "delivered",
        "finished",
        "recently completed",
    ),
    "in progress": (
        "in progress",
        "work in progress",
        "wip",
        "ongoing",
        "ongoing work",
        "active",
        "doing",
        "in development",
        "underway",
    ),
    "blocked": ("blocked",),
    "on hold": ("on hold", "paused", "deferred", "postponed"),
    "cancelled": ("cancelled", "canceled", "abandoned", "dropped"),
    "planned": ("planned", "committed", "to do", "todo", "not started", "upcoming", "up next", "scheduled"),
    "idea": (
        "ideas",
        "idea",
        "under consideration",
        "exploring",
        "considering",
        "proposed",
        "research",
        "someday",
        "wishlist",
    ),
}
# `Planned features`. No releases: below `Upcoming release` most files tell where to look for it.
_NOUN = re.compile(r" (?:features?|items?|enhancements?|improvements?|tasks?|milestones?|goals?|work)$")
_LEADING_RELEASE = re.compile(r"\W{0,4}([vV]\d+(?:\.\d+)+[\w.+-]*)\s+\w")
_SHIPPED = re.compile(r"(?:released|shipped|done|completed)(?: on| in)? (.+)", re.IGNORECASE)
_HORIZONS = (
    *("now", "next", "later", "near term", "short term", "medium term", "mid term", "long term", "longer term"),
    *(
        "future",
        "future work",
        "future plans",
        "near future",
        "distant future",
        "beyond",
        "backlog",
        "next release",
        "next up",
    ),
)


def said_in(heading: Scalar) -> dict[str, Scalar]:
    """The time and the release, the state and the horizon in a heading or cell."""
    found: dict[str, Scalar] = {}
    if len(heading.text) > LONGEST:
        return found
    if leading := _LEADING_RELEASE.match(heading.text):
        found["release"] = _part(heading, leading[1], leading.start(1))
    for match in _PIECE.finditer(heading.text):
        literal = match[0].lstrip("-~ ").strip(" \t*_`[]")
        name = normalised(literal)
        words = name.lower().replace("-", " ").strip(" .!")
        words = words if words in _HORIZONS else _NOUN.sub("", words)
        part = _part(heading, literal, match.start())
        shipped = _SHIPPED.fullmatch(literal)
        if literal and (time := _names_time(literal)):
            found.setdefault(time, part)
        elif words in _states() or (shipped and due(shipped[1])):
            found.setdefault("state", Scalar(_states().get(words, "done"), literal, part.span))
        elif words in _HORIZONS:
            found.setdefault("horizon", Scalar(name, literal, part.span))
    return found


def _part(heading: Scalar, text: str, start: int) -> Scalar:
    """A piece of a heading that begins there, or behind marks."""
    column = heading.span.column + heading.text.find(text, start)
    return Scalar(text, text, heading.span._replace(column=column, end_column=column + len(text)))


def _names_time(text: str) -> str:
    """`period` for a time, `release` for a release that cannot be the number of a chapter, else nothing."""
    said = due(text)
    if said is None:
        return ""
    if said.precision != "release":
        return "period"
    return "release" if text[:1] in "vV" or text.count(".") >= _DOTS else ""


@cache
def _states() -> dict[str, str]:
    return {words: state for state, all_words in _STATES.items() for words in all_words}


def title_in(text: str) -> str:
    """The bold words that an item begins with, or all of it, without links and marks."""
    bold = _BOLD.match(text)
    plain = without_links(bold[1] if bold else text)
    return " ".join(re.sub(r"[*`]", "", plain).split()).strip(" :-\u2013\u2014\u2705\u2714\u2611\ufe0f")


def without_links(text: str) -> str:
    """The text with the words of its links alone."""
    return _LINK.sub(r"\1", text)
