"""Resources that are written in a rule's examples."""

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_guard.kinds import KINDS, schema
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.descriptors import Part
from roadmap_guard.policy.faults import did_you_mean, quoted


class SampleError(ValueError):
    """What is written is no resource of its kind."""


def sample(written: Mapping[str, Any], kind: str, dialect: str = "example") -> Resource:
    """The resource that an example writes; `kind` if it does not say one itself.

    It stands in a file `<kind>.yaml`, in a dialect that has a place for everything.

    Raises SampleError for anything that the kind's schema refuses.
    """
    named = str(written.get("kind", kind))
    if named not in KINDS:
        raise SampleError(f"unknown kind {quoted(named)}{did_you_mean(named, KINDS)}")
    part = schema(named)
    fields = {"id": "example", **{name: value for name, value in written.items() if name != "kind"}}
    fields = _as_doubles(fields, part)
    mistakes = list(_mistakes(fields, part))
    if mistakes:
        raise SampleError("; ".join(mistakes))
    return Resource(
        kind=named,
        id=fields["id"],
        format=dialect,
        path=f"{named}.yaml",
        document=0,
        span=FILE_START,
        fields=fields,
        positions={},
        texts={},
        homes={},
        placeholders=(),
        expressible=frozenset(field_names(part)),
    )


def field_names(part: Part, prefix: str = "") -> Iterator[str]:
    """Every field of a schema: `rollback`, `rollback.testedOn`, `results[*].value`."""
    for name, inner in part.get("properties", {}).items():
        yield f"{prefix}{name}"
        yield from field_names(inner.get("items", inner), f"{prefix}{name}{'[*]' if 'items' in inner else ''}.")


def _as_doubles(value: Any, part: Part) -> Any:
    """`value` with whole numbers made doubles where the schema has numbers: files are read that way too."""
    if isinstance(value, Mapping):
        inner = part.get("properties", {})
        return {name: _as_doubles(item, inner.get(name, {})) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_doubles(item, part.get("items", {})) for item in value]
    return float(value) if part.get("type") == "number" and type(value) is int else value


def _mistakes(fields: Mapping[str, Any], part: Part) -> Iterator[str]:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(part, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for error in sorted(validator.iter_errors(fields), key=lambda error: (error.json_path, error.message)):
        place = error.json_path.removeprefix("$").removeprefix(".")
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            unknown = [name for name in error.instance if name not in known]
            yield from (
                f"unknown field {quoted(f'{place}.{name}'.removeprefix('.'))}{did_you_mean(name, known)}"
                for name in unknown
            )
        else:
            yield f"{place}: {error.message}"
