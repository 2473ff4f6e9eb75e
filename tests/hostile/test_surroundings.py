"""The verdict does not depend on where and how the program runs; where it cannot run, it says so with 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH
from support.guard import check, guard
from support.hostile_processes import GIGABYTE, Server, limited
from support.policies import PACK, RULE
from support.repository import Scratch, scratch

NAMES = {b"caf\xe9.yaml": LOW_SLOTH, "\u202e\u00fc.yaml".encode(): LOW_SLOTH.replace("checkout", "\u00fcber\u2603")}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A commit with names and texts that few encodings have. Tests do not change it."""
    made = scratch(tmp_path_factory.mktemp("shared") / "repository")
    made.index_paths(NAMES)
    made.git("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "all")
    return made


@pytest.fixture(scope="module")
def expected(shared: Scratch) -> dict[str, str]:
    return {name: guard(shared.root, "check", "--head", "HEAD", "--format", name).out for name in ("json", "text")}


LOCALES = {
    "C": {"LC_ALL": "C"},
    "POSIX without UTF-8 mode": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "cp1252": {"PYTHONIOENCODING": "cp1252:strict"},
    "a locale that does not exist": {"LC_ALL": "xx_XX.UTF-8"},
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", ["json", "text"])
def test_no_locale_changes_a_byte(shared: Scratch, expected: dict[str, str], locale: str, form: str):
    """Started without `-I`, which would hide the variables."""
    command = [sys.executable, "-P", "-m", "roadmap_guard", "check", "--head", "HEAD", "--format", form]
    done = subprocess.run(
        command, cwd=shared.root, env={**os.environ, **LOCALES[locale]}, capture_output=True, check=False
    )

    assert done.returncode == 1
    assert done.stdout.decode("utf-8", "surrogateescape") == expected[form]
    assert done.stderr == b""


@pytest.mark.parametrize("flags", ["-O", "-OO", "-W error", "-X dev -W error", "-B -s -S -E"])
def test_no_flag_of_the_interpreter_changes_a_byte(shared: Scratch, expected: dict[str, str], flags: str):
    site = f"import sys; sys.path[:] = {sys.path!r}; sys.argv[0] = 'x'; from roadmap_guard.cli import main; main()"
    command = [sys.executable, "-P", *flags.split(), "-c", site, "check", "--head", "HEAD", "--format", "json"]
    done = subprocess.run(command, cwd=shared.root, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (1, expected["json"], "")


LIMITS = {"1 GB of memory": {"AS": GIGABYTE}, "64 open files": {"NOFILE": 64}, "no core": {"CORE": 0}}


@pytest.mark.parametrize("limit", LIMITS)
def test_ordinary_limits_of_the_system_suffice(shared: Scratch, expected: dict[str, str], limit: str):
    run = limited(shared.root, "check", "--head", "HEAD", "--format", "json", **LIMITS[limit])

    assert (run.code, run.out, run.err) == (1, expected["json"], "")


@pytest.mark.parametrize("count", [6, 8, 12, 16])  # with 4 the interpreter itself may not start
def test_with_too_few_open_files_the_verdict_is_right_or_there_is_none(
    shared: Scratch, expected: dict[str, str], count: int
):
    run = limited(shared.root, "check", "--head", "HEAD", "--format", "json", NOFILE=count)

    assert (run.code, run.out) in [(1, expected["json"]), (2, "")]


@pytest.mark.parametrize("missing", ["HOME", "TMPDIR", "PATH-without-more", "all"])
def test_a_bare_environment_suffices(shared: Scratch, expected: dict[str, str], missing: str, monkeypatch):
    path = os.environ["PATH"]
    if missing == "TMPDIR":
        monkeypatch.setenv("TMPDIR", "/nowhere")
    elif missing == "HOME":
        monkeypatch.delenv("HOME")
        monkeypatch.delenv("XDG_CACHE_HOME")
    else:
        for name in list(os.environ):
            monkeypatch.delenv(name)
        monkeypatch.setenv("PATH", path)

    assert guard(shared.root, "check", "--head", "HEAD", "--format", "json").out == expected["json"]


@pytest.fixture
def own_policies(tmp_path: Path) -> Scratch:
    """A repository with a pack of its own, which is checked when it is loaded for the first time."""
    made = scratch(tmp_path / "repository")
    config = CONFIG.replace("{}", "{packs: [acme], policies: [policies]}")
    rules = {"policies/pack.yaml": PACK, "policies/rules/target-floor.yaml": RULE}
    made.commit({"roadmap-guard.yaml": config, "slo.yaml": LOW_SLOTH, **rules})
    return made


HOMES = {
    "relative": {"HOME": ".", "XDG_CACHE_HOME": ""},
    "relative cache": {"XDG_CACHE_HOME": "cache", "HOME": "home"},
    "the repository": {"HOME": "{repository}", "XDG_CACHE_HOME": ""},
    "cache in the repository": {"XDG_CACHE_HOME": "{repository}/cache"},
    "missing": {"HOME": "/nowhere/at/all", "XDG_CACHE_HOME": ""},
    "a file": {"HOME": "/dev/null", "XDG_CACHE_HOME": ""},
    "an unknown user": {"HOME": "~nobody-of-this-name", "XDG_CACHE_HOME": ""},
}


@pytest.mark.parametrize("home", HOMES)
def test_nothing_is_kept_in_the_repository_wherever_home_is(own_policies: Scratch, home: str):
    before = sorted(os.walk(own_policies.root))
    variables = {name: value.format(repository=own_policies.root) for name, value in HOMES[home].items()}
    run = check(own_policies.root, **variables)

    assert (run.code, run.err) == (1, "")
    assert sorted(os.walk(own_policies.root)) == before


def test_a_report_is_private_where_the_user_wants_it_so(own_policies: Scratch, tmp_path: Path):
    script = 'umask 077; exec "$@"'
    command = [
        "sh",
        "-c",
        script,
        "sh",
        sys.executable,
        "-I",
        "-m",
        "roadmap_guard",
        "audit",
        "-o",
        str(tmp_path / "a"),
    ]
    subprocess.run(command, cwd=own_policies.root, capture_output=True, check=False)
    modes = {name: (tmp_path / "a" / name).stat().st_mode & 0o777 for name in os.listdir(tmp_path / "a")}

    assert modes == dict.fromkeys(("audit.html", "audit.csv", "audit.json"), 0o600)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("number", range(7))
def test_a_fault_of_the_system_at_any_moment_ends_with_2_and_the_old_report(
    server: Server, own_policies: Scratch, number: int
):
    """The n-th file, folder or process that the program asks of the system is refused, for every n: 8 at a time."""
    for count in range(number * 8, number * 8 + 8):
        own_policies.write({"report.json": "old"})
        run = server.guard(own_policies.root, "check", "--format", "json=report.json", fault=count)
        report = (own_policies.root / "report.json").read_text()

        assert run.code in (1, 2)
        assert (report == "old") is (run.code == 2)
        assert [name for name in os.listdir(own_policies.root) if name.endswith(".tmp")] == []


REFUSING = """
import os, sys
refused = []
def listen(event, arguments):
    if event == sys.argv[1].partition(":")[0] and sys.argv[1].partition(":")[2] in repr(arguments):
        refused.append(event)
    if refused and event == "open":
        raise MemoryError if sys.argv[2] == "memory" else OSError(24, "Too many open files")
from roadmap_guard.cli import main
sys.addaudithook(listen)
main(sys.argv[3:])
"""
"""Runs the program, and from the first audit event of a kind on refuses every file, those of its own modules too."""


@pytest.mark.parametrize("moment", ["subprocess.Popen:ls-files", "import:yaml", "import:roadmap_guard.report"])
@pytest.mark.parametrize("fault", ["files", "memory"])
def test_a_fault_that_stays_ends_with_2_although_little_can_be_said(own_policies: Scratch, fault: str, moment: str):
    own_policies.write({"report.json": "old"})
    done = subprocess.run(
        [sys.executable, "-I", "-c", REFUSING, moment, fault, "check", "--format", "json=report.json"],
        cwd=own_policies.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "roadmap-guard: " in done.stderr
    assert (own_policies.root / "report.json").read_text() == "old"
