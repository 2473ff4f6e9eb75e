"""A pack: one folder of rules under one name and version, loaded whole or not at all."""

from collections.abc import Callable, Mapping

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Pack
from roadmap_guard.policy.faults import Fault

PACK_FILE = "pack.yaml"
INDEX_FILE = "index.json"
"""Beside the `pack.yaml` of a shipped pack: the same pack, ready to load. Made by `python -m roadmap_guard.policy.index`."""

Files = Mapping[str, bytes]
"""Names relative to a folder, with `/`, to contents."""


class PackSource(NamedTuple):
    """A pack that could be loaded.

    folder  where it lies, for messages, without what differs between machines
    origin  for the report: `roadmap-guard 1.0.0`, `repository`, `plugin acme==1.0.0`
    files   reads its files
    index_path  for a pack that is part of the program: where its index is. Such a pack is proven by the project's own tests.
    """

    name: str
    version: str
    folder: str
    origin: str
    files: Callable[[], Files]
    index_path: str = ""


class PackHeader(NamedTuple):
    """What `pack.yaml` says. `recommended`: it applies where no configuration says otherwise."""

    name: str
    version: str
    title: str
    description: str
    recommended: bool


def read_pack(source: PackSource) -> Pack:
    """The pack with all its rules. Raises PolicyError with everything that is wrong in any of its files."""
    found = _from_index(source)
    if found:
        return found[1]
    from roadmap_guard.policy import pack_reading

    return pack_reading.read(source)[1]


def is_recommended(source: PackSource) -> bool:
    """Whether the pack applies where no configuration says otherwise. One whose head does not load does: reading it tells why."""
    if source.index_path:
        from roadmap_guard.policy import index

        head = index.head(source.index_path)
        if head:
            return head.recommended
    from roadmap_guard.policy import pack_reading

    faults: list[Fault] = []
    header = pack_reading.read_header(source.folder, source.files().get(PACK_FILE, b""), faults)
    return header.recommended or bool(faults)


def _from_index(source: PackSource) -> tuple[PackHeader, Pack] | None:
    if not source.index_path:
        return None
    from roadmap_guard.policy import index

    return index.load(source.index_path, source.origin)
