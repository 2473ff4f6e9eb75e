"""The hooks, in the order of the line: formats, owner directories, packs, functions, checks, reporters, the finished report.

A plugin is a module or object with functions of these names marked `@hookimpl`. Everything built in registers here too, so the
hooks are proven by every run. A hook may take fewer arguments than are listed. `docs/plugins.md` shows each at work.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from roadmap_guard.model.report import Report
    from roadmap_guard.ownership.directory import OwnerReader
    from roadmap_guard.policy.checks import Check
    from roadmap_guard.policy.functions import FunctionSpec
    from roadmap_guard.report import Reporter

PROJECT = "roadmap_guard"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def roadmap_guard_formats() -> "Iterable[str]":  # type: ignore[empty-body]
    """Folders of the file system that hold format definitions (`*.yaml`)."""


@hookspec
def roadmap_guard_owner_readers() -> "Iterable[OwnerReader]":  # type: ignore[empty-body]
    """Readers of files that say which owners exist, and who owns which path."""


@hookspec
def roadmap_guard_packs() -> "Iterable[str]":  # type: ignore[empty-body]
    """Folders of the file system that hold packs, as `<folder>/<pack>/<version>/pack.yaml`."""


@hookspec
def roadmap_guard_functions() -> "Iterable[FunctionSpec]":  # type: ignore[empty-body]
    """Functions for the expressions of rules."""


@hookspec
def roadmap_guard_checks() -> "Mapping[str, Check]":  # type: ignore[empty-body]
    """Checks in Python by name, for rules that say `uses: <name>`."""


@hookspec
def roadmap_guard_reporters() -> "Mapping[str, Reporter]":  # type: ignore[empty-body]
    """Output formats by name, for `--format <name>`."""


@hookspec
def roadmap_guard_report_ready(report: "Report") -> None:
    """Called once with the finished report, after every output was written. For what follows from a result, not for changing it."""
