"""All ownership files of a repository as one directory: who owns a path, does an owner exist."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.ownership import dialects
from roadmap_guard.ownership.finding import CONFIGURATION, Index, Known
from roadmap_guard.ownership.names import Name, normalise
from roadmap_guard.ownership.registry import Identity, Lookup, Ownership, Registry


class OwnerReader(NamedTuple):
    """One dialect of ownership files.

    name   for messages
    wants  does a path belong to this dialect?
    read   the wanted files (path -> content) -> what they say; called only with at least one file, never raises
    mark   what every file of the dialect holds, where such files may lie anywhere: if one with it is wanted, YAML and JSON files
           with it are read too before an owner is called unknown
    """

    name: str
    wants: Callable[[str], bool]
    read: Callable[[Mapping[str, bytes]], Registry]
    mark: bytes = b""


READERS = (
    OwnerReader("CODEOWNERS", dialects.is_codeowners, dialects.read_codeowners),
    OwnerReader("OWNERS", dialects.is_owners, dialects.read_owners),
    OwnerReader("sigs.yaml", dialects.is_groups_list, dialects.read_groups_list),
    OwnerReader("Backstage", dialects.is_catalog, dialects.read_catalog, dialects.CATALOG_MARK),
)
"""The dialects that are built in, in the order in which they are asked for the owners of a path."""


class Directory:
    """Answers from every registry of the repository. Answers are remembered."""

    def __init__(self, registries: Sequence[Registry], extra: Iterable[str] = ()) -> None:
        """`extra` are owners that the repository's configuration vouches for; `*@acme.example` is every address there."""
        self._registries = registries
        self._extra = tuple(extra)
        self._index: Index | None = None
        self._lookups: dict[str, Lookup] = {}
        self._ownerships: dict[str, Ownership | None] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the ownership files themselves."""
        return tuple(problem for registry in self._registries for problem in registry.problems)

    def owners_of(self, path: str) -> Ownership | None:
        """The ownership of a path, from the first dialect that has one; None where nobody says anything about it."""
        if path not in self._ownerships:
            answers = (registry.owners_of(path) for registry in self._registries)
            self._ownerships[path] = next((answer for answer in answers if answer), None)
        return self._ownerships[path]

    def lookup(self, name: str) -> Lookup:
        """Does the owner exist? Any notation of `names.normalise` will do."""
        if name not in self._lookups:
            self._lookups[name] = self._look_up(name)
        return self._lookups[name]

    def same(self, one: str, other: str) -> bool:
        """Are these names of one owner? By what the registries know of them, else as far as the names themselves say."""
        first, second = self.lookup(one), self.lookup(other)
        names = normalise(one), normalise(other)
        if names[0].base == names[1].base and not names[0].agrees_with(names[1]):
            return False
        if first.state == second.state == "known" and (first.name, first.via) == (second.name, second.via):
            return True
        known = [_typed(found) for found in (first, second)]
        return bool(known[0].base) and known[0].agrees_with(known[1])

    def _look_up(self, name: str) -> Lookup:
        if not self._extra and not any(registry.lists for registry in self._registries):
            return Lookup("noRegistry", name)
        if self._index is None:
            self._index = Index(self._known())
        if found := self._index.find(name):
            written, via, identity = found.known
            others = tuple(known.written for known in found.others)
            kind = normalise(written).type or identity.type
            return Lookup("known", written, via, type=kind, members=identity.members, candidates=others)
        near = self._index.near(name)
        return Lookup("unknown", name, "", " or ".join(near), candidates=near, left=self._index.has_left(name))

    def _known(self) -> Iterator[Known]:
        for registry in self._registries:
            for written, via in registry.names.items():
                yield Known(written, via, registry.identities.get(written, Identity()))
        for written in self._extra:
            yield Known(written, CONFIGURATION)


def _typed(found: Lookup) -> Name:
    name = normalise(found.name)
    return name if name.type else name._replace(type=found.type)


def read(files: Mapping[str, bytes], extra: Iterable[str] = (), readers: Sequence[OwnerReader] = READERS) -> Directory:
    """Read the ownership files among `files` (path from the repository's root -> content). Never raises on their content."""
    wanted = (
        (reader, {path: files[path] for path in sorted(files) if _takes(reader, path, files)}) for reader in readers
    )
    return Directory([reader.read(own) for reader, own in wanted if own], extra)


def _takes(reader: OwnerReader, path: str, files: Mapping[str, bytes]) -> bool:
    return reader.wants(path) or (bool(reader.mark) and reader.mark in files[path])


def wanted(paths: Iterable[str], readers: Sequence[OwnerReader] = READERS) -> frozenset[str]:
    """Those of the paths that some dialect would read, whatever they hold."""
    listed = list(paths)
    return frozenset().union(*([path for path in listed if reader.wants(path)] for reader in readers))


def is_marked(content: bytes, readers: Sequence[OwnerReader] = READERS) -> bool:
    """Is this the content of a file that some dialect would read, wherever it lies?"""
    return any(reader.mark in content for reader in readers if reader.mark)
