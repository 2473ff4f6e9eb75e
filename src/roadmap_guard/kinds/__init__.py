"""The kinds of resource, one JSON Schema each; rules, formats, docs and editor completion share them."""

import json
from functools import cache
from importlib import resources
from typing import Any

KINDS = (
    "ErrorBudgetPolicy",
    "FeatureFlag",
    "ModelCard",
    "Objective",
    "Owner",
    "RoadmapItem",
    "SLO",
    "Service",
)


@cache
def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `kind`. Raises KeyError for a kind that does not exist."""
    if kind not in KINDS:
        raise KeyError(kind)
    text = (resources.files(__package__) / f"{kind}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def field_schema(kind: str, field: str) -> dict[str, Any] | None:
    """The part of the kind's schema for a field path such as `rollback.testedOn` or `fairnessAudits[0].date`.

    None where the kind has no such field. Indexes and `[*]` step into lists; an open mapping (`labels`) takes any key.
    """
    part = schema(kind)
    for name in field.replace("[", ".[").split("."):
        if name.startswith("["):
            part = part.get("items", {})
        elif name in part.get("properties", {}):
            part = part["properties"][name]
        elif part.get("additionalProperties") is True:
            return {}
        else:
            return None
    return part
