"""A change cannot slip past the policies by what it does to a file, to an id, to a date or to its own history."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, SLOTH
from support.guard import Run
from support.history import cards, item, levels, plan
from support.hostile_processes import Server
from support.repository import Scratch, scratch
from support.waivers import BASELINE, FILES, WAIVERS, waiver, waivers
from support.waivers import CONFIG as APPROVING

TOLD = f":8:16 {LOW_TARGET}"
DISGUISED = LOW_SLOTH.replace("prometheus/v1", '"prometheus\\x2fv1"')


@pytest.fixture
def repository(tmp_path) -> Scratch:
    return scratch(tmp_path / "repository")


def start(repository: Scratch, files: Mapping[str, str]) -> str:
    """The base, with these files."""
    return repository.commit({"roadmap-guard.yaml": CONFIG, **files})


def judged(server: Server, repository: Scratch, base: str, *more: str) -> Run:
    return server.check(repository.root, "--head", "HEAD", "--base", base, *more)


UNREADABLE = {
    "merge key": DISGUISED.replace("labels:\n", "labels:\n  <<: {}\n"),
    "duplicate key": DISGUISED + "service: checkout\n",
    "local tag": DISGUISED.replace("service: checkout", "service: !x checkout"),
    "syntax": "version: [",
    "control character": DISGUISED + "# \x07\n",
    "pointer": "version https://git-lfs.github.com/spec/v1\n",
}


@pytest.mark.parametrize("trick", UNREADABLE)
@pytest.mark.parametrize("decoy", [{}, {"decoy.yaml": SLOTH}], ids=["alone", "with a decoy of the same id"])
def test_a_file_of_ours_does_not_become_another_tools_by_being_unreadable(
    server: Server, repository: Scratch, trick: str, decoy: Mapping[str, str]
):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.commit({"slo.yaml": UNREADABLE[trick], **decoy})

    run = judged(server, repository, base)

    assert run.code == 1
    assert [(found["path"], found["level"]) for found in run.report["findings"] if found["path"] == "slo.yaml"] == [
        ("slo.yaml", "error")
    ]


def test_a_new_file_does_not_hide_its_dialect_in_an_escape(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.commit({"new.yaml": UNREADABLE["merge key"]})

    assert judged(server, repository, base).rules == ["new.yaml:4:3 input/merge-key"]
    assert judged(server, repository, base).code == 1


@pytest.mark.parametrize("target", ["slo.txt", "vendor/slo.yaml"])
def test_a_link_in_the_place_of_a_file_removes_what_is_not_checked_where_it_leads(
    server: Server, repository: Scratch, target: str
):
    base = start(
        repository, {"slo.yaml": SLOTH, "roadmap-guard.yaml": CONFIG.replace("{}", "{scope: {exclude: [vendor/]}}")}
    )
    repository.git("rm", "-q", "slo.yaml")
    repository.write({target: LOW_SLOTH})
    repository.link("slo.yaml", target)
    repository.git("add", "--all")
    repository.commit()

    assert judged(server, repository, base).code == 1


def test_a_link_to_where_a_file_was_moved_is_no_removal(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.git("mv", "slo.yaml", "moved.yaml")
    repository.link("slo.yaml", "moved.yaml")
    repository.git("add", "--all")
    repository.commit()

    assert judged(server, repository, base).code == 0


def test_a_waiver_serves_no_namesake_in_a_file_that_the_change_does_not_touch(server: Server, repository: Scratch):
    base = start(repository, {**FILES, WAIVERS: waivers()})
    repository.commit({"other/checkout.yaml": LOW_SLOTH})

    run = judged(server, repository, base)

    assert run.code == 1
    assert f"other/checkout.yaml{TOLD}" in run.rules


def test_the_baseline_takes_in_no_namesake_in_a_file_that_the_change_does_not_touch(
    server: Server, repository: Scratch
):
    repository.commit(FILES)
    made = server.guard(
        repository.root, "baseline", "create", "--expires=2027-02-28", "--reason=x", "--as-of=2026-11-20"
    )
    base = repository.commit({BASELINE: (repository.root / BASELINE).read_text()})
    repository.commit({"other/checkout.yaml": LOW_SLOTH})
    copied = judged(server, repository, base)
    repository.git("rm", "-q", "slo/checkout.yaml")
    repository.commit()
    moved = judged(server, repository, base)

    assert made.code == 0
    assert f"other/checkout.yaml{TOLD}" in copied.rules
    assert (copied.code, moved.code) == (1, 0)


def test_a_waiver_serves_no_namesake_on_the_same_line(server: Server, repository: Scratch):
    known = yaml.safe_load(LOW_SLOTH)
    worse = {**known, "slos": [{**known["slos"][0], "objective": 50}]}
    given = waivers(waiver(field=None, value=None))
    base = repository.commit({"roadmap-guard.yaml": APPROVING, "slo.json": json.dumps([known]), WAIVERS: given})
    repository.commit({"slo.json": json.dumps([known, worse])})

    assert judged(server, repository, base).code == 1


def test_an_old_date_on_a_commit_brings_no_waiver_back(server: Server, repository: Scratch):
    repository.stage({**FILES, WAIVERS: waivers(waiver(expires="2026-12-31"))})
    repository.git("commit", "-qm", "x", GIT_COMMITTER_DATE="2027-06-01T00:00:00Z")
    base = repository.head
    repository.stage({"slo/checkout.yaml": LOW_SLOTH.replace("Requests", "All requests")})
    repository.git("commit", "-qm", "x", GIT_COMMITTER_DATE="2026-12-01T00:00:00Z")

    run = server.guard(repository.root, "check", "--format", "json", "--head", "HEAD", "--base", base)

    assert run.code == 1
    assert run.report["asOf"] == "2027-06-01"


def slipped(repository: Scratch) -> str:
    """The base: an item that slipped twice, which is as often as is let pass."""
    config = CONFIG.replace("{}", "{packs: [delivery@1], failOn: warning}")
    repository.commit({"roadmap-guard.yaml": config, "plan.yaml": plan(item("one", target="2026-Q4"))})
    repository.commit({"plan.yaml": plan(item("one", target="2027-Q1"))})
    return repository.commit({"plan.yaml": plan(item("one", target="2027-Q2"))})


def straight(_: Scratch, __: str) -> None:
    """On top of the base."""


def from_nothing(repository: Scratch, base: str) -> None:
    """A root of its own, with the base merged into it."""
    repository.git("checkout", "-q", "--orphan", "own")
    repository.commit()
    repository.git("merge", "-q", "-s", "ours", "--allow-unrelated-histories", "-m", "x", base)


def from_the_first(repository: Scratch, base: str) -> None:
    """A branch of the first commit, with the base merged into it."""
    repository.git("checkout", "-q", "-b", "own", f"{base}~2")
    repository.git("merge", "-q", "--no-ff", "-m", "x", base)


@pytest.mark.parametrize("line", [straight, from_nothing, from_the_first])
def test_a_change_does_not_choose_the_history_that_it_is_judged_by(server: Server, repository: Scratch, line):
    base = slipped(repository)
    line(repository, base)
    repository.commit({"plan.yaml": plan(item("one", target="2027-Q3"))})

    run = judged(server, repository, base)

    assert run.code == 1
    assert "delivery/dates-slip-seldom" in " ".join(run.rules)


CARD = """\
---
license: apache-2.0
pipeline_tag: text-classification
---
# Credit model

## Limitations

It was trained on applications of one year.
"""


def test_a_card_that_grows_over_the_limit_hides_nothing(server: Server, repository: Scratch):
    base = start(repository, {"README.md": CARD})
    repository.commit({"README.md": CARD + "\n" * 20_001})

    run = judged(server, repository, base)

    assert run.code == 1
    assert "README.md:1:1 input/body-too-large" in run.rules


KEPT = {
    "blank": ("    objective: 99.99\n", "    objective: ~\n", "reliability/slo-target-kept"),
    "placeholder": ("    objective: 99.99\n", "    objective: TBD\n", "reliability/slo-target-kept"),
    "no tier": ("  tier: tier-1\n", "", "reliability/critical-slo-tier-kept"),
    "another tier": ("tier: tier-1", "tier: tier-3", "reliability/critical-slo-tier-kept"),
}


@pytest.mark.parametrize("trick", KEPT)
def test_an_objective_does_not_leave_what_it_is_held_to(server: Server, repository: Scratch, trick: str):
    old, new, rule = KEPT[trick]
    base = start(repository, {"slo.yaml": SLOTH})
    assert old in SLOTH
    repository.commit({"slo.yaml": SLOTH.replace(old, new)})

    run = judged(server, repository, base)

    assert run.code == 1
    assert rule in " ".join(run.rules)


def test_a_path_that_stands_twice_in_a_tree_is_refused(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    rows = [("roadmap-guard.yaml", CONFIG), *(("slo.yaml", text) for text in (LOW_SLOTH, SLOTH))]
    raw = b"".join(b"100644 %s\0" % name.encode() + bytes.fromhex(repository.blob(text)) for name, text in rows)
    tree = repository.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=raw)
    head = repository.commit_tree(tree, base)

    run = server.check(repository.root, "--head", head, "--base", base)

    assert run.code == 1
    assert run.rules == ["slo.yaml:1:1 input/bad-tree"]


def test_blanks_around_the_word_of_a_dialect_do_not_matter(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.commit({"slo.yaml": LOW_SLOTH.replace("version: prometheus/v1", 'version: "prometheus/v1\\n"')})

    run = judged(server, repository, base)

    assert run.code == 1
    assert f"slo.yaml{TOLD}" in run.rules


AUDIT = {
    "model": "credit",
    "id": "a1",
    "date": "2026-05-04",
    "modelVersion": "1.0",
    "auditor": {"name": "Fair Ltd", "independent": True},
    "report": "https://example.org/report",
    "attributes": [{"name": "sex"}, {"name": "age"}],
    "results": [
        {"metric": "impact_ratio", "type": "ratio", "attribute": "sex", "value": 0.91, "min": 0.8, "passed": True},
        {"metric": "impact_ratio", "type": "ratio", "attribute": "age", "value": 0.7, "min": 0.8, "passed": False},
    ],
    "outcome": "fail",
    "mitigations": [{"action": "reweigh", "owner": "ada", "due": "2027-01-01"}],
}
MODEL = {
    "id": "credit",
    "version": "1.0",
    "status": "production",
    "risk": {"tier": "high", "reason": "It decides on credit."},
    "owners": [{"name": "risk", "contact": "risk@example.org"}],
    "rollback": {"modelVersion": "0.9"},
    "approvals": [{"by": "dpo", "date": "2026-01-01"}, {"by": "cro", "date": "2026-01-01"}],
}
WORK = item(
    "PAY-1",
    status="inProgress",
    stage="beta",
    risk="high",
    target="2027-Q1",
    owners=["@ada"],
    rollout={"mechanism": "flag", "flags": ["pay"]},
    approvals=[{"stage": "beta", "by": "cto"}],
    escalation={"onCall": "payments"},
    rollback={
        "supported": True,
        "procedure": "Switch the flag off.",
        "testedOn": "2026-10-01",
        "triggers": ["errors above 1 %"],
        "owner": "ada",
        "approver": "cto",
    },
)
PROMISE = {
    "service": "checkout",
    "name": "availability",
    "tier": "tier-1",
    "owners": ["payments"],
    "target": 0.9999,
    "window": "30d",
    "queries": ["good", "total"],
    "alerting": "enabled",
    "page": True,
}
BACKLOG = "---\nid: PAY-1\ntitle: The PAY-1\nstatus: In Progress\nassignee: [ada]\ncreated_date: 2026-01-01\nlabels: []\n---\nx\n"
INDEX = "model-index:\n- name: credit\n  results:\n  - {task: {type: x}, dataset: {name: d, type: d}, metrics: [{type: f1, value: 1}]}\n"
OWNED = levels({**PROMISE, "owners": []})
SERVICE = """\
apiVersion: roadmap-guard.dev/v1
kind: ServiceLevels
metadata: {name: services}
spec: {services: [{id: checkout, owners: [payments]}]}
"""


def but(one: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The same with other fields; None takes one away."""
    return {name: value for name, value in {**one, **fields}.items() if value is not None}


def model(*audits: dict[str, Any], **fields: Any) -> str:
    return cards(but(MODEL, **fields), audits=list(audits))


def audited(**fields: Any) -> tuple[str, str]:
    return model(AUDIT), model(but(AUDIT, **fields))


def governed(**fields: Any) -> tuple[str, str]:
    return model(AUDIT), model(AUDIT, **fields)


def work(**fields: Any) -> tuple[str, str]:
    return plan(WORK), plan(but(WORK, **fields))


def promise(**fields: Any) -> tuple[str, str]:
    return levels(PROMISE), levels(but(PROMISE, **fields))


BETTER = [AUDIT["results"][0], {**AUDIT["results"][1], "min": 0.6, "passed": True}]
LATER = {**AUDIT, "id": "a2", "date": "2026-11-01", "outcome": "pass", "results": AUDIT["results"][:1]}
UNTREATED = but(AUDIT, mitigations=None)
KEPT_BY = {
    "an old audit with a new date": (*audited(date="2026-11-01"), "fairness/audit-not-rewritten"),
    "an audit of another version": (*audited(modelVersion="2.0"), "fairness/audit-not-rewritten"),
    "an audit without its failure": (*audited(results=BETTER[:1], outcome="pass"), "fairness/audit-not-rewritten"),
    "an audit with a wider limit": (*audited(results=BETTER), "fairness/audit-not-rewritten"),
    "an audit of fewer groups": (*audited(attributes=[{"name": "sex"}]), "fairness/audit-not-rewritten"),
    "an audit under another id": (*audited(id="a2", outcome="pass"), "fairness/audit-not-rewritten"),
    "a next audit put off": (
        model({**AUDIT, "nextDue": "2027-05-04"}),
        model({**AUDIT, "nextDue": "2029-05-04"}),
        "fairness/audit-deadline-kept",
    ),
    "a mitigation given up": (
        *audited(mitigations=[{**AUDIT["mitigations"][0], "status": "cancelled"}]),
        "fairness/failure-is-handled",
    ),
    "a newer audit of something else": (model(AUDIT), model(UNTREATED, LATER), "fairness/failure-is-handled"),
    "a tier that no rule knows": (*governed(risk={"tier": "unknown"}), "fairness/risk-tier-not-lowered"),
    "a tier above all rules": (*governed(risk={"tier": "prohibited"}), "fairness/prohibited-model-not-in-use"),
    "an approval less for a lower tier": (
        *governed(risk={"tier": "low", "reason": "x"}, approvals=MODEL["approvals"][:1]),
        "fairness/risk-tier-not-lowered",
    ),
    "an old approval without its date for a lower tier": (
        *governed(risk={"tier": "low", "reason": "x"}, approvals=[{"by": "dpo"}]),
        "fairness/risk-tier-not-lowered",
    ),
    "an owner's approval for a lower tier": (
        *governed(risk={"tier": "low", "reason": "x"}, approvals=[*MODEL["approvals"], {"by": "risk"}]),
        "fairness/risk-tier-not-lowered",
    ),
    "a former owner's approval for a lower tier": (
        *governed(
            owners=[{"name": "z", "contact": "z@example.org"}],
            risk={"tier": "low", "reason": "x"},
            approvals=[*MODEL["approvals"], {"by": "risk"}],
        ),
        "fairness/risk-tier-not-lowered",
    ),
    "an old approver by another notation for a lower tier": (
        *governed(risk={"tier": "low", "reason": "x"}, approvals=[*MODEL["approvals"], {"by": "@dpo"}]),
        "fairness/risk-tier-not-lowered",
    ),
    "an approval to come for a lower tier": (
        *governed(
            risk={"tier": "low", "reason": "x"}, approvals=[*MODEL["approvals"], {"by": "cto", "date": "2099-01-01"}]
        ),
        "fairness/risk-tier-not-lowered",
    ),
    "a draft in production": (*governed(status="draft"), "fairness/model-status-not-set-back"),
    "a model without a status": (*governed(status=None), "fairness/model-status-not-set-back"),
    "a model without approvals": (*governed(approvals=None), "ownership/model-approvals-kept"),
    "a card that goes": (model(risk={"tier": "limited"}), "", "fairness/governed-card-kept"),
    "a card in a dialect without tiers": (model(), INDEX, "fairness/governed-card-kept"),
    "a lower risk": (*work(risk="low"), "rollback/risk-not-lowered"),
    "a lower risk by its owner": (
        *work(risk="low", approvals=[*WORK["approvals"], {"by": "ada"}]),
        "rollback/risk-not-lowered",
    ),
    "no risk": (*work(risk="TBD"), "rollback/risk-not-lowered"),
    "an item without approvals": (*work(approvals=None), "rollback/stage-approvals-kept"),
    "a launch without anything to take back": (
        *work(status="done", stage=None, rollout=None, risk=None, rollback=None),
        "rollback/launch-has-rollback-plan",
    ),
    "a launch that becomes a task": (
        *work(status="done", itemType="task", rollback=None),
        "rollback/launch-has-rollback-plan",
    ),
    "a plan that goes with the item's end": (*work(status="cancelled", rollback=None), "rollback/rollback-plan-kept"),
    "a plan without triggers or a stage": (
        *work(stage=None, rollback={"supported": True, "procedure": "Switch the flag off."}),
        "rollback/rollback-plan-kept",
    ),
    "a way back given up by who was named before": (
        *work(rollback={**WORK["rollback"], "supported": False}),
        "rollback/rollback-plan-kept",
    ),
    "an item in a dialect without plans": (plan(WORK), BACKLOG, "rollback/rollback-plan-kept"),
    "no page": (*promise(page=False), "reliability/critical-slo-page-kept"),
    "a slice that is good sooner": (
        levels({**PROMISE, "budgetingMethod": "timeslices", "timeSliceTarget": 0.95}),
        levels({**PROMISE, "budgetingMethod": "timeslices", "timeSliceTarget": 0.5}),
        "reliability/slo-time-slice-target-kept",
    ),
    "a review to come": (
        *promise(target=0.9996, approvers=["cto"], reviewedOn="2099-01-01"),
        "reliability/slo-target-not-lowered",
    ),
    "a review of long ago": (
        *promise(target=0.9996, approvers=["cto"], reviewedOn="2001-01-01"),
        "reliability/slo-target-not-lowered",
    ),
    "a tier with a review to come": (
        *promise(tier="tier-3", approvers=["cto"], reviewedOn="2099-01-01"),
        "reliability/critical-slo-tier-kept",
    ),
}


@pytest.mark.parametrize("trick", KEPT_BY)
def test_what_was_promised_is_not_taken_away_in_passing(server: Server, repository: Scratch, trick: str):
    before, after, rule = KEPT_BY[trick]
    base = start(repository, {"one.yaml": before})
    repository.git("rm", "-q", "one.yaml")
    repository.commit({"one.md" if after.startswith("---") else "one.yaml": after} if after else {})

    run = judged(server, repository, base)

    assert run.code == 1
    assert rule in " ".join(run.rules)


@pytest.mark.parametrize("after", [None, SERVICE.replace(", owners: [payments]", "")])
def test_an_objective_does_not_lose_its_owner_in_another_file(server: Server, repository: Scratch, after: str | None):
    base = start(repository, {"slo.yaml": OWNED, "service.yaml": SERVICE})
    repository.git("rm", "-q", "service.yaml")
    repository.commit({"service.yaml": after} if after else {})

    run = judged(server, repository, base)

    assert run.code == 1
    assert "ownership/service-owner-kept" in " ".join(run.rules)


TOLD_ALL_THE_SAME = {
    "no status": (*work(status=None), "planning/status-not-moved-back"),
    "a status that says nothing": (*work(status="unknown"), "planning/status-not-moved-back"),
    "no stage": (*work(stage=None), "planning/stage-not-moved-back"),
    "a retired model": (*governed(status="retired"), "fairness/retirement-approved"),
    "no tier": (levels({**PROMISE, "tier": "tier-2"}), levels(but(PROMISE, tier=None)), "reliability/slo-tier-kept"),
}


@pytest.mark.parametrize("trick", TOLD_ALL_THE_SAME)
def test_a_word_that_ends_what_is_asked_is_told(server: Server, repository: Scratch, trick: str):
    before, after, rule = TOLD_ALL_THE_SAME[trick]
    base = start(repository, {"one.yaml": before})
    repository.commit({"one.yaml": after})

    assert rule in " ".join(judged(server, repository, base).rules)


UNOWNED = SLOTH.replace("  owner: payments\n", "")
OWNERS_GONE = {
    "no file": {"CODEOWNERS": None},
    "a line without owners": {"CODEOWNERS": "* @acme/sre\nslo.yaml\n"},
    "another file in its place": {".github/CODEOWNERS": "/docs/ @acme/sre\n"},
}


@pytest.mark.parametrize("trick", OWNERS_GONE)
def test_a_file_does_not_lose_its_owners_unseen(server: Server, repository: Scratch, trick: str):
    base = start(repository, {"slo.yaml": UNOWNED, "low.yaml": LOW_SLOTH, "CODEOWNERS": "* @acme/sre\n"})
    for path, text in OWNERS_GONE[trick].items():
        repository.commit({path: text}) if text else repository.git("rm", "-q", path)
    repository.commit()

    run = judged(server, repository, base)

    assert run.code == 1
    assert {found["rule"] for found in run.report["findings"] if found["level"] == "error"} == {
        "ownership/critical-slo-has-owner"
    }
    assert "slo.yaml" in {found["path"] for found in run.report["findings"]}


LOWER = levels({**PROMISE, "target": 0.9996})


@pytest.mark.parametrize(
    "after",
    [
        {"slo.yaml": levels(PROMISE, {**PROMISE, "target": 0.9996})},
        {"slo.yaml": levels({**PROMISE, "target": 0.9996}, PROMISE)},
        {"a.yaml": levels(PROMISE), "slo.yaml": LOWER},
        {"a.yaml": levels(PROMISE), "z.yaml": LOWER},
    ],
    ids=["after it", "before it", "in another file", "in the place of the file"],
)
def test_a_namesake_does_not_stand_in_for_what_is_lowered(server: Server, repository: Scratch, after: dict[str, str]):
    base = start(repository, {"slo.yaml": levels(PROMISE)})
    repository.git("rm", "-q", "slo.yaml")
    repository.commit(after)

    run = judged(server, repository, base)

    assert run.code == 1
    assert "reliability/slo-target-not-lowered" in " ".join(run.rules)


def test_a_namesake_in_a_file_of_its_own_lowers_nothing(server: Server, repository: Scratch):
    base = start(repository, {"production/slo.yaml": levels(PROMISE)})
    repository.commit({"staging/slo.yaml": LOWER})

    run = judged(server, repository, base)

    assert run.code == 0
    assert "reliability/slo-target-not-lowered" not in " ".join(run.rules)
