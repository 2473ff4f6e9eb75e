"""The files of the index: what the next commit will hold."""

from roadmap_guard.git.index import Index
from roadmap_guard.git.repository import discover
from roadmap_guard.model.document import Problem
from support.repository import Scratch, contents, problem_at


def index_of(repo: Scratch) -> Index:
    return Index(discover(repo.path))


def test_an_empty_index_has_no_files(repo: Scratch):
    index = index_of(repo)

    assert index.entries() == []
    assert (index.source.mode, index.source.head, index.source.ref) == ("index", "", "refs/heads/main")


def test_the_source_names_commit_day_and_branch(repo: Scratch):
    head = repo.commit({"a.yaml": "1"})

    assert index_of(repo).source._asdict() == {
        "mode": "index",
        "root": repo.path,
        "head": head,
        "base": "",
        "head_date": "2026-11-02",
        "ref": "refs/heads/main",
        "url": "",
        "shallow": False,
        "commit": None,
    }


def test_entries_carry_mode_and_id(repo: Scratch):
    repo.stage({"b.yaml": "1", "a.sh": "2"})
    repo.git("update-index", "--chmod=+x", "a.sh")

    assert [(entry.path, entry.mode, entry.oid) for entry in index_of(repo).entries()] == [
        ("a.sh", 0o100755, repo.blob("2")),
        ("b.yaml", 0o100644, repo.blob("1")),
    ]


def test_one_file_is_read_by_its_exact_path(repo: Scratch):
    repo.stage({"a.yaml": "1", "empty.yaml": ""})
    index = index_of(repo)

    assert (index.blob("a.yaml"), index.blob("empty.yaml"), index.blob("A.yaml")) == (b"1", b"", None)


def test_g28_files_are_read_before_the_first_commit(repo: Scratch):
    repo.stage({"a.yaml": "1"})

    assert contents(index_of(repo)) == {"a.yaml": b"1"}


def test_g35_edits_since_staging_are_not_seen(repo: Scratch):
    repo.stage({"a.yaml": "staged", "b.yaml": "staged"})
    repo.write({"a.yaml": "edited"})
    (repo.root / "b.yaml").unlink()

    assert contents(index_of(repo)) == {"a.yaml": b"staged", "b.yaml": b"staged"}


def test_g36_an_announced_file_is_read_from_the_work_tree_with_a_remark(repo: Scratch):
    repo.write({"announced.yaml": "1", "empty.yaml": ""})
    repo.git("add", "empty.yaml")
    repo.git("add", "--intent-to-add", "announced.yaml")
    repo.write({"empty.yaml": "edited since"})
    index = index_of(repo)

    [(announced, remark), *read] = index.read(index.entries())

    assert isinstance(remark, Problem)
    assert (remark.code, remark.path, remark.level, remark.refuses) == (
        "intent-to-add",
        "announced.yaml",
        "note",
        False,
    )
    assert announced.state == "intent-to-add"
    assert [(entry.path, content) for entry, content in read] == [("announced.yaml", b"1"), ("empty.yaml", b"")]
    assert index.blob("announced.yaml") == b"1"


def test_g36_an_announced_file_that_is_gone_is_refused(repo: Scratch):
    repo.write({"announced.yaml": "1"})
    repo.git("add", "--intent-to-add", "announced.yaml")
    (repo.root / "announced.yaml").unlink()

    assert problem_at(index_of(repo), "announced.yaml").code == "changed-during-read"


def test_g37_an_unmerged_file_is_one_entry_and_refused(repo: Scratch):
    repo.stage({"b.yaml": "1"})
    repo.unmerge("a.yaml")

    assert [(entry.path, entry.state) for entry in index_of(repo).entries()] == [
        ("a.yaml", "unmerged"),
        ("b.yaml", "file"),
    ]
    assert contents(index_of(repo)) == {"a.yaml": "unmerged", "b.yaml": b"1"}


def test_g38_files_that_git_does_not_watch_are_read_from_the_index(repo: Scratch):
    repo.commit({"assumed.yaml": "1", "skipped.yaml": "1"})
    repo.git("update-index", "--assume-unchanged", "assumed.yaml")
    repo.git("update-index", "--skip-worktree", "skipped.yaml")
    repo.write({"assumed.yaml": "hidden", "skipped.yaml": "hidden"})

    assert contents(index_of(repo)) == {"assumed.yaml": b"1", "skipped.yaml": b"1"}


def test_g39_a_sparse_index_is_read_in_full(repo: Scratch):
    repo.commit({"in/a.yaml": "1", "out/deep/b.yaml": "2"})
    repo.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")

    assert contents(index_of(repo)) == {"in/a.yaml": b"1", "out/deep/b.yaml": b"2"}


def test_g52_a_locked_index_is_read(repo: Scratch):
    repo.stage({"a.yaml": "1"})
    (repo.root / ".git" / "index.lock").touch()

    assert contents(index_of(repo)) == {"a.yaml": b"1"}


def test_index_formats_of_all_versions_are_read(repo: Scratch):
    repo.stage({"a.yaml": "1", "a/b.yaml": "2"})
    repo.git("update-index", "--index-version", "4")
    repo.git("update-index", "--split-index")

    assert contents(index_of(repo)) == {"a.yaml": b"1", "a/b.yaml": b"2"}
