"""Runs the program as a user does, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

COMMAND = (sys.executable, "-I", "-m", "roadmap_guard")


class Run(NamedTuple):
    """What came of a run."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on standard output."""
        return json.loads(self.out)

    @property
    def rules(self) -> list[str]:
        """The rules of the findings, in order, with their place: `slo.yaml:7:13 reliability/...`."""
        return [f"{item['path']}:{item['line']}:{item['column']} {item['rule']}" for item in self.report["findings"]]


def guard(folder: Path | str, *arguments: str, stdin: bytes = b"", **environment: str) -> Run:
    """Run `roadmap-guard` with `arguments` in `folder`."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )
    return Run(done.returncode, done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode("utf-8", "replace"))


def check(folder: Path | str, *arguments: str, **environment: str) -> Run:
    """`roadmap-guard check --format json` on a fixed day."""
    return guard(folder, "check", "--format", "json", "--as-of", "2026-11-20", *arguments, **environment)
