"""`roadmap-guard check`, run as a user runs it, on real repositories."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, ROADMAP, SLOTH
from support.guard import COMMAND, check, guard
from support.repository import Scratch, scratch


def test_a_clean_repository_exits_0_and_says_what_was_checked(repository: Scratch):
    run = guard(repository.root, "check", "--as-of", "2026-11-20")

    assert run.code == 0
    assert "1 of 1 file" in run.out
    assert "1 SLO" in run.out
    assert run.err == ""


def test_a_finding_points_at_the_line_and_column_of_the_native_file(repository: Scratch):
    repository.write({"slo/checkout.yaml": LOW_SLOTH})

    run = check(repository.root)

    assert run.code == 1
    assert f"slo/checkout.yaml:8:16 {LOW_TARGET}" in run.rules


def test_the_work_tree_is_tracked_and_untracked_files_but_not_ignored_ones(repository: Scratch):
    repository.write({"slo/new.yaml": LOW_SLOTH, "slo/ignored.yaml": LOW_SLOTH, ".gitignore": "ignored.yaml\n"})

    paths = [item["path"] for item in check(repository.root).report["findings"] if item["rule"] == LOW_TARGET]

    assert paths == ["slo/new.yaml"]


def test_staged_judges_what_the_commit_will_hold_not_what_is_on_disk(repository: Scratch):
    repository.stage({"slo/checkout.yaml": LOW_SLOTH})
    repository.write({"slo/checkout.yaml": SLOTH})

    assert check(repository.root, "--staged").code == 1
    assert check(repository.root).code == 0


def test_staged_looks_only_at_what_the_commit_changes_unless_all_is_asked_for(repository: Scratch):
    repository.commit({"slo/old.yaml": LOW_SLOTH})
    repository.stage({"slo/new.yaml": SLOTH.replace("checkout", "search")})

    assert check(repository.root, "--staged").code == 0
    assert check(repository.root, "--staged", "--report", "all").code == 1


def test_a_commit_is_judged_from_objects_also_in_a_bare_repository(repository: Scratch, tmp_path: Path):
    head = repository.commit({"slo/checkout.yaml": LOW_SLOTH})
    bare = repository.clone(tmp_path / "bare.git", "--bare")

    run = check(bare.root, "--head", head)

    assert run.code == 1
    assert run.report["source"]["head"] == head


def test_a_base_narrows_to_what_changed_since_and_gives_the_policies(repository: Scratch):
    repository.commit({"slo/old.yaml": LOW_SLOTH.replace("checkout", "old")})
    base = repository.head
    loosened = CONFIG.replace("{}", f"{{rules: {{{LOW_TARGET}: {{enabled: false}}}}}}")
    repository.commit({"slo/new.yaml": LOW_SLOTH, "roadmap-guard.yaml": loosened})

    run = check(repository.root, "--head", "HEAD", "--base", base)

    assert {item["path"] for item in run.report["findings"] if item["rule"] == LOW_TARGET} == {"slo/new.yaml"}
    assert run.report["source"]["base"] == base
    assert check(repository.root, "--head", "HEAD").code == 0


def test_named_paths_narrow_the_check(repository: Scratch):
    repository.write({"slo/bad.yaml": LOW_SLOTH, "roadmap/plan.yaml": ROADMAP})

    assert check(repository.root, "roadmap").code == 0
    assert check(repository.root, "slo/bad.yaml").code == 1
    assert check(repository.root / "slo", "bad.yaml").code == 1


def test_a_path_that_is_not_there_is_an_error_not_a_pass(repository: Scratch):
    run = check(repository.root, "slo/chekout.yaml")

    assert run.code == 2
    assert "slo/chekout.yaml: there is no such file" in run.err


def test_files_outside_any_repository_are_checked_by_name(tmp_path: Path):
    (tmp_path / "slo.yaml").write_text(LOW_SLOTH)

    assert check(tmp_path, "slo.yaml").code == 1
    assert check(tmp_path).code == 2


def test_a_tuned_rule_is_told(repository: Scratch):
    repository.write(
        {
            "slo/checkout.yaml": LOW_SLOTH,
            "roadmap-guard.yaml": CONFIG.replace("{}", f"{{rules: {{{LOW_TARGET}: {{level: warning}}}}}}"),
        }
    )

    run = check(repository.root)

    assert run.code == 0
    assert run.report["policy"]["tunings"] == [{"rule": LOW_TARGET, "change": "level error -> warning"}]


def test_fail_on_lowers_the_bar(repository: Scratch):
    repository.write(
        {
            "slo/checkout.yaml": SLOTH.replace(
                "      annotations: {runbook: https://runbooks.example.com/checkout}\n", ""
            )
        }
    )

    assert check(repository.root).code == 0
    assert check(repository.root, "--fail-on", "warning").code == 1


def test_a_configuration_that_does_not_load_names_every_mistake(repository: Scratch):
    repository.write(
        {"roadmap-guard.yaml": CONFIG.replace("spec: {}", "spec:\n  pakcs: [reliability@1]\n  failOn: eror")}
    )

    run = check(repository.root)

    assert run.code == 2
    assert 'roadmap-guard.yaml:4:3: unknown key "pakcs"' in run.err
    assert 'did you mean "packs"' in run.err
    assert "roadmap-guard.yaml:5:11:" in run.err


def test_a_broken_file_hides_nothing_and_is_never_a_pass(repository: Scratch):
    repository.write({"slo/a-broken.yaml": SLOTH + "  bad: [", "slo/low.yaml": LOW_SLOTH})

    run = check(repository.root)

    assert run.code == 1
    assert next(rule for rule in run.rules if "a-broken" in rule).endswith("input/syntax")
    assert f"slo/low.yaml:8:16 {LOW_TARGET}" in run.rules
    assert run.report["summary"]["files"] == {"seen": 3, "checked": 2, "refused": 1, "excluded": 0}


def test_a_broken_file_of_another_tool_is_a_note_unless_strict(repository: Scratch):
    repository.write({"charts/templates/deployment.yaml": "{{- if .Values.enabled }}\nkind: Deployment\n{{- end }}\n"})

    run = check(repository.root)

    assert run.code == 0
    assert [(item["rule"], item["level"]) for item in run.report["findings"] if "charts" in item["path"]] == [
        ("input/template", "note")
    ]
    assert check(repository.root, "--strict-input").code == 2


def test_the_same_commit_policy_and_date_give_the_same_bytes(repository: Scratch):
    repository.commit({"slo/low.yaml": LOW_SLOTH, "roadmap/plan.yaml": ROADMAP})
    arguments = ("check", "--head", "HEAD", "--format", "json")

    outputs = {
        guard(repository.root, *arguments, PYTHONHASHSEED=seed, TZ=zone, LC_ALL=locale).out
        for seed, zone, locale in (
            ("0", "UTC", "C"),
            ("1", "Pacific/Kiritimati", "C.UTF-8"),
            ("2", "Pacific/Pago_Pago", "POSIX"),
        )
    }

    assert len(outputs) == 1


def test_the_date_of_a_commit_check_is_the_commits(repository: Scratch):
    assert guard(repository.root, "check", "--head", "HEAD", "--format", "json").report["asOf"] == "2026-11-02"


def test_source_date_epoch_sets_the_date_of_a_local_check(repository: Scratch):
    run = guard(repository.root, "check", "--format", "json", SOURCE_DATE_EPOCH="1767225600")

    assert run.report["asOf"] == "2026-01-01"


def test_several_formats_go_to_several_places(repository: Scratch, tmp_path: Path):
    sarif = tmp_path / "out.sarif"

    run = guard(repository.root, "check", "--format", "plain", "--format", f"sarif={sarif}")

    assert run.out.splitlines()[-1] == "roadmap-guard: 1 note; 1 of 1 file checked, 1 SLO"
    assert json.loads(sarif.read_text())["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (["sarfi"], "did you mean 'sarif'?"),
        (["json", "text"], "two formats would be written to standard output"),
    ],
)
def test_wrong_formats_are_refused_before_anything_runs(repository: Scratch, formats: list[str], message: str):
    run = guard(repository.root, "check", *(word for name in formats for word in ("--format", name)))

    assert run.code == 2
    assert message in run.err
    assert run.out == ""


def test_on_github_the_step_summary_gets_everything(repository: Scratch, tmp_path: Path):
    repository.write({"slo/checkout.yaml": LOW_SLOTH})
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")

    run = guard(repository.root, "check", "--format", "github", GITHUB_STEP_SUMMARY=str(summary))

    assert run.code == 1
    assert "::error file=slo/checkout.yaml,line=8,col=16" in run.out
    assert summary.read_text().startswith("before\n")
    assert LOW_TARGET in summary.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--staged", "--head", "HEAD"], "Give one or the other"),
        (["--base", "HEAD"], "--base needs --head"),
        (["--as-of", "2026-02-30"], "is not a date"),
        (["--head", "no-such-branch"], "no-such-branch"),
        (["--config", "missing.yaml"], "missing.yaml"),
        (["--nonsense"], "--nonsense"),
        (["--stagged"], "did you mean '--staged'?"),
    ],
)
def test_wrong_arguments_exit_2_with_a_way_out(repository: Scratch, arguments: list[str], message: str):
    run = guard(repository.root, "check", *arguments)

    assert run.code == 2
    assert message in run.err
    assert run.out == ""


def test_an_unborn_head_is_checked_against_nothing(tmp_path: Path):
    fresh = scratch(tmp_path / "fresh")
    fresh.stage({"slo.yaml": LOW_SLOTH})

    assert check(fresh.root, "--staged").code == 1


def test_a_conflict_in_the_index_exits_2(repository: Scratch):
    repository.git("checkout", "-q", "-b", "other")
    repository.commit({"slo/checkout.yaml": SLOTH.replace("99.99", "99.98")})
    repository.git("checkout", "-q", "main")
    repository.commit({"slo/checkout.yaml": SLOTH.replace("99.99", "99.97")})
    with pytest.raises(AssertionError):
        repository.git("merge", "other")

    run = check(repository.root, "--staged", "--report", "all")

    assert run.code == 2
    assert "input/unmerged" in run.out


def test_a_full_disk_under_standard_output_exits_2(repository: Scratch):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "check"], cwd=repository.root, stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert done.returncode == 2
    assert b"standard output" in done.stderr


def test_a_closed_standard_output_exits_2(repository: Scratch):
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "check"], cwd=repository.root, capture_output=True, check=False
    )

    assert done.returncode == 2


def test_a_reader_that_leaves_is_no_traceback(repository: Scratch):
    command = 'set -o pipefail; "$@" check --format json | true'
    done = subprocess.run(
        ["bash", "-c", command, "bash", *COMMAND], cwd=repository.root, capture_output=True, check=False
    )

    assert b"Traceback" not in done.stderr


def test_nothing_from_the_tree_under_check_is_imported(repository: Scratch, tmp_path: Path):
    marker = tmp_path / "marker"
    trap = f"open({str(marker)!r}, 'w')\n"
    names = (
        "yaml.py",
        "click.py",
        "json.py",
        "roadmap_guard/__init__.py",
        "sitecustomize.py",
        "jsonschema/__init__.py",
    )
    repository.write(dict.fromkeys(names, trap))

    assert guard(repository.root, "check").code == 0
    assert not marker.exists()


def test_nothing_is_written_to_the_repository(repository: Scratch):
    def state() -> dict[str, float]:
        return {
            os.path.join(folder, name): os.stat(os.path.join(folder, name)).st_mtime_ns
            for folder, _, names in os.walk(repository.root)
            for name in names
        }

    before = state()
    guard(repository.root, "check")
    guard(repository.root, "check", "--staged", "--report", "all")

    assert state() == before


def test_an_edit_of_a_part_checks_the_whole_it_belongs_to(repository: Scratch):
    keps = {
        "keps/sig-node/1234-things/kep.yaml": "title: Things\nkep-number: 1234\nowning-sig: sig-node\nauthors: ['@a']\nstatus: implementable\nstage: alpha\n",
        "keps/prod-readiness/sig-node/1234.yaml": 'kep-number: 1234\nalpha:\n  approver: "@someone"\n',
    }
    repository.commit(keps)
    repository.stage({"keps/prod-readiness/sig-node/1234.yaml": 'kep-number: 1234\nalpha:\n  approver: "@other"\n'})

    report = check(repository.root, "--staged").report

    assert report["summary"]["resources"] == {"RoadmapItem": 1}


def test_a_file_that_is_named_is_looked_at_whatever_its_ending(repository: Scratch, tmp_path: Path):
    repository.write({"slo/checkout": LOW_SLOTH})
    (tmp_path / "checkout").write_text(LOW_SLOTH)

    assert check(repository.root, "slo/checkout").code == 1
    assert check(repository.root, "slo").code == 0
    assert check(tmp_path, "checkout").code == 1


def test_a_file_that_is_named_and_missing_is_no_pass_outside_a_repository(tmp_path: Path):
    run = check(tmp_path, "missing.yaml")

    assert run.code == 1
    assert run.rules == ["missing.yaml:1:1 input/not-found"]
