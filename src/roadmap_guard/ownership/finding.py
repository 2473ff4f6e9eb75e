"""Finds an owner among all that are known, by any notation of the name."""

from collections.abc import Iterable

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.ownership.names import Name, normalise
from roadmap_guard.ownership.registry import Identity

CONFIGURATION = "configuration"
"""The source of owners that the repository's configuration lists."""

_MOST_NAMES_TO_COMPARE = 2_000
_LONGEST_NAME_TO_COMPARE = 50
_MOST_COMPARISONS = 50
_MOST_CANDIDATES = 3
_NEAR = 0.7
_ORDER = ("team", "", "role", "person")


class Known(NamedTuple):
    """An owner that exists: `written` in the notation of its source, `via` the source."""

    written: str
    via: str
    identity: Identity = Identity()


class Found(NamedTuple):
    """A known owner, and others who bear the name and are somebody else."""

    known: Known
    others: tuple[Known, ...]


class Index:
    """Every known owner under each of its names."""

    def __init__(self, known: Iterable[Known]) -> None:
        """The first source of a name wins. A configured `*@acme.example` stands for every address of that domain."""
        self._by_base: dict[str, list[tuple[Name, Known]]] = {}
        self._left: dict[str, list[tuple[Name, Known]]] = {}
        self._comparisons = 0
        for entry in known:
            bases = self._left if entry.identity.left else self._by_base
            for written in (entry.written, *entry.identity.also):
                name = _typed(normalise(written), entry.identity)
                bases.setdefault(name.base, []).append((name, entry))

    def find(self, text: str) -> Found | None:
        """The known owner that `text` names, or None.

        Where a name fits several, the one in the same notation comes first; for a bare name a team before a person, as in Backstage.
        """
        name = normalise(text)
        if not name.base:
            return None
        fitting = [entry for entry in self._by_base.get(name.base, []) if entry[0].agrees_with(name)]
        if not fitting:
            domain = self._domain(name)
            return Found(domain, ()) if domain else None
        first = min(fitting, key=lambda entry: _rank(name, entry[0]))
        others = (known for other, known in fitting if not other.agrees_with(first[0]))
        return Found(first[1], tuple(dict.fromkeys(others)))

    def has_left(self, text: str) -> bool:
        """Whether `text` names somebody whom a registry lists among those who have left."""
        name = normalise(text)
        return any(other.agrees_with(name) for other, _ in self._left.get(name.base, []))

    def near(self, text: str) -> tuple[str, ...]:
        """Known owners, as written, whose name is that of `text` or looks much like it, the likest first.

        Comparing takes time, so of many names, long ones, and after many questions only those of the very same name are given.
        """
        name = normalise(text)
        bases = dict.fromkeys([name.base, *self._like(name.base)])
        written = (known.written for base in bases for _, known in self._by_base.get(base, ()))
        return tuple(dict.fromkeys(written))[:_MOST_CANDIDATES]

    def _like(self, base: str) -> list[str]:
        self._comparisons += 1
        if (
            self._comparisons > _MOST_COMPARISONS
            or len(base) > _LONGEST_NAME_TO_COMPARE
            or len(self._by_base) > _MOST_NAMES_TO_COMPARE
        ):
            return []
        from difflib import get_close_matches

        return get_close_matches(base, self._by_base, n=_MOST_CANDIDATES, cutoff=_NEAR)

    def _domain(self, name: Name) -> Known | None:
        local, at, domain = name.base.partition("@")
        candidates = self._by_base.get(f"*@{domain}", []) if local and at else []
        return next((known for _, known in candidates if known.via == CONFIGURATION), None)


def _rank(asked: Name, known: Name) -> tuple[bool, int, bool]:
    differs = asked[1:] != known[1:]
    return differs and bool(asked.realm), _ORDER.index(known.type), differs


def _typed(name: Name, identity: Identity) -> Name:
    return name if name.type else name._replace(type=identity.type)
