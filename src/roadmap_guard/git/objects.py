"""Reading objects by id through one `git cat-file --batch-command` that lives as long as it is needed.

Sizes are asked apart from contents, so a huge object is refused without being unpacked. All that goes in are object ids
that git itself named (a line feed in a name would make the answers slip, GHSA-83vg-56qc-22m7).
"""

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, cast

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.process import Git, Process, reason, time_limit
from roadmap_guard.model.record import NamedTuple


class Info(NamedTuple):
    """What an object is: its full id, type (`blob`, `commit`, ...) and size in bytes."""

    oid: str
    kind: str
    size: int


class Objects:
    """The objects of one repository. Git starts at the first question (again after a fork); `close` ends it."""

    __slots__ = ("_git", "_owner", "_process")

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Process | None = None
        self._owner = 0

    def infos(self, names: Iterable[str]) -> dict[str, Info | None]:
        """What each object is, or None where it is missing.

        A name is an id, whole or abbreviated, followed or not by `^`, `~` and `^{type}`.
        """
        wanted = list(dict.fromkeys(names))
        with self._asked("info", wanted) as answers:
            return {name: self._header(answers, name) for name in wanted}

    def contents(self, oids: Iterable[str]) -> dict[str, bytes]:
        """The bytes of each object, all held in memory: ask for their sizes first. Raises `GitError` for a missing one."""
        wanted = list(dict.fromkeys(oids))
        with self._asked("contents", wanted) as answers:
            return {oid: self._body(answers, oid) for oid in wanted}

    def close(self) -> None:
        """Ends git. A later question starts it again."""
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):  # a question that was not sent yet needs no answer any more
                cast("IO[bytes]", process.stdin).close()
            cast("IO[bytes]", process.stdout).close()

    def __del__(self) -> None:
        self.close()

    @contextmanager
    def _asked(self, command: str, names: list[str]) -> Iterator[IO[bytes]]:
        """Sends one command for each name; the block must read every answer, else git is ended."""
        process = self._running()
        question = "".join([f"{command} {name}\n" for name in names]) + "flush\n"
        try:
            with time_limit(process, "cat-file"):
                self._send(process, question.encode("ascii"), names)
                yield cast("IO[bytes]", process.stdout)
        except BaseException:
            self.close()
            raise

    def _send(self, process: Process, question: bytes, names: list[str]) -> None:
        channel = cast("IO[bytes]", process.stdin)
        try:
            channel.write(question)
            channel.flush()
        except BrokenPipeError:
            raise self._broken(names[0]) from None

    def _running(self) -> Process:
        if self._process is None or self._owner != os.getpid():
            self._process = self._git.start("cat-file", "--batch-command", "--buffer", stdin=subprocess.PIPE)
            self._owner = os.getpid()
        return self._process

    def _header(self, answers: IO[bytes], name: str) -> Info | None:
        words = answers.readline().decode("ascii", "replace").split()
        if len(words) == 3:  # noqa: PLR2004  "<oid> <type> <size>"
            return Info(words[0], words[1], int(words[2]))
        if len(words) == 2 and words[1] in {"missing", "ambiguous"}:  # noqa: PLR2004
            return None
        raise self._broken(name)

    def _body(self, answers: IO[bytes], oid: str) -> bytes:
        info = self._header(answers, oid)
        if info is None:
            raise missing(oid)
        body = answers.read(info.size + 1)
        if len(body) <= info.size:
            raise self._broken(oid)
        return body[:-1]

    def _broken(self, name: str) -> GitError:
        """Why git stopped answering: the same question once more, with its messages."""
        words = reason(self._git.ask("cat-file", "-p", name))
        if "promisor" in words:
            return missing(name)
        return GitError(f"object {name} cannot be read: {words}", "Run `git fsck` and fetch what it names again.")


def missing(oid: str, path: str = "") -> GitError:
    """The error for an object that a tree or index names and the repository does not have."""
    of_path = f" ({path})" if path else ""
    message = f"object {oid}{of_path} is missing: this clone is partial or damaged"
    return GitError(message, "Fetch it with `git fetch --refetch`, or clone without --filter.")
