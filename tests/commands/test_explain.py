"""`roadmap-guard explain`: the page of a rule or of a problem."""

import pytest

from support.files import LOW_TARGET
from support.guard import guard
from support.repository import Scratch


@pytest.mark.parametrize("name", [LOW_TARGET, LOW_TARGET.partition("/")[2]])
def test_a_rule_is_explained_with_its_reason_way_out_and_examples(repository: Scratch, name: str):
    run = guard(repository.root, "explain", name)

    assert run.code == 0
    assert run.out.startswith(f"# {LOW_TARGET}\n")
    for heading in ("## What it checks", "## Why", "## How to mend", "## Examples", "## Parameters", "## Controls"):
        assert heading in run.out


def test_a_problem_with_an_input_is_explained(repository: Scratch):
    run = guard(repository.root, "explain", "input/duplicate-key")

    assert run.code == 0
    assert run.out.startswith("# input/duplicate-key\n")


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("slo-target-meets-teir", "slo-target-meets-tier"), ("input/duplicate-keys", "input/duplicate-key")],
)
def test_an_unknown_name_gets_the_nearest_one(repository: Scratch, name: str, suggestion: str):
    run = guard(repository.root, "explain", name)

    assert run.code == 2
    assert "did you mean" in run.err
    assert suggestion in run.err


def test_a_tuned_rule_is_explained_as_it_applies_here(repository: Scratch):
    repository.write(
        {
            "roadmap-guard.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Config\n"
            f"spec: {{rules: {{{LOW_TARGET}: {{level: note}}}}}}\n"
        }
    )

    assert "- **Level:** note" in guard(repository.root, "explain", LOW_TARGET).out
