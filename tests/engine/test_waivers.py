"""Waivers in runs: every state as a person sees it, on real repositories.

After a wanted change: `ROADMAP_GUARD_UPDATE_GOLDEN=1 pytest tests/engine/test_waivers.py`.
"""

import os
from pathlib import Path

import pytest

from roadmap_guard.report import waiver_table
from support.files import LOW_SLOTH, LOW_TARGET, SLOTH
from support.repository import scratch
from support.runs import code, rendered, report
from support.waivers import CONFIG, FILES, WAIVERS, waiver, waivers

GOLDEN = Path(__file__).parent / "golden" / "waivers"
UPDATE = "ROADMAP_GUARD_UPDATE_GOLDEN" in os.environ  # read before the environment is scrubbed


def tuned(waivable: str) -> str:
    return f"{CONFIG}  rules: {{{LOW_TARGET}: {{waivable: {waivable}}}}}\n"


STATES = {
    "active": {WAIVERS: waivers()},
    "active-by-folder": {".roadmap-guard/waivers/checkout.yaml": waivers(), ".roadmap-guard/waivers/README.md": "Why."},
    "active-for-the-resource": {WAIVERS: waivers(waiver(field=None, value=None))},
    "expiring": {WAIVERS: waivers(waiver(expires="2026-12-03"))},
    "last-day": {WAIVERS: waivers(waiver(expires="2026-11-20"))},
    "expired": {WAIVERS: waivers(waiver(expires="2026-11-19"))},
    "first-day": {WAIVERS: waivers(waiver(created="2026-11-20"))},
    "not-yet": {WAIVERS: waivers(waiver(created="2026-11-21"))},
    "unused": {WAIVERS: waivers(), "slo/checkout.yaml": SLOTH},
    "unused-resource": {WAIVERS: waivers(waiver(), waiver(resource="checkout/availabilty"))},
    "unused-field": {WAIVERS: waivers(waiver(), waiver(field="window", value=None))},
    "unused-twice": {WAIVERS: waivers(waiver(), waiver(field=None, value=None))},
    "changed": {WAIVERS: waivers(waiver(value="0.997"))},
    "unknown-rule": {WAIVERS: waivers(waiver(rule="reliability/slo-target-meets-teir"))},
    "unknown-input": {WAIVERS: waivers(waiver(rule="input/value"))},
    "too-wide": {WAIVERS: waivers(waiver(resource="'checkout/*'"))},
    "too-wide-rule": {WAIVERS: waivers(waiver(rule="reliability/*"))},
    "too-wide-namesakes": {WAIVERS: waivers(), "slo/copy.yaml": LOW_SLOTH},
    "not-waivable": {WAIVERS: waivers(), "roadmap-guard.yaml": tuned("false")},
    "too-long": {WAIVERS: waivers(), "roadmap-guard.yaml": tuned("{maxDays: 58}")},
    "just-long-enough": {WAIVERS: waivers(), "roadmap-guard.yaml": tuned("{maxDays: 59}")},
    "approver": {WAIVERS: waivers(waiver(approvedBy="'@acme/payments'"))},
    "approver-of-the-rule": {WAIVERS: waivers(), "roadmap-guard.yaml": tuned("{approvers: ['@acme/cto']}")},
    "approver-nobody": {WAIVERS: waivers(), "roadmap-guard.yaml": CONFIG.replace("  approvers", "  owners")},
    "self-approved": {WAIVERS: waivers(waiver(requestedBy="acme/SRE"))},
    "malformed": {WAIVERS: waivers(waiver(expires="2026-12-32"))},
    "malformed-file": {WAIVERS: "waivers: []\n"},
}


@pytest.mark.parametrize("name", STATES)
def test_a_waiver_is_told_as_what_it_is(name: str, tmp_path: Path):
    made = scratch(tmp_path)
    made.write({**FILES, **STATES[name]})
    found = report(made.root)
    shown = f"{rendered(found)}exit code {code(found)}\n\n{waiver_table.render(found)}"
    file = GOLDEN / f"{name}.txt"
    if UPDATE:
        file.write_text(shown)

    assert shown == file.read_text()


def test_there_is_no_golden_file_without_a_state():
    assert {file.stem for file in GOLDEN.iterdir()} == {*STATES}


def test_a_waived_outcome_is_counted_as_waived_never_as_pass(tmp_path: Path):
    made = scratch(tmp_path)
    made.write(FILES)
    before = rendered(report(made.root), "json", population=True)
    made.write({WAIVERS: waivers()})
    found = report(made.root)
    outcomes = [outcome for outcome in found.outcomes if outcome.rule.id == LOW_TARGET]

    assert [(outcome.state, outcome.waiver) for outcome in outcomes] == [("waived", f"{WAIVERS}:5")]
    assert before.count('"state": "pass"') == rendered(found, "json", population=True).count('"state": "pass"')
    assert LOW_TARGET not in rendered(found, "sarif").partition('"results"')[2].partition('"tool"')[0]


def test_a_former_id_of_a_rule_still_names_it(tmp_path: Path):
    from support.policies import PACK, RULE

    rule = RULE.replace("  controls:", "  aliases: [old-floor]\n  controls:")
    made = scratch(tmp_path)
    made.write(
        {
            **FILES,
            "roadmap-guard.yaml": CONFIG.replace("packs: [reliability@1]", "packs: []\n  policies: [policies]"),
            "policies/acme/1.0.0/pack.yaml": PACK,
            "policies/acme/1.0.0/rules/target-floor.yaml": rule,
            WAIVERS: waivers(waiver(rule="acme/old-floor")),
        }
    )

    assert [record.state for record in report(made.root).waivers] == ["active"]


def test_what_could_not_be_decided_is_not_waived(tmp_path: Path):
    from support.policies import PACK, RULE

    rule = RULE.replace(
        "object.target >= params.floors[object.tier]", "object.target >= params.floors[object.tier + '']"
    )
    made = scratch(tmp_path)
    made.write(
        {
            **FILES,
            "slo/checkout.yaml": LOW_SLOTH.replace("tier-1", "tier-9"),
            "roadmap-guard.yaml": CONFIG.replace("packs: [reliability@1]", "packs: []\n  policies: [policies]"),
            "policies/acme/1.0.0/pack.yaml": PACK,
            "policies/acme/1.0.0/rules/target-floor.yaml": rule,
            WAIVERS: waivers(waiver(rule="acme/target-floor", field=None, value=None)),
        }
    )
    found = report(made.root)

    assert [outcome.state for outcome in found.outcomes] == ["error"]
    assert [record.state for record in found.waivers] == ["active"]
    assert code(found) == 2


# A change, compared with its base


@pytest.fixture
def based(tmp_path: Path):
    made = scratch(tmp_path)
    one_rule_only = f"{CONFIG}  rules: {{reliability/slo-target-not-lowered: {{enabled: false}}}}\n"
    made.commit({**FILES, "slo/checkout.yaml": SLOTH, "roadmap-guard.yaml": one_rule_only})
    return made


def compared(made, base: str, **request: object):
    return report(made.root, mode="commit", head="HEAD", base=base, **request)


def test_a_waiver_that_the_change_brings_is_pending(based):
    base = based.head
    based.commit({"slo/checkout.yaml": LOW_SLOTH, WAIVERS: waivers()})
    found = compared(based, base)

    assert code(found) == 1
    assert [record.state for record in found.waivers] == ["pending"]
    assert [finding.rule for finding in found.findings if finding.rule.startswith("waiver/")] == ["waiver/pending"]


def test_a_waiver_at_the_base_counts(based):
    base = based.commit({WAIVERS: waivers()})
    based.commit({"slo/checkout.yaml": LOW_SLOTH})
    found = compared(based, base)

    assert code(found) == 0
    assert [(record.state, record.uses) for record in found.waivers] == [("active", 1)]


def test_a_change_that_removes_a_waiver_is_judged_without_it(based):
    base = based.commit({WAIVERS: waivers()})
    (based.root / WAIVERS).unlink()
    based.git("rm", "-q", "--cached", WAIVERS)
    based.commit({"slo/checkout.yaml": LOW_SLOTH})

    assert code(compared(based, base)) == 1


def test_a_change_cannot_prolong_a_waiver(based):
    base = based.commit({WAIVERS: waivers(waiver(expires="2026-11-19"))})
    based.commit({"slo/checkout.yaml": LOW_SLOTH, WAIVERS: waivers(waiver(expires="2026-12-31"))})
    found = compared(based, base)

    assert code(found) == 1
    assert [record.state for record in found.waivers] == ["pending"]


def test_a_change_may_reword_a_waiver_that_counts(based):
    base = based.commit({WAIVERS: waivers()})
    based.commit({"slo/checkout.yaml": LOW_SLOTH, WAIVERS: waivers(waiver(reason="Another reason."))})
    found = compared(based, base)

    assert code(found) == 0
    assert [(record.state, record.uses) for record in found.waivers] == [("pending", 1)]


def test_a_change_cannot_name_its_own_approvers(based):
    base = based.commit({WAIVERS: waivers(waiver(approvedBy="'@mallory'"))})
    based.commit({"slo/checkout.yaml": LOW_SLOTH, "roadmap-guard.yaml": CONFIG.replace("@acme/sre", "@mallory")})

    assert code(compared(based, base)) == 1


@pytest.mark.parametrize(
    "author",
    [("sre@acme.example", "Sam"), ("x@y.example", "sre@acme.example"), ("7+sre@users.noreply.example.com", "S")],
)
def test_who_wrote_the_change_cannot_have_approved_its_waiver(author, based):
    approver = "sre" if "noreply" in author[0] else "sre@acme.example"
    base = based.commit(
        {
            "roadmap-guard.yaml": CONFIG.replace("@acme/sre", approver),
            WAIVERS: waivers(waiver(approvedBy=approver)),
        }
    )
    based.stage({"slo/checkout.yaml": LOW_SLOTH})
    based.git("commit", "-q", "-m", "change", GIT_AUTHOR_EMAIL=author[0], GIT_AUTHOR_NAME=author[1])
    found = compared(based, base)

    assert code(found) == 1
    assert [record.state for record in found.waivers] == ["self-approved"]


def test_a_change_that_does_not_touch_waivers_hears_nothing_of_others(based):
    other = waiver(resource="search/latency", expires="2026-11-10")
    base = based.commit({WAIVERS: waivers(other)})
    based.commit({"slo/checkout.yaml": LOW_SLOTH})
    found = compared(based, base)

    assert [finding.rule for finding in found.findings if finding.rule.startswith("waiver/")] == []
    assert found.waivers == ()


def test_a_mistake_in_a_waiver_is_told_to_the_change_that_brings_it(based):
    base = based.head
    based.commit({WAIVERS: waivers(waiver(expires="soon"))})
    found = compared(based, base)

    assert code(found) == 1
    assert "waiver/malformed" in [finding.rule for finding in found.findings]


def test_a_change_that_mends_a_waiver_is_not_blamed_for_it(based):
    base = based.commit({WAIVERS: waivers(waiver(expires="soon"))})
    based.commit({WAIVERS: waivers()})

    assert "waiver/malformed" not in [finding.rule for finding in compared(based, base).findings]


def test_a_staged_waiver_counts_for_the_commit_that_it_is_part_of(based):
    based.stage({"slo/checkout.yaml": LOW_SLOTH})
    before = report(based.root, mode="index")
    based.stage({WAIVERS: waivers()})

    assert (code(before), code(report(based.root, mode="index"))) == (1, 0)


def test_a_link_in_place_of_a_file_of_waivers_is_not_followed(tmp_path: Path):
    made = scratch(tmp_path / "repository")
    made.write(FILES)
    (tmp_path / "outside.yaml").write_text(waivers())
    made.link(WAIVERS, str(tmp_path / "outside.yaml"))
    found = report(made.root)

    assert code(found) == 1
    assert "waiver/malformed" in [finding.rule for finding in found.findings]
