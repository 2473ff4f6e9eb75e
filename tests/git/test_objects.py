"""Reading objects by id through one long-lived git process."""

import os
from pathlib import Path

import pytest

from roadmap_guard.git import process, snapshot
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.objects import Info
from roadmap_guard.git.repository import Repository, discover
from support.repository import GIT, Scratch, contents, stand_in


@pytest.fixture
def known(repo: Scratch) -> Repository:
    repo.commit({"a.yaml": "1"})
    return discover(repo.path)


def test_kind_and_size_are_told_without_the_content(repo: Scratch, known: Repository):
    blob, tree = repo.blob("1"), repo.git("write-tree")

    assert known.objects.infos([blob, tree, "0" * 40, blob]) == {
        blob: Info(blob, "blob", 1),
        tree: Info(tree, "tree", 34),
        "0" * 40: None,
    }


def test_contents_are_read_by_id_whatever_their_bytes(repo: Scratch, known: Repository):
    wanted = [b"", b"\n", b"\0\n\0", b"x missing\n", b"a" * 100_000]
    oids = [repo.blob(content) for content in wanted]

    assert list(known.objects.contents(oids).values()) == wanted


def test_a_missing_object_is_named_and_the_next_question_answered(repo: Scratch, known: Repository):
    oid = repo.blob("1")

    with pytest.raises(GitError, match=f"object {'0' * 40} is missing"):
        known.objects.contents([oid, "0" * 40, oid])
    assert known.objects.contents([oid]) == {oid: b"1"}


def test_a_closed_reader_starts_again(repo: Scratch, known: Repository):
    oid = repo.blob("1")
    with known:
        known.objects.contents([oid])

    assert known.objects.contents([oid]) == {oid: b"1"}
    known.objects.close()
    known.objects.close()


def test_nothing_asked_starts_nothing(known: Repository):
    assert (known.objects.infos([]), known.objects.contents([])) == ({}, {})


def stubbed(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Repository:
    """The repository seen through a git whose `cat-file --batch-command` is the script."""
    whole = f'case "$*" in *--batch-command*) {script};; *) exec {GIT} "$@";; esac'
    monkeypatch.setenv("PATH", stand_in(tmp_path / "bin", whole), prepend=os.pathsep)
    return discover(repo.path)


@pytest.mark.parametrize(
    "script",
    [
        "exit 1",
        "echo garbage",
        "read line; echo",
        "read line; echo a b c d",
        "read line; printf '%s blob 99\\nshort' ${line#* }",
    ],
)
def test_a_git_that_answers_nonsense_is_an_error(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
):
    oid = repo.blob("1")
    known = stubbed(repo, tmp_path, monkeypatch, script)

    with pytest.raises(GitError, match=oid):
        known.objects.contents([oid])


def test_a_git_that_does_not_answer_is_ended(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    repo.commit({"a.yaml": "1"})
    monkeypatch.setattr(process, "SECONDS", 0.2)
    known = stubbed(repo, tmp_path, monkeypatch, "exec sleep 60")

    with pytest.raises(GitError, match="git cat-file took longer than"):
        known.objects.contents([repo.blob("1")])


def questions_of(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Repository, Path]:
    """The repository, and a file that will hold a line `start` for each git that reads objects and all that it is asked."""
    log = tmp_path / "questions"
    return stubbed(repo, tmp_path, monkeypatch, f'echo start >> {log}; tee -a {log} | {GIT} "$@"'), log


def test_a_huge_object_is_refused_without_being_asked_for(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.commit({"big.yaml": "x" * 2_000_000, "small.yaml": "1"})
    known, log = questions_of(repo, tmp_path, monkeypatch)

    assert contents(Commit(known, "HEAD")) == {"big.yaml": "file-too-large", "small.yaml": b"1"}
    oid = repo.git("rev-parse", "HEAD:big.yaml")
    assert f"info {oid}" in log.read_text()
    assert f"contents {oid}" not in log.read_text()


def test_no_more_is_held_in_memory_at_once_than_fits(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    repo.commit({f"{number}.yaml": f"{number}" * 60 for number in range(5)})
    monkeypatch.setattr(snapshot, "_BATCH_BYTES", 100)
    known, log = questions_of(repo, tmp_path, monkeypatch)
    commit = Commit(known, "HEAD")
    commit.entries()
    log.write_text("")

    assert list(contents(commit).values()) == [f"{number}".encode() * 60 for number in range(5)]
    rounds = log.read_text().split("flush\n")
    assert [questions.count("contents") for questions in rounds] == [0, 2, 2, 1, 0]


def test_a_child_process_reads_through_a_git_of_its_own(repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    oid = repo.blob("1")
    known, log = questions_of(repo, tmp_path, monkeypatch)
    assert known.objects.contents([oid]) == {oid: b"1"}

    child = os.fork()
    if child == 0:
        os._exit(0 if known.objects.contents([oid]) == {oid: b"1"} else 1)

    assert os.waitpid(child, 0)[1] == 0
    assert known.objects.contents([oid]) == {oid: b"1"}
    assert log.read_text().count("start") == 2
