"""The program reads; it writes what it is asked to write, runs git and nothing else, and speaks to no network."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support import hostile_audit
from support.files import CONFIG, LOW_SLOTH, ROADMAP
from support.policies import PACK, RULE
from support.repository import GIT, Scratch, scratch, stand_in

CARD = "---\nlicense: mit\nmodel_name: m\ndatasets: [https://example.com/d]\n---\n# Model Card for m\n"

COMMANDS = (
    "check",
    "check --staged",
    "check --staged --report all --format github",
    "check --head HEAD --format sarif",
    "check --head HEAD --base HEAD~1 --format html",
    "check slo.yaml --format csv --colour always",
    "resources --format json",
    "formats list",
    "formats detect --explain slo.yaml",
    "policy list",
    "policy lint",
    "policy test",
    "explain acme/target-floor",
    "waivers list",
    "schema Config",
)
ORDINARY = {"open", "subprocess.Popen", "os.kill", "os.putenv", "os.rename", "os.remove", "os.mkdir"}
"""What the program does at all; `os.kill` ends its own git."""

WRITING = ("audit -o ../out", "check --format json=../out.json --format html=../out.html")

TRAPS = {
    "alias.ls-tree": "!{run}",
    "core.alternateRefsCommand": "{run}",
    "core.askPass": "{run}",
    "core.editor": "{run}",
    "core.fsmonitor": "{run}",
    "core.hooksPath": "{here}/hooks",
    "core.pager": "{run}",
    "core.sshCommand": "{run}",
    "credential.helper": "!{run}",
    "diff.external": "{run}",
    "diff.x.command": "{run}",
    "diff.x.textconv": "{run}; cat",
    "extensions.partialClone": "origin",
    "filter.x.clean": "{run}; cat",
    "filter.x.process": "{run}",
    "filter.x.required": "true",
    "filter.x.smudge": "{run}; cat",
    "gpg.program": "{run}",
    "include.path": "{here}/included",
    "log.showSignature": "true",
    "protocol.ext.allow": "always",
    "remote.origin.promisor": "true",
    "remote.origin.uploadpack": "{run}",
    "remote.origin.url": "ext::sh -c {run}",
}


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    """Two commits, something staged, something edited, and every setting that makes git run a program."""
    made = scratch(tmp_path / "repository")
    config = CONFIG.replace("{}", "{packs: [acme], policies: [policies]}")
    rules = {"policies/pack.yaml": PACK, "policies/rules/target-floor.yaml": RULE}
    made.commit({"roadmap-guard.yaml": config, "slo.yaml": LOW_SLOTH, "CODEOWNERS": "* @acme/payments\n", **rules})
    made.commit({"roadmap/plan.yaml": ROADMAP})
    made.stage({"card.md": CARD})
    made.write({"slo.yaml": LOW_SLOTH + "\n", "new.json": "{}"})
    stand_in(tmp_path / "bin", f"touch {tmp_path}/marker")
    run = tmp_path / "bin" / "git"
    (tmp_path / "included").write_text(f'[core]\n\tfsmonitor = "{run}"\n')
    (tmp_path / "hooks").mkdir()
    for hook in ("post-index-change", "post-checkout", "reference-transaction", "pre-commit"):
        made.hook(hook, f"exec {run}")
        (tmp_path / "hooks" / hook).symlink_to(run)
    (made.root / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    with (made.root / ".git" / "config").open("a") as file:
        for name, value in TRAPS.items():
            file.write(_setting(name, value.format(run=run, here=tmp_path)))
    return made


def _setting(name: str, value: str) -> str:
    section, *middle, key = name.split(".")
    place = f'{section} "{middle[0]}"' if middle else section
    return f'[{place}]\n\t{key} = "{value}"\n'


def listened(repository: Scratch, arguments: str) -> list[list[Any]]:
    """What a run asks of the system."""
    log = repository.root.parent / "log"
    command = [sys.executable, "-IB", hostile_audit.__file__, str(log), *arguments.split()]
    done = subprocess.run(command, cwd=repository.root, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in log.read_text().splitlines()]


def state(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file below a folder, with its size and time."""
    paths = [os.path.join(place, name) for place, folders, names in os.walk(folder) for name in [*names, *folders]]
    return {path: (os.lstat(path).st_size, os.lstat(path).st_mtime_ns) for path in paths}


@pytest.mark.parametrize("arguments", [*COMMANDS, *WRITING])
def test_a_run_starts_git_alone_that_starts_nothing_and_writes_what_it_is_asked_for_alone(
    repository: Scratch, arguments: str
):
    before = state(repository.root)
    events = listened(repository, arguments)
    written = {str(details[0]) for event, details in events if event == "open"}
    others = {event for event, _ in events} - ORDINARY
    programs = {details[0] for event, details in events if event == "subprocess.Popen"}
    allowed = (str(repository.root.parent / "out"), "/dev/null", os.environ["XDG_CACHE_HOME"])
    temporary = str(repository.root.parent / ".roadmap-guard-")

    assert others == set()
    assert not (repository.root.parent / "marker").exists()
    assert programs <= {GIT}
    assert [name for name in written if not name.startswith((*allowed, temporary)) and not name.isdecimal()] == []
    assert state(repository.root) == before


def test_the_traps_do_spring_in_plain_git(repository: Scratch):
    subprocess.run([GIT, "status"], cwd=repository.root, capture_output=True, check=False)

    assert (repository.root.parent / "marker").exists()
