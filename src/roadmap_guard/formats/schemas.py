"""JSON Schemas of the native format, for completion in editors: made from the definitions and the kinds, so they cannot part.

`python -m roadmap_guard.formats.schemas` writes them anew.
"""

import json
import os
from typing import Any

from roadmap_guard.formats import registry
from roadmap_guard.formats.format import Block, Format
from roadmap_guard.formats.values import Part
from roadmap_guard.kinds import schema

FOLDER = os.path.join(os.path.dirname(__file__), "schemas")
NATIVE = {
    "Roadmap": "native-roadmap",
    "ServiceLevels": "native-service-levels",
    "ModelGovernance": "native-model-governance",
    "FairnessAudit": "native-fairness-audit",
}

_TEXT: Part = {"type": "string"}
_TEXTS: Part = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_METADATA: dict[str, Part] = {
    "name": {"type": "string", "description": "Name of this file's subject."},
    "title": _TEXT,
    "description": _TEXT,
    "owners": {**_TEXTS, "description": "Owners of everything below that does not name its own."},
    "service": {"type": "string", "description": "Service of every objective below that does not name its own."},
    "tier": {"type": "string", "description": "Tier of everything below that does not name its own."},
    "labels": {"type": "object"},
}
_ALSO = {"owner": "owners", "window": "windowSeconds", "timeSliceWindow": "timeSliceWindowSeconds"}
_MODEL: Part = {"type": "string", "description": "Id or name of the model card that the audit belongs to."}
_DURATION: Part = {"type": "string", "pattern": "^\\d+ *[A-Za-z]+( *\\d+ *[A-Za-z]+)*$", "examples": ["30d", "4 weeks"]}
_PERCENT: Part = {"type": "string", "pattern": "^[0-9.]+ *%?$", "examples": ["99.95%"]}
_DATE: Part = {"type": "string", "pattern": "^\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}([T ].*)?$", "examples": ["2026-07-01"]}


def native_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the native document `kind`. Raises KeyError for a kind that does not exist."""
    format_ = registry.load().get(NATIVE[kind])
    closed = {path.text: sorted(keys) for path, keys in format_.closed}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://roadmap-guard.dev/schemas/v1/{kind}.schema.json",
        "title": format_.title,
        "description": f"A file of kind {kind}, read by roadmap-guard.",
        "type": "object",
        "properties": {
            "apiVersion": {"const": "roadmap-guard.dev/v1"},
            "kind": {"const": kind},
            "metadata": _object({name: _METADATA[name] for name in closed["metadata"]}),
            "spec": _spec(format_),
        },
        "required": ["apiVersion", "kind", "spec"],
        "additionalProperties": False,
    }


def _spec(format_: Format) -> Part:
    """The schema of `spec`: a list per block, or, where a block's object is `spec` itself, that object."""
    lists = {}
    for block in format_.blocks:
        name = block.each.text.removeprefix("spec").strip(".[*]") if block.each else ""
        if not name:
            return _item(block)
        lists[name] = {"type": "array", "items": _item(block)}
    return _object(lists)


def _item(block: Block) -> Part:
    part = schema(block.kind)
    if block.extends:
        part = part["properties"][block.extends.into]["items"]
    properties = {name: _human(inner, name) for name, inner in part["properties"].items()}
    for name in sorted(block.verbatim.known) if block.verbatim else ():
        if name not in properties:
            properties[name] = properties[_ALSO[name]] if name in _ALSO else _MODEL
    return {**_object(properties), **({"required": ["model"]} if block.extends else _named(block.kind))}


def _named(kind: str) -> Part:
    """What an object needs so that it has an id."""
    if kind == "RoadmapItem":
        return {"required": ["id"]}
    return {"anyOf": [{"required": ["id"]}, {"required": ["name"]}]}


def _object(properties: dict[str, Part]) -> Part:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _human(part: Part, name: str) -> Part:
    """A part of a kind's schema, with the other forms in which the reader takes it."""
    said = {key: part[key] for key in ("description",) if key in part}
    return {**said, **_forms(part, name)}


def _forms(part: Part, name: str) -> Part:
    kind = part.get("type")
    if kind == "array":
        item = _human(part["items"], name)
        whole: Part = {"type": "array", "items": item}
        single = item if part["items"].get("type") != "object" else _TEXT if "anyOf" in item else None
        return {"anyOf": [single, whole]} if single else whole
    if kind == "object":
        return _object_forms(part)
    if kind == "integer" and name.endswith("Seconds"):
        return {"anyOf": [{"type": "integer", "minimum": 0}, _DURATION]}
    if kind == "number" and "maximum" in part:
        return {"anyOf": [{key: part[key] for key in ("type", "minimum", "maximum")}, _PERCENT]}
    if part.get("format") == "date":
        return _DATE
    return {key: value for key, value in part.items() if key != "description"}


def _object_forms(part: Part) -> Part:
    properties = part.get("properties", {})
    if part.get("additionalProperties") is True:
        return {"type": "object"}
    whole = _object({name: _human(inner, name) for name, inner in properties.items()})
    return {"anyOf": [_TEXT, whole]} if "name" in properties and "id" not in properties else whole


def to_json(kind: str) -> str:
    """The text of the file for `kind`."""
    return json.dumps(native_schema(kind), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the files."""
    os.makedirs(FOLDER, exist_ok=True)
    for kind in NATIVE:
        with open(os.path.join(FOLDER, f"{kind}.schema.json"), "w", encoding="utf-8") as file:
            file.write(to_json(kind))


if __name__ == "__main__":
    main()
