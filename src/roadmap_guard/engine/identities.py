"""Whether every resource has an id of its own: rules that follow references, waivers and history all rest on it."""

from collections.abc import Callable, Iterable, Iterator

from roadmap_guard.formats.joining import duplicates
from roadmap_guard.model.document import Problem
from roadmap_guard.model.resource import Resource

Namesakes = Callable[[str, str], Iterable[Resource]]
"""Every resource of a kind and id that the snapshot holds, whether it is under check or not."""

Spot = tuple[str, int, int, int]
"""Path, document, line and column: two resources never begin in one spot, though several may on one line."""


def spot(resource: Resource) -> Spot:
    """Where a resource stands."""
    return resource.path, resource.document, resource.span.line, resource.span.column


def repeated_ids(resources: Iterable[Resource]) -> Iterator[Problem]:
    """A warning at every resource whose id another of its kind bore first, in the order given."""
    for first, *others in duplicates(resources):
        for other in others:
            path, span = other.locate("id")
            yield Problem(
                "duplicate-id",
                f"{other.kind} {other.id} is also in {first.path}, line {first.span.line}",
                "Give one of them another id; references to it mean the first.",
                path,
                span,
                "warning",
                refuses=False,
            )
