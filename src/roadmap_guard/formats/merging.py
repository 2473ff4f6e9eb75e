"""Puts the values of a fragment into the resource that it belongs to. What the resource says itself counts."""

from collections.abc import Mapping
from typing import Any, TypeVar

from roadmap_guard.formats.format import Extends
from roadmap_guard.formats.reading import Fragment
from roadmap_guard.formats.values import inner_names
from roadmap_guard.kinds import schema
from roadmap_guard.model.resource import Resource

_Value = TypeVar("_Value")


def merged(resource: Resource, fragment: Fragment, item: int | None) -> Resource:
    """The resource with the values in it: as a new item of a list, or where an item, an object or the resource says nothing.

    `item` is the number of the list's item that they belong to.
    """
    name, own = _part(resource, fragment.target.into, item)
    prefix = f"{name}." if name else ""
    new = {field: value for field, value in fragment.fields.items() if field not in own}
    taken = {field for field in (*fragment.positions, *fragment.unsaid) if field.split(".")[0].split("[")[0] not in own}
    return resource._replace(
        fields=_fields(resource, fragment.target.into, item, {**own, **new}),
        positions={
            **_whole(resource, fragment, fragment.span),
            **resource.positions,
            **({name: fragment.span} if not own else {}),
            **{f"{prefix}{field}": span for field, span in fragment.positions.items() if field in taken},
        },
        texts={**resource.texts, **{f"{prefix}{field}": t for field, t in fragment.texts.items() if field in taken}},
        homes=_homes(resource, fragment, [f"{prefix}{field}" for field in new] if own else [name]),
        placeholders=(*resource.placeholders, *(f"{prefix}{f}" for f in fragment.placeholders if f in taken)),
        unsaid={**resource.unsaid, **{f"{prefix}{f}": why for f, why in fragment.unsaid.items() if f in taken}},
        expressible=resource.expressible
        if fragment.target.expected
        else resource.expressible | _places(fragment.target),
    )


def _places(target: Extends) -> frozenset[str]:
    """The fields that a file which need not be there has a place for, now that it is."""
    part = schema(target.kind)["properties"].get(target.into, {})
    return frozenset((target.into, *inner_names(part, target.into)))


def _part(resource: Resource, into: str, item: int | None) -> tuple[str, Mapping[str, Any]]:
    """The name of what the values go into (empty for the resource itself), and what it says already."""
    if not into:
        return "", resource.fields
    said = resource.fields.get(into)
    if not _is_list(resource, into):
        return into, said or {}
    return (f"{into}[{len(said or ())}]", {}) if item is None else (f"{into}[{item}]", (said or ())[item])


def _fields(resource: Resource, into: str, item: int | None, values: dict[str, Any]) -> dict[str, Any]:
    if not into:
        return values
    said: list[Any] = resource.fields.get(into, [])
    if not _is_list(resource, into):
        return {**resource.fields, into: values}
    return {
        **resource.fields,
        into: [*said, values] if item is None else [*said[:item], values, *said[item + 1 :]],
    }


def _homes(resource: Resource, fragment: Fragment, names: list[str]) -> dict[str, str]:
    if fragment.path == resource.path:
        return dict(resource.homes)
    return {**_whole(resource, fragment, fragment.path), **resource.homes, **dict.fromkeys(names, fragment.path)}


def _whole(resource: Resource, fragment: Fragment, value: _Value) -> dict[str, _Value]:
    into = fragment.target.into
    return {into: value} if into and into not in resource.fields else {}


def _is_list(resource: Resource, into: str) -> bool:
    return bool(schema(resource.kind)["properties"][into].get("type") == "array")
