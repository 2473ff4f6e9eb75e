"""The hooks as pre-commit runs them: real commits, merges and pushes, refused until they are mended.

The hooks' repository is made from the project's manifest. Only how the program gets there is changed: it is the one that is
installed, since a test must not need a network.
"""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, ROADMAP, SLOTH
from support.repository import GIT, Scratch, scratch

ROOT = Path(__file__).parents[2]
PROGRAM = f"{shlex.quote(sys.executable)} -I -m roadmap_guard"


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A configuration for pre-commit that takes both hooks from a repository of their own."""
    made = scratch(tmp_path_factory.mktemp("hooks") / "hooks")
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    for hook in manifest:
        hook["language"] = "unsupported"
        hook["entry"] = hook["entry"].replace("roadmap-guard", PROGRAM, 1)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    made.stage({".pre-commit-hooks.yaml": yaml.safe_dump(manifest)})
    made.git(*identity, "commit", "-q", "-m", "hooks")
    chosen = [{"id": hook["id"]} for hook in manifest]
    stages = ["pre-commit", "pre-merge-commit", "pre-push"]
    return yaml.safe_dump(
        {
            "default_install_hook_types": stages,
            "repos": [{"repo": made.path, "rev": made.head, "hooks": chosen}],
        }
    )


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it cloned."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def fresh(tmp_path: Path, hooks: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A repository with the hooks installed and nothing committed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(cache))
    made = scratch(tmp_path / "repository")
    made.stage({".pre-commit-config.yaml": hooks})
    subprocess.run(
        [sys.executable, "-I", "-m", "pre_commit", "install"], cwd=made.root, check=True, capture_output=True
    )
    return made


@pytest.fixture
def repository(fresh: Scratch) -> Scratch:
    """The same with a first commit."""
    unchecked(fresh, {"slo.yaml": SLOTH, "roadmap.yaml": ROADMAP})
    return fresh


def unchecked(repository: Scratch, files: dict[str, str]) -> None:
    """A commit that no hook sees."""
    repository.stage(files)
    repository.git("commit", "-q", "--no-verify", "-m", "unchecked")


def attempt(repository: Scratch, *arguments: str) -> tuple[int, str]:
    """What becomes of a git command that runs hooks: its exit code, and all that it says."""
    done = subprocess.run(
        [GIT, *arguments], cwd=repository.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def assert_refused(repository: Scratch, path: str, *arguments: str) -> None:
    before = head(repository)
    code, said = attempt(repository, *arguments)

    assert code == 1
    assert f"{path}:8:16: error [{LOW_TARGET}]" in said
    assert "Traceback" not in said
    assert head(repository) == before


def assert_accepted(repository: Scratch, *arguments: str) -> str:
    before = head(repository)
    code, said = attempt(repository, *arguments)

    assert code == 0, said
    assert head(repository) != before
    return said


def head(repository: Scratch) -> str:
    """The commit that HEAD stands for, empty before the first."""
    return attempt(repository, "rev-parse", "-q", "--verify", "HEAD")[1]


def test_a_commit_is_refused_until_it_is_mended(repository: Scratch):
    repository.stage({"slo.yaml": LOW_SLOTH})
    assert_refused(repository, "slo.yaml", "commit", "-m", "lower")

    repository.stage({"slo.yaml": SLOTH + "# mended\n"})
    assert "(changed files)" in assert_accepted(repository, "commit", "-m", "keep")


def test_the_first_commit_is_checked(fresh: Scratch):
    fresh.stage({"slo.yaml": LOW_SLOTH})
    assert_refused(fresh, "slo.yaml", "commit", "-m", "first")

    fresh.stage({"slo.yaml": SLOTH})
    assert_accepted(fresh, "commit", "-m", "first")


def test_commit_all_checks_what_was_not_staged(repository: Scratch):
    repository.write({"slo.yaml": LOW_SLOTH})

    assert_refused(repository, "slo.yaml", "commit", "-a", "-m", "lower")


def test_commit_of_a_path_checks_that_path_and_no_other(repository: Scratch):
    repository.stage({"slo.yaml": LOW_SLOTH})
    repository.write({"roadmap.yaml": ROADMAP + "# edited\n"})

    assert_accepted(repository, "commit", "-m", "edit", "roadmap.yaml")
    assert_refused(repository, "slo.yaml", "commit", "-m", "lower", "slo.yaml")


def test_a_fix_that_is_not_staged_does_not_count(repository: Scratch):
    repository.stage({"slo.yaml": LOW_SLOTH})
    repository.write({"slo.yaml": SLOTH})

    assert_refused(repository, "slo.yaml", "commit", "-m", "lower")


def test_a_fault_that_is_not_staged_does_not_count(repository: Scratch):
    repository.stage({"slo.yaml": SLOTH + "# staged\n"})
    repository.write({"slo.yaml": LOW_SLOTH, "untracked.yaml": LOW_SLOTH})

    assert_accepted(repository, "commit", "-m", "keep")


@pytest.mark.parametrize("name", ["-x.yaml", "a b/c\u00e9.yaml", ":!*.yaml"])
def test_any_name_is_a_name(repository: Scratch, name: str):
    repository.write({name: LOW_SLOTH.replace("checkout", "other")})
    repository.git("--literal-pathspecs", "add", "--", name)

    assert_refused(repository, name, "commit", "-m", "add")


def test_a_commit_that_only_deletes_is_left_to_the_hook_on_the_whole_repository(repository: Scratch):
    repository.git("rm", "-q", "slo.yaml")

    assert "no files to check" in assert_accepted(repository, "commit", "-m", "delete")


def test_a_linked_work_tree_is_checked_as_it_will_be_committed(repository: Scratch, tmp_path: Path):
    repository.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
    linked = Scratch(tmp_path / "linked")
    linked.stage({"slo.yaml": LOW_SLOTH})

    assert_refused(linked, "slo.yaml", "commit", "-m", "lower")


def test_a_merge_is_checked(repository: Scratch):
    repository.git("checkout", "-q", "-b", "side")
    unchecked(repository, {"other.yaml": LOW_SLOTH.replace("checkout", "other")})
    repository.git("checkout", "-q", "main")
    unchecked(repository, {"roadmap.yaml": ROADMAP + "# edited\n"})

    assert_refused(repository, "other.yaml", "merge", "-q", "side")


def test_a_resolved_conflict_is_checked(repository: Scratch):
    repository.git("checkout", "-q", "-b", "side")
    unchecked(repository, {"slo.yaml": SLOTH.replace("99.99", "99.98")})
    repository.git("checkout", "-q", "main")
    unchecked(repository, {"slo.yaml": SLOTH.replace("99.99", "99.97")})
    attempt(repository, "merge", "side")
    repository.stage({"slo.yaml": LOW_SLOTH})
    assert_refused(repository, "slo.yaml", "commit", "-m", "merge")

    repository.stage({"slo.yaml": SLOTH + "# resolved\n"})
    assert_accepted(repository, "commit", "-m", "merge")


def test_a_push_is_refused_until_the_whole_repository_is_mended(repository: Scratch, tmp_path: Path):
    scratch(tmp_path / "server.git", "--bare")
    repository.git("remote", "add", "origin", str(tmp_path / "server.git"))
    unchecked(repository, {"other.yaml": LOW_SLOTH.replace("checkout", "other")})
    assert_refused(repository, "other.yaml", "push", "-q", "origin", "main")

    repository.git("rm", "-q", "other.yaml")
    repository.git("commit", "-q", "--no-verify", "-m", "mend")
    assert attempt(repository, "push", "-q", "origin", "main")[0] == 0


def test_files_out_of_scope_are_passed_over(repository: Scratch):
    config = CONFIG.replace("{}", "{scope: {exclude: [vendor/]}}")

    repository.stage({"roadmap-guard.yaml": config, "vendor/slo.yaml": LOW_SLOTH})
    assert_accepted(repository, "commit", "-m", "vendor")


def test_more_names_than_fit_into_one_call_are_all_checked(repository: Scratch):
    names = [f"{'long-name/' * 20}{number}.yaml" for number in range(700)]
    repository.write(dict.fromkeys(names, "a: 1\n") | {"zz.yaml": LOW_SLOTH.replace("checkout", "other")})
    repository.git("add", "--all")

    assert_refused(repository, "zz.yaml", "commit", "-m", "many")


def test_the_hook_needs_no_home(repository: Scratch, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", os.devnull)
    repository.stage({"slo.yaml": LOW_SLOTH})

    assert_refused(repository, "slo.yaml", "commit", "-m", "lower")
