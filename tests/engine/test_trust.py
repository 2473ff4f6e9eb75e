"""Policies that the change under check could have brought are not trusted where that is asked for."""

from pathlib import Path

import pytest

from support.files import SLOTH
from support.guard import check
from support.repository import Scratch, scratch


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo.yaml": SLOTH, "roadmap-guard.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {}\n"})
    return made


def trust(repository: Scratch, *arguments: str) -> str:
    return check(repository.root, *arguments).report["policy"]["trust"]


def test_the_report_says_where_the_policies_are_from(repository: Scratch):
    assert trust(repository) == "worktree"
    assert trust(repository, "--staged", "--report", "all") == "index"
    assert trust(repository, "--head", "HEAD") == "head"
    assert trust(repository, "--head", "HEAD", "--base", "HEAD") == "base"


@pytest.mark.parametrize("arguments", [[], ["--staged"], ["--head", "HEAD"]])
def test_what_the_change_could_have_brought_is_refused_where_trust_is_required(
    repository: Scratch, arguments: list[str]
):
    run = check(repository.root, "--require-trusted-policy", *arguments)

    assert run.code == 2
    assert "--base" in run.err


def test_without_a_configuration_the_change_could_have_removed_it(repository: Scratch):
    repository.git("rm", "-q", "roadmap-guard.yaml")

    assert check(repository.root, "--require-trusted-policy").code == 2


def test_policies_of_the_base_are_trusted(repository: Scratch):
    assert check(repository.root, "--require-trusted-policy", "--head", "HEAD", "--base", "HEAD").code == 0


def test_a_digest_vouches_for_policies_wherever_they_are(repository: Scratch):
    digest = check(repository.root).report["policy"]["digest"]

    run = check(repository.root, "--require-trusted-policy", "--policy-digest", digest)

    assert run.code == 0
    assert run.report["policy"]["trust"] == "digest"


def test_another_digest_ends_the_run(repository: Scratch):
    digest = check(repository.root).report["policy"]["digest"]
    repository.write(
        {"roadmap-guard.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {failOn: warning}\n"}
    )

    run = check(repository.root, "--policy-digest", digest)

    assert run.code == 2
    assert digest in run.err


def test_a_branch_is_meant_where_a_tag_has_its_name(repository: Scratch):
    repository.git("tag", "main")

    run = check(repository.root, "--head", "HEAD", "--base", "main")

    assert run.code == 2
    assert "refs/heads/main" in run.err
