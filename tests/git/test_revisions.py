"""Which commit a name means."""

from pathlib import Path

import pytest

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.repository import discover
from roadmap_guard.git.revisions import Revision, resolve
from support.repository import Scratch


def resolved(repo: Scratch, text: str) -> Revision:
    return resolve(discover(repo.path), text)


@pytest.fixture
def history(repo: Scratch) -> tuple[Scratch, str, str]:
    """A repository with two commits."""
    return repo, repo.commit({"a.yaml": "1"}), repo.commit({"a.yaml": "2"})


def test_a_branch_is_found_by_its_short_and_its_full_name(history: tuple[Scratch, str, str]):
    repo, _, second = history

    assert resolved(repo, "main") == resolved(repo, "refs/heads/main") == Revision(second, "refs/heads/main")


def test_a_commit_is_found_by_its_whole_and_its_short_id(history: tuple[Scratch, str, str]):
    repo, first, _ = history

    assert resolved(repo, first) == resolved(repo, first[:9]) == Revision(first, "")


@pytest.mark.parametrize("text", ["HEAD~1", "HEAD^", "main~", "main^1", "@~1", "HEAD^{commit}~1^{}", "HEAD@{1}"])
def test_steps_lead_to_an_older_commit(history: tuple[Scratch, str, str], text: str):
    repo, first, _ = history

    assert resolved(repo, text) == Revision(first, "")


@pytest.mark.parametrize("flags", [(), ("-a", "-m", "release")])
def test_a_tag_leads_to_its_commit(history: tuple[Scratch, str, str], flags: tuple[str, ...]):
    repo, first, _ = history
    repo.git("tag", *flags, "v1", first)

    assert resolved(repo, "v1") == Revision(first, "refs/tags/v1")
    assert resolved(repo, "refs/tags/v1~0").oid == first


def test_a_remote_branch_is_found(history: tuple[Scratch, str, str], tmp_path: Path):
    repo, _, second = history
    clone = repo.clone(tmp_path / "clone")

    for text in ("origin/main", "refs/remotes/origin/main"):
        assert resolved(clone, text) == Revision(second, "refs/remotes/origin/main")
    assert resolved(clone, "origin") == Revision(second, "refs/remotes/origin/HEAD")
    assert resolved(clone, "@{upstream}") == resolved(clone, "main@{upstream}") == Revision(second, "")


@pytest.mark.parametrize("name", ["main", "origin/main"])
def test_g45_a_tag_named_like_a_branch_is_ambiguous(history: tuple[Scratch, str, str], tmp_path: Path, name: str):
    repo, first, second = history
    clone = repo.clone(tmp_path / "clone")
    clone.git("tag", name, first)
    branch = f"refs/heads/{name}" if name == "main" else f"refs/remotes/{name}"

    for text in (name, f"{name}~0", f"{name}@{{0}}"):
        with pytest.raises(GitError, match=f"{name} is ambiguous: {branch} and refs/tags/{name}"):
            resolved(clone, text)
    assert resolved(clone, branch).oid == second
    assert resolved(clone, f"refs/tags/{name}").oid == first


def test_g45_a_tag_named_like_a_missing_full_ref_is_not_taken_for_it(history: tuple[Scratch, str, str]):
    repo, first, _ = history
    repo.git("update-ref", "refs/tags/refs/heads/release", first)

    with pytest.raises(GitError, match="refs/heads/release: no branch, tag or commit"):
        resolved(repo, "refs/heads/release")


def test_g46_a_branch_named_head_is_not_head(history: tuple[Scratch, str, str]):
    repo, first, second = history
    repo.git("update-ref", "refs/heads/HEAD", first)
    repo.git("update-ref", "refs/tags/HEAD", first)

    assert resolved(repo, "HEAD").oid == second


def test_g46_a_branch_named_like_an_id_is_not_taken_for_the_commit(history: tuple[Scratch, str, str]):
    repo, first, second = history
    repo.git("update-ref", f"refs/heads/{second}", first)

    assert resolved(repo, second) == Revision(second, "")


def test_g46_a_short_id_that_is_a_branch_too_means_the_branch_as_git_has_it(history: tuple[Scratch, str, str]):
    repo, first, second = history
    repo.git("update-ref", f"refs/heads/{second[:8]}", first)

    assert resolved(repo, second[:8]) == Revision(first, f"refs/heads/{second[:8]}")


def test_a_name_that_is_nearly_right_is_met_with_the_right_one(history: tuple[Scratch, str, str]):
    repo, _, _ = history

    with pytest.raises(GitError, match="mian: no branch, tag or commit of this name") as raised:
        resolved(repo, "mian")
    assert raised.value.remedy == "Did you mean main?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a b",
        "HEAD:a.yaml",
        ":/change",
        "main^{/change}",
        "main^{tree}",
        "main\nmain",
        "a*",
        "..",
        "main..HEAD",
        "--all",
        "-q",
        "HEAD~\u0663",
        "main\0",
        "\udcff",
    ],
)
def test_what_is_no_name_of_a_commit_is_refused(history: tuple[Scratch, str, str], text: str):
    repo, _, _ = history

    with pytest.raises(GitError, match=r"not the name of a commit|no branch, tag or commit"):
        resolved(repo, text)


@pytest.mark.parametrize("text", ["HEAD~9", "1234567", "0" * 40, "FETCH_HEAD", "main@{upstream}"])
def test_what_names_no_commit_here_is_refused(history: tuple[Scratch, str, str], text: str):
    repo, _, _ = history

    with pytest.raises(GitError, match="names no commit"):
        resolved(repo, text)


def test_a_tag_of_a_file_is_no_commit(history: tuple[Scratch, str, str]):
    repo, _, _ = history
    repo.git("tag", "file", "HEAD:a.yaml")

    with pytest.raises(GitError, match="file names no commit"):
        resolved(repo, "file")


def test_g28_head_before_the_first_commit_is_explained(repo: Scratch):
    with pytest.raises(GitError, match="nothing is committed yet"):
        resolved(repo, "HEAD")


def test_a_shallow_clone_asks_for_more_history(history: tuple[Scratch, str, str], tmp_path: Path):
    repo, _, _ = history
    shallow = repo.clone(tmp_path / "shallow", "--depth=1")

    with pytest.raises(GitError, match="HEAD~1 names no commit") as raised:
        resolved(shallow, "HEAD~1")
    assert "fetch-depth: 0" in raised.value.remedy


def test_merge_head_and_its_like_are_found(history: tuple[Scratch, str, str]):
    repo, first, _ = history
    repo.git("update-ref", "ORIG_HEAD", first)

    assert resolved(repo, "ORIG_HEAD") == Revision(first, "")
