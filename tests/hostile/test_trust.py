"""A change cannot talk the policies out of their verdict: they are those of the base, and what it does to them is told."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, SLOTH
from support.guard import Run
from support.hostile_processes import Server
from support.policies import PACK, RULE
from support.repository import Scratch, scratch

OWN = CONFIG.replace("{}", "{packs: [acme], policies: [policies], approvers: ['@acme/reliability']}")
RULE_PATH = "policies/rules/target-floor.yaml"
FLOOR = "acme/target-floor"
OTHER_PATH = "policies/rules/other.yaml"
OTHER = RULE.replace("target-floor", "other").replace("level: error", "level: note")
BROKEN = f"slo.yaml:8:16 {FLOOR}"
WAIVERS = ".roadmap-guard/waivers.yaml"
POLICY_CHANGE = "input/policy-change"


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    """A repository of policies and an SLO that keeps them."""
    made = scratch(tmp_path / "repository")
    made.commit(
        {"slo.yaml": SLOTH, "roadmap-guard.yaml": OWN, "policies/pack.yaml": PACK, RULE_PATH: RULE, OTHER_PATH: OTHER},
    )
    return made


def change(server: Server, repository: Scratch, files: Mapping[str, str], *arguments: str) -> Run:
    """The check of a commit that writes `files`, with the one before it as its base."""
    base = repository.head
    repository.commit(files)
    return server.check(repository.root, "--head", "HEAD", "--base", base, *arguments)


def told(run: Run, rule: str = POLICY_CHANGE) -> str:
    return " ".join(finding["message"] for finding in run.report["findings"] if finding["rule"] == rule)


def delete_the_rule(repository: Scratch) -> Mapping[str, str]:
    repository.git("rm", "-q", RULE_PATH)
    return {}


def switch_the_rule_off(_: Scratch) -> Mapping[str, str]:
    return {"roadmap-guard.yaml": OWN.replace("packs:", f"rules: {{{FLOOR}: {{enabled: false}}}}, packs:")}


def lower_its_level(_: Scratch) -> Mapping[str, str]:
    return {RULE_PATH: RULE.replace("level: error", "level: note")}


def lower_its_level_by_configuration(_: Scratch) -> Mapping[str, str]:
    return {"roadmap-guard.yaml": OWN.replace("packs:", f"rules: {{{FLOOR}: {{level: note}}}}, packs:")}


def fail_on_less(_: Scratch) -> Mapping[str, str]:
    return {
        RULE_PATH: RULE.replace("level: error", "level: warning"),
        "roadmap-guard.yaml": OWN.replace("packs:", "failOn: error, packs:"),
    }


def exclude_the_file(_: Scratch) -> Mapping[str, str]:
    return {"roadmap-guard.yaml": OWN.replace("packs:", "scope: {exclude: [slo.yaml]}, packs:")}


def include_another(_: Scratch) -> Mapping[str, str]:
    return {"roadmap-guard.yaml": OWN.replace("packs:", "scope: {include: [docs]}, packs:")}


def rename_the_folder(repository: Scratch) -> Mapping[str, str]:
    repository.git("mv", "policies", "moved")
    return {}


def rename_the_folder_and_take_no_pack(repository: Scratch) -> Mapping[str, str]:
    repository.git("mv", "policies", "moved")
    return {"roadmap-guard.yaml": CONFIG.replace("{}", "{packs: []}")}


ROWS = {
    "p01": (delete_the_rule, "removes 1 rule"),
    "p01 by configuration": (switch_the_rule_off, "removes 1 rule"),
    "p02": (lower_its_level, "lowers the level of 1 rule"),
    "p02 by configuration": (lower_its_level_by_configuration, "lowers the level of 1 rule"),
    "p02 and the bar": (fail_on_less, "lowers the level of 1 rule"),
    "p03": (exclude_the_file, "leaves out 1 file (slo.yaml)"),
    "p03 by inclusion": (include_another, "leaves out 2 files (roadmap-guard.yaml, slo.yaml)"),
    "p05": (rename_the_folder, "the policies of this change do not load"),
    "p05 and the packs": (rename_the_folder_and_take_no_pack, "removes 2 rules"),
}


@pytest.mark.parametrize("row", ROWS)
def test_p01_p02_p03_p05_the_old_policies_judge_and_the_change_of_them_is_told(
    server: Server, repository: Scratch, row: str
):
    loosen: Callable[[Scratch], Mapping[str, str]]
    loosen, words = ROWS[row]
    run = change(server, repository, {**loosen(repository), "slo.yaml": LOW_SLOTH})

    assert run.code == 1
    assert BROKEN in run.rules
    assert words in told(run)


def waiver(**changes: str) -> str:
    fields = {
        "rule": FLOOR,
        "resource": "checkout/availability",
        "field": "target",
        "value": "0.995",
        "reason": "The old data centre cannot do better before it closes in December.",
        "requestedBy": '"@acme/payments"',
        "approvedBy": '"@acme/reliability"',
        "created": "2026-11-02",
        "expires": "2026-12-24",
    } | changes
    rows = "\n      ".join(f"{key}: {value}" for key, value in fields.items() if value)
    return f"apiVersion: roadmap-guard.dev/v1\nkind: Waivers\nspec:\n  waivers:\n    - {rows}\n"


def test_p04_p24_a_waiver_of_the_head_alone_is_pending(server: Server, repository: Scratch):
    run = change(server, repository, {"slo.yaml": LOW_SLOTH, WAIVERS: waiver()})

    assert run.code == 1
    assert BROKEN in run.rules
    assert "waiver/pending" in {finding["rule"] for finding in run.report["findings"]}
    assert WAIVERS in told(run)


def test_p06_a_configuration_that_the_change_puts_into_a_folder_says_nothing(server: Server, repository: Scratch):
    loose = CONFIG.replace(
        "{}", f"{{scope: {{exclude: ['*']}}, packs: [], rules: {{{LOW_TARGET}: {{enabled: false}}}}}}"
    )
    files = {"sub/roadmap-guard.yaml": loose, "sub/.roadmap-guard.yml": loose, ".roadmap-guard.yml": loose}
    run = change(server, repository, {"slo.yaml": LOW_SLOTH, **files})

    assert run.code == 1
    assert BROKEN in run.rules
    assert run.report["summary"]["files"]["excluded"] == 0


FIRST = {
    "nothing said": ([], 1, "base"),
    "trust required": (["--require-trusted-policy"], 2, ""),
    "bootstrap": (["--require-trusted-policy", "--bootstrap"], 0, "head"),
}


@pytest.mark.parametrize("case", FIRST)
def test_p07_the_first_policies_judge_only_where_somebody_says_bootstrap(server: Server, tmp_path: Path, case: str):
    arguments, code, trust = FIRST[case]
    made = scratch(tmp_path / "repository")
    made.commit({"slo.yaml": SLOTH})
    loose = CONFIG.replace("{}", "{scope: {exclude: ['*']}}")
    run = change(server, made, {"roadmap-guard.yaml": loose, "slo.yaml": LOW_SLOTH}, *arguments)

    assert run.code == code
    if code == 2:
        assert (run.out, "--bootstrap" in run.err) == ("", True)
    else:
        assert run.report["policy"]["trust"] == trust
        assert (f"slo.yaml:8:16 {LOW_TARGET}" in run.rules) is (code == 1)


def test_p09_policies_that_do_not_load_at_the_base_end_the_run(server: Server, repository: Scratch):
    repository.commit({RULE_PATH: RULE.replace("require:", "requires:")})
    run = change(server, repository, {RULE_PATH: RULE, "slo.yaml": LOW_SLOTH})

    assert (run.code, run.out) == (2, "")
    assert RULE_PATH in run.err


LOCK = """\
apiVersion: roadmap-guard.dev/v1
kind: Lock
spec:
  packs:
    - name: reliability
      version: "{version}"
      digest: {digest}
"""
LOCKED = CONFIG.replace("{}", "{packs: [reliability]}")


def digest_of_reliability(server: Server, repository: Scratch) -> tuple[str, str]:
    repository.write({"roadmap-guard.yaml": LOCKED})
    [pack] = server.check(repository.root).report["policy"]["packs"]
    return pack["version"], pack["digest"]


@pytest.mark.parametrize("row", ["p10", "p11", "held"])
def test_p10_p11_a_pack_that_is_older_or_other_than_the_lock_says_ends_the_run(
    server: Server, repository: Scratch, row: str
):
    version, digest = digest_of_reliability(server, repository)
    locked = {
        "held": LOCK.format(version=version, digest=digest),
        "p10": LOCK.format(version="99.0.0", digest=digest),
        "p11": LOCK.format(version=version, digest="sha256:" + "0" * 64),
    }
    repository.commit({"roadmap-guard.yaml": LOCKED, "roadmap-guard.lock": locked[row]})
    run = change(server, repository, {"slo.yaml": SLOTH + "# touched\n", "roadmap-guard.lock": locked["held"]})

    assert run.code == (0 if row == "held" else 2)
    assert row == "held" or "roadmap-guard.lock" in run.err


SIGNED = {
    "configuration": {"roadmap-guard.yaml": OWN.replace("packs:", "signatures: required, packs:")},
    "pack": {"policies/pack.yaml": PACK + "  signature: keys/acme.asc\n"},
    "lock": {"roadmap-guard.lock": LOCK.format(version="1.0.0", digest="x") + "      signature: keys/acme.asc\n"},
}


@pytest.mark.parametrize("place", SIGNED)
def test_p12_a_signature_that_is_asked_for_is_never_skipped(server: Server, repository: Scratch, place: str):
    """Packs have no signatures, so there is none that could be missing: whoever asks for one is told."""
    repository.commit(SIGNED[place])
    run = change(server, repository, {"slo.yaml": LOW_SLOTH})

    assert (run.code, run.out) == (2, "")
    assert "signature" in run.err


INACTIVE = {
    "p19": (waiver(expires="2026-11-19"), "waiver/expired"),
    "p20": (waiver(expires=""), "waiver/malformed"),
    "p21": (waiver(resource="'checkout/*'"), "waiver/too-wide"),
    "p21 everything": (waiver(resource="'*'"), "waiver/too-wide"),
    "p22": (waiver(rule="acme/target-flor"), "waiver/unknown-rule"),
    "p23": (waiver(value="0.9"), "waiver/changed"),
}


@pytest.mark.parametrize("row", INACTIVE)
def test_p19_to_p23_a_waiver_that_does_not_hold_is_told_and_waives_nothing(
    server: Server, repository: Scratch, row: str
):
    text, rule = INACTIVE[row]
    repository.commit({WAIVERS: text})
    run = change(server, repository, {"slo.yaml": LOW_SLOTH}, "--report", "all")

    assert run.code == 1
    assert BROKEN in run.rules
    assert told(run, rule)
    assert run.report["summary"]["outcomes"]["waived"] == 0


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_p19_a_waiver_holds_through_its_last_day_wherever_the_clock_stands(
    server: Server, repository: Scratch, zone: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("TZ", zone)
    repository.commit({WAIVERS: waiver(expires="2026-11-20")})
    base = repository.head
    repository.commit({"slo.yaml": LOW_SLOTH})
    days = {
        day: server.guard(repository.root, "check", "--head", "HEAD", "--base", base, "--as-of", day).code
        for day in ("2026-11-20", "2026-11-21")
    }

    assert days == {"2026-11-20": 0, "2026-11-21": 1}


def test_p24_a_waiver_of_the_base_counts(server: Server, repository: Scratch):
    repository.commit({WAIVERS: waiver()})
    run = change(server, repository, {"slo.yaml": LOW_SLOTH})

    assert (run.code, run.report["summary"]["outcomes"]["waived"]) == (0, 1)


def test_p26_the_tip_of_the_base_judges_a_branch_that_left_before_the_policies_came(server: Server, tmp_path: Path):
    made = scratch(tmp_path / "repository")
    made.commit({"slo.yaml": SLOTH, "roadmap-guard.yaml": CONFIG.replace("{}", "{packs: []}")})
    made.git("checkout", "-q", "-b", "old")
    made.commit({"slo.yaml": LOW_SLOTH})
    made.git("checkout", "-q", "main")
    made.commit({"roadmap-guard.yaml": OWN, "policies/pack.yaml": PACK, RULE_PATH: RULE})
    run = server.check(made.root, "--head", "old", "--base", "main")

    assert run.code == 1
    assert BROKEN in run.rules
    assert not told(run)
