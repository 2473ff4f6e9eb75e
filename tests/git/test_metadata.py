"""What an audit trail says about a commit."""

import pytest

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.metadata import commit_info, origin_url
from roadmap_guard.git.repository import discover
from roadmap_guard.model.report import CommitInfo
from support.repository import Scratch, scratch


def test_a_commit_says_who_when_and_what_for(repo: Scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Zoë Writer")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-03-01T23:30:00-05:00")
    oid = repo.commit({"a.yaml": "1"}, "Lower the target\n\nBecause of the move.")
    repo.git("tag", "v1")
    repo.git("tag", "-a", "-m", "release", "audit/2026")
    repo.git("tag", "file", "HEAD:a.yaml")
    repo.commit()
    repo.git("tag", "later")

    assert commit_info(discover(repo.path), oid) == CommitInfo(
        oid=oid,
        author="Zoë Writer <developer@example.com>",
        authored="2026-03-01T23:30:00-05:00",
        committer="A Developer <developer@example.com>",
        committed="2026-11-02T09:00:00+00:00",
        subject="Lower the target",
        tags=("audit/2026", "v1"),
    )


def test_a_commit_of_a_bare_repository_is_read(repo: Scratch, tmp_path):
    oid = repo.commit({"a.yaml": "1"})

    assert commit_info(discover(repo.clone(tmp_path / "bare.git", "--bare").path), oid).oid == oid


def test_no_configuration_is_read_for_a_commit(repo: Scratch, tmp_path):
    (tmp_path / "included").write_text("[core]\n\tworktree = /nowhere\n")
    oid = repo.commit({"a.yaml": "1"})
    repo.git("config", f"includeIf.gitdir:{repo.path}/.git.path", str(tmp_path / "missing"))
    repo.git("config", "includeIf.gitdir:/elsewhere/.path", str(tmp_path / "included"))
    repo.git("config", "user.name", b"J\xf6rg")

    assert commit_info(discover(repo.path), oid).oid == oid


def test_g43_a_replaced_commit_is_read_as_it_was(repo: Scratch):
    oid = repo.commit({"a.yaml": "1"}, "true")
    forged = repo.commit_tree(repo.git("write-tree"))
    repo.git("replace", oid, forged)

    assert commit_info(discover(repo.path), oid).subject == "true"


def test_a_missing_commit_is_named(repo: Scratch):
    repo.commit()

    with pytest.raises(GitError, match="1" * 40):
        commit_info(discover(repo.path), "1" * 40)


def test_g47_a_sha256_repository_is_told_to_be_out_of_reach(tmp_path):
    repo = scratch(tmp_path / "repo", "--object-format=sha256")
    oid = repo.commit()

    with pytest.raises(GitError, match="knows no sha256 repositories"):
        commit_info(discover(repo.path), oid)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://github.com/acme/plans.git", "https://github.com/acme/plans.git"),
        ("https://user:secret@github.com/acme/plans", "https://github.com/acme/plans"),
        ("https://secret@github.com:8443/acme/plans?token=secret#secret", "https://github.com:8443/acme/plans"),
        ("ssh://git:secret@host/acme", "ssh://host/acme"),
        ("git@github.com:acme/plans.git", "git@github.com:acme/plans.git"),
        ("../plans", "../plans"),
        ("/srv/plans.git", ""),
        ("file:///srv/plans.git", ""),
        ("C:\\plans", ""),
        ("http://[secret", ""),
        ("123", "123"),
    ],
)
def test_the_origin_is_named_without_secrets(repo: Scratch, url: str, shown: str):
    repo.git("config", "remote.origin.url", url)

    assert origin_url(discover(repo.path)) == shown


def test_a_configuration_that_is_not_utf_8_names_no_origin(repo: Scratch):
    repo.git("config", "remote.origin.url", "https://example.com/a")
    repo.git("config", "user.name", b"J\xf6rg")

    assert origin_url(discover(repo.path)) == ""


def test_a_repository_without_origin_names_none(repo: Scratch):
    assert origin_url(discover(repo.path)) == ""


def test_g25_what_the_config_includes_is_not_read(repo: Scratch, tmp_path):
    (tmp_path / "included").write_text('[remote "origin"]\n\turl = https://example.com/forged\n')
    repo.git("config", "include.path", str(tmp_path / "included"))

    assert origin_url(discover(repo.path)) == ""
