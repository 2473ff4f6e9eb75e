"""Runs the program as processes: many of them soon after each other, or under limits of the system."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from support import hostile_program as program
from support.guard import COMMAND, Run

GIGABYTE = 1 << 30


class Server:
    """Runs the program in forks of one process. A context manager."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-I", program.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def guard(self, folder: Path | str, *arguments: str, fault: int = -1) -> Run:
        """Run `roadmap-guard` with `arguments` in `folder`, in the environment of the test.

        With `fault` the system refuses the n-th file, folder or process that it is asked for.
        """
        environment = dict(os.environ)
        question = {"folder": str(folder), "arguments": arguments, "environment": environment, "fault": fault}
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return Run(*json.loads(self._process.stdout.readline()))

    def check(self, folder: Path | str, *arguments: str) -> Run:
        """`roadmap-guard check --format json` on a fixed day."""
        return self.guard(folder, "check", "--format", "json", "--as-of", "2026-11-20", *arguments)


def limited(folder: Path | str, *arguments: str, seconds: int = 120, **limits: int) -> Run:
    """A run under limits of the system: `AS=1 << 30` (bytes of memory), `NOFILE=64`, `FSIZE=1000` (bytes of a file)."""
    import resource

    def limit() -> None:
        for name, value in limits.items():
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))

    done = subprocess.run(
        [*COMMAND, *arguments], cwd=folder, capture_output=True, preexec_fn=limit, check=False, timeout=seconds
    )
    return Run(done.returncode, done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode("utf-8", "replace"))
