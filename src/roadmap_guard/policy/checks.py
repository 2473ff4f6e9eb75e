"""Checks in Python, for what CEL cannot say. A rule uses one by name: `uses: dependency-cycle`."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.functions import Context


class Failure(NamedTuple):
    """One way in which the resource breaks the rule: the field to point at, and what to say instead of the rule's message."""

    field: str = ""
    message: str = ""


class NotApplicable(NamedTuple):
    """The rule does not apply to the resource, and why."""

    reason: str


Check = Callable[[Resource, Mapping[str, Any], Context], Iterable[Failure] | NotApplicable]
"""Called with the resource, the rule's params and the context. No failures means that the resource passes."""
