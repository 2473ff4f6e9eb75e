"""The action's script against real repositories and event payloads, with a stand-in for the installed program."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "action" / "run.py"
ZEROS = "0" * 40

run = SimpleNamespace(**runpy.run_path(str(SCRIPT)))


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def clone(tmp_path):
    """A clone whose `origin/main` is one commit behind its own branch."""
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=topic")
    main = commit(folder, "main")
    git(folder, "update-ref", "refs/remotes/origin/main", main)
    return SimpleNamespace(path=str(folder), main=main, head=commit(folder, "topic"))


def test_pull_request_is_compared_with_the_tip_of_its_base():
    event = {"pull_request": {"base": {"sha": "b" * 40}, "head": {"sha": "a" * 40}}}

    assert run.range_of("pull_request", event, "merge") == ("b" * 40, "a" * 40)


def test_merge_group_is_compared_with_its_base():
    event = {"merge_group": {"base_sha": "b" * 40, "head_sha": "a" * 40}}

    assert run.range_of("merge_group", event, "x") == ("b" * 40, "a" * 40)


def test_event_without_a_comparison_checks_the_whole_commit():
    assert run.range_of("schedule", {}, "c" * 40) == ("", "c" * 40)


def test_push_is_compared_with_the_state_before(clone):
    assert run.settled(run.Range(clone.main, clone.head), clone.path, "main") == (clone.main, clone.head)


@pytest.mark.parametrize("before", [ZEROS, "d" * 40])
def test_new_branch_and_forced_push_are_compared_with_the_default_branch(clone, before):
    assert run.settled(run.Range(before, clone.head), clone.path, "main") == (clone.main, clone.head)


def test_default_branch_is_not_compared_with_itself(clone):
    git(Path(clone.path), "update-ref", "refs/remotes/origin/main", clone.head)

    assert run.settled(run.Range(ZEROS, clone.head), clone.path, "main") == ("", clone.head)


def test_without_any_known_base_the_whole_commit_is_checked(clone):
    assert run.settled(run.Range(ZEROS, clone.head), clone.path, "trunk") == ("", clone.head)


def test_branch_name_that_looks_like_an_option_is_not_one(clone):
    assert run.settled(run.Range("--all", clone.head), clone.path, "--all") == ("", clone.head)


PROGRAM = """#!{python}
import json, os, sys
wishes = dict(item.removeprefix("--format=").partition("=")[::2] for item in sys.argv if item.startswith("--format="))
print("argv", json.dumps(sys.argv[1:]))
findings = [{{"level": level}} for level in ("error", "warning", "warning")]
if {code} != 2:
    open(wishes["json"], "w").write(json.dumps({{"findings": findings}}))
else:
    print("roadmap-guard: nothing here\\n  100% ::error::x @team", file=sys.stderr)
sys.exit({code})
"""


@pytest.fixture
def step(tmp_path, clone):
    """Run the step as GitHub does and give what it left behind."""

    def call(code: int = 1, event_name: str = "schedule", event: object = None, **inputs: str) -> SimpleNamespace:
        program = tmp_path / "roadmap-guard"
        program.write_text(PROGRAM.format(python=sys.executable, code=code))
        program.chmod(0o755)
        (tmp_path / "event.json").write_text(json.dumps(event or {}))
        output, summary = tmp_path / "output", tmp_path / "summary"
        names = ("WORKING_DIRECTORY", "BASE", "HEAD", "SCOPE", "FAIL_ON", "FORMATS")
        environment = {
            **dict.fromkeys((f"INPUT_{name}" for name in names), ""),
            "INPUT_WORKING_DIRECTORY": clone.path,
            "INPUT_SCOPE": "changed",
            "INPUT_BOOTSTRAP": "false",
            **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
            "ROADMAP_GUARD": str(program),
            "GITHUB_EVENT_NAME": event_name,
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_SHA": clone.head,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(tmp_path),
            "PATH": "/usr/bin:/bin:/usr/local/bin",
        }
        done = subprocess.run(
            [sys.executable, "-I", str(SCRIPT)], env=environment, capture_output=True, text=True, check=False
        )
        argv = [json.loads(line.removeprefix("argv ")) for line in done.stdout.splitlines() if line.startswith("argv ")]
        return SimpleNamespace(
            code=done.returncode,
            log=done.stdout,
            argv=argv[0] if argv else [],
            outputs=_outputs(output.read_text()) if output.exists() else {},
            summary=summary.read_text() if summary.exists() else "",
        )

    return call


def _outputs(text: str) -> dict[str, str]:
    return {name: value for name, _, value in re.findall(r"(?ms)^([\w-]+)<<(\w+)\n(.*?)\n\2$", text)}


def test_step_ends_with_the_exit_code_of_the_check(step):
    assert [step(code).code for code in (0, 1, 2)] == [0, 1, 2]


def test_outputs_count_the_findings_even_if_the_step_fails(step):
    outputs = step(1).outputs

    assert (outputs["exit-code"], outputs["findings"], outputs["errors"], outputs["warnings"]) == ("1", "3", "1", "2")
    assert json.loads(Path(outputs["report"]).read_text())["findings"]


def test_counts_stay_empty_where_nothing_could_be_checked(step):
    result = step(2)

    assert result.outputs == {"exit-code": "2", "reports": ""}
    assert "could not check" in result.summary


def test_why_nothing_could_be_checked_is_an_annotation_and_in_the_summary(step):
    result = step(2)

    assert "::error title=roadmap-guard::roadmap-guard: nothing here%0A  100%25 ::error::x @team" in result.log
    assert "\n    roadmap-guard: nothing here\n      100% ::error::x @team\n" in result.summary


def test_summary_is_left_to_the_check_where_there_is_a_report(step):
    assert step(0).summary == ""


def test_pull_request_is_judged_by_its_base(step, clone):
    event = {"pull_request": {"base": {"sha": clone.main}, "head": {"sha": clone.head}}}
    argv = step(0, "pull_request", event).argv

    assert argv[:4] == ["check", f"--repo={clone.path}", f"--head={clone.head}", f"--base={clone.main}"]
    assert "--require-trusted-policy" in argv
    assert "--report=all" not in argv


def test_scope_all_reports_on_every_file(step, clone):
    event = {"pull_request": {"base": {"sha": clone.main}, "head": {"sha": clone.head}}}

    assert "--report=all" in step(0, "pull_request", event, scope="all").argv


def test_bootstrap_is_said_only_where_the_workflow_says_it(step, clone):
    event = {"pull_request": {"base": {"sha": clone.main}, "head": {"sha": clone.head}}}

    assert "--bootstrap" in step(0, "pull_request", event, bootstrap="true").argv
    assert "--bootstrap" not in step(0, "pull_request", event).argv


def test_inputs_take_the_place_of_the_event(step, clone):
    event = {"pull_request": {"base": {"sha": clone.main}, "head": {"sha": clone.head}}}

    assert "--base=v1" in step(0, "pull_request", event, base="v1").argv
    assert f"--head={clone.head}" in step(0, "pull_request", event, base="v1").argv
    assert not [item for item in step(0, "pull_request", event, head="main").argv if item.startswith("--base")]


def test_annotations_are_written_with_every_further_format(step):
    result = step(0, formats="sarif=out.sarif\n\n  html=a b.html\n", fail_on="warning")

    assert next(item for item in result.argv if "format" in item) == "--format=github"
    assert result.argv[-2:] == ["--format=sarif=out.sarif", "--format=html=a b.html"]
    assert "--fail-on=warning" in result.argv
    assert result.outputs["reports"] == "out.sarif\na b.html"


@pytest.mark.parametrize(
    "inputs", [{"formats": "sarif"}, {"formats": "=x"}, {"scope": "everything"}, {"bootstrap": "yes"}]
)
def test_input_that_makes_no_sense_is_an_error_and_nothing_is_checked(step, inputs):
    result = step(0, **inputs)

    assert result.code == 2
    assert result.outputs == {"exit-code": "2"}
    assert result.log.startswith("::error title=roadmap-guard::")
    assert result.argv == []
