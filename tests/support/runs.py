"""Runs the engine in this process, for tests that need many runs or the report itself."""

from pathlib import Path
from typing import Any

from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.verdict import exit_code
from roadmap_guard.model.report import Report
from roadmap_guard.report import REPORTERS, Options

DAY = "2026-11-20"


def report(root: Path | str, as_of: str = DAY, **request: Any) -> Report:
    """What a run on the repository at `root` finds; `request` are fields of `Request`."""
    with setting(Request(start=str(root), as_of=as_of, **request)) as found:
        return found.check()


def code(made: Report) -> int:
    """The exit code that a report comes to."""
    return exit_code(made, "error")


def rendered(made: Report, name: str = "plain", **options: Any) -> str:
    """The report as a format writes it."""
    return REPORTERS[name].render(made, Options(**options)).decode()
