"""A reviewed, dated permission to fail one rule on one resource, and what a run makes of it."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

WaiverState = Literal[
    "active",
    "expiring",
    "pending",
    "not-yet",
    "expired",
    "unused",
    "changed",
    "unknown-rule",
    "too-wide",
    "not-waivable",
    "too-long",
    "approver",
    "self-approved",
]
"""`active` and `expiring` count; each of the others says why it does not. `waiver/<state>` is the rule of its finding."""

WAIVER_STATES: tuple[WaiverState, ...] = get_args(WaiverState)

_DIGITS = 16
_LONGEST = 60


class Waiver(NamedTuple):
    """One waiver as it stands in its file.

    rule               id of the rule, present or former
    resource           id of the one resource
    field              narrows to one field, list elements by name (`results[impact_ratio].value`); empty: the whole resource
    value              `value_text` of the field when the waiver was given; another value is not waived; empty: any value
    created, expires   ISO dates; it counts from the one through the other, in UTC
    """

    rule: str
    resource: str
    field: str
    value: str
    reason: str
    ticket: str
    requested_by: str
    approved_by: str
    created: str
    expires: str
    path: str
    span: Span

    @property
    def place(self) -> str:
        """Where it stands: `.roadmap-guard/waivers.yaml:12`."""
        return f"{self.path}:{self.span.line}"


class WaiverRecord(NamedTuple):
    """A waiver and what came of it. `why` says why it does not count; `uses` counts the outcomes that it waived."""

    waiver: Waiver
    state: WaiverState
    why: str
    days_left: int
    uses: int


class Baseline(NamedTuple):
    """Findings that stood when the tool was adopted, with one end for all.

    entries   rule -> resource (`SLO checkout/availability`) or file -> what was found there, once for each finding
    spans     where each rule stands in the file
    """

    path: str
    reason: str
    approved_by: str
    created: str
    expires: str
    entries: Mapping[str, Mapping[str, tuple[str, ...]]]
    spans: Mapping[str, Span]

    @property
    def size(self) -> int:
        """How many findings it holds."""
        return sum(len(found) for resources in self.entries.values() for found in resources.values())


class BaselineRecord(NamedTuple):
    """A baseline and what came of it.

    matched  findings that it took in
    gone     entries whose finding is no more, or has changed; None where not everything was looked at
    pending  entries that the trusted snapshot does not have
    """

    baseline: Baseline
    state: WaiverState
    days_left: int
    matched: int
    gone: int | None
    pending: int


def value_text(value: Any) -> str:
    """A value as a waiver keeps it: JSON, where 1 and 1.0 are one number; a digest where that is long."""
    import json

    text = json.dumps(_numbers(value), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    if len(text) > _LONGEST:
        from roadmap_guard.model.digests import sha256

        return f"sha256:{sha256(text.encode('utf-8', 'backslashreplace')).hexdigest()[:_DIGITS]}"
    return text


def _numbers(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): _numbers(part) for key, part in value.items()}
    return [_numbers(part) for part in value] if isinstance(value, list) else value
