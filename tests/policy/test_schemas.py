"""The published schemas of policy files and the readers agree, key by key."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from roadmap_guard import policy
from roadmap_guard.documents import parse
from roadmap_guard.documents.limits import CAPS, LIMITS, setting
from roadmap_guard.kinds import KINDS
from roadmap_guard.model.node import plain
from roadmap_guard.policy.catalogues import read_catalogues
from roadmap_guard.policy.config import read_config
from roadmap_guard.policy.faults import PolicyError
from roadmap_guard.policy.packs import read_pack
from roadmap_guard.policy.sources import shipped_folder
from roadmap_guard.policy.waivers import BaselineFile, WaiversFile, read_baseline, read_waivers
from support.policies import PACK, RULE, files, source

SCHEMAS = Path(policy.__file__).parent / "schemas"

FULL_RULE = (
    RULE.replace("  controls:", "  aliases: [old]\n  controls:")
    .replace("  level: error", "  waivable: {maxDays: 30, approvers: [a]}\n  level: error")
    .replace("fields: [tier]", "fields: [tier], formats: [sloth]")
    .replace("  at: target\n  m", "  foreach: queries[*]\n  as: [query]\n  at: target\n  m")
    .replace(
        "    at: target\n",
        "    at: target\n    message: m\n    context: {now: 2026-01-01, resources: [], owners: {known: []}, fileOwners: {a: [b]}, params: {}, "
        "oldObject: {target: 0.9}, change: added, policies: [a], "
        "history: [{date: 2026-01-01, author: A, object: {target: 0.9}}]}\n",
    )
    .replace("  match:", "  on: change\n  match:")
)
FULL_PACK = PACK.replace("  title:", "  description: More\n  title:")
FULL_CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
metadata: {name: acme}
spec:
  packs: [reliability@1]
  policies: [policies]
  scope: {include: [a], exclude: [b]}
  formats: [{format: mine}]
  plugins: [a==1]
  rules: {a/b: {level: note, enabled: true, params: {x: 1}, waivable: {maxDays: 30, approvers: [a]}}}
  failOn: note
  limits: {depth: 9}
  owners: [a]
  approvers: [a]
"""
FULL_CATALOGUE = """\
apiVersion: roadmap-guard.dev/v1
kind: ControlCatalogue
metadata: {name: acme, title: T, edition: E, source: S, status: verified, checkedOn: 2026-01-01, description: D}
spec:
  controls: [{clause: A, title: T, url: U, appliesFrom: 2026-01-01, status: verified, description: D}]
"""
FULL_WAIVERS = """\
apiVersion: roadmap-guard.dev/v1
kind: Waivers
metadata: {name: acme}
spec:
  waivers:
    - {rule: a/b, resource: r, field: f, value: 1, reason: R, ticket: T, requestedBy: a, approvedBy: b, created: 2026-01-01, expires: 2026-02-01}
"""
FULL_BASELINE = """\
apiVersion: roadmap-guard.dev/v1
kind: Baseline
metadata: {name: acme}
spec: {created: 2026-01-01, expires: 2026-02-01, reason: R, approvedBy: b, findings: {a/b: {SLO r: f, SLO s: [f, g]}}}
"""


def sound(read: Callable[[str, bytes], WaiversFile | BaselineFile], text: str) -> None:
    """Read, and refuse as other readers do where anything is wrong."""
    if faults := read("file.yaml", text.encode()).faults:
        raise PolicyError(faults)


READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "Rule": (FULL_RULE, lambda text: read_pack(source(files(text)))),
    "Pack": (FULL_PACK, lambda text: read_pack(source(files(pack=text)))),
    "Config": (FULL_CONFIG, lambda text: read_config("c.yaml", text.encode())),
    "ControlCatalogue": (FULL_CATALOGUE, lambda text: read_catalogues("c", {"acme.yaml": text.encode()})),
    "Waivers": (FULL_WAIVERS, lambda text: sound(read_waivers, text)),
    "Baseline": (FULL_BASELINE, lambda text: sound(read_baseline, text)),
}


def schema(kind: str) -> Draft202012Validator:
    loaded = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded)


def value(text: str) -> Any:
    return plain(parse("file.yaml", text.encode()).documents[0].root)


def refuses(read: Callable[[str], object], written: Any) -> bool:
    try:
        read(json.dumps(written, ensure_ascii=False))
    except PolicyError:
        return True
    return False


def objects(written: Any, inner: Any) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every mapping of `written` whose keys the schema fixes, with its part of the schema."""
    if isinstance(written, dict) and inner.get("additionalProperties") is False:
        yield written, inner
        for key, item in list(written.items()):
            yield from objects(item, inner["properties"][key])
    elif isinstance(written, dict) and isinstance(inner.get("additionalProperties"), dict):
        for item in written.values():
            yield from objects(item, inner["additionalProperties"])
    elif isinstance(written, list):
        for item in written:
            yield from objects(item, inner.get("items", {}))


@pytest.mark.parametrize("kind", READERS)
def test_a_file_with_every_key_is_right_for_both(kind: str) -> None:
    text, read = READERS[kind]
    read(text)
    assert [error.message for error in schema(kind).iter_errors(value(text))] == []


@pytest.mark.parametrize("kind", READERS)
def test_the_file_with_every_key_has_every_key_of_the_schema(kind: str) -> None:
    validator = schema(kind)
    alternatives = {"passes", "fails", "notApplicable", "require", "uses"}
    seen: dict[int, set[str]] = {}
    parts: dict[int, Any] = {}
    for written, part in objects(value(READERS[kind][0]), validator.schema):
        seen.setdefault(id(part), set()).update(written)
        parts[id(part)] = part
    for number, keys in seen.items():
        missing = set(parts[number]["properties"]) - keys - alternatives - {setting(field) for field in LIMITS._fields}
        assert missing == set()


@pytest.mark.parametrize("kind", READERS)
def test_both_refuse_an_unknown_key_wherever_it_stands(kind: str) -> None:
    text, read = READERS[kind]
    written, validator = value(text), schema(kind)
    for mapping, _ in list(objects(written, validator.schema)):
        mapping["unknownKey"] = "x"
        assert refuses(read, written)
        assert not validator.is_valid(written)
        del mapping["unknownKey"]


@pytest.mark.parametrize("kind", READERS)
def test_both_refuse_a_file_without_a_required_key_and_take_one_without_an_optional_key(kind: str) -> None:
    text, read = READERS[kind]
    written, validator = value(text), schema(kind)
    for mapping, _ in list(objects(written, validator.schema)):
        for key in list(mapping):
            kept = dict(mapping)
            del mapping[key]
            assert refuses(read, written) is not validator.is_valid(written), key
            mapping.clear()
            mapping.update(kept)


@pytest.mark.parametrize("kind", READERS)
def test_both_refuse_a_value_of_another_type(kind: str) -> None:
    text, read = READERS[kind]
    written, validator = value(text), schema(kind)
    for mapping, _ in list(objects(written, validator.schema)):
        for key in list(mapping):
            before = mapping[key]
            for other in (17.5, "text that is none of these words", ["x"], {"x": "y"}, None, True):
                mapping[key] = other
                if not validator.is_valid(written):
                    assert refuses(read, written), (key, other)
            mapping[key] = before


def test_the_schema_of_a_rule_knows_the_kinds_and_that_of_the_configuration_the_limits() -> None:
    assert schema("Rule").schema["properties"]["spec"]["properties"]["match"]["properties"]["kind"]["enum"] == list(
        KINDS
    )
    limits = schema("Config").schema["properties"]["spec"]["properties"]["limits"]["properties"]
    assert list(limits) == [setting(field) for field in LIMITS._fields]
    for field in LIMITS._fields:
        part = limits[setting(field)]
        assert part["default"] == getattr(LIMITS, field)
        assert part.get("maximum", True) == getattr(CAPS, field)


@pytest.mark.parametrize("file", sorted(Path(shipped_folder()).rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_shipped_file_is_right_by_its_schema(file: Path) -> None:
    written = value(file.read_text(encoding="utf-8"))
    assert [error.message for error in schema(written["kind"]).iter_errors(written)] == []
