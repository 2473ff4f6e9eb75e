"""Whether a document is as a schema asks: what a dialect's own validator demands, as data."""

from collections.abc import Iterable, Mapping
from typing import Any

from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.checks import Failure, NotApplicable
from roadmap_guard.policy.functions import Context

_MOST = 20
"""Failures of one document that are told; a file that is of another version fails everywhere."""


def check(resource: Resource, params: Mapping[str, Any], context: Context) -> Iterable[Failure] | NotApplicable:
    """`params.schema` is a JSON Schema (draft 2020-12) for what stands in the document."""
    from roadmap_guard.policy.content import misfits

    del context
    found = misfits(resource.fields.get("content"), params["schema"])
    failures = [Failure(f"content.{misfit.path}".rstrip("."), misfit.message) for misfit in found[:_MOST]]
    if len(found) > _MOST:
        failures.append(Failure("content", f"{len(found) - _MOST} more places are not as they should be"))
    return failures
