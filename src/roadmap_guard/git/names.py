"""Names of files: bytes to text and back, and names that spell trouble."""

import re
from collections.abc import Iterable, Iterator

from roadmap_guard.git import problems
from roadmap_guard.model.document import Problem

_ESCAPING = re.compile(rb"(?:^|/)(?:\.{0,2}|\.git)(?:/|$)", re.IGNORECASE)
_UNPORTABLE = re.compile(
    r"(?:^|/)((?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?|[^/]*[. ]|[^/]*[\x00-\x1f<>:\"|?*\\][^/]*)(?=/|$)",
    re.IGNORECASE,
)


def text_of(path: bytes) -> str:
    """A path as text; bytes that are not UTF-8 become surrogate escapes, whatever the locale."""
    return path.decode("utf-8", "surrogateescape")


def bytes_of(path: str) -> bytes:
    """The bytes of a path, the reverse of `text_of`."""
    return path.encode("utf-8", "surrogateescape")


def is_escaping(path: bytes) -> bool:
    """Whether a checkout of this path would leave the work tree or enter `.git`, as names in a crafted tree do."""
    return _ESCAPING.search(path) is not None


def path_problems(paths: Iterable[str]) -> list[Problem]:
    """Remarks on names that are trouble: two that are one on other file systems, names that Windows cannot have, crafted ones.

    They do not refuse the files, except what a checkout would place outside of the work tree.
    """
    names = list(paths)
    found = [problems.bad_tree(path) for path in names if is_escaping(bytes_of(path))]
    found += [problem for path in names if (problem := _unportable(path))]
    return sorted([*found, *_collisions(names)], key=lambda problem: bytes_of(problem.path))


def _unportable(path: str) -> Problem | None:
    part = _UNPORTABLE.search(path)
    return problems.unportable(path, part[1]) if part and part[1] not in {".", ".."} else None


def _collisions(paths: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in sorted(paths, key=bytes_of):
        other = first.setdefault(_folded(path), path)
        if other != path:
            yield problems.collision(path, other)


def _folded(path: str) -> str:
    """The name as a file system knows it that tells neither case nor forms of accents apart."""
    if path.isascii():
        return path.lower()
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
