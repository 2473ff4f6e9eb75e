import errno
import os
import subprocess
import sys

import pytest

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing

STDOUT = "import sys; from roadmap_guard.report import writing; writing.to_stdout(b'x' * 100_000)"


def test_a_report_file_is_replaced_as_a_whole(tmp_path):
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    writing.to_file(str(path), b"new\r\n\xff")
    assert path.read_bytes() == b"new\r\n\xff"
    assert os.listdir(tmp_path) == ["report.json"]


def test_a_new_report_file_has_the_rights_that_the_user_s_mask_allows(tmp_path):
    path = tmp_path / "report.json"
    writing.to_file(str(path), b"new")
    other = tmp_path / "other"
    other.touch()
    assert path.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("dangling", [True, False])
def test_a_symbolic_link_is_refused_and_its_target_unchanged(tmp_path, dangling):
    target = tmp_path / "target"
    if not dangling:
        target.write_bytes(b"precious")
    (tmp_path / "report.json").symlink_to(target)
    with pytest.raises(CannotCheckError, match="symbolic link"):
        writing.to_file(str(tmp_path / "report.json"), b"new")
    assert target.exists() is not dangling
    assert dangling or target.read_bytes() == b"precious"


@pytest.mark.parametrize("path", [".git/config", ".git/hooks/pre-commit", "sub/.GIT/config", "link/config"])
def test_a_file_inside_a_git_folder_is_refused(tmp_path, path):
    for folder in (".git/hooks", "sub/.GIT"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / ".git")
    with pytest.raises(CannotCheckError, match=r"\.git folder"):
        writing.to_file(str(tmp_path / path), b"new")
    assert not (tmp_path / path).exists()


def test_a_folder_inside_a_git_folder_is_not_made(tmp_path):
    (tmp_path / ".git").mkdir()

    with pytest.raises(CannotCheckError, match=r"\.git folder"):
        writing.make_folder(str(tmp_path / ".git" / "audit"))

    assert list((tmp_path / ".git").iterdir()) == []


def test_a_folder_is_made_with_those_around_it(tmp_path):
    writing.make_folder(str(tmp_path / "a" / "b"))
    writing.make_folder(str(tmp_path / "a" / "b"))

    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "a").write_text("")

    with pytest.raises(CannotCheckError, match="could not be made"):
        writing.make_folder(str(tmp_path / "a" / "b"))


def test_a_file_whose_name_only_resembles_a_git_folder_is_written(tmp_path):
    writing.to_file(str(tmp_path / ".gitlab-report.json"), b"new")
    assert (tmp_path / ".gitlab-report.json").read_bytes() == b"new"


def test_a_special_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(CannotCheckError, match="no ordinary file"):
            writing.to_file(str(path), b"new")


@pytest.mark.parametrize("path", ["missing/report.json", "file/report.json", "nul\0.json"])
def test_a_place_that_cannot_be_written_to_is_named(tmp_path, path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotCheckError, match=r"report"):
        writing.to_file(str(tmp_path / path), b"new")


def test_an_old_report_survives_a_full_disk(tmp_path, monkeypatch):
    path = tmp_path / "report.json"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotCheckError, match="No space left"):
        writing.to_file(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["report.json"]


def test_what_is_added_to_a_file_follows_what_is_there(tmp_path):
    path = tmp_path / "summary.md"
    writing.append(str(path), b"a\n")
    writing.append(str(path), b"b\n")
    assert path.read_bytes() == b"a\nb\n"


def test_nothing_is_added_through_a_symbolic_link(tmp_path):
    (tmp_path / "summary.md").symlink_to(tmp_path / "target")
    with pytest.raises(CannotCheckError, match="symbolic link"):
        writing.append(str(tmp_path / "summary.md"), b"a\n")


def test_standard_output_gets_the_bytes(capfdbinary):
    subprocess.run([sys.executable, "-c", STDOUT], check=True)
    assert capfdbinary.readouterr().out == b"x" * 100_000


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_standard_output_is_an_error():
    with open("/dev/full", "wb") as full:
        run = subprocess.run([sys.executable, "-c", STDOUT], stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode != 0
    assert b"CannotCheckError" in run.stderr


def test_a_closed_standard_output_is_an_error():
    run = subprocess.run(
        ["/bin/sh", "-c", '"$0" -c "$1" >&-', sys.executable, STDOUT], stderr=subprocess.PIPE, check=False
    )
    assert run.returncode != 0
    assert b"CannotCheckError" in run.stderr


def test_a_reader_that_goes_away_is_told_apart():
    reading, end = os.pipe()
    os.close(reading)
    with os.fdopen(end, "wb") as broken:
        run = subprocess.run([sys.executable, "-c", STDOUT], stdout=broken, stderr=subprocess.PIPE, check=False)
    assert b"BrokenPipeError" in run.stderr


def test_words_of_a_command_are_lines_without_anything_that_a_terminal_obeys(capfdbinary):
    writing.say(["one", "\x1b[31mtwo\n\udcff"])
    assert capfdbinary.readouterr().out == b"one\n\\x1b[31mtwo\\n\\xff\n"
