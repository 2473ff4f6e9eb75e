"""Why an expression came to no answer, in the words of a person. CEL's own words: `NOT_FOUND: Key not found in map : "tier"`."""

import re

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.faults import quoted


class Undecided(NamedTuple):
    """An expression came out neither true nor false; `absent` if that is because something is not there."""

    reason: str
    absent: bool = False


def undecided(text: str) -> Undecided:
    """What CEL's error `text` means."""
    text = re.sub(r"^[A-Z_]+: ", "", re.sub(r" \[[A-Z_]+\]$", "", text))
    missing = re.fullmatch(r"Key not found in map : (.*)", text, re.DOTALL)
    if missing:
        return Undecided(f"there is no {missing[1]}", absent=True)
    index = re.fullmatch(r"Index error: index=(-?\d+) size=(\d+)", text)
    if index:
        return Undecided(f"there is no element {index[1]}, the list has {index[2]}", absent=True)
    if "construction from null is not valid" in text:
        return Undecided("a text of the resource is not Unicode")
    return Undecided(_KNOWN.get(text, text))


def no_answer(value: object) -> Undecided:
    """For a value that is neither true nor false."""
    return Undecided(f"it gives {quoted(value)}, which is neither true nor false")


_KNOWN = {
    "Applying SELECT to non-message type": "a field is asked of a value that has none",
    "Iteration budget exceeded": "it takes more than 10,000 steps",
    "std::bad_alloc": "it takes too much memory",
    "divide by zero": "division by zero",
}
