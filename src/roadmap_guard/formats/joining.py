"""Puts what stands in other files (approvals, fairness audits) into the resources it belongs to."""

from collections.abc import Iterable

from roadmap_guard.formats.matching import Finder
from roadmap_guard.formats.merging import merged
from roadmap_guard.formats.names import echo, suggestion
from roadmap_guard.formats.reading import Fragment
from roadmap_guard.model.document import Problem
from roadmap_guard.model.resource import Resource


def join(
    resources: Iterable[Resource], fragments: Iterable[Fragment]
) -> tuple[tuple[Resource, ...], tuple[Problem, ...]]:
    """The resources with the fragments' values in them, and a warning for each fragment that belongs to none.

    Fragments are taken in their order. Where two resources answer to one name, both get the values; one that may stand alone
    becomes a resource then, and where it belongs to none.
    """
    joined = list(resources)
    finder = Finder(joined)
    problems = []
    for fragment in fragments:
        found = finder.find(fragment)
        if fragment.alone and len(found) != 1:
            found = []
            joined.append(fragment.alone)
            finder.grown()
        elif not found and not fragment.target.optional:
            problems.append(_orphan(fragment, finder.names(fragment.target)))
        for match in found:
            joined[match.resource] = merged(joined[match.resource], fragment, match.item)
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


def _orphan(fragment: Fragment, known: Iterable[str]) -> Problem:
    target = fragment.target
    return Problem(
        "orphan",
        f"This belongs to {target.kind} {echo(fragment.key)}, which is not here.{suggestion(fragment.key, known)}",
        f"Correct the name, or check it together with the file that holds the {target.kind}.",
        fragment.path,
        fragment.span.start,
        "warning",
        refuses=False,
    )
