"""The files of a work tree, read from disk without being led elsewhere."""

import os
import socket
from pathlib import Path

import pytest

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import discover
from roadmap_guard.git.worktree import WorkTree
from support.repository import GIT, Scratch, contents, problem_at, scratch, stand_in


def tree_of(repo: Scratch) -> WorkTree:
    return WorkTree(discover(repo.path))


def test_tracked_and_untracked_files_are_read_but_not_ignored_ones(repo: Scratch):
    repo.commit({"a.yaml": "1", ".gitignore": "ignored.yaml\n"})
    repo.write({"a.yaml": "edited", "new/b.yaml": "2", "ignored.yaml": "3"})

    assert contents(tree_of(repo)) == {".gitignore": b"ignored.yaml\n", "a.yaml": b"edited", "new/b.yaml": b"2"}


def test_a_deleted_file_is_no_entry(repo: Scratch):
    repo.commit({"a.yaml": "1", "b/c.yaml": "2"})
    (repo.root / "a.yaml").unlink()

    assert list(contents(tree_of(repo))) == ["b/c.yaml"]


def test_entries_are_in_the_order_of_the_bytes_of_their_paths(repo: Scratch):
    repo.stage({"a/b.yaml": "", "é.yaml": "", "a.yaml": ""})
    repo.write({"B.yaml": "", "z.yaml": ""})

    assert [entry.path for entry in tree_of(repo).entries()] == ["B.yaml", "a.yaml", "a/b.yaml", "z.yaml", "é.yaml"]


def test_the_source_names_the_work_tree(repo: Scratch):
    head = repo.commit({"a.yaml": "1"})

    source = tree_of(repo).source

    assert (source.mode, source.root, source.head, source.head_date) == ("worktree", repo.path, head, "2026-11-02")


@pytest.mark.parametrize(
    "target",
    [
        "/etc/passwd",
        "../../../secret",
        "/proc/self/environ",
        "/dev/zero",
        "/dev/stdin",
        ".git/config",
        "../repo/a.yaml",
        "folder",
    ],
)
@pytest.mark.parametrize("tracked", [True, False])
def test_g09_a_link_that_leads_to_no_file_of_the_repository_is_refused(repo: Scratch, target: str, tracked: bool):
    repo.commit({"a.yaml": "1", "folder/b.yaml": "2"})
    repo.link("link.yaml", target)
    if tracked:
        repo.git("add", "link.yaml")

    problem = problem_at(tree_of(repo), "link.yaml")

    assert (problem.code, problem.level, problem.refuses) == ("symlink", "error", True)
    assert repr(target) in problem.message


def test_g10_a_link_to_a_file_of_the_repository_is_noted_and_the_file_read_once(repo: Scratch):
    repo.stage({"a.yaml": "1"})
    repo.link("docs/link.yaml", "../a.yaml")
    tree = tree_of(repo)

    assert [entry.state for entry in tree.entries()] == ["file", "symlink"]
    assert contents(tree) == {"a.yaml": b"1", "docs/link.yaml": "symlink"}
    assert problem_at(tree, "docs/link.yaml").level == "note"


@pytest.mark.parametrize("target", ["link.yaml", "gone.yaml", "folder/../gone.yaml"])
def test_g11_a_link_in_a_circle_or_to_nothing_is_refused(repo: Scratch, target: str):
    repo.link("link.yaml", target)

    assert problem_at(tree_of(repo), "link.yaml").level == "error"


def test_g11_a_link_through_a_link_is_refused_whatever_its_text_says(repo: Scratch):
    repo.stage({"a.yaml": "1"})
    repo.link("away", "/etc")
    repo.link("link.yaml", "away/../a.yaml")

    assert problem_at(tree_of(repo), "link.yaml").level == "error"


def test_g11_a_link_to_a_link_is_refused(repo: Scratch):
    repo.stage({"a.yaml": "1"})
    repo.link("one.yaml", "a.yaml")
    repo.link("two.yaml", "one.yaml")

    assert problem_at(tree_of(repo), "two.yaml").level == "error"


def test_g12_a_folder_replaced_by_a_link_is_not_entered(repo: Scratch, tmp_path: Path):
    repo.commit({"slo/a.yaml": "good", "slo/deep/b.yaml": "good"})
    elsewhere = tmp_path / "elsewhere"
    (repo.root / "slo").rename(elsewhere)
    (elsewhere / "a.yaml").write_text("secret")
    repo.link("slo", str(elsewhere))

    assert {path: content for path, content in contents(tree_of(repo)).items() if path != "slo"} == {
        "slo/a.yaml": "symlink",
        "slo/deep/b.yaml": "symlink",
    }


def test_g12_a_folder_replaced_by_a_file_is_not_taken_for_deletions(repo: Scratch):
    repo.commit({"slo/a.yaml": "good"})
    (repo.root / "slo" / "a.yaml").unlink()
    (repo.root / "slo").rmdir()
    repo.write({"slo": "text"})

    assert contents(tree_of(repo)) == {"slo": b"text"}


def special_file(place: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as unbound:
            unbound.bind(place.name)
    else:
        place.mkdir()


@pytest.mark.parametrize("kind", ["pipe", "socket", "folder"])
def test_g13_a_tracked_file_replaced_by_something_else_is_not_opened(
    repo: Scratch, monkeypatch: pytest.MonkeyPatch, kind: str
):
    repo.commit({"x.yaml": "1", "y.yaml": "2"})
    (repo.root / "x.yaml").unlink()
    monkeypatch.chdir(repo.root)
    special_file(repo.root / "x.yaml", kind)

    assert contents(tree_of(repo)) == {"x.yaml": "special-file", "y.yaml": b"2"}


@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_g13_an_untracked_pipe_or_socket_is_no_file(repo: Scratch, monkeypatch: pytest.MonkeyPatch, kind: str):
    repo.commit({"y.yaml": "2"})
    monkeypatch.chdir(repo.root)
    special_file(repo.root / "x.yaml", kind)

    assert contents(tree_of(repo)) == {"y.yaml": b"2"}


def test_g14_a_file_that_vanishes_after_listing_is_refused(repo: Scratch):
    repo.commit({"tracked/a.yaml": "1"})
    repo.write({"untracked.yaml": "1"})
    tree = tree_of(repo)
    entries = tree.entries()
    (repo.root / "tracked" / "a.yaml").unlink()
    (repo.root / "tracked").rmdir()
    (repo.root / "untracked.yaml").unlink()

    refused = [(entry.path, content.code) for entry, content in tree.read(entries) if not isinstance(content, bytes)]

    assert refused == [("tracked/a.yaml", "changed-during-read"), ("untracked.yaml", "changed-during-read")]


def test_an_unmerged_file_is_read_as_it_lies_on_disk(repo: Scratch):
    repo.write({"a.yaml": "<<<<<<< ours\n"})
    repo.unmerge("a.yaml")

    assert contents(tree_of(repo)) == {"a.yaml": b"<<<<<<< ours\n"}


def test_g38_edits_that_git_was_told_not_to_see_are_read_and_remarked(repo: Scratch):
    repo.commit({"assumed.yaml": "1", "skipped.yaml": "1", "z.yaml": "1"})
    repo.git("update-index", "--assume-unchanged", "assumed.yaml")
    repo.git("update-index", "--skip-worktree", "skipped.yaml")
    repo.write({"assumed.yaml": "hidden", "skipped.yaml": "hidden"})
    tree = tree_of(repo)

    read = [(entry.path, getattr(content, "code", content)) for entry, content in tree.read(tree.entries())]

    assert read == [
        ("assumed.yaml", "hidden-edits"),
        ("assumed.yaml", b"hidden"),
        ("skipped.yaml", "hidden-edits"),
        ("skipped.yaml", b"hidden"),
        ("z.yaml", b"1"),
    ]


def test_g39_files_left_out_by_a_sparse_checkout_are_read_from_their_objects(repo: Scratch):
    repo.commit({"in/a.yaml": "1", "out/b.yaml": "2"})
    repo.git("sparse-checkout", "set", "--cone", "in")
    tree = tree_of(repo)

    assert not (repo.root / "out").exists()
    assert contents(tree) == {"in/a.yaml": b"1", "out/b.yaml": b"2"}
    assert len(list(tree.read(tree.entries()))) == 2


def test_g39_a_link_left_out_by_a_sparse_checkout_is_judged_by_its_object(repo: Scratch):
    repo.commit({"in/a.yaml": "1"})
    repo.index_paths({b"out/good.yaml": "../in/a.yaml", b"out/bad.yaml": "/etc/passwd"}, mode="120000")
    repo.git("commit", "-q", "-m", "links")
    repo.git("reset", "-q", "--hard")
    repo.git("sparse-checkout", "set", "--cone", "in")

    assert not (repo.root / "out").exists()
    levels = [problem_at(tree_of(repo), path).level for path in ("out/bad.yaml", "out/good.yaml")]
    assert levels == ["error", "note"]


def test_a_tracked_file_that_may_not_be_looked_at_is_not_taken_for_deleted(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    name = "x" * 300 + ".yaml"  # no file system has room for it: lstat fails, but not because nothing is there
    repo.index_paths({name.encode(): "1", b"gone.yaml": "1"})

    assert contents(tree_of(repo)) == {name: "unreadable"}


def test_a_folder_that_cannot_be_listed_is_remarked(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    repo.write({"a.yaml": "1"})
    assert tree_of(repo).remarks() == []
    warning = "warning: could not open directory 'data/': Permission denied"
    script = f'case "$*" in *ls-files*) echo "{warning}" >&2;; esac; exec {GIT} "$@"'
    monkeypatch.setenv("PATH", stand_in(tmp_path / "bin", script), prepend=os.pathsep)

    [problem] = tree_of(repo).remarks()

    assert (problem.code, problem.path, problem.level, problem.refuses) == ("unlisted-folder", "data", "warning", False)
    assert contents(tree_of(repo)) == {"a.yaml": b"1"}


def test_g49_a_submodule_and_a_nested_clone_are_listed_and_not_entered(repo: Scratch, tmp_path: Path):
    inner = scratch(tmp_path / "inner")
    inner.commit({"a.yaml": "1"})
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.path, "sub")
    scratch(repo.root / "nested").commit({"b.yaml": "2"})

    found = contents(tree_of(repo))

    assert {path: content for path, content in found.items() if path != ".gitmodules"} == {
        "nested": "submodule",
        "sub": "submodule",
    }


def test_g51_a_checkout_that_converts_is_read_as_it_lies_on_disk_and_as_it_is_stored(repo: Scratch):
    repo.commit({".gitattributes": "a.yaml text eol=crlf\nb.yaml working-tree-encoding=UTF-16LE\n"})
    repo.stage({"a.yaml": b"a: 1\r\n", "b.yaml": "b: 2\n".encode("utf-16le")})
    found = discover(repo.path)

    on_disk, stored = contents(WorkTree(found)), contents(Index(found))

    assert (on_disk["a.yaml"], on_disk["b.yaml"]) == (b"a: 1\r\n", "b: 2\n".encode("utf-16le"))
    assert (stored["a.yaml"], stored["b.yaml"]) == (b"a: 1\n", b"b: 2\n")


@pytest.mark.parametrize("size", [-1, 0, 1])
def test_a_file_at_the_limit_is_read_and_one_above_is_not(repo: Scratch, size: int):
    limit = 1000
    repo.write({"a.yaml": "x" * (limit + size)})
    tree = tree_of(repo)

    [(_, content)] = tree.read(tree.entries(), limit)

    if size > 0:
        assert not isinstance(content, bytes)
        assert content.message == "1001 bytes, more than the limit of 1000 bytes"
    else:
        assert len(content) == limit + size


def test_g57_an_ignored_file_is_read_once_it_is_tracked(repo: Scratch):
    repo.write({"a.yaml": "1", ".gitignore": "*.yaml\n", ".gitattributes": "*.yaml export-ignore linguist-generated\n"})
    repo.git("add", "--force", "a.yaml", ".gitattributes")
    (repo.root / ".git" / "info" / "exclude").write_text("*\n")

    assert contents(tree_of(repo))["a.yaml"] == b"1"


def test_a_configuration_that_is_a_link_is_an_error_and_not_absent(repo: Scratch):
    repo.link("roadmap-guard.yaml", "/etc/passwd")

    with pytest.raises(GitError, match=r"roadmap-guard\.yaml: symbolic link"):
        tree_of(repo).blob("roadmap-guard.yaml")


def test_a_single_file_is_read_by_its_exact_path(repo: Scratch):
    repo.write({"a.yaml": "1"})

    assert (tree_of(repo).blob("a.yaml"), tree_of(repo).blob("A.yaml")) == (b"1", None)
