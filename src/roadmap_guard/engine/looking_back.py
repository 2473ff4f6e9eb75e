"""The door to history: behind it only runs with a rule that asks for some."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from roadmap_guard.engine.session import Session
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.resource import Resource
from roadmap_guard.policy.functions import Fields

if TYPE_CHECKING:
    from roadmap_guard.engine.histories import Histories


def looking_back(session: Session, formats: FormatSet, as_of: str) -> Callable[[Resource], Fields]:
    """What gives the variable `history` of a resource. Git is asked when the first rule asks, and once for all resources."""

    @cache
    def histories() -> "Histories":
        from roadmap_guard.engine.histories import Histories

        return Histories(session, formats, as_of)

    return lambda resource: histories().of(resource)
