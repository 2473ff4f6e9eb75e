"""Files named one by one, outside of any repository."""

import os
from pathlib import Path

import pytest

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.files import Files
from support.repository import contents, problem_at, scratch


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in {"b.yaml": "2", "a.yaml": "1", "sub/c.yaml": "3", "a/d.yaml": "4"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_gives_all_files_below_it_in_order(folder: Path):
    files = Files(["."])

    assert list(contents(files).items()) == [
        ("a.yaml", b"1"),
        ("a/d.yaml", b"4"),
        ("b.yaml", b"2"),
        ("sub/c.yaml", b"3"),
    ]
    assert (files.source.mode, files.source.root, files.source.head) == ("paths", "", "")


def test_named_files_keep_their_names(folder: Path):
    absolute = str(folder / "b.yaml")

    assert contents(Files(["./a.yaml", absolute, "sub/../a.yaml"])) == {"a.yaml": b"1", absolute: b"2"}


def test_one_file_is_read_by_its_exact_path(folder: Path):
    assert (Files(["sub"]).blob("sub/c.yaml"), Files(["sub"]).blob("a.yaml")) == (b"3", None)


def test_what_is_not_there_is_refused_and_the_others_are_read(folder: Path):
    assert contents(Files(["a.yaml", "gone.yaml", "gone/x.yaml"])) == {
        "a.yaml": b"1",
        "gone.yaml": "not-found",
        "gone/x.yaml": "not-found",
    }


def test_a_file_that_vanishes_after_listing_is_refused(folder: Path):
    files = Files(["."])
    entries = files.entries()
    (folder / "a.yaml").unlink()

    assert [entry.path for entry, content in files.read(entries) if not isinstance(content, bytes)] == ["a.yaml"]


def test_a_name_that_the_system_refuses_is_refused(folder: Path):
    name = "x" * 300 + ".yaml"

    assert contents(Files([name])) == {name: "unreadable"}


def test_links_below_a_folder_are_not_followed(folder: Path):
    (folder / "sub" / "link.yaml").symlink_to("/etc/passwd")
    (folder / "sub" / "inside.yaml").symlink_to("../a.yaml")
    (folder / "sub" / "all").symlink_to("/etc")
    (folder / "sub" / "round").symlink_to("..")
    files = Files(["."])

    assert {path: content for path, content in contents(files).items() if path.startswith("sub/")} == {
        "sub/all": "symlink",
        "sub/c.yaml": b"3",
        "sub/inside.yaml": "symlink",
        "sub/link.yaml": "symlink",
        "sub/round": "symlink",
    }
    assert problem_at(files, "sub/inside.yaml").level == "note"
    assert problem_at(files, "sub/link.yaml").level == "error"


def test_a_link_that_is_named_itself_is_believed(folder: Path):
    (folder / "link.yaml").symlink_to("sub/c.yaml")
    (folder / "linked").symlink_to("sub")

    assert contents(Files(["link.yaml", "linked"])) == {"link.yaml": b"3", "linked/c.yaml": b"3"}


@pytest.mark.parametrize("argument", [".", "x.yaml"])
def test_g13_a_pipe_is_not_opened(folder: Path, argument: str):
    os.mkfifo(folder / "x.yaml")

    assert contents(Files([argument]))["x.yaml"] == "special-file"


def test_the_insides_of_a_repository_are_not_files(folder: Path):
    scratch(folder / "clone").commit({"e.yaml": "5"})

    assert [path for path in contents(Files(["."])) if path.startswith("clone")] == ["clone/e.yaml"]


def test_odd_names_are_kept(folder: Path):
    names = [b"caf\xe9.yaml", b"-rf.yaml", b"a\nb.yaml", b":(exclude)a.yaml"]
    for name in names:
        (folder / os.fsdecode(b"sub/" + name)).write_text("x")

    assert {os.fsencode(path) for path in contents(Files(["sub"]))} == {b"sub/c.yaml"} | {
        b"sub/" + name for name in names
    }


def test_a_folder_that_cannot_be_listed_is_an_error_and_not_empty(folder: Path, monkeypatch: pytest.MonkeyPatch):
    deep = "d" * 250
    for _ in range(17):
        os.mkdir(deep)
        os.chdir(deep)
    monkeypatch.chdir(folder)

    with pytest.raises(GitError, match="cannot be listed"):
        Files([deep]).entries()
