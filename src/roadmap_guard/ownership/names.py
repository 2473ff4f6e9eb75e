"""Owner names in the notations that teams use, made comparable.

Compared without regard to case and to a leading `@`. A name with an organisation matches one without
(`@acme/payments` and `payments`), but not the same team of another organisation. A team and a person of one name are two owners.
"""

import re
from typing import Literal

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.ownership.registry import OwnerType

Realm = Literal["", "platform", "catalog", "email", "file", "role"]

_REFERENCE = r"(group|user):(?:([^/:\s]+)/)?([^/:\s]+)"
_LABEL = r"(?:group|team|squad)::(.+)"
_EMAIL = r"[^@\s/:]+@[^@\s/:]+"
_ALONE: frozenset[Realm] = frozenset(["email", "file", "role"])


class Name(NamedTuple):
    """An owner's name, taken apart.

    type   team or person, where the notation says so: GitHub's `@org/team` and Backstage's references do
    realm  where names of this form live: `platform` (GitHub, GitLab), `catalog` (Backstage); empty for a bare name
    scope  the organisation (`acme`, `acme/platform`) or the namespace of the catalogue; empty where none is said
    base   the team, person, role or e-mail address itself
    """

    type: OwnerType
    realm: Realm
    scope: str
    base: str

    def agrees_with(self, other: "Name") -> bool:
        """The same owner, as far as both say."""
        return (
            self.base == other.base
            and (self.type == other.type or not self.type or not other.type)
            and (self.realm == other.realm or _ALONE.isdisjoint((self.realm, other.realm)))
            and self._shares_scope_with(other)
        )

    def _shares_scope_with(self, other: "Name") -> bool:
        """Organisations of a platform and namespaces of a catalogue have nothing to do with each other."""
        if {self.realm, other.realm} == {"platform", "catalog"}:
            return True
        return self.scope == other.scope or not self.scope or not other.scope


def normalise(text: str) -> Name:
    """Read an owner's name from any notation.

    `@octocat`, `@acme/payments`, `acme/platform/payments`, `@@maintainer` (GitLab role), `group:default/payments` and
    `user:octocat` (Backstage, where the namespace is `default` unless said), `group::payments` (GitLab label),
    `payments@acme.example`, `//services/OWNERS` (Chromium), `Team Payments`.
    """
    name = " ".join(text.split()).casefold()
    if name.startswith("//"):
        return Name("", "file", "", text.strip())
    if name.startswith("@@"):
        return Name("role", "role", "", name[2:].removesuffix("s"))
    if found := re.fullmatch(_REFERENCE, name):
        return Name("team" if found[1] == "group" else "person", "catalog", found[2] or "default", found[3])
    if found := re.fullmatch(_LABEL, name):
        return Name("team", "", "", found[1])
    if re.fullmatch(_EMAIL, name):
        return Name("", "email", "", name)
    return _plain(name)


def _plain(name: str) -> Name:
    """A handle with `@`, a bare one, or a display name. Only a team has an organisation before it."""
    handle = name.removeprefix("@")
    scope, _, base = ("", "", handle) if " " in handle else handle.rpartition("/")
    if not name.startswith("@"):
        return Name("", "", scope, base)
    return Name("team" if scope else "", "platform", scope, base)
