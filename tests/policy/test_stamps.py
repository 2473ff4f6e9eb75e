"""A pack that was found sound is not checked again, and a stamp is never trusted further than that."""

from pathlib import Path

import pytest

from roadmap_guard.policy import stamps
from roadmap_guard.policy.checking import Known
from roadmap_guard.policy.functions import FUNCTIONS, FunctionSpec
from support.policies import RULE, changed, files, load

KNOWN = Known(FUNCTIONS, (), ("soc2:A1.1",), ())
BROKEN = changed(RULE, "object.target >=", "object.trget >=")


def check(rule: str, folder: Path, known: Known = KNOWN) -> int:
    return len(stamps.checked(load(rule), files(rule), known, str(folder)))


def test_a_sound_pack_leaves_a_stamp_and_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(RULE, tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(stamps, "check_pack", lambda *_: pytest.fail("checked again"))
    assert check(RULE, tmp_path) == 0


def test_a_pack_with_a_fault_leaves_no_stamp(tmp_path: Path) -> None:
    assert check(BROKEN, tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
    assert check(BROKEN, tmp_path) == 1


def test_a_stamp_holds_for_exactly_the_pack_and_names_it_was_left_for(tmp_path: Path) -> None:
    assert check(RULE, tmp_path) == 0
    assert check(BROKEN, tmp_path) == 1
    assert check(RULE, tmp_path, KNOWN._replace(controls=())) == 1
    other = FunctionSpec("percent", ("string",), "string", str, "Another.")
    assert check(RULE, tmp_path, KNOWN._replace(functions=(other,))) == 2


@pytest.mark.parametrize("obstacle", ["file", "missing"])
def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(tmp_path: Path, obstacle: str) -> None:
    folder = tmp_path / "cache"
    if obstacle == "file":
        folder.write_bytes(b"")
    assert check(RULE, folder) == 0
    assert check(BROKEN, folder) == 1


def test_something_else_in_the_place_of_a_stamp_is_no_stamp(tmp_path: Path) -> None:
    assert check(RULE, tmp_path) == 0
    (stamp,) = tmp_path.iterdir()
    stamp.unlink()
    stamp.mkdir()
    assert check(RULE, tmp_path) == 0


def test_the_cache_lies_where_the_desktop_specification_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert stamps.cache_folder("/repository") == str(tmp_path / "roadmap-guard")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert stamps.cache_folder("/repository") == str(tmp_path / ".cache" / "roadmap-guard")


@pytest.mark.parametrize("home", [".", "~nobody-of-this-name", "/repository", "/repository/home"])
def test_there_is_no_cache_without_a_home_outside_of_the_tree_under_check(
    monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", home)
    assert stamps.cache_folder("/repository") == ""


def test_without_a_cache_every_pack_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(stamps.checked(load(BROKEN), files(BROKEN), KNOWN, "")) == 1
    assert stamps.checked(load(RULE), files(RULE), KNOWN, "") == []
    assert list(tmp_path.iterdir()) == []
