"""The resources of the repository: those under check, and, once somebody asks, all of them.

A hook on one file must not read the whole repository, and still must not judge by half of it. So a rule that looks at other
resources (`ref`, `refs`, a check in Python) makes the rest be read at that moment.
"""

from collections.abc import Callable, Mapping
from typing import Any

from roadmap_guard.model.resource import Resource

Fields = Mapping[str, Any]


class Population:
    """All resources by kind and id."""

    def __init__(self, load: Callable[[], tuple[Resource, ...]]) -> None:
        """`load` gives every resource of the snapshot; it is called at most once."""
        self._load = load
        self._by_kind: dict[str, dict[str, list[Resource]]] | None = None

    def find(self, kind: str, name: str) -> Resource | None:
        """The resource of this kind and id. Of several with one id, the first by path: `input/duplicate-id` tells of them."""
        return next(iter(self.namesakes(kind, name)), None)

    def namesakes(self, kind: str, name: str) -> list[Resource]:
        """Every resource of this kind and id, by path and position: more than one only by mistake."""
        return self._all().get(kind, {}).get(name, [])

    def of_kind(self, kind: str) -> list[Resource]:
        """Every resource of a kind, by path and position; of several with one id, the first."""
        return [first for first, *_ in self._all().get(kind, {}).values()]

    def _all(self) -> dict[str, dict[str, list[Resource]]]:
        if self._by_kind is None:
            self._by_kind = {}
            for resource in self._load():
                self._by_kind.setdefault(resource.kind, {}).setdefault(resource.id, []).append(resource)
        return self._by_kind
