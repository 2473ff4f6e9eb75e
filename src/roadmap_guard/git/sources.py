"""Saying where a snapshot is from."""

import os
import re
import time

from roadmap_guard.git.disk import beginning_of
from roadmap_guard.git.repository import Repository
from roadmap_guard.model.report import Mode, Source

_COMMITTED = re.compile(rb"^committer [^\n]*> (\d{1,11}) [+-]\d{4}$", re.MULTILINE)
_BRANCH = re.compile(r"ref: (refs/[^\n]+)\n?")
_COMMIT_BYTES = 1024 * 1024
_HEAD_BYTES = 4096


def source_of(repository: Repository, mode: Mode, head: str, ref: str) -> Source:
    """What a report says about a snapshot whose commit is `head`. The origin's address is left to `metadata`."""
    return Source(
        mode,
        root=repository.root or repository.git_dir,
        head=head,
        head_date=_date(repository, head) if head else "",
        ref=ref,
        shallow=repository.shallow,
    )


def current_branch(repository: Repository) -> str:
    """The full name of the branch that is checked out; empty for a detached HEAD and for refs kept in another form."""
    head = beginning_of(os.path.join(repository.git_dir, "HEAD"), _HEAD_BYTES) or b""
    branch = _BRANCH.fullmatch(head.decode("utf-8", "surrogateescape"))
    return branch[1] if branch and branch[1] != "refs/heads/.invalid" else ""


def _date(repository: Repository, commit: str) -> str:
    """The day on which it was committed, ISO 8601 in UTC; empty where the commit names no day that a calendar has."""
    info = repository.objects.infos([commit])[commit]
    if info is None or info.size > _COMMIT_BYTES:
        return ""
    header = repository.objects.contents([commit])[commit].partition(b"\n\n")[0]
    committed = _COMMITTED.search(header + b"\n")
    return time.strftime("%Y-%m-%d", time.gmtime(int(committed[1]))) if committed else ""
