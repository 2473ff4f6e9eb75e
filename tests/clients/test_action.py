"""The action's check step, as GitHub's runner starts it: an event, the installed program, and what the step leaves behind."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, SLOTH
from support.repository import Scratch, scratch

SCRIPT = Path(__file__).parents[2] / "action" / "run.py"
ZEROS = "0" * 40


class Step(NamedTuple):
    """What the step came to: its exit code, log, outputs by name, and summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def annotations(self) -> list[str]:
        return [line for line in self.log.splitlines() if line.startswith(("::error", "::warning", "::notice"))]


@pytest.fixture
def checkout(tmp_path: Path) -> Scratch:
    """A clone of a server whose main branch is clean, with a topic branch that is not."""
    server = scratch(tmp_path / "server")
    server.commit({"roadmap-guard.yaml": CONFIG, "slo.yaml": SLOTH, "old.yaml": LOW_SLOTH.replace("checkout", "old")})
    clone = server.clone(tmp_path / "checkout")
    clone.git("checkout", "-q", "-b", "topic")
    clone.commit({"new.yaml": LOW_SLOTH.replace("checkout", "new")})
    return clone


def step(checkout: Scratch, event_name: str, event: object, **inputs: str) -> Step:
    """Run the step in an empty folder, with nothing but what a runner sets."""
    runner = checkout.root.parent / "runner"
    runner.mkdir(exist_ok=True)
    program = runner / "roadmap-guard"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I -m roadmap_guard "$@"\n')
    program.chmod(0o755)
    (runner / "event.json").write_text(json.dumps(event))
    environment = {
        "INPUT_BOOTSTRAP": "false",
        **{f"INPUT_{name}": "" for name in ("BASE", "HEAD", "FAIL_ON", "FORMATS")},
        "INPUT_SCOPE": "changed",
        "INPUT_WORKING_DIRECTORY": checkout.path,
        **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": event_name,
        "GITHUB_EVENT_PATH": str(runner / "event.json"),
        "GITHUB_OUTPUT": str(runner / "output"),
        "GITHUB_SHA": checkout.head,
        "GITHUB_STEP_SUMMARY": str(runner / "summary"),
        "PATH": os.environ["PATH"],
        "PYTHONSAFEPATH": "1",
        "ROADMAP_GUARD": str(program),
        "RUNNER_TEMP": str(runner),
    }
    for name in ("output", "summary"):
        (runner / name).write_text("")
    command = [sys.executable, "-I", str(SCRIPT)]
    done = subprocess.run(command, cwd=runner, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    outputs = re.findall(r"(?ms)^([\w-]+)<<(\w+)\n(.*?)\n\2$", (runner / "output").read_text())
    return Step(
        done.returncode,
        done.stdout + done.stderr,
        {name: value for name, _, value in outputs},
        (runner / "summary").read_text(),
    )


def pull_request(base: str, head: str) -> dict[str, object]:
    return {"pull_request": {"base": {"sha": base, "ref": "main"}, "head": {"sha": head, "ref": "topic"}}}


def test_a_pull_request_is_annotated_where_it_is_wrong_and_nowhere_else(checkout: Scratch):
    done = step(checkout, "pull_request", pull_request(checkout.git("rev-parse", "origin/main"), checkout.head))

    assert done.code == 1
    assert [line.partition(",")[0] for line in done.annotations if line.startswith("::error")] == [
        "::error file=new.yaml"
    ]
    assert {name: done.outputs[name] for name in ("exit-code", "errors")} == {"exit-code": "1", "errors": "1"}
    assert LOW_TARGET in done.summary
    assert "old.yaml" not in done.summary


def test_a_pull_request_cannot_switch_off_what_judges_it(checkout: Scratch):
    loose = CONFIG.replace("{}", f"{{scope: {{exclude: ['*']}}, rules: {{{LOW_TARGET}: {{enabled: false}}}}}}")
    checkout.commit({"roadmap-guard.yaml": loose})
    done = step(checkout, "pull_request", pull_request(checkout.git("rev-parse", "origin/main"), checkout.head))

    assert done.code == 1
    assert "::error file=new.yaml" in done.log


@pytest.mark.parametrize(("bootstrap", "code"), [("false", 2), ("true", 0), ("yes", 2)])
def test_the_first_configuration_judges_only_where_the_workflow_says_so(checkout: Scratch, bootstrap: str, code: int):
    checkout.git("rm", "-q", "roadmap-guard.yaml")
    base = checkout.commit()
    lenient = CONFIG.replace("{}", f"{{rules: {{{LOW_TARGET}: {{enabled: false}}}}}}")
    checkout.commit({"roadmap-guard.yaml": lenient, "added.yaml": LOW_SLOTH.replace("checkout", "added")})

    done = step(checkout, "pull_request", pull_request(base, checkout.head), bootstrap=bootstrap)

    assert done.code == code
    assert "bootstrap" in done.log


def test_a_mended_pull_request_passes(checkout: Scratch):
    checkout.commit({"new.yaml": SLOTH.replace("checkout", "new")})
    done = step(checkout, "pull_request", pull_request(checkout.git("rev-parse", "origin/main"), checkout.head))

    assert (done.code, done.outputs["errors"]) == (0, "0")


def test_a_push_of_a_new_branch_is_compared_with_the_default_branch(checkout: Scratch):
    event = {"before": ZEROS, "after": checkout.head, "repository": {"default_branch": "main"}}
    done = step(checkout, "push", event)

    assert (done.code, done.outputs["errors"]) == (1, "1")


def test_a_schedule_checks_the_whole_repository(checkout: Scratch):
    assert step(checkout, "schedule", {}).outputs["errors"] == "2"


def test_further_reports_are_written_and_named(checkout: Scratch):
    event = pull_request(checkout.git("rev-parse", "origin/main"), checkout.head)
    done = step(checkout, "pull_request", event, formats="sarif=out.sarif\nhtml=out.html", scope="all")
    runner = checkout.root.parent / "runner"

    assert done.outputs["reports"] == "out.sarif\nout.html"
    assert len(json.loads((runner / "out.sarif").read_text())["runs"][0]["results"]) >= 2
    assert json.loads(Path(done.outputs["report"]).read_text())["source"]["head"] == checkout.head


def test_a_shallow_clone_is_told_how_to_be_deep_and_is_no_pass(checkout: Scratch, tmp_path: Path):
    base = checkout.git("rev-parse", "origin/main")
    shallow = checkout.clone(tmp_path / "shallow" / "checkout", "--depth=1", "--branch=topic")
    done = step(shallow, "pull_request", pull_request(base, shallow.head))

    assert (done.code, done.outputs["exit-code"]) == (2, "2")
    assert "fetch-depth: 0" in done.log
    assert "could not check" in done.summary


def test_names_of_files_and_texts_in_them_give_the_runner_no_command(checkout: Scratch):
    name = "::set-output name=x::y%0A##[add-mask]z.yaml"
    checkout.write({name: LOW_SLOTH.replace("name: availability", "name: 'x ##[add-mask]y'")})
    checkout.git("add", "--all")
    checkout.commit()
    done = step(checkout, "pull_request", pull_request(checkout.git("rev-parse", "origin/main"), checkout.head))
    commands = [line for line in done.log.splitlines() if line.lstrip().startswith("::") or "##[" in line]

    assert done.code == 1
    assert commands == done.annotations
    assert all(line.startswith(("::error file=", "::warning file=", "::notice")) for line in commands)
    assert not [line for line in commands if "##[" in line]
