"""The past of a rule's example: what it was before a change, and what it said over time."""

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.changes import Change, change
from roadmap_guard.policy.differences import differences
from roadmap_guard.policy.samples import sample
from roadmap_guard.policy.timelines import History, Moment, Turn, history


def change_of(resource: Resource, context: Mapping[str, Any]) -> Change | None:
    """What an example says of the change that it is part of; None if it says nothing. Raises SampleError."""
    policies = tuple(context.get("policies", ()))
    if "oldObject" in context:
        return change(_sample(context["oldObject"], resource), resource, policies)
    if context.get("change") == "removed":
        return change(resource, None, policies)
    return change(None, resource, policies) if "change" in context else None


def history_of(resource: Resource, context: Mapping[str, Any]) -> History:
    """What became of an example's fields. Raises ValueError if it says nothing of that, and SampleError."""
    if "history" not in context:
        raise ValueError("the example has no history: write one under context")
    return history(resource.kind, _turns(resource, context["history"]))


def _turns(resource: Resource, versions: list[Mapping[str, Any]]) -> Iterator[Turn]:
    before: Mapping[str, Any] | None = None
    for number, version in enumerate(versions):
        fields = _sample(version["object"], resource).fields if "object" in version else resource.fields
        found = differences(before, fields) if before is not None else ()
        yield Turn(Moment(version["date"], f"{number + 1:040x}", version.get("author", "")), found)
        before = fields


def _sample(written: Mapping[str, Any], resource: Resource) -> Resource:
    """A version of the resource, in its dialect."""
    return sample({"id": resource.id, **written}, resource.kind, resource.format)
