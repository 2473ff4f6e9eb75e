"""Reads catalogues of controls."""

from collections.abc import Iterable

from roadmap_guard.model.report import Control
from roadmap_guard.policy.faults import Fault, PolicyError, quoted
from roadmap_guard.policy.names import RULE_ID, is_date, is_name
from roadmap_guard.policy.packs import Files
from roadmap_guard.policy.shape import Faults, Section, envelope, root

STATUSES = ("verified", "unverified")
"""Whether the clause was read at its source when the catalogue was written."""


def read_catalogues(folder: str, files: Files) -> dict[str, Control]:
    """The controls of every catalogue among `files`, by `<standard>:<clause>`. Raises PolicyError with everything that is wrong."""
    controls: dict[str, Control] = {}
    faults: list[Fault] = []
    for name in sorted(files):
        noted = Faults(f"{folder}/{name}")
        for section, control in _catalogue(name, files[name], noted):
            if control.id in controls:
                section.fault("clause", f"{quoted(control.id)} is there twice", "keep one of them")
            controls[control.id] = control
        faults += noted.found
    if faults:
        raise PolicyError(faults)
    return controls


def _catalogue(file_name: str, data: bytes, faults: Faults) -> Iterable[tuple[Section, Control]]:
    top = envelope(
        root(faults.path, data, faults).expect(("apiVersion", "kind", "metadata", "spec")), "ControlCatalogue"
    )
    metadata = top.section("metadata").expect(
        ("name", "title", "edition", "source", "status"), ("checkedOn", "description")
    )
    name = metadata.text("name")
    if name and not is_name(name):
        metadata.fault("name", f"{quoted(name)} is not a name", RULE_ID)
    elif name and f"{name}.yaml" != file_name:
        metadata.fault(
            "name", f"catalogue {quoted(name)} differs from its file's name", f"rename the file to {name}.yaml"
        )
    metadata.choice("status", STATUSES)
    for key in ("title", "edition", "source", "description"):
        metadata.text(key)
    _check_date(metadata, "checkedOn")
    return [
        (section, _control(section, metadata))
        for section in top.section("spec").expect(("controls",)).sections("controls")
    ]


def _control(section: Section, metadata: Section) -> Control:
    section.expect(("clause", "title"), ("url", "appliesFrom", "status", "description"))
    _check_date(section, "appliesFrom")
    section.text("description")
    clause = section.text("clause")
    return Control(
        id=f"{metadata.text('name')}:{clause}",
        standard=metadata.text("title"),
        edition=metadata.text("edition"),
        clause=clause,
        title=section.text("title"),
        url=section.text("url") or metadata.text("source"),
        status=section.choice("status", STATUSES) if "status" in section else metadata.text("status"),
        applies_from=section.text("appliesFrom"),
    )


def _check_date(section: Section, key: str) -> None:
    text = section.text(key)
    if text and not is_date(text):
        section.fault(key, f"{quoted(text)} is not a date", "write it as 2026-11-20")
