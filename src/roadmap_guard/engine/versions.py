"""Every version of every file of a history as resources, each content parsed once."""

from collections.abc import Iterable, Iterator

from roadmap_guard import documents
from roadmap_guard.documents import Limits
from roadmap_guard.formats.joining import join
from roadmap_guard.formats.reading import read
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.objects import Objects
from roadmap_guard.git.snapshot import Entry, read_objects
from roadmap_guard.model.document import Parsed, Problem
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource


class Version(NamedTuple):
    """What one content says at one path. With a `gap`, which says why, it cannot be read."""

    resources: tuple[Resource, ...] = ()
    gap: str = ""


Versions = dict[tuple[str, str], Version]
"""By path and object id."""


def versions(objects: Objects, entries: Iterable[Entry], formats: FormatSet, limits: Limits) -> Versions:
    """The version behind each entry. Raises GitError where an object is missing."""
    paths: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        paths.setdefault(entry.oid, {}).setdefault(entry.path, entry)
    firsts = [next(iter(named.values())) for named in paths.values()]
    found: Versions = {}
    for first, content in read_objects(objects, firsts, {}, limits.file_bytes):
        for path, version in _everywhere(first, content, paths[first.oid], formats, limits):
            found[path, first.oid] = version
    return found


def _everywhere(
    first: Entry, content: bytes | Problem, paths: Iterable[str], formats: FormatSet, limits: Limits
) -> Iterator[tuple[str, Version]]:
    """What one content says at each path where it ever stood: a dialect may look at the path too."""
    if isinstance(content, Problem):
        yield from ((path, Version(gap=content.message)) for path in paths)
        return
    parsed = documents.parse(first.path, content, limits)
    for path in paths:
        same = _ending(path) == _ending(first.path)
        yield path, _version(path, parsed if same else documents.parse(path, content, limits), formats)


def _ending(path: str) -> str:
    """What the reader of a file is chosen by."""
    return path.rpartition("/")[2].rpartition(".")[2]


def _version(path: str, parsed: Parsed, formats: FormatSet) -> Version:
    reading = read(formats, (document._replace(path=path) for document in parsed.documents))
    problems = (*parsed.problems, *reading.problems)
    gap = next((problem.message for problem in problems if problem.refuses), "")
    if gap:
        return Version(gap=gap)
    resources = join(reading.resources, reading.fragments)[0][: len(reading.resources)]
    return Version(tuple(_kept(resource) for resource in resources))


def _kept(resource: Resource) -> Resource:
    """What history needs of a resource: where each field stood in an old version, nobody asks."""
    return resource._replace(positions={}, texts={}, homes={}, placeholders=())
