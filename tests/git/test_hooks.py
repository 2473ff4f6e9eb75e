"""What a commit hook sees: the repository and the index that git names to it, and no other."""

import sys
from pathlib import Path

import pytest

from roadmap_guard.git.changes import staged
from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import discover
from support.repository import Scratch, contents, scratch

_PROBE = """
import sys
from roadmap_guard.git.changes import staged
from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import discover
with discover(sys.argv[1]) as repository:
    index = Index(repository)
    print(repository.root, *staged(repository))
    for entry, content in index.read(index.entries()):
        print(entry.path, content.decode())
"""

_RECEIVER = """
import sys
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.repository import discover
with discover(".") as repository:
    commit = Commit(repository, sys.argv[1])
    for entry, content in commit.read(commit.entries()):
        print(entry.path, content.decode())
"""


@pytest.fixture
def probe(tmp_path: Path) -> str:
    """A command for a hook that writes what it sees to `seen`; its argument is where it starts."""
    script = tmp_path / "probe.py"
    script.write_text(_PROBE)
    return f"{sys.executable} -I {script}"


def seen_by_hook(repo: Scratch, probe: str, *commit: str, start: str = ".") -> list[str]:
    """The lines of the probe when it runs as the pre-commit hook of `git commit ...`."""
    seen = repo.root.parent / "seen"
    repo.hook("pre-commit", f"{probe} {start} > {seen}")
    repo.git("commit", "-q", "-m", "change", *commit)
    return seen.read_text().splitlines()


def test_g28_the_first_commit_is_seen_as_staged(repo: Scratch, probe: str):
    repo.stage({"a.yaml": "1"})

    assert seen_by_hook(repo, probe) == [f"{repo.path} a.yaml", "a.yaml 1"]


def test_g32_commit_all_is_seen_as_it_will_be_committed(repo: Scratch, probe: str):
    repo.commit({"a.yaml": "old", "b.yaml": "old"})
    repo.write({"a.yaml": "new"})

    assert seen_by_hook(repo, probe, "-a") == [f"{repo.path} a.yaml", "a.yaml new", "b.yaml old"]


def test_g32_commit_of_a_path_leaves_out_what_else_is_staged(repo: Scratch, probe: str):
    repo.commit({"a.yaml": "old", "b.yaml": "old"})
    repo.stage({"b.yaml": "new"})
    repo.write({"a.yaml": "new"})

    assert seen_by_hook(repo, probe, "a.yaml") == [f"{repo.path} a.yaml", "a.yaml new", "b.yaml old"]


def test_g32_a_hook_that_starts_in_a_folder_sees_the_same_index(repo: Scratch, probe: str):
    repo.commit({"docs/a.yaml": "old"})
    repo.write({"docs/a.yaml": "new"})

    assert seen_by_hook(repo, probe, "-a", start="docs") == [f"{repo.path} docs/a.yaml", "docs/a.yaml new"]


def test_g33_a_hook_in_a_linked_work_tree_sees_its_index(repo: Scratch, probe: str, tmp_path: Path):
    repo.commit({"a.yaml": "old"})
    repo.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    linked = Scratch(tmp_path / "linked")
    linked.write({"a.yaml": "new"})

    assert seen_by_hook(linked, probe, "-a") == [f"{linked.path} a.yaml", "a.yaml new"]


def test_g33_a_repository_that_only_the_environment_names_is_found(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.stage({"a.yaml": "1"})
    work_tree = tmp_path / "elsewhere"
    work_tree.mkdir()
    monkeypatch.setenv("GIT_DIR", f"{repo.path}/.git")
    monkeypatch.setenv("GIT_WORK_TREE", str(work_tree))
    monkeypatch.chdir(work_tree)

    found = discover(".")

    assert (found.root, found.git_dir) == (str(work_tree), f"{repo.path}/.git")
    assert contents(Index(found)) == {"a.yaml": b"1"}


def test_g34_a_run_aimed_at_another_repository_ignores_what_git_named(repo: Scratch, probe: str, tmp_path: Path):
    other = scratch(tmp_path / "other")
    other.commit({"other.yaml": "1"})
    repo.stage({"a.yaml": "1"})

    assert seen_by_hook(repo, probe, start=other.path) == [other.path, "other.yaml 1"]


def test_g34_a_repository_that_the_environment_names_wrongly_does_not_matter_elsewhere(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.stage({"a.yaml": "1"})
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "gone"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "gone" / "index"))
    monkeypatch.chdir(tmp_path)

    assert contents(Index(discover(repo.path))) == {"a.yaml": b"1"}


def test_g35_the_staged_content_is_judged_and_not_the_work_tree(repo: Scratch, probe: str):
    repo.commit({"a.yaml": "old"})
    repo.stage({"a.yaml": "staged"})
    repo.write({"a.yaml": "edited since"})

    assert seen_by_hook(repo, probe) == [f"{repo.path} a.yaml", "a.yaml staged"]


def test_a_push_is_read_while_its_objects_are_in_quarantine(repo: Scratch, tmp_path: Path):
    repo.commit({"a.yaml": "old"})
    server = repo.clone(tmp_path / "server.git", "--bare")
    repo.commit({"a.yaml": "pushed"})
    script = tmp_path / "receive.py"
    script.write_text(_RECEIVER)
    server.hook("pre-receive", f"read old new ref; {sys.executable} -I {script} $new > {tmp_path}/seen")

    repo.git("push", "-q", f"file://{server.path}", "main")

    assert (tmp_path / "seen").read_text() == "a.yaml pushed\n"


def test_an_index_named_without_a_repository_belongs_to_the_one_around(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.commit({"a.yaml": "old"})
    other_index = str(tmp_path / "index")
    repo.git("read-tree", "HEAD", GIT_INDEX_FILE=other_index)
    oid = repo.blob("new")
    repo.git("update-index", "--add", "--cacheinfo", f"100644,{oid},b.yaml", GIT_INDEX_FILE=other_index)
    monkeypatch.setenv("GIT_INDEX_FILE", "../index")
    monkeypatch.chdir(repo.root)

    assert staged(discover(".")) == ("b.yaml",)
