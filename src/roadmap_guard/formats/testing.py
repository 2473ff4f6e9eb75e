"""Holds a definition to samples: files in its dialect, each with what must come of it beside it.

Beside the sample `roadmap.yaml` stands `roadmap.expected.json`:

    {
      "resources": [{"kind": "RoadmapItem", "id": "A-1", "fields": {"title": "Faster search"}}],
      "parts": [{"kind": "ModelCard", "into": "fairnessAudits", "key": "scoring", "fields": {}}],
      "problems": ["4:11 value"]
    }

`parts` are what `extends` reads for resources of other files; `problems` say line, column and code. What is empty may be left
out, and `{}` says that the sample is not of this format.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from roadmap_guard import documents
from roadmap_guard.formats import reading
from roadmap_guard.formats.detection import detect
from roadmap_guard.formats.names import listed, suggestion
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.node import plain
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

EXPECTED = ".expected.json"
_KEYS = {"resources": ("kind", "id", "fields"), "parts": ("kind", "into", "key", "fields"), "problems": ()}

Told = Mapping[str, Any]
"""What came, or must come, of a sample, in the shape of the expected file."""


class Found(NamedTuple):
    """What came of a sample.

    told       in the shape of the expected file
    problems   the problems in words
    positions  where each field of each object stands, by the object's label
    unread     why no document of the sample is of the formats under test; empty if one is
    """

    told: dict[str, Any]
    problems: tuple[str, ...]
    positions: Mapping[str, Mapping[str, Span]]
    unread: tuple[str, ...]


def expected_path(sample: str) -> str:
    """Where the expectation of a sample stands: `a/roadmap.yaml` -> `a/roadmap.expected.json`."""
    folder, slash, name = sample.rpartition("/")
    return f"{folder}{slash}{name.rpartition('.')[0] or name}{EXPECTED}"


def read_sample(formats: FormatSet, names: Collection[str], path: str, data: bytes) -> Found:
    """Read a sample; only what the formats `names` make of it counts."""
    parsed = documents.parse(path, data)
    found = reading.read(formats, parsed.documents)
    resources = [resource for resource in found.resources if resource.format in names]
    fragments = [fragment for fragment in found.fragments if fragment.format in names]
    problems = (*parsed.problems, *found.problems)
    objects: dict[str, list[dict[str, Any]]] = {
        "resources": [{"kind": each.kind, "id": each.id, "fields": _without_id(each.fields)} for each in resources],
        "parts": [
            {"kind": each.target.kind, "into": each.target.into, "key": each.key, "fields": each.fields}
            for each in fragments
        ],
    }
    told = {**objects, "problems": [f"{_place(problem.span)} {problem.code}" for problem in problems]}
    ours = any(each.format in names for each in found.recognised)
    return Found(
        told={key: value for key, value in told.items() if value},
        problems=tuple(f"{_place(problem.span)} {problem.code}: {problem.message}" for problem in problems),
        positions={
            **dict(zip(_labelled(objects["resources"]), (each.positions for each in resources), strict=True)),
            **dict(zip(_labelled(objects["parts"]), (each.positions for each in fragments), strict=True)),
        },
        unread=() if ours else tuple(_unread(formats, names, parsed.documents)),
    )


def read_expectation(path: str, data: bytes) -> Told:
    """What an expected file says. Raises CannotCheckError with the first mistake in it."""
    parsed = documents.parse(path, data)
    if parsed.problems:
        problem = parsed.problems[0]
        raise CannotCheckError(f"{path}:{_place(problem.span)}: {problem.message}", problem.remedy)
    told: Any = plain(parsed.documents[0].root) if parsed.documents else {}
    if not isinstance(told, dict):
        raise CannotCheckError(f"{path} is no mapping", "Begin it with {.")
    _check_keys(path, told, _KEYS)
    for key, known in _KEYS.items():
        for item in told.get(key, ()) if known else ():
            if not isinstance(item, dict):
                raise CannotCheckError(f"{path}: an item of {key} is no mapping", f"It has {listed(known)}.")
            _check_keys(path, item, known)
    return dict(told)


def differences(expected: Told, found: Found) -> list[str]:
    """What came and should not have, what should have and did not, and what came otherwise."""
    if expected and found.unread:
        return list(found.unread)
    told = [
        sentence
        for key in ("resources", "parts")
        for sentence in _compared(_labelled(expected.get(key, ())), _labelled(found.told.get(key, ())), found.positions)
    ]
    return [*told, *_problems(expected.get("problems", ()), found)]


def unfilled(formats: FormatSet, names: Iterable[str], founds: Iterable[Found]) -> list[str]:
    """The fields that the definitions have a place for and that no sample filled: `SLO.owners`."""
    filled = {
        f"{item['kind']}.{name}"
        for found in founds
        for item in found.told.get("resources", ())
        for name in item["fields"]
    }
    blocks = [block for name in names for block in formats.get(name).blocks if not block.extends]
    known = {f"{block.kind}.{member.name}" for block in blocks for member in block.members}
    return sorted(known - filled)


def _unread(formats: FormatSet, names: Collection[str], parsed: Iterable[Document]) -> Iterator[str]:
    for document in parsed:
        matched = [each.format for each in detect(formats, document) if each.matched]
        if matched:
            yield f"document {document.number + 1} is read as {listed(formats.most_specific(matched))}"
        for detection in detect(formats, document):
            if detection.format in names and not detection.matched:
                yield f"document {document.number + 1} is not {detection.format}: {'; '.join(detection.failed)}"


def _compared(
    expected: Mapping[str, Told], found: Mapping[str, Told], positions: Mapping[str, Mapping[str, Span]]
) -> Iterator[str]:
    for label in [*expected, *(label for label in found if label not in expected)]:
        if label not in found:
            near = suggestion(label, [other for other in found if other not in expected])
            yield f"{label} is expected and did not come.{near}"
        elif label not in expected:
            yield f"{label} came and is not expected"
        else:
            wanted, got = (dict(_leaves(told[label].get("fields", {}))) for told in (expected, found))
            yield from _fields(label, wanted, got, positions.get(label, {}))


def _fields(
    label: str, expected: Mapping[str, Any], found: Mapping[str, Any], positions: Mapping[str, Span]
) -> Iterator[str]:
    for name in [*expected, *(name for name in found if name not in expected)]:
        where = f" (at {_place(positions[name])})" if name in positions else ""
        if name not in found:
            yield f"{label}: {name} is absent, expected {_shown(expected[name])}"
        elif name not in expected:
            yield f"{label}: {name} is {_shown(found[name])}, expected nothing{where}"
        elif not _same(expected[name], found[name]):
            yield f"{label}: {name} is {_shown(found[name])}, expected {_shown(expected[name])}{where}"


def _problems(expected: Iterable[str], found: Found) -> Iterator[str]:
    waiting = list(expected)
    for short, problem in zip(found.told.get("problems", ()), found.problems, strict=True):
        if short in waiting:
            waiting.remove(short)
        else:
            yield problem
    yield from (f"the problem {problem} is expected and did not come" for problem in waiting)


def _labelled(objects: Iterable[Told]) -> dict[str, Told]:
    """Objects by what a person calls them; the second of one name says so."""
    labels: dict[str, Told] = {}
    for each in objects:
        name = (
            f"{each.get('kind', '')} {each['id']}"
            if "id" in each
            else f"{each.get('into', '')} of {each.get('key', '')}"
        )
        number = sum(label == name or label.startswith(f"{name} (") for label in labels)
        labels[f"{name} ({number + 1})" if number else name] = each
    return labels


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that holds no other, by its path: `rollback.procedure`, `owners[0]`."""
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list) and value:
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{number}]")
    elif path:
        yield path, value


def _same(one: Any, other: Any) -> bool:
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _shown(value: Any) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def _without_id(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "id"}


def _place(span: Span) -> str:
    return f"{span.line}:{span.column}"


def _check_keys(path: str, told: Told, known: Collection[str]) -> None:
    for key in told:
        if key not in known:
            raise CannotCheckError(
                f"{path}: unknown key `{key}`.{suggestion(key, known)}", f"The keys here are {listed(known)}."
            )
