"""Puts what stands in other files (approvals, fairness audits) into the resources it belongs to."""

from collections.abc import Iterable
from typing import Any

from roadmap_guard.formats.format import FOLDER
from roadmap_guard.formats.names import echo, suggestion
from roadmap_guard.formats.reading import Fragment
from roadmap_guard.kinds import schema
from roadmap_guard.model.document import Problem
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.span import Span


def join(
    resources: Iterable[Resource], fragments: Iterable[Fragment]
) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """The resources with the fragments' values in them, and a warning for each fragment that belongs to none.

    Fragments are taken in their order. Where two resources answer to one name, both get the values.
    """
    joined = list(resources)
    names: dict[tuple[str, str], dict[str, list[int]]] = {}
    problems = []
    for fragment in fragments:
        found = _find(joined, fragment, names)
        if not found:
            problems.append(_orphan(fragment, names))
        for number in found:
            joined[number] = _put(joined[number], fragment)
    return tuple(joined), tuple(problems)


def duplicates(resources: Iterable[Resource]) -> tuple[tuple[Resource, ...], ...]:
    """Groups of resources of one kind that share an id, each in the order given."""
    groups: dict[tuple[str, str], list[Resource]] = {}
    for resource in resources:
        groups.setdefault((resource.kind, resource.id), []).append(resource)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def beside(resource: Resource, patterns: Iterable[str]) -> list[str]:
    """Where files that extend the resource may stand: glob patterns from the repository's root.

    `patterns` are the `beside` of an `extends`. One without a `/` is taken beside the resource's own file.
    """
    return [_place(pattern, resource.path, id=resource.id) for pattern in patterns]


def reaches(fragment: Fragment) -> list[str]:
    """Where the resource that a fragment extends may stand: glob patterns from the repository's root."""
    return [_place(pattern, fragment.path, key=fragment.key) for pattern in fragment.target.reaches]


def _place(pattern: str, path: str, **names: str) -> str:
    folder, _, file = path.rpartition("/")
    names |= {"stem": file.split(".", 1)[0], "directory": folder.rpartition("/")[2]}
    for name, value in names.items():
        pattern = pattern.replace(f"{{{name}}}", _literal(value))
    return f"{_literal(folder)}/{pattern}" if folder and "/" not in pattern else pattern


def _literal(text: str) -> str:
    """`text` with the glob's own characters in brackets."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in text)


def _find(
    resources: list[Resource], fragment: Fragment, names: dict[tuple[str, str], dict[str, list[int]]]
) -> list[int]:
    target = fragment.target
    for field in target.by:
        if (target.kind, field) not in names:
            names[target.kind, field] = _index(resources, target.kind, field)
        found = names[target.kind, field].get(_key(fragment.key), [])
        found = [number for number in found if not target.formats or resources[number].format in target.formats]
        if found:
            return found
    return []


def _index(resources: list[Resource], kind: str, field: str) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, resource in enumerate(resources):
        if resource.kind == kind and (name := _name(resource, field)) is not None:
            index.setdefault(_key(name), []).append(number)
    return index


def _name(resource: Resource, field: str) -> str | None:
    if field == FOLDER:
        return resource.path.rpartition("/")[0] or "."
    return str(resource.fields[field]) if field in resource.fields else None


def _key(name: str) -> str:
    """A name as it is compared: numbers without leading zeros."""
    return name.lstrip("0") if name.isascii() and name.isdigit() else name


def _put(resource: Resource, fragment: Fragment) -> Resource:
    into = fragment.target.into
    fields = dict(resource.fields)
    part = schema(resource.kind)["properties"][into]
    if part.get("type") == "array":
        name = f"{into}[{len(fields.get(into, ()))}]"
        fields[into] = [*fields.get(into, ()), fragment.fields]
    else:
        name = into
        fields[into] = {**fields.get(into, {}), **fragment.fields}
    return resource._replace(
        fields=fields,
        positions=_positions(resource, fragment, into, name),
        texts={**resource.texts, **{f"{name}.{field}": text for field, text in fragment.texts.items()}},
        homes=_homes(resource, fragment, into, name),
        placeholders=(*resource.placeholders, *(f"{name}.{field}" for field in fragment.placeholders)),
        unsaid={**resource.unsaid, **{f"{name}.{field}": reason for field, reason in fragment.unsaid.items()}},
    )


def _positions(resource: Resource, fragment: Fragment, into: str, name: str) -> dict[str, Span]:
    inner: dict[str, Span] = {f"{name}.{field}": span for field, span in fragment.positions.items()}
    whole = {} if into in resource.fields else {into: fragment.span}
    return {**resource.positions, **whole, name: fragment.span, **inner}


def _homes(resource: Resource, fragment: Fragment, into: str, name: str) -> dict[str, str]:
    if fragment.path == resource.path:
        return dict(resource.homes)
    homes: dict[str, Any] = {**resource.homes, name: fragment.path}
    if into not in resource.fields:
        homes[into] = fragment.path
    elif name == into:
        homes = {**resource.homes, **{f"{into}.{field}": fragment.path for field in fragment.fields}}
    return homes


def _orphan(fragment: Fragment, names: dict[tuple[str, str], dict[str, list[int]]]) -> Problem:
    target = fragment.target
    known = [name for field in target.by for name in names.get((target.kind, field), {})]
    return Problem(
        "orphan",
        f"This belongs to {target.kind} {echo(fragment.key)}, which is not here.{suggestion(fragment.key, known)}",
        f"Correct the name, or check it together with the file that holds the {target.kind}.",
        fragment.path,
        fragment.span.start,
        "warning",
        refuses=False,
    )
