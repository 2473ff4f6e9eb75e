"""Commands that write into a repository write where they say, and never through what somebody put in the way."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET
from support.guard import COMMAND, Run
from support.repository import Scratch, scratch

OLD = "old: 1\n"
WAIVE = f"waivers add {LOW_TARGET} checkout/availability --requested-by @a/b --approved-by @a/c --reason"
COMMANDS = {
    "init --force": ("roadmap-guard.yaml", ".pre-commit-config.yaml"),
    "policy lock": ("roadmap-guard.lock",),
    "baseline create --expires 2026-12-24 --reason": (".roadmap-guard/baseline.yaml",),
    WAIVE: (".roadmap-guard/waivers.yaml",),
    "audit --output audit": ("audit/audit.html", "audit/audit.csv", "audit/audit.json"),
    "check --format json=out/report.json": ("out/report.json",),
}
TARGETS = [(command, target) for command, targets in COMMANDS.items() for target in targets]


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo.yaml": LOW_SLOTH, "roadmap-guard.yaml": CONFIG.replace("{}", "{approvers: ['@a/c']}")})
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "file").write_text(OLD)
    return made


def run(repository: Scratch, command: str) -> Run:
    reason = ["The old data centre cannot do better."] if command.endswith("--reason") else []
    done = subprocess.run(
        [*COMMAND, *command.split(), *reason],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def link(place: Path) -> None:
    place.symlink_to(_outside(place) / "file")


def dangling(place: Path) -> None:
    place.symlink_to(_outside(place) / "new")


def pipe(place: Path) -> None:
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.mkdir()


def _outside(place: Path) -> Path:
    return next(parent for parent in place.parents if parent.name == "repository").parent / "outside"


@pytest.mark.parametrize("obstacle", [link, dangling, pipe, folder], ids=lambda obstacle: obstacle.__name__)
@pytest.mark.parametrize(("command", "target"), TARGETS)
def test_nothing_is_written_through_what_stands_in_the_way(
    repository: Scratch, command: str, target: str, obstacle: Callable[[Path], None]
):
    place = repository.root / target
    place.parent.mkdir(exist_ok=True)
    place.unlink(missing_ok=True)
    obstacle(place)
    done = run(repository, command)

    assert "Traceback" not in done.err
    assert done.code == 2 or f"left {target} alone: " in done.out
    assert sorted(os.listdir(_outside(place))) == ["file"]
    assert (_outside(place) / "file").read_text() == OLD
    assert place.is_symlink() or not place.is_file()


@pytest.mark.parametrize(("command", "target"), [row for row in TARGETS if "/" in row[1]])
def test_no_folder_that_is_a_link_leads_out(repository: Scratch, command: str, target: str):
    (repository.root / target).parent.symlink_to("../outside")
    done = run(repository, command)

    assert (done.code, done.out) == (2, "")
    assert os.listdir(repository.root.parent / "outside") == ["file"]
