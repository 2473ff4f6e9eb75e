"""Running git so that it does nothing but answer.

The flags and the environment shut every door through which a hostile `.git/config` or attribute runs a program, for the
plumbing commands that this package uses (`tests/git/test_execution.py` tries them all). Bytes go in and come out.
"""

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from types import TracebackType
from typing import IO, Any, cast

from roadmap_guard.git.errors import GitError
from roadmap_guard.model.record import NamedTuple

SECONDS = 60.0
"""How long one command may take."""

OUTPUT_BYTES = 512 * 1024 * 1024
"""How much one command may say."""

FLAGS = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "diff.external=",
    "-c", "core.attributesFile=/dev/null",
    "-c", "core.excludesFile=/dev/null",
    "-c", "safe.bareRepository=explicit",
    "-c", "protocol.allow=never",
    "-c", "core.quotePath=false",
    "--no-pager",
    "--literal-pathspecs",
)  # fmt: skip

_KEPT = ("PATH", "TMPDIR", "HOME", "SYSTEMROOT")

_FIXED = {
    "LANG": "C.UTF-8",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "/dev/null",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_LFS_SKIP_SMUDGE": "1",
}


class Process(subprocess.Popen[bytes]):
    """A running command. As a context manager it does not wait for a command whose answer nobody wants any more."""

    pid = 0

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As Popen does, but a signal that comes while the command starts leaves none behind."""
        try:
            super().__init__(*arguments, **options)
        except BaseException:
            if self.pid and self.returncode is None:
                self.kill()
                with suppress(ChildProcessError):
                    os.waitpid(self.pid, 0)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.kill()
        super().__exit__(kind, error, trace)


class Answer(NamedTuple):
    """What a command said: its exit code, its output and its messages."""

    code: int
    output: bytes
    messages: str


class Git(NamedTuple):
    """A git program, the directory it runs in, the environment it sees, and flags that follow the ones always given."""

    executable: str
    directory: str
    environment: Mapping[str, str]
    flags: tuple[str, ...] = ()

    def start(self, *arguments: str, stdin: int = subprocess.DEVNULL, stderr: int = subprocess.DEVNULL) -> Process:
        """The running command, its output on a pipe. Raises `GitError` where it cannot be started."""
        command = (self.executable, *FLAGS, *self.flags, *arguments)
        try:
            return Process(
                command, cwd=self.directory, env=self.environment, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr
            )
        except OSError as error:
            message = f"cannot start {self.executable} in {self.directory}: {error.strerror}"
            raise GitError(message, "Check that git can be run and the directory can be entered.") from error

    def ask(self, *arguments: str, given: bytes = b"") -> Answer:
        """Runs one command to its end, with `given` as its input.

        Raises `GitError` where it takes too long or says too much.
        """
        stdin = subprocess.PIPE if given else subprocess.DEVNULL
        with self.start(*arguments, stdin=stdin, stderr=subprocess.PIPE) as process, time_limit(process, arguments[0]):
            messages: list[bytes] = []
            listen = partial(_listen, process, messages)
            with _beside(process, listen, *([partial(_give, process, given)] if given else ())):
                output = _all_of(process, process.stdout)
        if max(len(output), len(messages[0])) > OUTPUT_BYTES:
            message = f"git {arguments[0]} said more than {OUTPUT_BYTES} bytes, the limit of one command"
            raise GitError(message, "Check a smaller repository.")
        return Answer(process.returncode, output, messages[0].decode("utf-8", "replace"))

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """The output of a command that must succeed. Raises `GitError` with git's own words where it does not."""
        return self.told(*arguments, given=given).output

    def told(self, *arguments: str, given: bytes = b"") -> Answer:
        """Like `run`, with the messages: what git passed over."""
        answer = self.ask(*arguments, given=given)
        if answer.code:
            raise GitError(f"git {arguments[0]} failed: {reason(answer)}", "Run `git fsck` and mend what it names.")
        return answer


def reason(answer: Answer) -> str:
    """Why a command failed, in git's own words."""
    lines = [line for line in answer.messages.splitlines() if line.startswith(("fatal: ", "error: "))]
    return lines[-1].partition(": ")[2] if lines else f"exit code {answer.code}"


def find() -> str:
    """The absolute path of git. Raises `GitError` where there is none.

    Only absolute directories of PATH count, so a `git` in the directory under check is never run (CVE-2023-40590).
    """
    name = "git.exe" if os.name == "nt" else "git"
    for directory in os.environ.get("PATH", os.defpath).split(os.pathsep):
        candidate = os.path.join(directory, name)
        if os.path.isabs(directory) and os.path.isfile(candidate) and os.access(candidate, os.X_OK):
            return candidate
    raise GitError("git was not found on PATH", "Install git 2.39 or newer.")


def safe_environment(variables: Mapping[str, str]) -> dict[str, str]:
    """What git sees of our environment, an allow-list so that nothing changes what it reads or runs; and `variables`."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **_FIXED, **variables}


@contextmanager
def time_limit(process: Process, command: str) -> Iterator[None]:
    """Kills the process when its time is over and raises `GitError`; kills it too when the block fails."""
    fired: list[GitError] = []

    def end() -> None:
        message = f"git {command} took longer than {SECONDS:.0f} s, the limit of one command"
        fired.append(GitError(message, "See whether the disk or the network file system answers."))
        process.kill()

    timer = threading.Timer(SECONDS, end)
    timer.start()
    try:
        yield
    except BaseException:
        process.kill()
        if fired:
            raise fired[0] from None
        raise
    finally:
        timer.cancel()
        timer.join()
    if fired:
        raise fired[0]


@contextmanager
def _beside(process: Process, *actions: Callable[[], None]) -> Iterator[None]:
    """Does the actions on the pipes of the process meanwhile, and waits for them before anybody closes the pipes.

    Kills the process when the block fails, which ends them.
    """
    threads = [threading.Thread(target=action) for action in actions]
    try:
        for thread in threads:
            thread.start()
        yield
    except BaseException:
        process.kill()
        raise
    finally:
        for thread in threads:
            if thread.ident:  # it was started
                thread.join()


def _listen(process: Process, messages: list[bytes]) -> None:
    """Puts all that the process says on standard error into `messages`."""
    messages.append(_all_of(process, process.stderr))


def _give(process: Process, given: bytes) -> None:
    """Writes all of the command's input, as far as it is read."""
    with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as channel:
        channel.write(given)


def _all_of(process: Process, stream: IO[bytes] | None) -> bytes:
    """Everything the stream gives. A process that says more than the limit is killed."""
    chunks: list[bytes] = []
    size = 0
    while stream and (chunk := os.read(stream.fileno(), 1 << 16)):
        chunks.append(chunk)
        size += len(chunk)
        if size > OUTPUT_BYTES:
            process.kill()
            break
    return b"".join(chunks)
