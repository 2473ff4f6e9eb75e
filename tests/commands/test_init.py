"""`roadmap-guard init`: a configuration that fits, and a pre-commit entry."""

import pytest
import yaml

from support.files import LOW_SLOTH, LOW_TARGET
from support.guard import guard
from support.repository import Scratch

PRE_COMMIT = """\
# our hooks
repos:
  - repo: https://example.com/hooks   # the old ones
    rev: v1
    hooks:
      - id: something
"""


def test_it_writes_a_configuration_that_loads_and_says_what_it_found(repository: Scratch):
    repository.commit({"slo/low.yaml": LOW_SLOTH.replace("checkout", "search")})

    run = guard(repository.root, "init")
    text = (repository.root / "roadmap-guard.yaml").read_text()

    assert run.code == 0
    assert "2 SLO" in run.out
    assert "2 SLO written as sloth" in text
    assert LOW_TARGET in text
    assert yaml.safe_load(text)["spec"]["packs"] == [
        "fairness@1",
        "ownership@1",
        "planning@1",
        "reliability@1",
        "rollback@1",
    ]
    assert guard(repository.root, "check").code == 1


def test_what_stands_in_comments_loads_when_the_comments_are_taken_away(repository: Scratch):
    repository.commit({"slo/low.yaml": LOW_SLOTH.replace("checkout", "search")})
    guard(repository.root, "init")
    path = repository.root / "roadmap-guard.yaml"
    lines = path.read_text().splitlines()
    keys = ("scope:", "  exclude:", "owners:", "rules:", f"  {LOW_TARGET}:")
    live = [
        line.replace("# ", "", 1) if line.startswith(tuple(f"  # {key}" for key in keys)) else line for line in lines
    ]
    path.write_text("\n".join(live) + "\n")

    run = guard(repository.root, "check", "--format", "json")

    assert run.code in (0, 1), run.err


def test_it_lowers_no_note_to_a_note(repository: Scratch):
    repository.commit({"slo/low.yaml": LOW_SLOTH.replace("tier-1", "platinum")})

    guard(repository.root, "init")
    text = (repository.root / "roadmap-guard.yaml").read_text()

    assert "slo-tier-has-floor" in guard(repository.root, "check").out
    assert "slo-tier-has-floor" not in text


def test_it_adds_its_hooks_and_leaves_the_others_as_they_are(repository: Scratch):
    repository.write({".pre-commit-config.yaml": PRE_COMMIT})

    guard(repository.root, "init")
    text = (repository.root / ".pre-commit-config.yaml").read_text()

    assert text.startswith(PRE_COMMIT)
    assert [hook["id"] for hook in yaml.safe_load(text)["repos"][1]["hooks"]] == ["roadmap-guard", "roadmap-guard-repo"]


def test_it_makes_a_hook_file_where_there_is_none(repository: Scratch):
    guard(repository.root, "init")

    assert yaml.safe_load((repository.root / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]


@pytest.mark.parametrize(
    "text", ["repos: nothing\n", "- a\n- list\n", "repos: [\n", "repos: []  # roadmap-guard later\n"]
)
def test_a_hook_file_that_it_does_not_understand_is_left_alone(repository: Scratch, text: str):
    repository.write({".pre-commit-config.yaml": text})

    run = guard(repository.root, "init")

    assert run.code == 0
    assert "left .pre-commit-config.yaml alone" in run.out
    assert (repository.root / ".pre-commit-config.yaml").read_text() == text


def test_a_configuration_that_is_there_is_kept_unless_forced(repository: Scratch):
    repository.write({"roadmap-guard.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {}\n"})

    assert guard(repository.root, "init").code == 2
    assert guard(repository.root, "init", "--force", "--no-pre-commit").code == 0
    assert not (repository.root / ".pre-commit-config.yaml").exists()
