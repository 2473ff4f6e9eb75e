"""The name that was probably meant."""

from collections.abc import Iterable

_LONGEST = 80


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` most like `name`, or empty where none is near. Case never stands between them.

    No more than 80 characters of `name` are looked at: it may come from a hostile file.
    """
    from difflib import get_close_matches

    by_lower = {known.lower(): known for known in names}
    found = get_close_matches(name[:_LONGEST].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""
