"""A definition, compiled: what the interpreter runs."""

from roadmap_guard.formats.conditions import Condition
from roadmap_guard.formats.paths import Path
from roadmap_guard.formats.placeholders import Noise
from roadmap_guard.formats.readers import FieldReader, Member
from roadmap_guard.formats.templates import Template
from roadmap_guard.model.document import Language
from roadmap_guard.model.record import NamedTuple

FOLDER = "@folder"
"""In `by`: the path of the folder in which the resource's file stands."""


class Extends(NamedTuple):
    """Says that what is read belongs to a resource in another file.

    kind     of that resource
    into     its list (or object) that takes the values; empty where they fill the resource itself
    by       its fields that `key` is compared with, in order; or `@folder`
    formats  only resources of these formats; empty means any
    beside   where such files stand, seen from the resource: `{id}`, `{stem}`, `{directory}`
    reaches  where the resource stands, seen from the file: `{key}`, `{stem}`, `{directory}`
    links    its fields that may hold a link to the file
    optional whether it is no fault that there is no such resource
    expected whether a resource without such a file is asked for what it would hold
    """

    kind: str
    into: str
    by: tuple[str, ...]
    key: Template
    formats: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    reaches: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    optional: bool = False
    expected: bool = True


class Verbatim(NamedTuple):
    """The first of `paths` that is there is a mapping whose keys are the kind's own; `known` are all keys it may have."""

    paths: tuple[Path, ...]
    known: frozenset[str]


class Block(NamedTuple):
    """One entry of `resources`: a kind, where its objects are, and how each is read."""

    kind: str
    when: Condition | None
    each: Path | None
    where: Condition | None
    ids: tuple[Template | FieldReader, ...]
    members: tuple[Member, ...]
    verbatim: Verbatim | None
    extends: Extends | None
    expressible: frozenset[str]


class Closed(NamedTuple):
    """A mapping that may hold no other keys."""

    path: Path
    keys: frozenset[str]


class Format(NamedTuple):
    """A dialect. `path` is the file of its definition, `noise` tells the placeholders that only this dialect has.

    `parser` names the parser whose tree the paths of `blocks` start at; empty for the document's own. `like` names the format
    whose blocks are read instead of own ones, and `extends` says that what they give belongs to a resource in another file.
    `lenient` says that the dialect has no specification, so that no shape of a value is a mistake.
    """

    name: str
    title: str
    documentation: str
    languages: tuple[Language, ...]
    recognise: Condition
    family: Condition | None
    over: tuple[str, ...]
    noise: Noise | None
    closed: tuple[Closed, ...]
    blocks: tuple[Block, ...]
    path: str
    parser: str = ""
    like: str = ""
    extends: Extends | None = None
    lenient: bool = False
