"""Reads `waivable`, in a rule and in the configuration's tuning of one: `false`, or a mapping with the bounds."""

from typing import Any

from roadmap_guard.model.node import Scalar
from roadmap_guard.model.waivable import MOST_DAYS, Waivable
from roadmap_guard.policy.faults import listed
from roadmap_guard.policy.shape import Section

_KEY = "waivable"


def read_waivable(section: Section) -> dict[str, Any]:
    """What `waivable` in `section` says, as fields of `Waivable`; what it leaves open is not among them."""
    node = section.node(_KEY)
    if node is None:
        return {}
    if isinstance(node, Scalar) and node.value is False:
        return {"allowed": False}
    bounds = section.section(_KEY).expect((), ("maxDays", "approvers"))
    days = {"max_days": _days(bounds)} if "maxDays" in bounds else {}
    approvers = {"approvers": bounds.texts("approvers")} if "approvers" in bounds else {}
    return {"allowed": True, **days, **approvers}


def words(waivable: Waivable) -> str:
    """`for 30 days at most, approved by @acme/sre`; `never`."""
    if not waivable.allowed:
        return "never"
    by = f", approved by {listed(waivable.approvers, 'or')}" if waivable.approvers else ""
    return f"for {waivable.max_days} days at most{by}"


def _days(bounds: Section) -> int:
    value = bounds.value("maxDays")
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_DAYS:
        return value
    bounds.fault("maxDays", f"{bounds.path('maxDays')} is not a number of days", f"write 1 to {MOST_DAYS}")
    return MOST_DAYS
