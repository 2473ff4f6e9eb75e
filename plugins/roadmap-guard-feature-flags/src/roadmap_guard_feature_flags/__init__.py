"""Feature flags for roadmap-guard: two dialects, a pack of rules, and the function and the check that its rules use."""

import os
from collections.abc import Mapping

from roadmap_guard.plugins import Check, FunctionSpec, hookimpl
from roadmap_guard_feature_flags import shares, stages

_HERE = os.path.dirname(os.path.abspath(__file__))


@hookimpl
def roadmap_guard_formats() -> list[str]:
    """The dialects of flagd and GO Feature Flag."""
    return [os.path.join(_HERE, "formats")]


@hookimpl
def roadmap_guard_packs() -> list[str]:
    """The pack `feature-flags`."""
    return [os.path.join(_HERE, "packs")]


@hookimpl
def roadmap_guard_functions() -> list[FunctionSpec]:
    """The function `percentageTotal`."""
    doc = "The sum of the percentages in a list like `percentages`, exact in decimals."
    return [FunctionSpec("percentageTotal", ("list",), "double", shares.percentage_total, doc)]


@hookimpl
def roadmap_guard_checks() -> Mapping[str, Check]:
    """The check `staged-percentages`."""
    return {"staged-percentages": stages.check}
