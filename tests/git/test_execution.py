"""Nothing that a repository says makes us run a program: each trap is set for every operation, and none may spring.

A trap is a setting, attribute or hook whose command makes a file. For each trap there is also a plain git command that does
spring it, so that a trap which no longer works is noticed.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from roadmap_guard.git import process
from roadmap_guard.git.changes import between, staged
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.history import steps
from roadmap_guard.git.index import Index
from roadmap_guard.git.metadata import commit_info, origin_url
from roadmap_guard.git.repository import Repository, discover
from roadmap_guard.git.worktree import WorkTree
from support.repository import Scratch, contents, scratch, stand_in

_SIGNED = b"""tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
author A <a@b> 1 +0000
committer A <a@b> 1 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 x
 -----END PGP SIGNATURE-----

signed
"""


class Trap(NamedTuple):
    """What sets it (`{run}` is the program that must not run, `{here}` a folder), and a git command that does run it."""

    row: str
    settings: dict[str, str]
    sprung_by: tuple[str, ...]
    attributes: str = ""
    hook: str = ""


TRAPS = {
    "fsmonitor": Trap("G15", {"core.fsmonitor": "{run}"}, ("status",)),
    "filter clean": Trap(
        "G16", {"filter.x.clean": "{run}; cat", "filter.x.required": "true"}, ("status",), "* filter=x\n"
    ),
    "filter smudge": Trap(
        "G16", {"filter.x.smudge": "{run}; cat"}, ("cat-file", "--filters", "HEAD:a.yaml"), "* filter=x\n"
    ),
    "filter process": Trap(
        "G16", {"filter.x.process": "{run}"}, ("cat-file", "--filters", "HEAD:a.yaml"), "* filter=x\n"
    ),
    "textconv": Trap("G17", {"diff.x.textconv": "{run}; cat"}, ("cat-file", "--textconv", "HEAD:a.yaml"), "* diff=x\n"),
    "diff command": Trap("G18", {"diff.x.command": "{run}"}, ("diff", "--ext-diff", "HEAD~1", "HEAD"), "* diff=x\n"),
    "external diff": Trap("G18", {"diff.external": "{run}"}, ("diff", "--ext-diff", "HEAD~1", "HEAD")),
    "hooks path": Trap(
        "G19", {"core.hooksPath": "{here}/hooks"}, ("update-index", "--refresh", "--again", "--force-remove", "gone")
    ),
    "hook": Trap("G19", {}, ("read-tree", "HEAD"), hook="post-index-change"),
    "pager": Trap(
        "G20", {"core.pager": "{run}", "pager.ls-tree": "true", "pager.cat-file": "true"}, ("grep", "-O", "3")
    ),
    "editor": Trap("G20", {"core.editor": "{run}", "sequence.editor": "{run}"}, ("config", "--local", "--edit")),
    "gpg program": Trap("G20", {"gpg.program": "{run}", "log.showSignature": "true"}, ("verify-commit", "refs/signed")),
    "ssh command": Trap("G21", {"core.sshCommand": "{run}", "remote.origin.url": "ssh://x/y"}, ("ls-remote", "origin")),
    "ext remote": Trap(
        "G21",
        {"protocol.ext.allow": "always", "remote.origin.url": "ext::sh -c {run}", "remote.origin.promisor": "true"},
        ("ls-remote", "origin"),
    ),
    "upload pack": Trap(
        "G21",
        {"remote.origin.uploadpack": "{run}", "remote.origin.url": "{here}/repo", "extensions.partialClone": "origin"},
        ("ls-remote", "origin"),
    ),
    "alternate refs": Trap("G22", {"core.alternateRefsCommand": "{run}"}, ("rev-list", "--alternate-refs")),
    "credential helper": Trap("G22", {"credential.helper": "!{run}"}, ("credential", "fill")),
    "askpass": Trap("G22", {"core.askPass": "{run}"}, ("credential", "fill")),
    "alias": Trap("G22", {"alias.ls-tree": "!{run}", "alias.x": "!{run}"}, ("x",)),
    "include": Trap("G25", {"include.path": "{here}/included"}, ("status",)),
}


def operations() -> Iterator[tuple[str, Callable[[Repository], object]]]:
    """Everything that this package does with a repository."""
    yield "discover", lambda repository: repository.head
    yield "work tree", lambda repository: contents(WorkTree(repository))
    yield "index", lambda repository: contents(Index(repository))
    yield "commit", lambda repository: contents(Commit(repository, "HEAD~1"))
    yield "source", lambda repository: (Commit(repository, "main").source, WorkTree(repository).source)
    yield "branch", lambda repository: Commit(repository, "main@{0}").source
    yield "unknown name", lambda repository: Commit(repository, "mian")
    yield "missing object", lambda repository: repository.objects.contents(["1" * 40])
    yield "staged", staged
    yield "between", lambda repository: between(repository, f"{repository.head}", repository.head)
    yield "history", lambda repository: steps(repository, repository.head)
    yield "metadata", lambda repository: commit_info(repository, repository.head)
    yield "origin", origin_url


class Field(NamedTuple):
    """A repository with a trap in it, and the file that the trap makes."""

    repo: Scratch
    trap: Trap
    marker: Path


@cache
def harmless(base: Path) -> Path:
    """A repository with two commits, a signed one, another object store, and edited, announced and untracked files."""
    repo = scratch(base / "harmless")
    repo.commit({"a.yaml": "1", "b.yaml": "1"})
    repo.commit({"a.yaml": "2"})
    repo.git("update-ref", "refs/signed", repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=_SIGNED))
    other = scratch(base / "other")
    other.commit()
    (repo.root / ".git" / "objects" / "info" / "alternates").write_text(f"{other.root}/.git/objects\n")
    repo.stage({"b.yaml": "2"})
    repo.write({"a.yaml": "3", "new.yaml": "4", "announced.yaml": "5"})
    repo.git("add", "--intent-to-add", "announced.yaml")
    return repo.root


@pytest.fixture(params=TRAPS, ids=[f"{trap.row}-{name.replace(' ', '-')}" for name, trap in TRAPS.items()])
def field(request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Field:
    """A copy of the harmless repository, made dangerous."""
    trap = TRAPS[request.param]
    repo = Scratch(tmp_path / "repo")
    shutil.copytree(harmless(tmp_path_factory.getbasetemp()), repo.root)
    stand_in(tmp_path / "bin", f"touch {tmp_path}/marker")
    run = tmp_path / "bin" / "git"
    (tmp_path / "included").write_text(f'[core]\n\tfsmonitor = "{run}"\n')
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks" / "post-index-change").symlink_to(run)
    if trap.hook:
        repo.hook(trap.hook, f"exec {run}")
    (repo.root / ".git" / "info" / "attributes").write_text(trap.attributes)
    for name, value in trap.settings.items():
        repo.git("config", name, value.format(run=run, here=tmp_path))
    return Field(repo, trap, tmp_path / "marker")


def test_no_operation_springs_a_trap(field: Field):
    sprung = []
    for name, operation in operations():
        with discover(field.repo.path) as repository:
            try:
                operation(repository)
            except GitError:
                assert name in {"unknown name", "missing object"}
        if field.marker.exists():
            sprung.append(name)
            field.marker.unlink()

    assert sprung == []


def test_the_trap_does_spring_in_plain_git(field: Field):
    (field.repo.root / "a.yaml").touch()

    with suppress(AssertionError):
        field.repo.git(*field.trap.sprung_by, stdin=b"protocol=https\nhost=x\nusername=u\n\n")

    assert field.marker.exists()


def test_g25_what_gitmodules_includes_is_not_opened(repo: Scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "SECONDS", 5)
    os.mkfifo(repo.root.parent / "pipe")  # whoever opens it waits for ever
    repo.stage(
        {".gitmodules": f'[include]\n\tpath = {repo.root.parent}/pipe\n[submodule "s"]\n\tpath = s\n\turl = ./s\n'}
    )
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},s")
    first = repo.commit_tree(repo.git("write-tree"))
    repo.git("update-ref", "HEAD", repo.commit_tree(repo.git("write-tree"), first))

    for name, operation in operations():
        if name in {"work tree", "index", "commit", "staged", "between", "metadata"}:
            with discover(repo.path) as repository:
                operation(repository)
