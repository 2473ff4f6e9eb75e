"""`roadmap-guard check --base --head`: what a change does is judged, run as a user runs it."""

from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, SLOTH
from support.guard import Run, check
from support.history import cards, item, levels, plan
from support.repository import Scratch, scratch

UP = {"service": "shop", "name": "up", "target": "99.9%", "window": "30d", "tier": "tier-2", "owner": "shop"}
LOWERED = "reliability/slo-target-not-lowered"


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repo")
    made.commit({"slo.yaml": levels(UP, {**UP, "name": "other", "target": "90%"}), "README": "x"})
    made.git("branch", "base")
    return made


def compare(repo: Scratch, *more: str) -> Run:
    return check(repo.root, "--head", "HEAD", "--base", "base", *more)


def told(run: Run, pack: str = "") -> dict[str, str]:
    """Message by rule, without what is about the policies of the change."""
    found = {item["rule"]: item["message"] for item in run.report["findings"]}
    return {rule: message for rule, message in found.items() if rule.startswith(pack)}


def test_a_lowered_target_is_an_error_though_it_meets_its_floor(repo: Scratch):
    repo.commit({"slo.yaml": levels({**UP, "tier": "tier-3", "target": "99.5%"})})

    run = compare(repo)

    assert run.code == 1
    assert told(run)[LOWERED] == "target 99.9 % is lowered to 99.5 % without a review on record"
    assert LOWERED not in told(check(repo.root))


def test_a_lowered_target_passes_with_a_review_on_record(repo: Scratch):
    repo.commit({"slo.yaml": levels({**UP, "target": "99.5%", "reviewedOn": "2026-11-02", "approvers": ["cto"]})})

    assert LOWERED not in told(compare(repo))


def test_what_was_wrong_before_and_is_not_touched_is_not_told_unless_all_is_asked_for(repo: Scratch):
    repo.commit({"slo.yaml": levels({**UP, "target": "99.95%"}, {**UP, "name": "other", "target": "90%"})})

    assert LOW_TARGET not in told(compare(repo))
    assert LOW_TARGET in told(compare(repo, "--report", "all"))
    assert LOW_TARGET in told(check(repo.root, "--head", "HEAD"))


def test_a_renamed_file_is_judged_at_its_new_path(repo: Scratch):
    repo.git("mv", "slo.yaml", "moved.yaml")
    repo.commit()
    run = compare(repo)

    assert {item["path"] for item in run.report["findings"]} == {"moved.yaml"}
    assert LOW_TARGET in told(run)
    assert "reliability/slo-kept" not in told(run)


def test_a_removed_objective_is_told_at_the_first_line_of_its_old_file(repo: Scratch):
    repo.commit({"slo.yaml": levels(UP)})
    [found] = [item for item in compare(repo).report["findings"] if item["rule"] == "reliability/slo-kept"]

    assert (found["path"], found["line"], found["column"]) == ("slo.yaml", 1, 1)
    assert found["message"] == "shop/other (90 %) was removed"
    assert found["resource"] == {"kind": "SLO", "id": "shop/other", "format": "native-service-levels"}


def test_a_removed_file_is_told_at_its_old_path(repo: Scratch):
    repo.git("rm", "-q", "slo.yaml")
    repo.commit()
    run = compare(repo)

    assert [item["path"] for item in run.report["findings"]] == ["slo.yaml", "slo.yaml"]
    assert run.report["summary"]["resources"] == {}


def test_an_objective_in_another_dialect_is_the_same_objective(repo: Scratch):
    repo.commit({"checkout.yaml": SLOTH})
    repo.git("branch", "-f", "base")
    native = {
        "service": "checkout",
        "name": "availability",
        "tier": "tier-1",
        "target": "99.5%",
        "window": "30d",
        "owner": "x",
    }
    repo.git("rm", "-q", "checkout.yaml")
    repo.commit({"native.yaml": levels(native)})

    assert told(compare(repo))[LOWERED] == "target 99.99 % is lowered to 99.5 % without a review on record"


def test_plans_that_change_are_told(repo: Scratch):
    repo.commit(
        {
            "plan.yaml": plan(
                item("a", status="planned", target="2026-Q3"),
                item("b", status="done", risk="high"),
                item("c", status="planned"),
            )
        }
    )
    repo.git("branch", "-f", "base")
    repo.commit(
        {"plan.yaml": plan(item("a", status="planned", target="2027-Q1"), item("b", status="planned", risk="high"))}
    )

    assert told(compare(repo), "planning/") == {
        "planning/date-moved-in-time": "2026-Q3 was over for 51 days when it was moved to 2027-Q1",
        "planning/status-not-moved-back": "the status goes back from done to planned",
        "planning/open-item-kept": "c (The c) was planned and was removed",
    }


def test_a_launch_needs_a_way_back(repo: Scratch):
    repo.commit({"plan.yaml": plan(item("a", status="planned", risk="low"))})
    repo.git("branch", "-f", "base")
    repo.commit({"plan.yaml": plan(item("a", status="done", risk="low"))})

    assert told(compare(repo), "rollback/launch") == {
        "rollback/launch-has-rollback-plan": "this item goes from planned to done and does not say how it is taken back"
    }


def test_an_audit_that_vanishes_from_beside_its_card_is_told_at_the_card(repo: Scratch):
    audit = "apiVersion: roadmap-guard.dev/v1\nkind: FairnessAudit\nspec: {model: m, date: 2026-06-01}\n"
    repo.commit({"models.yaml": cards({"name": "m"}), "governance/fairness/m.yaml": audit})
    repo.git("branch", "-f", "base")
    repo.git("rm", "-q", "governance/fairness/m.yaml")
    repo.commit()
    [found] = [item for item in compare(repo).report["findings"] if item["rule"] == "fairness/audit-kept"]

    assert found["path"] == "models.yaml"
    assert found["message"] == "1 fairness audits were on record, none are now, and not every old one is among them"


def test_policies_changed_together_with_what_they_judge_are_told(repo: Scratch):
    repo.commit({"slo.yaml": levels({**UP, "target": "99.95%"}), "roadmap-guard.yaml": CONFIG})

    assert told(compare(repo))["reliability/slo-not-changed-with-policy"] == (
        "this change also touches roadmap-guard.yaml: rules and what they judge are changed together"
    )


def test_without_a_base_rules_about_changes_do_not_apply(repo: Scratch):
    run = check(repo.root)

    assert not {rule for rule in told(run) if rule.startswith("planning/") or rule == LOWERED}


DELIVERY = CONFIG.replace("{}", "{packs: [delivery@1]}")
SLIPPING = "delivery/dates-slip-seldom"


def slip(repo: Scratch, *targets: str) -> None:
    for target in targets:
        repo.commit({"plan.yaml": plan(item("a", status="planned", target=target)), "roadmap-guard.yaml": DELIVERY})


def test_a_date_that_slips_again_and_again_is_told_from_history(repo: Scratch):
    slip(repo, "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")

    assert told(check(repo.root))[SLIPPING] == "the date slipped 3 times, 275 days in all"
    assert SLIPPING not in told(check(repo.root, "--head", "HEAD~1"))


def test_a_slip_that_is_only_staged_counts(repo: Scratch):
    slip(repo, "2027-Q1", "2027-Q2", "2027-Q3")
    repo.stage({"plan.yaml": plan(item("a", status="planned", target="2027-Q4"))})

    assert SLIPPING in told(check(repo.root, "--staged"))
    assert SLIPPING not in told(check(repo.root, "--head", "HEAD"))


def test_rules_about_history_are_undecided_in_a_shallow_clone_and_say_what_to_do(repo: Scratch, tmp_path: Path):
    slip(repo, "2027-Q1", "2027-Q2")
    clone = repo.clone(tmp_path / "clone", "--depth=1")
    run = check(clone.root)

    assert run.code == 2
    assert told(run)[SLIPPING] == (
        "cannot be decided: this clone is shallow: the history of its files is cut off. "
        "Fetch the whole history (`fetch-depth: 0`, or `git fetch --unshallow`). (history)"
    )


def test_no_history_is_asked_for_where_no_rule_needs_it(repo: Scratch, tmp_path: Path):
    repo.commit({"low.yaml": LOW_SLOTH, "roadmap-guard.yaml": DELIVERY})
    repo.commit({"plan.yaml": plan(item("a", status="done", target="2027"))})
    clone = repo.clone(tmp_path / "clone", "--depth=1")

    assert check(clone.root, "plan.yaml").code == 0


def test_a_repository_before_its_first_commit_has_an_empty_history(tmp_path: Path):
    repo = scratch(tmp_path / "new")
    repo.stage({"plan.yaml": plan(item("a", status="planned", target="2027")), "roadmap-guard.yaml": DELIVERY})

    assert check(repo.root, "--staged").code == 0


def test_a_bare_repository_is_compared_and_has_a_history(repo: Scratch, tmp_path: Path):
    slip(repo, "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4")
    repo.git("branch", "-f", "base", "HEAD~1")
    bare = repo.clone(tmp_path / "bare.git", "--bare")

    assert SLIPPING in told(compare(bare))
