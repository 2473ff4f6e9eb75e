"""A damaged index is an error, and never taken for an empty or a shorter one."""

from pathlib import Path

import pytest

from roadmap_guard.git.changes import staged
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import Repository, discover
from roadmap_guard.git.worktree import WorkTree
from support.repository import Scratch, contents, scratch


@pytest.fixture
def three(repo: Scratch) -> tuple[Path, Repository]:
    """The index of a repository with three files, of which one was never on disk."""
    repo.stage({"a.yaml": "1", "b.yaml": "2"})
    repo.index_paths({b"c.yaml": "3"})
    return repo.root / ".git" / "index", discover(repo.path)


@pytest.mark.parametrize("part", [0.0, 0.05, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.99])
@pytest.mark.parametrize("read", [lambda it: Index(it).entries(), lambda it: WorkTree(it).entries(), staged])
def test_g53_an_index_cut_short_is_refused(three: tuple[Path, Repository], part: float, read):
    index, repository = three
    whole = index.read_bytes()
    index.write_bytes(whole[: int(len(whole) * part)])

    with pytest.raises(GitError, match="index"):
        read(repository)


def test_g53_an_index_cut_anywhere_gives_no_entry_that_was_not_there(three: tuple[Path, Repository]):
    index, repository = three
    whole = index.read_bytes()

    for length in range(1, len(whole), 7):
        index.write_bytes(whole[:length])
        with pytest.raises(GitError, match="index"):
            Index(repository).entries()


def test_g53_a_flipped_bit_is_refused(three: tuple[Path, Repository]):
    index, repository = three
    data = bytearray(index.read_bytes())
    data[data.index(b"b.yaml")] ^= 2
    index.write_bytes(data)

    with pytest.raises(GitError, match="its checksum does not fit") as raised:
        Index(repository).entries()
    assert "git reset" in raised.value.remedy


def test_an_index_without_checksum_is_read(three: tuple[Path, Repository]):
    index, repository = three
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))

    assert list(contents(Index(repository))) == ["a.yaml", "b.yaml", "c.yaml"]


def test_the_checksum_of_a_sha256_repository_is_known(tmp_path: Path):
    repo = scratch(tmp_path / "repo", "--object-format=sha256")
    repo.stage({"a.yaml": "1"})

    assert contents(Index(discover(repo.path))) == {"a.yaml": b"1"}
