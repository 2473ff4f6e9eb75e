"""Makes fixes in the files of a snapshot, and keeps only those after which the check is no worse."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from roadmap_guard.documents.patching import patch
from roadmap_guard.engine.fixers import Proposal
from roadmap_guard.git.overlay import Overlay
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.model.document import Fix
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report

Recheck = Callable[[Snapshot], Report]
"""Runs the same check on another snapshot."""


class MendedFile(NamedTuple):
    """A file with fixes: its text before and after."""

    path: str
    before: str
    after: str
    fixes: tuple[Fix, ...]


class Mended(NamedTuple):
    """Files that are better with their fixes, and paths whose fixes were given up because the check came out worse."""

    files: tuple[MendedFile, ...]
    given_up: tuple[str, ...] = ()


def mend(snapshot: Snapshot, before: Report, proposals: Sequence[Proposal], recheck: Recheck) -> Mended:
    """Try all fixes at once, and where that comes out worse, file by file. Nothing is written."""
    files = tuple(_patched(snapshot, proposals))
    if not files:
        return Mended(())
    aims = {(proposal.path, proposal.fix): proposal.mends for proposal in proposals}
    if _is_better(before, _checked(snapshot, files, recheck), _aimed(files, aims)):
        return Mended(files)
    kept: tuple[MendedFile, ...] = ()
    for file in files:
        tried = (*kept, file)
        if _is_better(before, _checked(snapshot, tried, recheck), _aimed(tried, aims)):
            kept = tried
    good = {file.path for file in kept}
    return Mended(kept, tuple(file.path for file in files if file.path not in good))


def _patched(snapshot: Snapshot, proposals: Iterable[Proposal]) -> Iterable[MendedFile]:
    by_path: dict[str, list[Fix]] = {}
    for proposal in proposals:
        by_path.setdefault(proposal.path, []).append(proposal.fix)
    for path, fixes in by_path.items():
        data = snapshot.blob(path)
        text = "" if data is None else data.decode("utf-8", "surrogateescape")
        patched = patch(path, text, fixes)
        if data is not None and patched.made:
            yield MendedFile(path, text, patched.text, patched.made)


def _checked(snapshot: Snapshot, files: Iterable[MendedFile], recheck: Recheck) -> Report:
    return recheck(Overlay(snapshot, {file.path: file.after.encode("utf-8", "surrogateescape") for file in files}))


def _aimed(files: Iterable[MendedFile], aims: Mapping[tuple[str, Fix], str]) -> set[str]:
    """The fingerprints of the findings that the fixes are to end."""
    return {aim for file in files for fix in file.fixes if (aim := aims[file.path, fix])}


def _is_better(before: Report, after: Report, aimed: set[str]) -> bool:
    """Whether what was aimed at is gone, nothing is lost, and no input became worse.

    A rule may fail where a value can be read for the first time: that was so before, only nobody could tell.
    """
    return (
        not aimed & {finding.fingerprint for finding in after.findings}
        and _inputs(after) <= _inputs(before)
        and {(one.kind, one.id) for one in before.resources} <= {(one.kind, one.id) for one in after.resources}
        and _undecided(after) <= _undecided(before)
    )


def _inputs(report: Report) -> Counter[tuple[str, str]]:
    """How many problems each file has, by their kind."""
    return Counter((finding.rule, finding.path) for finding in report.findings if finding.resource is None)


def _undecided(report: Report) -> int:
    return sum(outcome.state == "error" for outcome in report.outcomes)
