"""What is not written is not done: full disks, closed streams and readers that leave are told by the exit code."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from support.files import LOW_SLOTH, SLOTH
from support.guard import COMMAND, guard
from support.hostile_processes import limited
from support.repository import Scratch, scratch
from support.runner import commands
from support.waivers import WAIVERS, waiver, waivers

PRINTING = (
    "--version",
    "--help",
    "check --help",
    "check",
    "check --format plain",
    "resources",
    "formats list",
    "policy list",
    "policy",
    "explain input/syntax",
    "schema",
)

OF_THE_REPOSITORY = (
    *(f"check --format {name}" for name in ("text", "plain", "json", "github", "summary", "sarif", "html", "csv")),
    *("resources", "resources --format json", "history ID", "history ID --format json"),
    *("waivers list", "waivers list --format json", "fix --diff", "formats detect --explain PATH"),
)
ANNOTATIONS = ("::error file=", "::warning file=", "::notice file=", "::notice title=roadmap-guard::")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one file that is right and one below its floor; tests do not change it."""
    root = tmp_path_factory.mktemp("shared") / "repository"
    scratch(root).stage({"good.yaml": SLOTH, "low.yaml": LOW_SLOTH.replace("checkout", "low")})
    return root


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.stage({f"{number}.yaml": LOW_SLOTH.replace("checkout", f"s{number}") for number in range(40)})
    return made


def shell(folder: Path, script: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the program as `"$@"` of a shell script."""
    command = ["bash", "-c", script, "bash", *COMMAND, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=60)


@pytest.mark.parametrize("arguments", PRINTING)
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"], ids=["full disk", "closed"])
def test_output_that_does_not_arrive_ends_with_2(shared: Path, arguments: str, redirection: str):
    done = shell(shared, f'exec "$@" {redirection}', *arguments.split())

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "<&-", "2>&- <&-"])
def test_other_streams_do_not_change_the_verdict(shared: Path, redirection: str):
    script = f'exec "$@" {redirection}'
    codes = [
        shell(shared, script, "check", *paths).returncode for paths in (["good.yaml"], ["low.yaml"], ["none.yaml"])
    ]

    assert codes == [0, 1, 2]


def test_a_report_to_a_file_needs_no_input_and_no_errors(shared: Path, tmp_path: Path):
    done = shell(shared, 'exec "$@" 2>&- <&-', "check", "--format", f"json={tmp_path}/out.json", "--format", "plain")

    assert done.returncode == 1
    assert (tmp_path / "out.json").read_bytes().endswith(b"}\n")


@pytest.mark.parametrize("arguments", ["check", "check --format json", "resources --format json"])
def test_a_reader_that_leaves_is_told_by_the_code_alone(repository: Scratch, arguments: str):
    done = shell(repository.root, '"$@" | true; exit ${PIPESTATUS[0]}', *arguments.split())

    assert done.returncode in (0, 1, 2)  # 0 and 1: the pipe took everything before the reader left
    assert done.stderr == b""


def test_a_reader_that_leaves_in_the_middle_ends_the_run_with_2(repository: Scratch):
    script = '"$@" | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}'
    done = shell(repository.root, script, "check", "--format", "json")

    assert (done.returncode, done.stderr) == (2, b"")


def test_a_report_that_does_not_fit_leaves_the_old_one(repository: Scratch):
    repository.write({"out/report.json": "old"})
    run = limited(repository.root, "check", "--format", "json=out/report.json", FSIZE=1_000)

    assert run.code == 2
    assert "the report out/report.json could not be written" in run.err
    assert (repository.root / "out" / "report.json").read_text() == "old"
    assert os.listdir(repository.root / "out") == ["report.json"]


@pytest.mark.parametrize(
    "place", ["missing/report.json", "folder", ".git/report.json", "link.json", "file/report.json"]
)
def test_a_report_that_has_no_place_is_refused(repository: Scratch, place: str):
    (repository.root / "folder").mkdir()
    repository.write({"file": "", "target.json": "old"})
    repository.link("link.json", "target.json")
    run = guard(repository.root, "check", "--format", f"json={place}")

    assert run.code == 2
    assert place in run.err
    assert "Traceback" not in run.err
    assert (repository.root / "target.json").read_text() == "old"


@pytest.mark.parametrize("arguments", OF_THE_REPOSITORY)
def test_no_command_of_a_ci_runner_comes_out_of_a_repository(repository: Scratch, arguments: str):
    name, path = "x ##[add-mask]y", "\n::error::##[group]\udcff.yaml"
    text = LOW_SLOTH.replace("availability", f"'{name}'").replace("owner: payments", f"owner: '{name}'")
    repository.commit({path: text, WAIVERS: waivers(waiver(resource=f"'checkout/{name}'", reason=f"'{name * 3}'"))})
    words = {"ID": f"checkout/{name}", "PATH": path}
    run = guard(repository.root, *(words.get(word, word) for word in arguments.split()))

    assert run.code in (0, 1)
    assert "add-mask" in run.out or arguments.startswith(("fix", "formats"))
    assert [line for line in commands(run.out + run.err) if not line.startswith(ANNOTATIONS)] == []
    if arguments.endswith("json"):
        assert json.dumps(run.report, ensure_ascii=False).encode()
