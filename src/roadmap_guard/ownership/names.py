"""Owner names in the notations that teams use, made comparable.

Compared without regard to case and to a leading `@`. A name with an organisation matches one without
(`@acme/payments` and `payments`), but not the same team of another organisation.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

CONFIGURATION = "configuration"
"""The source of owners that the repository's configuration lists."""

_BACKSTAGE = r"(?:group|user):(?:[^/:]+/)?([^/:]+)"
_LABEL = r"[^:/@]+::(.+)"

_MOST_NAMES_TO_COMPARE = 5_000
_LONGEST_NAME_TO_COMPARE = 100
_NEAR = 0.7


class Name(NamedTuple):
    """`scope` is the organisation (`acme`, `acme/platform`; empty where none is said), `base` the team, person or e-mail address."""

    scope: str
    base: str

    def agrees_with(self, other: "Name") -> bool:
        """The same owner, as far as both say."""
        return self.base == other.base and (self.scope == other.scope or not self.scope or not other.scope)


class Known(NamedTuple):
    """An owner that exists: `written` in the notation of its source, `via` the source."""

    written: str
    via: str


def normalise(text: str) -> Name:
    """Read an owner's name from any notation.

    `@octocat`, `@acme/payments`, `acme/platform/payments`, `group:default/payments` (Backstage; its namespaces are not
    organisations and are dropped), `group::payments` (GitLab label), `payments@acme.example`, `//services/OWNERS` (Chromium).
    """
    name = text.strip().casefold()
    if name.startswith("//"):
        return Name("", name)
    if found := re.fullmatch(_BACKSTAGE, name) or re.fullmatch(_LABEL, name):
        return Name("", found[1])
    scope, _, base = name.lstrip("@").rpartition("/")
    return Name(scope, base)


class Index:
    """Finds an owner by any of its notations."""

    def __init__(self, known: Iterable[Known]) -> None:
        """The first source of a name wins. A configured `*@acme.example` stands for every address of that domain."""
        self._by_base: dict[str, list[tuple[Name, Known]]] = {}
        for entry in known:
            name = normalise(entry.written)
            self._by_base.setdefault(name.base, []).append((name, entry))

    def find(self, text: str) -> Known | None:
        """The known owner that `text` names, or None."""
        name = normalise(text)
        if not name.base:
            return None
        candidates = self._by_base.get(name.base, [])
        found = next((known for other, known in candidates if other == name), None)
        found = found or next((known for other, known in candidates if other.agrees_with(name)), None)
        return found or self._domain(name)

    def _domain(self, name: Name) -> Known | None:
        local, at, domain = name.base.partition("@")
        candidates = self._by_base.get(f"*@{domain}", []) if local and at else []
        return next((known for _, known in candidates if known.via == CONFIGURATION), None)

    def nearest(self, text: str) -> str:
        """The known owner whose name looks most like `text`, as written; empty where none is near."""
        name = normalise(text)
        if len(name.base) > _LONGEST_NAME_TO_COMPARE or len(self._by_base) > _MOST_NAMES_TO_COMPARE:
            return ""
        import difflib

        near = difflib.get_close_matches(name.base, self._by_base, n=1, cutoff=_NEAR)
        return self._by_base[near[0]][0][1].written if near else ""
