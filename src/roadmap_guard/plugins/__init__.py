"""What a plugin's author imports: the marker of hooks, and the types that `hooks.py` speaks of."""

from typing import TYPE_CHECKING, Any

from roadmap_guard.model.document import Problem
from roadmap_guard.model.report import Report
from roadmap_guard.model.resource import Resource
from roadmap_guard.ownership.directory import OwnerReader
from roadmap_guard.ownership.registry import Identity, Ownership, Registry
from roadmap_guard.policy.checks import Check, Failure, NotApplicable
from roadmap_guard.policy.functions import Context, FunctionSpec
from roadmap_guard.report import Options, Reporter

if TYPE_CHECKING:
    from roadmap_guard.plugins.hooks import hookimpl

__all__ = [
    "Check",
    "Context",
    "Failure",
    "FunctionSpec",
    "Identity",
    "NotApplicable",
    "Options",
    "OwnerReader",
    "Ownership",
    "Problem",
    "Registry",
    "Report",
    "Reporter",
    "Resource",
    "hookimpl",
]


def __getattr__(name: str) -> Any:
    """`hookimpl` when it is asked for: its import brings pluggy, which a run without plugins does without."""
    if name == "hookimpl":
        from roadmap_guard.plugins.hooks import hookimpl

        return hookimpl
    raise AttributeError(name)
