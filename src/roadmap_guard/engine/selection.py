"""Which files of a snapshot a run is about: in scope by its formats' languages and by configuration, and chosen by the request."""

import os
from collections.abc import Callable, Iterable

from roadmap_guard.engine.session import Session
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git import changes
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import FileRecord


class Selection(NamedTuple):
    """Entries of the snapshot, parted.

    chosen    in scope and asked for: to be checked
    context   in scope, but not asked for: read only if a rule looks at other resources
    excluded  taken out by the configuration, or of a kind that git does not keep as a file
    """

    chosen: tuple[Entry, ...]
    context: tuple[Entry, ...]
    excluded: tuple[FileRecord, ...]


def select(session: Session, formats: FormatSet, entries: Iterable[Entry]) -> Selection:
    """Part the entries. Raises CannotCheckError for a path that was asked for and is not there."""
    reason_against = session.config.out_of_scope
    prefixes = named_prefixes(session)
    asked = _asked(session, prefixes)
    named = _named(session, prefixes)
    chosen: list[Entry] = []
    context: list[Entry] = []
    excluded: list[FileRecord] = []
    for entry in entries:
        if not formats.may_read(entry.path) and entry.path not in named:
            continue
        wanted = asked(entry.path)
        reason = reason_against(entry.path)
        if reason and wanted:
            excluded.append(FileRecord(entry.path, "excluded", reason, entry.oid))
        elif not reason:
            (chosen if wanted else context).append(entry)
    return Selection(tuple(chosen), tuple(context), tuple(excluded))


def of_paths(session: Session, formats: FormatSet, entries: Iterable[Entry], paths: frozenset[str]) -> Selection:
    """The entries in scope, parted into those of the `paths` and the rest, whatever the request names."""
    reason_against = session.config.out_of_scope
    inside = [entry for entry in entries if formats.may_read(entry.path) and not reason_against(entry.path)]
    return Selection(
        chosen=tuple(entry for entry in inside if entry.path in paths),
        context=tuple(entry for entry in inside if entry.path not in paths),
        excluded=(),
    )


def _named(session: Session, prefixes: tuple[str, ...]) -> frozenset[str]:
    """Paths that are named as they are: these are looked at whatever their ending. A hook names files of every kind."""
    if session.request.mode == "index":
        return frozenset()
    if session.repository is None:
        paths = (os.path.normpath(os.path.join(session.request.start, path)) for path in session.request.paths)
        return frozenset(path.replace(os.sep, "/") for path in paths)
    return frozenset(prefixes)


def _asked(session: Session, prefixes: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether a path is asked for: among the changed ones where the request narrows to those, and under a named path.

    Of the index, named paths are all there is to it: whoever names a file wants it checked, changed or not.
    """
    changed = _changed(session)

    def asked(path: str) -> bool:
        return (changed is None or path in changed) and is_under(path, prefixes)

    return asked


def _changed(session: Session) -> frozenset[str] | None:
    repository, request = session.repository, session.request
    if repository is None or request.everything:
        return None
    if request.mode == "index" and not request.paths:
        return frozenset(changes.staged(repository))
    return frozenset(session.changes.paths) if session.changes else None


def named_prefixes(session: Session) -> tuple[str, ...]:
    """The paths of the request, from the repository's root. Raises CannotCheckError for one that is not there."""
    repository, request = session.repository, session.request
    if repository is None or not request.paths:
        return ()
    names = [_from_root(path, request.start, repository.root) for path in request.paths]
    if request.mode != "index":  # a hook is handed what git staged, also files that are none of ours
        _check_present(names, request.paths, session)
    return tuple(names)


def _from_root(path: str, start: str, root: str) -> str:
    if not root:
        return path.strip("/")
    absolute = os.path.normpath(os.path.join(os.path.realpath(start), path))
    relative = os.path.relpath(absolute, root)
    if relative == os.pardir or relative.startswith(os.pardir + os.sep):
        raise CannotCheckError(
            f"{path} lies outside the repository {root}",
            "Name paths inside it, or start from another folder with --repo.",
        )
    return "" if relative == os.curdir else relative.replace(os.sep, "/")


def _check_present(names: Iterable[str], asked: Iterable[str], session: Session) -> None:
    paths = [entry.path for entry in session.snapshot.entries()]
    for name, path in zip(names, asked, strict=True):
        if not any(is_under(known, (name,)) for known in paths):
            where = {"commit": "in that commit", "index": "in the index"}.get(
                session.request.mode, "that git tracks or would track"
            )
            raise CannotCheckError(
                f"{path}: there is no such file {where}",
                "Check the spelling; a file that .gitignore names is not looked at.",
            )


def is_under(path: str, prefixes: tuple[str, ...]) -> bool:
    """Whether a path is one of `prefixes` or below one; without any, every path is."""
    return not prefixes or any(not prefix or path == prefix or path.startswith(prefix + "/") for prefix in prefixes)
