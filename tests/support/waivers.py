"""Files of waivers for tests, and a repository in which one is needed."""

from typing import Any

from support.files import LOW_SLOTH, LOW_TARGET

WAIVERS = ".roadmap-guard/waivers.yaml"
BASELINE = ".roadmap-guard/baseline.yaml"
HEAD = "apiVersion: roadmap-guard.dev/v1\nkind: Waivers\nspec:\n  waivers:\n"
CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  packs: [reliability@1]
  approvers: ["@acme/sre"]
"""
FILES = {"roadmap-guard.yaml": CONFIG, "slo/checkout.yaml": LOW_SLOTH}
"""A repository with one error: the target of checkout/availability."""

FIELDS = {
    "rule": LOW_TARGET,
    "resource": "checkout/availability",
    "field": "target",
    "value": "0.995",
    "reason": "The new database arrives in December.",
    "requestedBy": "'@dana'",
    "approvedBy": "'@acme/sre'",
    "created": "2026-11-02",
    "expires": "2026-12-31",
}


def waiver(**changes: Any) -> str:
    """A waiver of that error as an item of the list; None takes a field away."""
    rows = [f"{key}: {value}" for key, value in {**FIELDS, **changes}.items() if value is not None]
    return "    - " + "\n      ".join(rows) + "\n"


def waivers(*items: str) -> str:
    """A file of these waivers, by default of the one above."""
    return HEAD + "".join(items or (waiver(),))
