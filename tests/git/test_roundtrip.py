"""Any set of file names comes out of a commit, an index and a work tree as it went in."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roadmap_guard.git.changes import between, staged
from roadmap_guard.git.commit import Commit
from roadmap_guard.git.index import Index
from roadmap_guard.git.names import bytes_of, is_escaping
from roadmap_guard.git.repository import discover
from roadmap_guard.git.worktree import WorkTree
from support.repository import Scratch, contents

ODD = [
    b"caf\xe9.yaml",
    b"a\nb.yaml",
    b"a\tb.yaml",
    b'"quoted".yaml',
    b"back\\slash.yaml",
    b"%0A.yaml",
    b"\x1b[31mred.yaml",
    b"::error::x.yaml",
    b"-rf.yaml",
    b"--output=x.yaml",
    b":(exclude)a.yaml",
    b":!a",
    b"a*.yaml",
    b"[a].yaml",
    b" .yaml",
    b"? x.yaml",
    b"H 100644 x\ty.yaml",
    b"R gone.yaml",
    b"\xff",
    b"\xed\xa0\x80.yaml",
]

pieces = st.binary(min_size=1, max_size=12).map(
    lambda data: data.replace(b"\0", b"0").replace(b"/", b"_")
) | st.sampled_from(ODD)
paths = st.lists(pieces, min_size=1, max_size=3).map(b"/".join).filter(lambda path: not is_escaping(path))


def without_clashes(paths: list[bytes]) -> list[bytes]:
    """The paths, without those that would need another one to be a folder."""
    return [path for path in paths if not any(other.startswith(path + b"/") for other in paths)]


trees = st.dictionaries(paths, st.binary(max_size=20), min_size=1, max_size=8).map(
    lambda files: {path: files[path] for path in without_clashes(list(files))}
)


def on_disk(repo: Scratch, files: Mapping[bytes, bytes]) -> None:
    for entry in repo.root.iterdir():
        if entry.is_dir() and entry.name != ".git":
            shutil.rmtree(entry)
        elif entry.name != ".git":
            entry.unlink()
    for path, content in files.items():
        file = Path(os.fsdecode(os.fsencode(repo.root) + b"/" + path))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@given(trees)
@example(dict.fromkeys(ODD, b"x"))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_g02_g03_any_names_and_contents_survive(repo: Scratch, files: dict[bytes, bytes]):
    on_disk(repo, files)
    repo.git("add", "--all", "--force", ".")
    empty = repo.commit_tree(repo.tree({}))
    commit = repo.commit_tree(repo.git("write-tree"), empty)

    with discover(repo.path) as found:
        expected = dict(sorted(files.items()))

        for snapshot in (Index(found), Commit(found, commit), WorkTree(found)):
            read = contents(snapshot)
            assert [bytes_of(path) for path in read] == list(expected)
            assert list(read.values()) == list(expected.values())
            assert {bytes_of(path): snapshot.blob(path) for path in read} == expected
        assert [bytes_of(path) for path in staged(found)] == list(expected)
        assert [bytes_of(path) for path in between(found, empty, commit).paths] == list(expected)


@pytest.mark.parametrize("name", ODD, ids=ascii)
def test_g02_g03_an_untracked_file_of_an_odd_name_is_read(repo: Scratch, name: bytes):
    on_disk(repo, {name: b"content"})

    assert {bytes_of(path): content for path, content in contents(WorkTree(discover(repo.path))).items()} == {
        name: b"content"
    }
