"""What each commit changed, from real repositories."""

from pathlib import Path

import pytest

from roadmap_guard.git.errors import GitError, ShallowError
from roadmap_guard.git.history import Step, steps
from roadmap_guard.git.repository import discover
from support.repository import Scratch, scratch


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    return scratch(tmp_path / "repo")


def told(repo: Scratch) -> list[tuple[list[str], list[str]]]:
    return [([entry.path for entry in step.entries], list(step.gone)) for step in history(repo)]


def history(repo: Scratch) -> list[Step]:
    with discover(repo.path) as repository:
        return steps(repository, repository.head)


def test_every_commit_is_told_from_the_first_with_who_and_when(repo):
    first = repo.commit({"a.yaml": "1"})
    repo.git("commit", "-q", "--allow-empty", "-m", "nothing")
    repo.stage({"a.yaml": "2"})
    repo.git("commit", "-qm", "x", GIT_AUTHOR_NAME="Zoë\tX", GIT_COMMITTER_DATE="2026-01-01T01:00:00+09:00")

    before, after = history(repo)

    assert (before.oid, before.date, before.author) == (first, "2026-11-02", "A Developer <developer@example.com>")
    assert (after.date, after.author) == ("2025-12-31", "Zoë\tX <developer@example.com>")
    assert [(entry.path, entry.oid) for entry in after.entries] == [("a.yaml", repo.blob("2"))]


def test_a_renamed_file_is_gone_at_one_path_and_there_at_another(repo):
    repo.commit({"a.yaml": "1\n2\n3\n"})
    repo.git("mv", "a.yaml", "b.yaml")
    repo.commit()

    assert told(repo) == [(["a.yaml"], []), (["b.yaml"], ["a.yaml"])]


def test_a_merge_counts_once_with_all_that_it_brought(repo):
    repo.commit({"a.yaml": "1"})
    for branch in ("x", "y"):
        repo.git("checkout", "-qb", branch, "main")
        repo.commit({f"{branch}.yaml": "1"})
        repo.commit({f"{branch}.yaml": "2"})
    repo.git("checkout", "-q", "main")
    repo.commit({"a.yaml": "2"})
    repo.git("merge", "-q", "-m", "octopus", "x", "y")

    assert told(repo) == [(["a.yaml"], []), (["a.yaml"], []), (["x.yaml", "y.yaml"], [])]


def test_names_of_any_bytes_are_kept(repo):
    names = [b":100644 x", b"\nline", b"caf\xe9.yaml", b'quote".yaml']
    repo.index_paths(dict.fromkeys(names, "1"))
    repo.commit()

    assert [entry.path.encode("utf-8", "surrogateescape") for entry in history(repo)[0].entries] == sorted(names)


def test_what_is_no_file_says_so(repo):
    repo.link("link.yaml", "a.yaml")
    repo.git("add", "link.yaml")
    repo.commit()

    assert [entry.state for entry in history(repo)[0].entries] == ["symlink"]


def test_a_day_that_no_calendar_has_is_none(repo):
    tree = repo.tree({b"a.yaml": ("100644", repo.blob("1"))})
    text = f"tree {tree}\nauthor A <a> 1 +0000\ncommitter A <a> 99999999999999999 +0000\n\nx\n"
    commit = repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text.encode())

    with discover(repo.path) as repository:
        [step] = steps(repository, commit)

    assert step.date in ("", "1970-01-01")


def test_a_shallow_clone_has_no_history(repo, tmp_path):
    repo.commit({"a.yaml": "1"})
    repo.commit({"a.yaml": "2"})
    clone = repo.clone(tmp_path / "clone", "--depth=1")

    with pytest.raises(ShallowError) as caught:
        history(clone)

    assert "fetch-depth: 0" in caught.value.remedy


def test_a_damaged_history_is_refused(repo):
    first = repo.commit({"a.yaml": "1"})
    repo.commit({"a.yaml": "2"})
    (repo.root / ".git" / "objects" / first[:2] / first[2:]).unlink()

    with pytest.raises(GitError):
        history(repo)


def test_a_line_longer_than_any_pipe_is_read(repo):
    commits = [
        f"commit refs/heads/main\ncommitter A <a> {number} +0000\ndata 1\nx\nM 644 inline f{number % 7}.yaml\n"
        f"data {len(str(number))}\n{number}\n"
        for number in range(3000)
    ]
    repo.git("fast-import", "--quiet", stdin="".join(commits).encode())

    assert len(history(repo)) == 3000
