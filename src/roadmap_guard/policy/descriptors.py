"""Kinds and params as protobuf messages, the only types that CEL's checker knows fields of. Costs 40 ms: never on the way of a check.

A field that may hold anything becomes a `Struct`, `ListValue` or `Value`, which the checker takes for any map, list or value.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from roadmap_guard.kinds import KINDS, schema
from roadmap_guard.model.record import NamedTuple

if TYPE_CHECKING:
    from google.protobuf.descriptor_pb2 import DescriptorProto, FileDescriptorProto
    from google.protobuf.descriptor_pool import DescriptorPool

PACKAGE = "rg"

Part = Mapping[str, Any]


class Types(NamedTuple):
    """The messages of the checker: a pool of them, and the fields of each by its full name."""

    pool: "DescriptorPool"
    fields: Mapping[str, tuple[str, ...]]


def types_for(params: Mapping[str, Mapping[str, Any]]) -> Types:
    """Every kind as `rg.<Kind>`, its history as `rg.<Kind>History`, `resource` and `change` as `rg.Resource` and `rg.Change`.

    Each of `params` becomes `rg.<key>`.
    """
    from google.protobuf import descriptor_pb2, descriptor_pool, struct_pb2

    file = descriptor_pb2.FileDescriptorProto(name="kinds.proto", package=PACKAGE, syntax="proto3")
    file.dependency.append(struct_pb2.DESCRIPTOR.name)
    parts: dict[str, Part] = {kind: schema(kind) for kind in KINDS}
    parts |= {f"{kind}History": _history(kind) for kind in KINDS}
    parts |= {"Resource": {"properties": _RESOURCE}, "Change": CHANGE}
    parts |= {
        name: {"properties": {key: part_of(value) for key, value in values.items()}} for name, values in params.items()
    }
    fields: dict[str, tuple[str, ...]] = {}
    for name, part in parts.items():
        _add_message(file, name, part, f"{PACKAGE}.{name}", fields)
    pool = descriptor_pool.DescriptorPool()
    for known in (struct_pb2.DESCRIPTOR.serialized_pb, file.SerializeToString()):
        pool.AddSerializedFile(known)
    return Types(pool, fields)


def cel_type(part: Part, message: str) -> str:
    """The checker's type of a part of a schema; `message` is its full name if it has fields of its own."""
    kind = part.get("type")
    if kind == "object" or "properties" in part:
        return message if part.get("properties") else "map"
    return {"string": "string", "number": "double", "integer": "int", "boolean": "bool", "array": "list"}.get(
        str(kind), "dyn"
    )


def message_name(around: str, field: str) -> str:
    """The full name of the message of `field` in the message `around`: `rg.ModelCard` and `owners` give `rg.ModelCard.Owners`."""
    return f"{around}.{field[:1].upper()}{field[1:]}"


def part_of(value: Any) -> Part:
    """The schema that a param's value suggests: mappings and lists of one scalar type keep it, others may hold anything."""
    if isinstance(value, Mapping):
        return {"type": "object", "additionalProperties": _common(list(value.values()))}
    if isinstance(value, list):
        return {"type": "array", "items": _common(value)}
    return {"type": _SCALARS[type(value)]} if type(value) in _SCALARS else {}


_SCALARS = {str: "string", float: "number", int: "integer", bool: "boolean"}
_RESOURCE: Part = {
    **{name: {"type": "string"} for name in ("kind", "id", "format", "path")},
    "placeholders": {"type": "array", "items": {"type": "string"}},
    "states": {"type": "object", "additionalProperties": {"type": "string"}},
}
CHANGE: Part = {
    "properties": {
        "type": {"type": "string", "enum": ["added", "removed", "modified", "moved", "unchanged"]},
        "fields": {"type": "array", "items": {"type": "string"}},
        "oldId": {"type": "string"},
        "oldPath": {"type": "string"},
        "policies": {"type": "array", "items": {"type": "string"}},
    }
}
"""The variable `change`."""

_TURN: Part = {
    "properties": {
        **{name: {"type": "string"} for name in ("field", "date", "commit", "author", "direction")},
        "from": {},
        "to": {},
        "days": {"type": "integer"},
        "missed": {"type": "boolean"},
    }
}


def _history(kind: str) -> Part:
    """The variable `history` for a kind: a list of changes for each of its fields."""
    fields = {field: {"type": "array", "items": _TURN} for field in schema(kind)["properties"]}
    return {"properties": {**fields, "firstSeen": {"type": "string"}, "lastChanged": {"type": "string"}}}


def _common(values: list[Any]) -> Part:
    kinds = {type(value) for value in values}
    return part_of(values[0]) if len(kinds) == 1 and kinds <= _SCALARS.keys() else {}


def _add_message(
    around: "FileDescriptorProto | DescriptorProto",
    name: str,
    part: Part,
    full_name: str,
    fields: dict[str, tuple[str, ...]],
) -> None:
    from google.protobuf.descriptor_pb2 import DescriptorProto, FileDescriptorProto

    add = around.message_type.add if isinstance(around, FileDescriptorProto) else around.nested_type.add
    message: DescriptorProto = add(name=name)
    fields[full_name] = tuple(part["properties"])
    for field, inner in part["properties"].items():
        _add_field(message, field, inner, full_name, fields)


def _add_field(
    message: "DescriptorProto", field: str, part: Part, around: str, fields: dict[str, tuple[str, ...]]
) -> None:
    from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Field

    item = part["items"] if part.get("type") == "array" and part["items"] else part
    label = Field.LABEL_REPEATED if item is not part else Field.LABEL_OPTIONAL
    scalar = {
        "string": Field.TYPE_STRING,
        "number": Field.TYPE_DOUBLE,
        "integer": Field.TYPE_INT64,
        "boolean": Field.TYPE_BOOL,
    }
    number = len(message.field) + 1
    if item.get("type") in scalar:
        message.field.add(name=field, number=number, type=scalar[item["type"]], label=label)
        return
    if item.get("properties"):
        type_name = message_name(around, field)
        _add_message(message, type_name.rpartition(".")[2], item, type_name, fields)
    elif item.get("type") == "object" and item.get("additionalProperties", {}) not in (True, {}):
        type_name, label = _add_map(message, field, item["additionalProperties"], around), Field.LABEL_REPEATED
    else:
        type_name = (
            f"google.protobuf.{ {'object': 'Struct', 'array': 'ListValue'}.get(str(item.get('type')), 'Value') }"
        )
    message.field.add(name=field, number=number, type=Field.TYPE_MESSAGE, type_name=f".{type_name}", label=label)


def _add_map(message: "DescriptorProto", field: str, value: Part, around: str) -> str:
    """A protobuf map is a repeated message of key and value. Gives its full name."""
    from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Field

    name = f"{field[:1].upper()}{field[1:]}Entry"
    entry = message.nested_type.add(name=name)
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, type=Field.TYPE_STRING, label=Field.LABEL_OPTIONAL)
    _add_field(entry, "value", value, f"{around}.{name}", {})
    return f"{around}.{name}"
