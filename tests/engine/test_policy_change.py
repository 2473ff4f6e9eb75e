"""A change of the policies is judged by the old ones, and what the new ones would do is told."""

from pathlib import Path

import pytest

from support.files import LOW_SLOTH, LOW_TARGET, SLOTH
from support.guard import Run, check, guard
from support.repository import Scratch, scratch

CONFIG = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: "
STRICT = f"{CONFIG}{{packs: [reliability@1]}}\n"
RULE = "input/policy-change"


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo/checkout.yaml": SLOTH, "roadmap-guard.yaml": STRICT})
    return made


def changed(repository: Scratch, **files: str) -> Run:
    base = repository.head
    repository.commit({name.replace("__", "/").replace("_", "-") + ".yaml": text for name, text in files.items()})
    return check(repository.root, "--head", "HEAD", "--base", base)


def message(run: Run) -> str:
    [found] = [finding for finding in run.report["findings"] if finding["rule"] == RULE]
    return found["message"]


def config(rest: str) -> str:
    return f"{CONFIG}{{packs: [reliability@1], {rest}}}\n"


def test_a_change_without_policies_says_nothing_of_them(repository: Scratch):
    assert RULE not in {rule.split()[1] for rule in changed(repository, slo__checkout=LOW_SLOTH).rules}


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (f"rules: {{{LOW_TARGET}: {{enabled: false}}}}", "removes 1 rule (reliability/slo-target-meets-tier)"),
        (f"rules: {{{LOW_TARGET}: {{level: note}}}}", "lowers the level of 1 rule"),
        (f"rules: {{{LOW_TARGET}: {{params: {{floors: {{tier-1: 0.9}}}}}}}}", "rewrites 1 rule"),
        ("scope: {exclude: [slo/]}", "leaves out 1 file (slo/checkout.yaml)"),
        ("approvers: [mallory]", "names other approvers"),
        (f"rules: {{{LOW_TARGET}: {{waivable: {{maxDays: 366}}}}}}", "lets other waivers through for 1 rule"),
    ],
)
def test_loosening_is_told_and_does_not_count(repository: Scratch, rest: str, words: str):
    run = changed(repository, roadmap_guard=config(rest), slo__checkout=LOW_SLOTH)

    assert run.code == 1
    assert f"slo/checkout.yaml:8:16 {LOW_TARGET}" in run.rules
    assert words in message(run)


def test_a_finding_that_would_be_hidden_is_counted(repository: Scratch):
    run = changed(
        repository, roadmap_guard=config(f"rules: {{{LOW_TARGET}: {{enabled: false}}}}"), slo__checkout=LOW_SLOTH
    )

    assert "would hide 1 of the findings on these files" in message(run)


def test_tightening_is_told_too(repository: Scratch):
    tightened = STRICT.replace("[reliability@1]", "[reliability@1, ownership@1]")

    run = changed(repository, roadmap_guard=tightened)

    assert run.code == 0
    assert "adds " in message(run)


def test_a_first_configuration_is_judged_by_the_recommended_policies(tmp_path: Path):
    made = scratch(tmp_path / "repository")
    made.commit({"slo/checkout.yaml": SLOTH})

    run = changed(made, roadmap_guard=f"{CONFIG}{{packs: []}}\n", slo__checkout=LOW_SLOTH)

    assert run.code == 1
    assert "removes " in message(run)


def bootstrapped(repository: Scratch, *arguments: str) -> Run:
    """The check of a change that brings policies which find nothing wrong with it."""
    base = repository.head
    repository.commit({"roadmap-guard.yaml": f"{CONFIG}{{packs: []}}\n", "slo/checkout.yaml": LOW_SLOTH})
    return check(repository.root, "--head", "HEAD", "--base", base, *arguments)


@pytest.fixture
def without(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo/checkout.yaml": SLOTH})
    return made


def test_a_first_configuration_is_refused_where_trust_is_required(without: Scratch):
    run = bootstrapped(without, "--require-trusted-policy")

    assert (run.code, run.out) == (2, "")
    assert "the base has no roadmap-guard.yaml" in run.err
    assert "--bootstrap" in run.err


@pytest.mark.parametrize("arguments", [["--bootstrap"], ["--bootstrap", "--require-trusted-policy"]])
def test_a_first_configuration_judges_itself_where_somebody_says_so(without: Scratch, arguments: list[str]):
    run = bootstrapped(without, *arguments)

    assert run.code == 0
    assert run.report["policy"]["trust"] == "head"
    assert "they judged the change that brings them" in message(run)


def test_bootstrap_says_nothing_where_the_base_has_a_configuration(repository: Scratch):
    run = bootstrapped(repository, "--bootstrap", "--require-trusted-policy")

    assert run.code == 1
    assert run.report["policy"]["trust"] == "base"


def test_without_any_configuration_there_is_nothing_to_bootstrap(without: Scratch):
    base = without.head
    without.commit({"slo/checkout.yaml": LOW_SLOTH})

    run = check(without.root, "--head", "HEAD", "--base", base, "--bootstrap", "--require-trusted-policy")

    assert (run.code, run.report["policy"]["trust"]) == (1, "base")


def test_a_baseline_that_comes_with_the_first_configuration_counts(without: Scratch):
    without.commit({"slo/checkout.yaml": LOW_SLOTH})
    base = without.head
    without.write({"roadmap-guard.yaml": STRICT})
    assert guard(without.root, "baseline", "create", "--expires", "2026-12-24", "--as-of", "2026-11-20").code == 0
    without.commit({"slo/checkout.yaml": LOW_SLOTH + "# touched\n"})

    run = check(without.root, "--head", "HEAD", "--base", base, "--bootstrap")

    assert run.code == 0


def test_policies_that_do_not_load_are_an_error_of_the_change(repository: Scratch):
    run = changed(repository, roadmap_guard=CONFIG + "{pakcs: []}\n")

    assert run.code == 1
    assert message(run).startswith(
        'the policies of this change do not load: roadmap-guard.yaml:3:8: unknown key "pakcs"'
    )


def test_policies_that_do_not_load_at_the_base_end_the_run(repository: Scratch):
    repository.commit({"roadmap-guard.yaml": CONFIG + "{pakcs: []}\n"})

    assert changed(repository, roadmap_guard=STRICT).code == 2


def test_the_policy_of_the_base_s_tip_judges_also_a_branch_that_left_before_it(repository: Scratch):
    repository.commit({"roadmap-guard.yaml": f"{CONFIG}{{packs: []}}\n"})
    repository.git("checkout", "-q", "-b", "old")
    repository.commit({"slo/checkout.yaml": LOW_SLOTH})
    repository.git("checkout", "-q", "main")
    repository.commit({"roadmap-guard.yaml": STRICT})

    run = check(repository.root, "--head", "old", "--base", "main")

    assert f"slo/checkout.yaml:8:16 {LOW_TARGET}" in run.rules
