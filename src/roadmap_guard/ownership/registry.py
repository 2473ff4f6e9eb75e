"""What one dialect of ownership files says, in the words all dialects share."""

from collections.abc import Callable, Mapping
from typing import Literal

from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple

OwnerType = Literal["team", "person", "role", ""]
"""What an owner is, in the words of the kind `Owner`; empty where nothing tells."""


class Ownership(NamedTuple):
    """Why a path belongs to someone.

    `owners` as the file names them; empty where the file says on purpose that nobody owns the path. `pattern` is what
    matched, `path` and `line` (from 1) where it is written.

    section    of the file, where it has some that are judged separately
    approvals  how many of the owners must approve a change; 0 where the platform asks none of them
    others     further ownerships that hold at the same time
    """

    owners: tuple[str, ...]
    pattern: str
    path: str
    line: int
    section: str = ""
    approvals: int = 1
    others: tuple["Ownership", ...] = ()

    @property
    def parts(self) -> tuple["Ownership", ...]:
        """This one and the others."""
        return (self, *self.others)

    @property
    def everyone(self) -> tuple[str, ...]:
        """The owners of all parts, each once."""
        return tuple(dict.fromkeys(owner for part in self.parts for owner in part.owners))


class Identity(NamedTuple):
    """What a registry knows of an owner beyond the name.

    type     where the notation of the name does not tell it
    also     further names of the same owner: a display name, an e-mail address, an account elsewhere
    members  of a team, as written
    left     is named as one who has left, so that the name is known and owns nothing any more
    """

    type: OwnerType = ""
    also: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    left: bool = False


class Lookup(NamedTuple):
    """Whether an owner exists.

    state       `noRegistry` where the repository has nothing to look in, which is not the same as `unknown`
    name        the owner as the registry writes it, or as it was asked for when it is not known
    via         the file that knows the owner, or `configuration`; empty unless `known`
    suggestion  the candidates where the owner is unknown, as text (`a or b`); empty where there is none
    type        team, person or role; empty where nothing tells
    members     of a team, as written
    candidates  of an unknown owner: known ones whose name is near; of a known one: others who bear the name too
    left        an unknown owner stands in some file among those who have left
    """

    state: Literal["known", "unknown", "noRegistry"]
    name: str
    via: str = ""
    suggestion: str = ""
    type: OwnerType = ""
    members: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    left: bool = False


class Registry(NamedTuple):
    """All that the files of one dialect say.

    names       every owner that the files mention, as written -> the file
    owners_of   a path from the repository's root -> its ownership, or None where the dialect is silent
    problems    what the platform behind the dialect would ignore or refuse
    identities  more about some of the names
    lists       whether a name that is missing may be called unknown: not where owners are only mentioned in passing
    """

    names: Mapping[str, str]
    owners_of: Callable[[str], Ownership | None]
    problems: tuple[Problem, ...] = ()
    identities: Mapping[str, Identity] = {}
    lists: bool = True


def nobody(_path: str) -> None:
    """The `owners_of` of a registry that says nothing about paths."""
