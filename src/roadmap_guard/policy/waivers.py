"""Reads waivers and the baseline, strictly: an entry with any mistake is told and counts for nothing."""

from collections.abc import Mapping

from roadmap_guard.model.node import Sequence
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.waiver import Baseline, Waiver, value_text
from roadmap_guard.policy.faults import Fault, quoted
from roadmap_guard.policy.names import is_date
from roadmap_guard.policy.shape import Faults, Section, envelope, root

_REQUIRED = ("rule", "resource", "reason", "requestedBy", "approvedBy", "created", "expires")
_OPTIONAL = ("field", "value", "ticket")
_DATE = "write a day of the calendar, as 2026-11-20"


class WaiversFile(NamedTuple):
    """The sound waivers of a file, in its order, and what is wrong with the others."""

    waivers: tuple[Waiver, ...]
    faults: tuple[Fault, ...]


class BaselineFile(NamedTuple):
    """The baseline, None where anything in its file is wrong, and what that is."""

    baseline: Baseline | None
    faults: tuple[Fault, ...]


def read_waivers(path: str, data: bytes) -> WaiversFile:
    """The waivers in `data`. What is wrong with the file as a whole takes all of them away."""
    faults = Faults(path)
    top = envelope(root(path, data, faults).expect(("apiVersion", "kind", "spec"), ("metadata",)), "Waivers")
    top.section("metadata").expect((), ("name",)).text("name")
    sections = top.section("spec").expect(("waivers",)).sections("waivers")
    if faults.found:
        return WaiversFile((), tuple(faults.found))
    sound = []
    for section in sections:
        before = len(faults.found)
        waiver = _waiver(section, path)
        if len(faults.found) == before:
            sound.append(waiver)
    return WaiversFile(tuple(sound), tuple(faults.found))


def read_baseline(path: str, data: bytes) -> BaselineFile:
    """The baseline in `data`."""
    faults = Faults(path)
    top = envelope(root(path, data, faults).expect(("apiVersion", "kind", "spec"), ("metadata",)), "Baseline")
    top.section("metadata").expect((), ("name",)).text("name")
    spec = top.section("spec").expect(("created", "expires", "reason", "findings"), ("approvedBy",))
    findings = spec.section("findings")
    created, expires = _dates(spec)
    baseline = Baseline(
        path=path,
        reason=spec.text("reason"),
        approved_by=spec.text("approvedBy"),
        created=created,
        expires=expires,
        entries={rule: _entries(findings.section(rule)) for rule in findings},
        spans={rule: findings.key_span(rule) for rule in findings},
    )
    return BaselineFile(None if faults.found else baseline, tuple(faults.found))


def _waiver(section: Section, path: str) -> Waiver:
    section.expect(_REQUIRED, _OPTIONAL)
    created, expires = _dates(section)
    return Waiver(
        rule=section.text("rule"),
        resource=section.text("resource"),
        field=section.text("field"),
        value=_value(section),
        reason=section.text("reason"),
        ticket=section.text("ticket"),
        requested_by=section.text("requestedBy"),
        approved_by=section.text("approvedBy"),
        created=created,
        expires=expires,
        path=path,
        span=section.span,
    )


def _value(section: Section) -> str:
    if "value" not in section:
        return ""
    if "field" not in section:
        section.fault("value", "a value without a field", "add field: the name of the field that holds it")
    value = section.value("value")
    return value if isinstance(value, str) and value.startswith("sha256:") else value_text(value)


def _dates(section: Section) -> tuple[str, str]:
    """First and last day, in that order."""
    created, expires = _date(section, "created"), _date(section, "expires")
    if created and expires and expires < created:
        section.fault("expires", f"it ends on {expires}, before it begins on {created}", "correct one of the dates")
    return created, expires


def _date(section: Section, key: str) -> str:
    """The day under `key`; empty, with a fault noted, where it is none."""
    text = section.text(key)
    if text and not is_date(text):
        section.fault(key, f"{section.path(key)} is {quoted(text)}, which is no date", _DATE)
        return ""
    return text


def _entries(section: Section) -> Mapping[str, tuple[str, ...]]:
    """What was found at each resource: one text, or a list of them."""
    return {
        name: section.texts(name) if isinstance(section.node(name), Sequence) else (section.text(name),)
        for name in section
    }
