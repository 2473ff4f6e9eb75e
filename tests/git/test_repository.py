"""Which repository a directory lies in, and which ones are not read at all."""

import os
from pathlib import Path

import pytest

from roadmap_guard.git.commit import Commit
from roadmap_guard.git.errors import GitError, NoRepositoryError
from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import discover
from roadmap_guard.git.worktree import WorkTree
from support.repository import GIT, Scratch, contents, scratch, stand_in

OTHER_OWNER = f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {GIT} "$@"'


def test_a_folder_below_the_root_leads_to_the_root(repo: Scratch):
    head = repo.commit({"roadmap/2026/q1.yaml": "a: 1"})

    found = discover(str(repo.root / "roadmap" / "2026"))

    assert (found.root, found.git_dir, found.common_dir) == (repo.path, f"{repo.path}/.git", f"{repo.path}/.git")
    assert (found.head, found.bare, found.shallow, found.object_format) == (head, False, False, "sha1")


def test_links_on_the_way_to_the_root_are_resolved(repo: Scratch, tmp_path: Path):
    (tmp_path / "alias").symlink_to(repo.root)

    assert discover(str(tmp_path / "alias")).root == repo.path


def test_a_directory_outside_of_any_repository_is_told_apart(tmp_path: Path):
    with pytest.raises(NoRepositoryError, match="lies in no git repository"):
        discover(str(tmp_path))


def test_a_directory_that_does_not_exist_is_named(tmp_path: Path):
    with pytest.raises(GitError, match="nowhere: no such directory"):
        discover(str(tmp_path / "nowhere"))


def test_a_damaged_repository_is_not_taken_for_none(repo: Scratch):
    (repo.root / ".git" / "config").write_text("[core\n")

    with pytest.raises(GitError, match="bad config line 1") as raised:
        discover(repo.path)
    assert not isinstance(raised.value, NoRepositoryError)


def test_a_path_with_a_line_feed_is_read_or_refused_but_never_mistaken(tmp_path: Path):
    odd = scratch(tmp_path / "a\nb")

    with pytest.raises(GitError, match="cannot be told from git's answer"):
        discover(odd.path)


def test_g23_an_embedded_bare_repository_is_refused_and_runs_nothing(repo: Scratch, tmp_path: Path):
    marker = tmp_path / "marker"
    embedded = scratch(repo.root / "docs" / "evil.git", "--bare")
    embedded.git("config", "core.fsmonitor", f"touch {marker}")

    for start in (embedded.root, embedded.root / "objects"):
        with pytest.raises(GitError, match="bare repository inside another repository"):
            discover(str(start))
    assert not marker.exists()


@pytest.mark.parametrize("root", ["/etc", "/", "../.."])
def test_g24_a_work_tree_that_does_not_belong_to_the_repository_is_refused(repo: Scratch, root: str):
    repo.git("config", "core.worktree", root)

    with pytest.raises(GitError, match="worktree-outside"):
        discover(repo.path)


def test_g24_an_index_named_to_a_hook_does_not_vouch_for_the_work_tree(repo: Scratch, monkeypatch: pytest.MonkeyPatch):
    repo.git("config", "core.worktree", "/")
    monkeypatch.chdir(repo.root)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")

    with pytest.raises(GitError, match="worktree-outside"):
        discover(".")


def test_g26_object_stores_of_other_repositories_are_read_and_remarked(repo: Scratch, tmp_path: Path):
    repo.commit({"a.yaml": "a: 1"})
    repo.git("clone", "-q", "--shared", repo.path, str(tmp_path / "borrower"))

    borrower = discover(str(tmp_path / "borrower"))

    assert contents(Commit(borrower, "HEAD")) == {"a.yaml": b"a: 1"}
    for snapshot in (Commit(borrower, "HEAD"), Index(borrower), WorkTree(borrower)):
        assert [problem.code for problem in snapshot.remarks()] == ["foreign-objects"]
    assert Commit(discover(repo.path), "HEAD").remarks() == []


def test_g27_a_repository_of_another_owner_is_refused_with_the_line_that_allows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    foreign = scratch(tmp_path / "the team's repo")
    monkeypatch.setenv("PATH", stand_in(tmp_path / "bin", OTHER_OWNER), prepend=os.pathsep)

    with pytest.raises(GitError, match="dubious ownership") as raised:
        discover(foreign.path)
    quoted = "'" + foreign.path.replace("'", r"'\''") + "'"
    assert raised.value.remedy == f"If you trust it, run: git config --global --add safe.directory {quoted}"


@pytest.mark.parametrize("bare", [False, True])
def test_g27_the_users_own_exception_counts(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bare: bool):
    repo.commit({"a.yaml": "a: 1"})
    place = str(repo.clone(tmp_path / "bare.git", "--bare").root) if bare else repo.path
    repo.git("config", "--global", "--add", "safe.directory", place)
    monkeypatch.setenv("PATH", stand_in(tmp_path / "bin", OTHER_OWNER), prepend=os.pathsep)

    assert contents(Commit(discover(place), "HEAD")) == {"a.yaml": b"a: 1"}


def test_g27_an_exception_in_the_repositorys_own_config_does_not_count(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.git("config", "safe.directory", "*")
    monkeypatch.setenv("PATH", stand_in(tmp_path / "bin", OTHER_OWNER), prepend=os.pathsep)
    monkeypatch.chdir(repo.root)

    with pytest.raises(GitError, match="dubious ownership"):
        discover(".")


def test_g28_before_the_first_commit_there_is_no_head(repo: Scratch):
    assert discover(repo.path).head == ""


def test_g29_a_detached_head_is_a_commit_without_a_branch(repo: Scratch):
    head = repo.commit({"a.yaml": "a: 1"})
    repo.git("checkout", "-q", "--detach")

    found = discover(repo.path)

    assert found.head == head
    assert WorkTree(found).source.ref == ""


def test_g30_a_bare_repository_is_read_by_commit_only(repo: Scratch, tmp_path: Path):
    repo.commit({"a.yaml": "a: 1"})

    bare = discover(repo.clone(tmp_path / "bare.git", "--bare").path)

    assert (bare.bare, bare.root) == (True, "")
    assert contents(Commit(bare, "main")) == {"a.yaml": b"a: 1"}
    with pytest.raises(GitError, match="has no work tree"):
        WorkTree(bare)


def test_g31_a_linked_work_tree_has_its_own_head_and_shares_objects(repo: Scratch, tmp_path: Path):
    repo.commit({"a.yaml": "a: 1"})
    repo.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    side = Scratch(tmp_path / "linked").commit({"b.yaml": "b: 1"})

    found = discover(str(tmp_path / "linked"))

    assert (found.root, found.head) == (str(tmp_path / "linked"), side)
    assert found.common_dir == f"{repo.path}/.git"
    assert found.git_dir == f"{repo.path}/.git/worktrees/linked"


def test_a_submodule_is_a_repository_of_its_own(repo: Scratch, tmp_path: Path):
    inner = scratch(tmp_path / "inner")
    inner.commit({"a.yaml": "a: 1"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "sub")

    found = discover(str(repo.root / "sub"))

    assert found.root == f"{repo.path}/sub"
    assert contents(WorkTree(found))["a.yaml"] == b"a: 1"


def test_g47_a_sha256_repository_is_read(tmp_path: Path):
    repo = scratch(tmp_path / "repo", "--object-format=sha256")
    head = repo.commit({"a.yaml": "a: 1"})

    found = discover(repo.path)

    assert (found.object_format, found.head, len(head)) == ("sha256", head, 64)
    assert found.empty_tree == repo.git("hash-object", "-t", "tree", "/dev/null")
    assert found.empty_blob == repo.git("hash-object", "/dev/null")
    assert contents(Commit(found, "HEAD")) == contents(WorkTree(found)) == {"a.yaml": b"a: 1"}


def test_g55_no_git_on_the_path_is_said(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitError, match="git was not found on PATH"):
        discover(repo.path)


@pytest.mark.parametrize("says", ["git version 2.38.9", "git version 1.8.3.1", "hello"])
def test_g55_a_git_that_is_too_old_is_refused(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: str
):
    monkeypatch.setenv("PATH", stand_in(tmp_path / "bin", f"echo '{says}'"), prepend=os.pathsep)

    with pytest.raises(GitError, match=r"too old|says its version") as raised:
        discover(repo.path)
    assert raised.value.remedy == "Install git 2.39 or newer."


def test_g48_a_repository_with_reftables_is_read(tmp_path: Path):
    try:
        repo = scratch(tmp_path / "repo", "--ref-format=reftable")
    except AssertionError:
        pytest.skip("this git knows no reftables")
    head = repo.commit({"a.yaml": "1"})
    found = discover(repo.path)

    assert (found.head, Commit(found, "main").source.ref, WorkTree(found).source.ref) == (head, "refs/heads/main", "")


@pytest.mark.parametrize("entry", ["", ".", "bin"])
def test_g56_a_git_in_the_directory_under_check_is_not_run(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str
):
    marker = tmp_path / "marker"
    stand_in(repo.root, f"touch {marker}")
    stand_in(repo.root / "bin", f"touch {marker}")
    monkeypatch.chdir(repo.root)
    monkeypatch.setenv("PATH", entry, prepend=os.pathsep)

    assert discover(".").root == repo.path
    assert not marker.exists()
