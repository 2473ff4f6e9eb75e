"""What a change of ownership files leaves without owners: it stands in files that the change itself does not touch."""

from collections.abc import Callable, Container, Iterator

from roadmap_guard.engine.cases import Case
from roadmap_guard.engine.owners import Owners
from roadmap_guard.engine.reading import Name, Reading, name_of
from roadmap_guard.engine.selection import is_under, named_prefixes
from roadmap_guard.engine.session import Session
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.ownership.directory import OwnerReader, wanted
from roadmap_guard.policy.changes import Change


def disowned(
    session: Session,
    reading: Reading,
    readers: tuple[OwnerReader, ...],
    owners: Owners,
    told: Container[Name],
    made: Callable[[Snapshot], Owners],
) -> Iterator[Case]:
    """A case for each resource that is not `told` already and whose file had owners, or somebody who must approve, and has none now.

    `owners` are those of the snapshot under check, `made` gives those of another one.
    """
    if session.changes is None or session.repository is None or not wanted(session.changes.paths, readers):
        return
    past = [made(Commit(session.repository, oid)) for oid in session.changes.merge_bases]
    prefixes = named_prefixes(session)
    for resource in reading.everything():
        path = resource.path
        if name_of(resource) in told or not is_under(path, prefixes):
            continue
        now = _held(owners, path)
        if any(was and not is_now for before in past for was, is_now in zip(_held(before, path), now, strict=True)):
            yield Case(resource, (Change("unchanged", (), resource),), disowned=True)


def _held(owners: Owners, path: str) -> tuple[bool, bool]:
    return bool(owners.of_path(path)), any(part["approvals"] for part in owners.ownership(path))
