"""A run that is stopped closes what it opened: no half report, no temporary file, no git left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.files import LOW_SLOTH
from support.guard import COMMAND
from support.repository import GIT, Scratch, scratch, stand_in

STOPPED_AT = """
import os, signal, sys
number, *moments = sys.argv[1].split()
def listen(event, arguments):
    if moments and event == moments[0].partition(":")[0] and moments[0].partition(":")[2] in repr(arguments):
        moments.pop(0)
        os.kill(os.getpid(), int(number))
sys.addaudithook(listen)
def profile(frame, event, called):
    listen(event, frame.f_code.co_qualname + ">" * event.startswith("c_") + getattr(called, "__name__", ""))
sys.setprofile(profile)
from roadmap_guard.cli import main
main(sys.argv[2:])
"""
"""Runs the program and sends it a signal at each of the moments in their order: audit events (`os.rename:`) or calls (`call:f`, `c_call:f>read`)."""

MOMENTS = {
    "asking git": "subprocess.Popen:ls-files",
    "reading the first document": "import:'yaml'",
    "judging": "import:cel_expr_python",
    "beginning the report": "open:.roadmap-guard-",
    "replacing the report": "os.rename:",
}

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.fixture(autouse=True)
def _no_signal_is_ignored() -> Iterator[None]:
    """A process hands on to its children what it ignores, and `nohup` and `&` begin with signals ignored."""
    ordinary = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
        signal.SIGHUP: signal.SIG_DFL,
    }
    before = {number: signal.signal(number, handler) for number, handler in ordinary.items()}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo.yaml": LOW_SLOTH})
    return made


def stopped(repository: Scratch, number: int, *moments: str, path: str = "") -> subprocess.CompletedProcess[str]:
    words = " ".join([str(int(number)), *moments])
    command = [sys.executable, "-I", "-c", STOPPED_AT, words, "check", "--format", "json=report.json"]
    environment = {**os.environ, "PATH": f"{path}{os.environ['PATH']}"}
    return subprocess.run(
        command, cwd=repository.root, env=environment, capture_output=True, text=True, check=False, timeout=30
    )


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("number", CODES, ids=lambda number: number.name)
def test_a_signal_ends_the_run_and_leaves_the_old_report(repository: Scratch, number: signal.Signals, moment: str):
    repository.write({"report.json": "old"})
    done = stopped(repository, number, MOMENTS[moment])

    assert (done.returncode, done.stdout, done.stderr) == (CODES[number], "", "roadmap-guard: interrupted\n")
    assert (repository.root / "report.json").read_text() == "old"
    assert sorted(os.listdir(repository.root)) == [".git", "report.json", "slo.yaml"]


def test_a_second_signal_ends_it_at_once(repository: Scratch):
    assert stopped(repository, signal.SIGINT, "os.rename:", "os.remove:").returncode == -signal.SIGINT


def test_a_signal_that_is_ignored_stays_ignored(repository: Scratch):
    """`nohup` ignores SIGHUP, a shell without job control SIGINT for what runs in the background."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        done = stopped(repository, signal.SIGHUP, MOMENTS["judging"])
    finally:
        signal.signal(signal.SIGHUP, before)

    assert done.returncode == 1


@pytest.mark.parametrize("number", CODES, ids=lambda number: number.name)
@pytest.mark.parametrize("command", ["rev-parse", "ls-files", "cat-file"])
def test_no_git_is_left_behind(repository: Scratch, tmp_path: Path, number: signal.Signals, command: str):
    named = tmp_path / "pid"
    script = f'case " $* " in *" {command} "*) echo $$ > {named}.new; mv {named}.new {named}; exec sleep 60;; esac'
    path = stand_in(tmp_path / "bin", f'{script}\nexec {GIT} "$@"')
    environment = {**os.environ, "PATH": f"{path}:{os.environ['PATH']}"}
    arguments = ["check", "--staged"] if command == "cat-file" else ["check"]
    run = subprocess.Popen([*COMMAND, *arguments], cwd=repository.root, env=environment, stderr=subprocess.PIPE)
    while not named.exists():
        assert run.poll() is None, f"git {command} was never asked"
        time.sleep(0.01)

    run.send_signal(number)
    _, messages = run.communicate(timeout=30)

    assert (run.returncode, messages) == (CODES[number], b"roadmap-guard: interrupted\n")
    with pytest.raises(ProcessLookupError):
        os.kill(int(named.read_text()), 0)


LOST = """
import os, sys
from roadmap_guard import cli
class Final:
    def __del__(self): os.kill(os.getpid(), int(sys.argv[1]))
def listen(event, arguments):
    if event == "subprocess.Popen": Final()
sys.addaudithook(listen)
cli._CLOSING = 0.1
cli.main(["check"])
"""


@pytest.mark.parametrize("number", CODES, ids=lambda number: number.name)
def test_a_signal_that_python_loses_ends_the_run_all_the_same(
    repository: Scratch, tmp_path: Path, number: signal.Signals
):
    path = stand_in(tmp_path / "bin", "exec sleep 60")
    done = subprocess.run(
        [sys.executable, "-I", "-c", LOST, str(int(number))],
        cwd=repository.root,
        env={**os.environ, "PATH": f"{path}:{os.environ['PATH']}"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=30,
    )

    assert done.returncode == CODES[number]


@pytest.mark.parametrize(
    "moment",
    ["c_call:_execute_child>read", "c_return:Condition.__enter__>__enter__", "call:Thread.start", "call:_all_of"],
)
def test_a_git_that_hangs_is_not_waited_for(repository: Scratch, tmp_path: Path, moment: str):
    """The signal comes while git starts, when nothing has been asked of it yet, or when its answer is awaited."""
    path = stand_in(tmp_path / "bin", "exec sleep 60")
    done = stopped(repository, signal.SIGTERM, moment, path=f"{path}:")

    assert (done.returncode, done.stderr) == (143, "roadmap-guard: interrupted\n")
