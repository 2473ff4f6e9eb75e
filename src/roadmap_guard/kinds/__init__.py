"""The kinds of resource, one JSON Schema each; rules, formats, docs and editor completion share them."""

import json
import os
from functools import cache
from typing import Any

DOCUMENT = "Document"
"""The one kind that no format reads resources of: rules about a dialect itself are about its documents."""

KINDS = (
    "Dataset",
    DOCUMENT,
    "ErrorBudgetPolicy",
    "FeatureFlag",
    "ModelCard",
    "Objective",
    "Owner",
    "RoadmapItem",
    "SLO",
    "Service",
)

READ = tuple(kind for kind in KINDS if kind != DOCUMENT)
"""The kinds that are read from files."""


@cache
def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `kind`. Raises KeyError for a kind that does not exist."""
    if kind not in KINDS:
        raise KeyError(kind)
    with open(os.path.join(os.path.dirname(__file__), f"{kind}.schema.json"), "rb") as file:
        loaded: dict[str, Any] = json.load(file)
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
