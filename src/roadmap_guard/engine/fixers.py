"""What has one right answer, and which: the fixes that a report gives rise to."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from roadmap_guard.engine.skeletons import skeleton
from roadmap_guard.model.document import Fix
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.model.resource import Resource

Lookup = Callable[[str], Mapping[str, Any]]
"""What is known of an owner, by any of its notations: the function `owner` of expressions."""

_DAY = re.compile(r"\d{4}([-/])\d{1,2}\1\d{1,2}", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PERCENT = 100
_HALF = Decimal("0.5")


class Proposal(NamedTuple):
    """A fix of a file. `mends` is the fingerprint of the finding that it ends, empty where it is about form alone."""

    path: str
    fix: Fix
    mends: str = ""


def proposals(report: Report, owner: Lookup) -> tuple[Proposal, ...]:
    """Every fix, by path and position; what several objects share is proposed once."""
    found = [
        *_of_findings(report),
        *(proposal for resource in report.resources for proposal in _of_resource(resource, owner)),
        *(proposal for outcome in report.outcomes if outcome.state == "fail" for proposal in _of_outcome(outcome)),
    ]
    distinct = {(proposal.path, proposal.fix): proposal for proposal in reversed(found)}
    return tuple(sorted(distinct.values(), key=_place))


def _of_findings(report: Report) -> Iterator[Proposal]:
    for finding in report.findings:
        if finding.fix:
            yield Proposal(finding.path, finding.fix, finding.fingerprint)


def _of_resource(resource: Resource, owner: Lookup) -> Iterator[Proposal]:
    yield from _days(resource)
    yield from _unit(resource)
    yield from _owners(resource, owner)


def _days(resource: Resource) -> Iterator[Proposal]:
    """`2026/7/1` as `2026-07-01`: the same day, in the form that every reader takes (ISO 8601)."""
    for field, literal in resource.texts.items():
        value = _value(resource, field)
        if isinstance(value, str) and _ISO_DAY.fullmatch(value) and literal != value and _DAY.fullmatch(literal):
            yield from _replace(resource, field, literal, value, safe=True)


def _unit(resource: Resource) -> Iterator[Proposal]:
    """`0.999` where percent are written: far more likely 99.9. The file can be read as it is, so a person must look."""
    if not resource.fields.get("unitSuspect"):
        return
    literal = resource.texts.get("target", str(resource.fields["target"]))
    try:
        ratio = Decimal(literal)
    except InvalidOperation:
        return
    if _HALF <= ratio < 1:
        yield from _replace(resource, "target", literal, f"{(ratio * _PERCENT).normalize():f}", safe=False)


def _owners(resource: Resource, owner: Lookup) -> Iterator[Proposal]:
    """An owner as its registry writes it, where only the case differs; the one near name of an unknown one."""
    for field, name in _named_owners(resource):
        known = owner(name)
        if known["state"] == "known" and known["name"] != name and known["name"].casefold() == name.casefold():
            yield from _replace(resource, field, name, known["name"], safe=True)
        elif known["state"] == "unknown" and len(known["candidates"]) == 1:
            yield from _replace(resource, field, name, known["candidates"][0], safe=False)


def _named_owners(resource: Resource) -> Iterator[tuple[str, str]]:
    """Field and name of each owner."""
    for number, owner in enumerate(resource.fields.get("owners") or ()):
        if isinstance(owner, str):
            yield f"owners[{number}]", owner
        elif owner.get("name"):
            yield f"owners[{number}].name", owner["name"]


def _of_outcome(outcome: Outcome) -> Iterator[Proposal]:
    """A section without which a native file is in error, with everything in it still to be filled in."""
    resource, field = outcome.resource, outcome.field
    if (
        outcome.rule.level == "error"
        and resource.format.startswith("native-")
        and field
        and resource.state(field) == "absent"
    ):
        fix = skeleton(resource, field)
        if fix:
            yield Proposal(resource.path, fix)


def _replace(resource: Resource, field: str, old: str, new: str, *, safe: bool) -> Iterator[Proposal]:
    span = resource.positions.get(field)
    if span is not None:
        path = resource.locate(field)[0]
        yield Proposal(path, Fix(span, old, new, f"write `{new}` for `{old}`", safe))


def _value(resource: Resource, field: str) -> Any:
    """What a field holds, at any depth; None where it is absent."""
    value: Any = resource.fields
    for part in field.replace("[", ".").replace("]", "").split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        else:
            value = (
                value[int(part)] if isinstance(value, list) and part.isdecimal() and int(part) < len(value) else None
            )
    return value


def _place(proposal: Proposal) -> tuple[bytes, Any, str]:
    return proposal.path.encode("utf-8", "surrogateescape"), proposal.fix.span, proposal.fix.new


def chosen(found: Iterable[Proposal], *, unsafe: bool) -> tuple[Proposal, ...]:
    """The safe ones, or all."""
    return tuple(proposal for proposal in found if unsafe or proposal.fix.safe)
