"""The name that was probably meant."""

from collections.abc import Iterable

_LONGEST = 80
_SHORTEST = 4


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of `names` most like `name`, or empty where none is near. Case never stands between them.

    No more than 80 characters of `name` are looked at: it may come from a hostile file.
    """
    from difflib import get_close_matches

    by_lower = {known.lower(): known for known in names}
    found = get_close_matches(name[:_LONGEST].lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


def slip_of(name: str, names: Iterable[str]) -> str:
    """The one of `names` that `name` is a slip of: a letter more, less, or wrong, or two that changed places; empty if not just one."""
    found = [known for known in names if _is_slip(name.lower(), known.lower())]
    return found[0] if len(found) == 1 else ""


def _is_slip(written: str, meant: str) -> bool:
    if abs(len(written) - len(meant)) > 1 or len(meant) < _SHORTEST or len(written) > _LONGEST:
        return False
    start = next((at for at, pair in enumerate(zip(written, meant, strict=False)) if pair[0] != pair[1]), -1)
    if start < 0:
        return True
    one, other = written[start:], meant[start:]
    swapped = other[1:2] + other[:1] + other[2:]
    return one[1:] == other[1:] or one[1:] == other or one == other[1:] or one == swapped
