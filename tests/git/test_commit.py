"""The files of a commit, read without a checkout."""

from pathlib import Path

import pytest

from roadmap_guard.git.commit import Commit
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.repository import discover
from support.repository import Scratch, contents, problem_at, scratch


def commit_of(repo: Scratch, revision: str = "HEAD") -> Commit:
    return Commit(discover(repo.path), revision)


def test_a_commit_is_read_whatever_the_work_tree_holds(repo: Scratch):
    first = repo.commit({"a.yaml": "1", "b/c.yaml": "2"})
    repo.commit({"a.yaml": "later"})
    repo.write({"a.yaml": "edited", "new.yaml": "3"})

    assert contents(commit_of(repo, first)) == {"a.yaml": b"1", "b/c.yaml": b"2"}


def test_the_whole_commit_is_read_from_a_folder_below_the_root(repo: Scratch):
    repo.commit({"a.yaml": "1", "b/c.yaml": "2"})

    assert contents(Commit(discover(str(repo.root / "b")), "HEAD")) == {"a.yaml": b"1", "b/c.yaml": b"2"}


def test_an_empty_commit_has_no_files(repo: Scratch):
    repo.commit()

    assert commit_of(repo).entries() == []


def test_the_source_names_the_commit_the_ref_and_the_day_in_utc(repo: Scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-01T23:30:00-05:00")
    head = repo.commit({"a.yaml": "1"})

    source = commit_of(repo, "main").source

    assert (source.mode, source.root, source.head, source.ref) == ("commit", repo.path, head, "refs/heads/main")
    assert source.head_date == "2026-03-02"


@pytest.mark.parametrize(
    ("committer", "day"),
    [
        ("A <a@b> 0 +0000", "1970-01-01"),
        ("A <a@b> 4102444800 +1400", "2100-01-01"),
        ("A <a@b> 99999999999 +0000", "5138-11-16"),
        ("A <a@b> 999999999999999999 +0000", ""),
        ("A <a@b>", ""),
    ],
)
def test_the_day_of_a_crafted_commit_is_a_day_or_unknown(repo: Scratch, committer: str, day: str):
    text = (
        f"tree {repo.git('write-tree')}\nauthor A <a@b> 1 +0000\ncommitter {committer}\n\ncommitter A <a@b> 1 +0000\n"
    )
    oid = repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=text.encode())

    assert commit_of(repo, oid).source.head_date == day


def test_a_file_of_the_same_content_is_read_under_each_of_its_names(repo: Scratch):
    repo.commit({f"{number}.yaml": "same" for number in range(20)})

    assert set(contents(commit_of(repo)).values()) == {b"same"}


def test_more_files_than_fit_into_one_batch_are_read_in_order(repo: Scratch):
    repo.index_paths({b"0": "x"})
    oids = {number: repo.blob(str(number)) for number in range(3)}
    rows = [f"100644 {oids[number % 3]}\t{number:05}.yaml\n" for number in range(3000)]
    repo.git("update-index", "--index-info", stdin="".join(rows).encode())
    repo.commit()
    commit = commit_of(repo)

    read = [(entry.path, content) for entry, content in commit.read(commit.entries()[1:])]

    assert read == [(f"{number:05}.yaml", str(number % 3).encode()) for number in range(3000)]


def test_questions_may_be_mixed(repo: Scratch):
    repo.commit({"a.yaml": "1", "b.yaml": "2"})
    commit = commit_of(repo)

    for entry, content in commit.read(commit.entries()):
        assert commit.blob(entry.path) == content
        break

    assert contents(commit) == {"a.yaml": b"1", "b.yaml": b"2"}


def test_g07_a_path_of_two_thousand_levels_is_read(repo: Scratch):
    path = "d/" * 1999 + "f.yaml"
    repo.index_paths({path.encode(): "deep"})
    commit = commit_of(repo, repo.commit_tree(repo.git("write-tree")))

    assert contents(commit) == {path: b"deep"}


@pytest.mark.parametrize("name", [b"..", b".", b".git", b".GIT", b"../escape.yaml", b".git/hooks/pre-commit"])
def test_g08_a_crafted_entry_is_refused_and_the_others_are_read(repo: Scratch, name: bytes):
    blob = repo.blob("1")
    tree = repo.tree({name: ("100644", blob), b"good.yaml": ("100644", blob)})

    assert contents(commit_of(repo, repo.commit_tree(tree))) == {name.decode(): "bad-tree", "good.yaml": b"1"}


def test_g08_a_crafted_folder_is_refused_with_all_that_it_holds(repo: Scratch):
    inner = repo.tree({b"x.yaml": ("100644", repo.blob("1"))})
    tree = repo.tree({b"..": ("40000", inner)})

    assert contents(commit_of(repo, repo.commit_tree(tree))) == {"../x.yaml": "bad-tree"}


def test_g08_an_entry_without_a_name_is_refused(repo: Scratch):
    tree = repo.tree({b"": ("100644", repo.blob("1"))})

    with pytest.raises(GitError, match="empty filename in tree entry"):
        commit_of(repo, repo.commit_tree(tree)).entries()


def test_g08_a_file_whose_object_is_no_file_is_refused(repo: Scratch):
    tree = repo.tree({b"x.yaml": ("100644", repo.git("write-tree")), b"y.yaml": ("100644", repo.blob("1"))})

    assert contents(commit_of(repo, repo.commit_tree(tree))) == {"x.yaml": "bad-tree", "y.yaml": b"1"}


@pytest.mark.parametrize("target", ["/etc/passwd", "../../..", "gone.yaml", "link.yaml", "folder", "a.yaml/", "", "."])
def test_g09_a_link_that_leads_to_no_file_is_refused(repo: Scratch, target: str):
    repo.index_paths({b"a.yaml": "1", b"folder/b.yaml": "2"})
    repo.index_paths({b"link.yaml": target}, mode="120000")
    repo.commit()

    problem = problem_at(commit_of(repo), "link.yaml")

    assert (problem.code, problem.level, problem.refuses) == ("symlink", "error", True)


@pytest.mark.parametrize("target", ["../a.yaml", "./../docs/./../a.yaml"])
def test_g10_a_link_to_a_file_of_the_commit_is_noted(repo: Scratch, target: str):
    repo.index_paths({b"a.yaml": "1"})
    repo.index_paths({b"docs/link.yaml": target}, mode="120000")
    repo.commit()

    problem = problem_at(commit_of(repo), "docs/link.yaml")

    assert (problem.code, problem.level, problem.refuses) == ("symlink", "note", True)


def test_g41_a_partial_clone_fetches_nothing_and_names_the_missing_object(repo: Scratch, tmp_path: Path):
    repo.commit({"a.yaml": "1"})
    repo.git("config", "uploadpack.allowFilter", "true")
    partial = repo.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")

    with pytest.raises(GitError, match=rf"{repo.blob('1')}.* is missing"):
        contents(commit_of(partial))
    assert partial.git("rev-list", "--objects", "--missing=print", "HEAD").count("?") == 1


def object_file(repo: Scratch, oid: str) -> Path:
    return repo.root / ".git" / "objects" / oid[:2] / oid[2:]


def test_g42_a_missing_file_is_named(repo: Scratch):
    repo.commit({"a.yaml": "1", "b.yaml": "2"})
    oid = repo.git("rev-parse", "HEAD:b.yaml")
    object_file(repo, oid).unlink()

    with pytest.raises(GitError, match=rf"{oid} \(b\.yaml\) is missing"):
        contents(commit_of(repo))


def test_g42_a_damaged_file_is_named(repo: Scratch):
    repo.commit({"a.yaml": "1", "b.yaml": "2"})
    oid = repo.git("rev-parse", "HEAD:b.yaml")
    object_file(repo, oid).chmod(0o644)
    object_file(repo, oid).write_bytes(b"garbage")

    with pytest.raises(GitError, match=oid):
        contents(commit_of(repo))


def test_g42_a_missing_folder_is_named(repo: Scratch):
    repo.commit({"docs/a.yaml": "1"})
    oid = repo.git("rev-parse", "HEAD:docs")
    object_file(repo, oid).unlink()

    with pytest.raises(GitError, match=oid):
        contents(commit_of(repo))


def test_g42_a_missing_commit_is_not_taken_for_none(repo: Scratch):
    oid = repo.commit({"docs/a.yaml": "1"})
    object_file(repo, oid).unlink()

    with pytest.raises(GitError, match=r"HEAD names no commit|bad object|not a valid"):
        commit_of(repo)
    with pytest.raises(GitError, match=f"{oid} names no commit in this repository"):
        commit_of(repo, oid)


def test_g43_a_replaced_object_is_read_as_it_was(repo: Scratch):
    repo.commit({"a.yaml": "true"})
    repo.git("replace", repo.blob("true"), repo.blob("forged"))

    assert contents(commit_of(repo)) == {"a.yaml": b"true"}


def test_g44_a_graft_does_not_change_history(repo: Scratch):
    first = repo.commit({"a.yaml": "1"})
    second = repo.commit({"a.yaml": "2"})
    forged = repo.commit_tree(repo.git("write-tree"))
    (repo.root / ".git" / "info").mkdir(exist_ok=True)
    (repo.root / ".git" / "info" / "grafts").write_text(f"{second} {forged}\n")

    assert commit_of(repo, "HEAD~1").source.head == first


def test_g49_a_submodule_is_refused_and_not_looked_up(repo: Scratch):
    repo.stage({"a.yaml": "1"})
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},sub.yaml")
    repo.commit()

    assert contents(commit_of(repo)) == {"a.yaml": b"1", "sub.yaml": "submodule"}


def test_g51_a_commit_is_read_as_it_is_stored(repo: Scratch):
    repo.commit({".gitattributes": "*.yaml text eol=crlf ident filter=lfs\n", "a.yaml": "a: $Id$\n"})

    assert contents(commit_of(repo))["a.yaml"] == b"a: $Id$\n"


def test_g57_attributes_cannot_remove_a_file(repo: Scratch):
    repo.commit({".gitattributes": "*.yaml export-ignore linguist-vendored\n", "a.yaml": "1"})

    assert contents(commit_of(repo))["a.yaml"] == b"1"


@pytest.mark.parametrize("over", [-1, 0, 1])
def test_a_file_at_the_limit_is_read_and_one_above_is_not(tmp_path: Path, over: int):
    repo = scratch(tmp_path / "repo")
    repo.commit({"a.yaml": "x" * (1000 + over)})
    commit = commit_of(repo)

    [(_, content)] = commit.read(commit.entries(), 1000)

    assert isinstance(content, bytes) is (over <= 0)
