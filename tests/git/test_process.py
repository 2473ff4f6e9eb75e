"""Running git: limits, errors and the environment that it sees."""

import os
from pathlib import Path

import pytest

from roadmap_guard.git import process
from roadmap_guard.git.changes import staged
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.index import Index
from roadmap_guard.git.process import Git, safe_environment
from roadmap_guard.git.repository import discover
from roadmap_guard.git.worktree import WorkTree
from support.repository import Scratch, contents, stand_in


def running(tmp_path: Path, script: str) -> Git:
    return Git(stand_in(tmp_path / "bin", script) + "/git", str(tmp_path), safe_environment({}))


def test_output_and_messages_are_kept_apart(tmp_path: Path):
    answer = running(tmp_path, "printf 'a\\0b'; echo 'fatal: no' >&2; exit 3").ask("status")

    assert answer == (3, b"a\0b", "fatal: no\n")


def test_a_command_that_fails_is_told_in_its_own_words(tmp_path: Path):
    with pytest.raises(GitError, match=r"git ls-tree failed: no such tree$"):
        running(tmp_path, "echo 'fatal: no such tree' >&2; exit 128").run("ls-tree", "x")


def test_a_command_that_fails_without_a_word_is_told_by_its_code(tmp_path: Path):
    with pytest.raises(GitError, match=r"git ls-tree failed: exit code 7$"):
        running(tmp_path, "exit 7").run("ls-tree", "x")


def test_a_program_that_cannot_be_started_is_named(tmp_path: Path):
    with pytest.raises(GitError, match=f"cannot start {tmp_path}/none"):
        Git(f"{tmp_path}/none", str(tmp_path), {}).run("version")


def test_many_messages_do_not_block_a_command(tmp_path: Path):
    assert len(running(tmp_path, "yes warning | head -c 1000000 >&2; echo done").ask("x").messages) == 1_000_000


@pytest.mark.parametrize("stream", [1, 2])
def test_a_command_that_says_too_much_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stream: int):
    monkeypatch.setattr(process, "OUTPUT_BYTES", 1_000_000)

    with pytest.raises(GitError, match="git ls-files said more than 1000000 bytes"):
        running(tmp_path, f"exec yes >&{stream}").ask("ls-files")


def test_a_command_may_say_as_much_as_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "OUTPUT_BYTES", 1_000_000)

    assert len(running(tmp_path, "yes | head -c 1000000").run("ls-files")) == 1_000_000


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "SECONDS", 0.2)

    with pytest.raises(GitError, match="git ls-files took longer than"):
        running(tmp_path, "exec sleep 60").ask("ls-files")


def test_variables_that_change_what_git_reads_do_not_reach_it(
    repo: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    repo.commit({"a.yaml": "1"})
    marker = tmp_path / "marker"
    for name, value in {
        "GIT_EXTERNAL_DIFF": f"touch {marker}",
        "GIT_EXEC_PATH": str(tmp_path),
        "GIT_NAMESPACE": "other",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.worktree",
        "GIT_CONFIG_VALUE_0": "/etc",
        "GIT_CONFIG_PARAMETERS": "'core.worktree=/etc'",
        "GIT_LITERAL_PATHSPECS": "0",
        "GIT_TRACE": "1",
        "GIT_CEILING_DIRECTORIES": str(tmp_path),
        "LC_ALL": "de_DE.UTF-8",
        "LANGUAGE": "de",
    }.items():
        monkeypatch.setenv(name, value)

    assert contents(Commit(discover(f"{repo.path}"), "HEAD")) == {"a.yaml": b"1"}
    assert not marker.exists()


def test_what_the_user_ignores_is_checked_all_the_same(repo: Scratch, tmp_path: Path):
    repo.write({"a.yaml": "1", "b.yaml": "2"})
    home = Path(os.environ["HOME"])
    (home / ".config" / "git").mkdir(parents=True)
    (home / ".config" / "git" / "ignore").write_text("a.yaml\n")
    (tmp_path / "ignore").write_text("b.yaml\n")
    repo.git("config", "--global", "core.excludesFile", str(tmp_path / "ignore"))

    assert contents(WorkTree(discover(repo.path))) == {"a.yaml": b"1", "b.yaml": b"2"}


def test_the_environment_of_git_is_an_allow_list(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setenv("GIT_DIR", "/elsewhere")

    seen = safe_environment({"GIT_INDEX_FILE": "/index"})

    assert {name for name in seen if not name.startswith("GIT_")} <= {"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "LANG"}
    assert "GIT_DIR" not in seen
    assert seen["GIT_INDEX_FILE"] == "/index"


def test_reading_writes_nothing_into_the_repository(repo: Scratch):
    repo.commit({"a.yaml": "1", "b.yaml": "2"})
    repo.stage({"a.yaml": "2"})
    os.utime(repo.root / "b.yaml", (1, 1))
    before = {path: path.stat().st_mtime_ns for path in repo.root.rglob("*")}

    with discover(repo.path) as found:
        for snapshot in (WorkTree(found), Index(found)):
            contents(snapshot)
        staged(found)

    assert {path: path.stat().st_mtime_ns for path in repo.root.rglob("*")} == before
