"""Reading files of the file system while someone else rearranges them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_guard.git.disk import Disk, Link, beginning_of
from roadmap_guard.git.errors import GitError
from roadmap_guard.model.document import Problem


def swap_during(monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[], object]) -> None:
    """Runs `change` once, right before the next call of the function `name` of `os` by the reader."""
    real = getattr(os, name)
    pending = [change]

    def swapped(*args, **kwargs):
        if pending:
            pending.pop()()
        return real(*args, **kwargs)

    monkeypatch.setattr(os, name, swapped)


def code_of(found: object) -> str:
    assert isinstance(found, Problem)
    return found.code


def test_neighbours_and_strangers_are_read_in_any_order(tmp_path: Path):
    paths = ["a.yaml", "d/b.yaml", "d/c.yaml", "d/e/f.yaml", "g/h.yaml"]
    for path in paths:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(path)

    with Disk(str(tmp_path), 100) as disk:
        for path in [*paths, *reversed(paths), *paths[::2]]:
            assert disk.read(path.encode()) == path.encode()
            assert disk.read(b"d/gone/x") is None


def test_nothing_is_left_open(tmp_path: Path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.yaml").write_text("x")
    before = set(os.listdir("/dev/fd"))

    with Disk(str(tmp_path), 100) as disk:
        for path in (b"d/a.yaml", b"gone/a.yaml", b"d/gone", b"d/a.yaml/x", b"d", b"d/a.yaml"):
            disk.read(path)

    assert set(os.listdir("/dev/fd")) == before


@pytest.mark.parametrize("path", [b"../secret", b"d/../../secret", b"/etc/passwd", b"", b".", b"d//a"])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: bytes):
    (tmp_path / "secret").write_text("x")
    (tmp_path / "root" / "d").mkdir(parents=True)

    with Disk(str(tmp_path / "root"), 100) as disk:
        assert code_of(disk.read(path)) == "bad-tree"


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path):
    with Disk(str(tmp_path / "gone"), 100) as disk:
        assert disk.read(b"a.yaml") is None


def test_the_target_of_a_link_is_told_and_not_read(tmp_path: Path):
    (tmp_path / "link").symlink_to("/etc/passwd")

    with Disk(str(tmp_path), 100) as disk:
        assert disk.read(b"link") == Link("/etc/passwd")


@pytest.mark.parametrize("content", ["", "shorter", "longer than it was", "as long"])
def test_g14_a_file_rewritten_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
):
    file = tmp_path / "a.yaml"
    file.write_text("as it w")
    os.utime(file, (1, 1))
    swap_during(monkeypatch, "read", lambda: file.write_text(content))

    with Disk(str(tmp_path), 100) as disk:
        assert code_of(disk.read(b"a.yaml")) == "changed-during-read"


def test_g14_a_file_removed_while_it_is_read_was_still_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.yaml").write_text("whole")
    swap_during(monkeypatch, "read", (tmp_path / "a.yaml").unlink)

    with Disk(str(tmp_path), 100) as disk:
        assert disk.read(b"a.yaml") == b"whole"


def test_g14_a_file_that_is_gone_before_it_is_opened_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.yaml").write_text("x")

    with Disk(str(tmp_path), 100) as disk:
        assert disk.read(b"a.yaml") == b"x"
        swap_during(monkeypatch, "open", (tmp_path / "a.yaml").unlink)
        assert disk.read(b"a.yaml") is None


@pytest.mark.parametrize("by", ["link", "pipe", "another file"])
def test_g12_g13_a_file_replaced_before_it_is_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
):
    file = tmp_path / "a.yaml"
    file.write_text("x")
    (tmp_path / "other").write_text("x")

    def replace() -> None:
        if by == "another file":
            (tmp_path / "other").rename(file)
        else:
            file.unlink()
            file.symlink_to("/etc/passwd") if by == "link" else os.mkfifo(file)

    with Disk(str(tmp_path), 100) as disk:
        disk.read(b"other")
        swap_during(monkeypatch, "open", replace)
        assert code_of(disk.read(b"a.yaml")) == "changed-during-read"


def test_g12_a_folder_replaced_by_a_link_before_it_is_opened_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "d").mkdir()
    (tmp_path / "a.yaml").write_text("x")

    def replace() -> None:
        (tmp_path / "d").rmdir()
        (tmp_path / "d").symlink_to("/etc")

    with Disk(str(tmp_path), 100) as disk:
        disk.read(b"a.yaml")
        swap_during(monkeypatch, "open", replace)
        assert code_of(disk.read(b"d/passwd")) == "symlink"


def test_a_system_that_cannot_open_relative_to_a_folder_is_told_what_it_can_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(os, "supports_dir_fd", set())

    with pytest.raises(GitError, match="cannot read a work tree") as raised:
        Disk(str(tmp_path), 100)
    assert "--head HEAD" in raised.value.remedy


def test_a_file_of_gits_own_is_read_up_to_a_limit_and_a_pipe_is_not(tmp_path: Path):
    (tmp_path / "HEAD").write_text("ref: refs/heads/main")
    os.mkfifo(tmp_path / "pipe")

    assert beginning_of(str(tmp_path / "HEAD"), 4) == b"ref:"
    assert [beginning_of(str(tmp_path / name), 4) for name in (".", "pipe", "gone", "HEAD/x")] == [None] * 4
    with pytest.raises(GitError, match="cannot be read: File name too long"):
        beginning_of(str(tmp_path / ("x" * 300)), 4)
