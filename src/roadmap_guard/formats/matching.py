"""Finding the resources that a fragment of another file belongs to."""

import posixpath
from collections.abc import Iterable, Iterator

from roadmap_guard.formats.format import FOLDER, Extends
from roadmap_guard.formats.reading import Fragment
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource


class Match(NamedTuple):
    """A resource by its number, and the number of the item in the list that the fragment goes into, if one was meant."""

    resource: int
    item: int | None = None


class Finder:
    """Looks resources up by what they say; each table is made when it is first asked for."""

    def __init__(self, resources: list[Resource]) -> None:
        """`resources` may grow, see `grown`."""
        self._resources = resources
        self._tables: dict[tuple[str, str, bool], dict[str, list[Match]]] = {}

    def grown(self) -> None:
        """The last resource is new."""
        for (kind, field, link), table in self._tables.items():
            self._enter(len(self._resources) - 1, kind, field, link, table)

    def find(self, fragment: Fragment) -> list[Match]:
        """Where the fragment belongs: by the first of its fields that finds something, or by a link to its file."""
        target = fragment.target
        for field in target.by:
            if found := self._among(target, self._table(target.kind, field, link=False).get(_key(fragment.key), ())):
                return found
        for field in target.links:
            if found := self._among(target, self._table(target.kind, field, link=True).get(fragment.path, ())):
                return found
        return []

    def names(self, target: Extends) -> list[str]:
        """What could have been found."""
        return [name for field in target.by for name in self._table(target.kind, field, link=False)]

    def _among(self, target: Extends, matches: Iterable[Match]) -> list[Match]:
        found = [m for m in matches if not target.formats or self._resources[m.resource].format in target.formats]
        return [match if _goes_into(target, match) else match._replace(item=None) for match in found]

    def _table(self, kind: str, field: str, *, link: bool) -> dict[str, list[Match]]:
        table = self._tables.get((kind, field, link))
        if table is None:
            table = self._tables[kind, field, link] = {}
            for number in range(len(self._resources)):
                self._enter(number, kind, field, link, table)
        return table

    def _enter(self, number: int, kind: str, field: str, link: bool, table: dict[str, list[Match]]) -> None:
        resource = self._resources[number]
        if resource.kind != kind:
            return
        for text, item in _said(resource, field):
            for name in _paths(resource, text) if link else (_key(text),):
                table.setdefault(name, []).append(Match(number, item))


def _goes_into(target: Extends, match: Match) -> bool:
    fields = (*target.by, *target.links)
    return match.item is not None and any(field.startswith(f"{target.into}[*].") for field in fields)


def _said(resource: Resource, field: str) -> Iterator[tuple[str, int | None]]:
    """What the resource says in a field, `items[*].name` included; there with the item's number."""
    if field == FOLDER:
        yield resource.path.rpartition("/")[0] or ".", None
        return
    name, several, inner = field.partition("[*].")
    value = resource.fields.get(name)
    if not several:
        if value is not None:
            yield str(value), None
        return
    for number, item in enumerate(value or ()):
        if item.get(inner) is not None:
            yield str(item[inner]), number


def _paths(resource: Resource, link: str) -> set[str]:
    """The files that a link may mean: seen from the resource's folder, and from the repository's root."""
    if "://" in link:
        return set()
    folder = resource.path.rpartition("/")[0]
    return {posixpath.normpath(posixpath.join(folder, link)), posixpath.normpath(link.lstrip("/"))}


def _key(name: str) -> str:
    """A name as it is compared: numbers without leading zeros."""
    return name.lstrip("0") if name.isascii() and name.isdigit() else name
