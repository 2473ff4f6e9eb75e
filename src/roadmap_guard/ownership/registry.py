"""What one dialect of ownership files says, in the words all dialects share."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from roadmap_guard.model.document import Problem


class Ownership(NamedTuple):
    """Why a path belongs to someone.

    `owners` as the file names them; empty where the file says on purpose that nobody owns the path. `pattern` is what
    matched, `path` and `line` (from 1) where it is written.
    """

    owners: tuple[str, ...]
    pattern: str
    path: str
    line: int


class Lookup(NamedTuple):
    """Whether an owner exists.

    state       `noRegistry` where the repository has nothing to look in, which is not the same as `unknown`
    name        the owner as the registry writes it, or as it was asked for when it is not known
    via         the file that knows the owner, or `configuration`; empty unless `known`
    suggestion  the nearest known owner; empty where none is near
    """

    state: Literal["known", "unknown", "noRegistry"]
    name: str
    via: str = ""
    suggestion: str = ""


class Registry(NamedTuple):
    """All that the files of one dialect say.

    names      every owner that the files mention, as written -> the file
    owners_of  a path from the repository's root -> its ownership, or None where the dialect is silent
    problems   what the platform behind the dialect would ignore or refuse
    """

    names: Mapping[str, str]
    owners_of: Callable[[str], Ownership | None]
    problems: tuple[Problem, ...] = ()
