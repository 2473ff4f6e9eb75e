"""The same commit gives the same bytes in every format, wherever, whenever and by whomever it is checked."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from support.files import CONFIG, LOW_SLOTH, ROADMAP, SLOTH
from support.guard import COMMAND
from support.repository import Scratch, scratch

FORMATS = ("csv", "github", "html", "json", "plain", "sarif", "summary", "text")
AUDIT = ("audit.csv", "audit.html", "audit.json")


class Surroundings(NamedTuple):
    """Variables, the umask, and whether the run starts in a folder below the root."""

    variables: dict[str, str]
    umask: str = "022"
    below: bool = False


PLACES = {
    "plain": Surroundings({"TZ": "UTC", "LC_ALL": "C.UTF-8"}),
    "first time zone": Surroundings({"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, "077"),
    "last time zone": Surroundings({"TZ": "Pacific/Pago_Pago", "LANG": "tr_TR.UTF-8"}, below=True),
    "odd variables": Surroundings({"TZ": ":/nowhere", "LC_ALL": "xx", "COLUMNS": "20", "LINES": "5", "TERM": "xterm"}),
    "colour and continuous integration": Surroundings(
        {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "CI": "true", "GITHUB_ACTIONS": "true", "NO_COLOR": ""}, "007"
    ),
    "another user": Surroundings({"USER": "x", "LOGNAME": "x", "HOME": "/nowhere", "SOURCE_DATE_EPOCH": "0"}),
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A commit with findings of every kind, its files made in no order."""
    made = scratch(tmp_path_factory.mktemp("shared") / "repository")
    identity = {
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b.c",
    }
    made.write(
        {"z/broken.yaml": LOW_SLOTH + "  x: [", "slo/b.yaml": LOW_SLOTH, "slo/a.yaml": SLOTH, "r/\u00e9.yaml": ROADMAP}
    )
    made.write(
        {"CODEOWNERS": "* @acme/payments\n", "roadmap-guard.yaml": CONFIG, "card.md": "---\nlicense: mit\n---\n# m\n"}
    )
    made.git("add", "--all")
    made.git("commit", "-q", "-m", "all", **identity)
    return made


def outputs(repository: Scratch, folder: Path, place: Surroundings, seed: int) -> dict[str, bytes]:
    """What a run in these surroundings writes, by the name of the file."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), **place.variables}
    start = repository.root / "slo" if place.below else repository.root
    files = [f"--format={name}={folder}/{name}" for name in FORMATS]
    script = f'umask {place.umask}; cd "$0" && exec "$@"'
    for arguments in (["check", *files], ["audit", "-o", str(folder)]):
        command = ["sh", "-c", script, str(start), COMMAND[0], "-P", *COMMAND[2:], *arguments, "--head", "HEAD"]
        subprocess.run(command, env=environment, check=False, timeout=60)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def expected(repository: Scratch, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return outputs(repository, tmp_path_factory.mktemp("plain"), PLACES["plain"], 0)


def test_every_format_says_something(expected: dict[str, bytes]):
    assert sorted(expected) == sorted({*FORMATS, *AUDIT})
    assert all(b"slo-target-meets-tier" in content for content in expected.values())


@pytest.mark.parametrize(("seed", "name"), list(enumerate(PLACES, 1)))
def test_the_same_commit_gives_the_same_bytes(
    repository: Scratch, expected: dict[str, bytes], tmp_path: Path, seed: int, name: str
):
    found = outputs(repository, tmp_path, PLACES[name], seed)

    assert {file: content == expected[file] for file, content in found.items()} == dict.fromkeys(expected, True)


def test_a_clone_elsewhere_gives_the_same_bytes(repository: Scratch, expected: dict[str, bytes], tmp_path: Path):
    """But for the name of the remote, which only a clone has."""
    clone = repository.clone(tmp_path / "clone \u2603")
    clone.git("remote", "remove", "origin")
    folder = tmp_path / "out"
    folder.mkdir()
    found = outputs(clone, folder, PLACES["plain"], 3)

    assert {file: content == expected[file] for file, content in found.items()} == dict.fromkeys(expected, True)
