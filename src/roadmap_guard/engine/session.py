"""Opens what a request names: the repository, the snapshot under check and the snapshot that policies are trusted from."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from roadmap_guard.engine.request import Request
from roadmap_guard.engine.trust import source
from roadmap_guard.git.changes import Changes, between
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.errors import NoRepositoryError
from roadmap_guard.git.files import Files
from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import Repository, discover
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.git.worktree import WorkTree
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Trust
from roadmap_guard.policy.config import Config, read_config


class Session(NamedTuple):
    """One run, opened: nothing under check has been read yet.

    repository  None where the paths lie outside any repository
    snapshot    the files under check
    trusted     where configuration and packs of the repository are read from, and `trust` is the report's word for it
    base        object id of the base commit, or empty; `base_date` is the day on which it was committed
    changes     what lies between base and head; None without a base
    """

    request: Request
    repository: Repository | None
    snapshot: Snapshot
    trusted: Snapshot
    trust: Trust
    base: str
    config: Config
    changes: Changes | None = None
    base_date: str = ""


@contextmanager
def open_session(request: Request) -> Iterator[Session]:
    """Find the repository, resolve the revisions and load the configuration; close git's processes at the end.

    Raises CannotCheckError (GitError, PolicyError) for what cannot be found or does not load.
    """
    repository = _repository(request)
    try:
        yield _session(request, repository)
    finally:
        if repository:
            repository.objects.close()


def _session(request: Request, repository: Repository | None) -> Session:
    snapshot = _snapshot(request, repository)
    base = Commit(repository, request.base) if repository and request.base else None
    trusted = source(request, base, snapshot)
    return Session(
        request=request,
        repository=repository,
        snapshot=snapshot,
        trusted=trusted,
        trust="base" if trusted is base else _TRUST[snapshot.source.mode],
        base=base.source.head if base else "",
        config=configuration(request, trusted),
        changes=between(repository, base.source.head, snapshot.source.head) if repository and base else None,
        base_date=base.source.head_date if base else "",
    )


_TRUST: dict[str, Trust] = {"worktree": "worktree", "paths": "worktree", "index": "index", "commit": "head"}


def configuration(request: Request, trusted: Snapshot) -> Config:
    """The configuration in `trusted`; the default one where there is none. Raises CannotCheckError (PolicyError, GitError)."""
    path = request.config_path
    data = trusted.blob(path)
    if data is not None:
        return read_config(path, data)
    if request.config:
        raise CannotCheckError(
            f"there is no configuration {path} {_WHERE[trusted.source.mode]}",
            "Name it by its path from the repository's root.",
        )
    return Config()


_WHERE = {
    "worktree": "in the work tree",
    "paths": "there",
    "index": "in the index",
    "commit": "in the commit it is trusted from",
}


def _repository(request: Request) -> Repository | None:
    try:
        return discover(request.start)
    except NoRepositoryError:
        if request.anywhere or (request.mode == "worktree" and request.paths):
            return None
        raise


def _snapshot(request: Request, repository: Repository | None) -> Snapshot:
    if repository is None:
        return Files([os.path.join(request.start, path) for path in request.paths])
    if request.mode == "index":
        return Index(repository)
    if request.mode == "commit":
        return Commit(repository, request.head)
    return WorkTree(repository)
