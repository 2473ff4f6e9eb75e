"""One normalised object, whatever dialect it was written in."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

Unsaid = Literal["unreadable", "none", "placeholder", "empty"]
State = Literal["filled", Unsaid, "absent"]
_UNSAID: tuple[Unsaid, ...] = ("unreadable", "none", "placeholder", "empty")


@cache
def _outer(names: frozenset[str]) -> tuple[str, ...]:
    """The names of fields that are not inside others, in order."""
    return tuple(sorted(name for name in names if "." not in name and "[" not in name))


def weightiest(reasons: Iterable[Unsaid]) -> Unsaid | None:
    """Of several reasons why a field holds nothing, the one that says most; None without any."""
    return min(reasons, key=_UNSAID.index, default=None)


class Resource(NamedTuple):
    """A `RoadmapItem`, `SLO`, `ModelCard` or supporting object read from a document.

    kind        one of the schemas in `kinds/`
    id          stable across moves of lines and files; unique per kind in a sane repository
    format      the dialect it was written in (`openslo-v1`)
    path        of its file, from the repository's root, with `/`
    document    index of the document in its file, from 0
    span        the whole object
    fields      under the kind's names, as plain values; what the file does not say is absent; `id` is among them
    positions   where each field stands: `target`, `owners[0]`, `rollback.testedOn`
    texts       the literal behind a converted value, by the same keys: `target` -> `99.9%`
    homes       the file of each field that was joined in from another one: `fairnessAudits[1]` -> `models/x.audit.yaml`
    placeholders  fields that hold text which says nothing (`TBD`); they are absent from `fields`
    expressible   the fields this dialect has a place for, so that a rule can tell "not said" from "cannot be said"
    unsaid        why a field that stands in the file is absent from `fields`: its value is `unreadable`, the answer is that there
                  is `none` (`N/A`), it is a `placeholder`, or the place is `empty`
    """

    kind: str
    id: str
    format: str
    path: str
    document: int
    span: Span
    fields: Mapping[str, Any]
    positions: Mapping[str, Span]
    texts: Mapping[str, str]
    homes: Mapping[str, str]
    placeholders: tuple[str, ...]
    expressible: frozenset[str]
    unsaid: Mapping[str, Unsaid] = {}

    @property
    def owner_names(self) -> tuple[str, ...]:
        """The owners that the resource states: `owners` holds texts or, in a model card, mappings with a `name`."""
        owners = self.fields.get("owners") or ()
        names = [owner.get("name", "") if isinstance(owner, Mapping) else str(owner) for owner in owners]
        return tuple(name for name in names if name)

    @property
    def states(self) -> dict[str, State]:
        """What became of every field that the dialect has a place for, and of every deeper one that says nothing."""
        fields = self.fields
        states: dict[str, State] = {name: "filled" if name in fields else "absent" for name in _outer(self.expressible)}
        if self.unsaid:
            states |= {name: self.state(name) for name in (*states, *self.unsaid) if name not in fields}
        return states

    def state(self, field: str) -> State:
        """Whether `field` is `filled`, and if not why: the weightiest reason of it or of what is inside it, or `absent`."""
        if self._holds(field):
            return "filled"
        inside = (reason for name, reason in self.unsaid.items() if name.startswith((f"{field}.", f"{field}[")))
        return self.unsaid.get(field) or weightiest(inside) or "absent"

    def _holds(self, field: str) -> bool:
        value: Any = self.fields
        for part in field.replace("[", ".").replace("]", "").split("."):
            if isinstance(value, Mapping):
                value = value.get(part)
            else:
                value = value[int(part)] if isinstance(value, list) and int(part) < len(value) else None
        return value is not None

    def locate(self, field: str) -> tuple[str, Span]:
        """The file and range of `field`; if it is absent, of its nearest existing parent, at last of the object itself."""
        for part in _and_parents(field):
            if part in self.positions:
                return self._home(part), self.positions[part]
        return self.path, self.span.start

    def _home(self, field: str) -> str:
        if not self.homes:
            return self.path
        return next((self.homes[part] for part in _and_parents(field) if part in self.homes), self.path)


def _and_parents(field: str) -> Iterator[str]:
    """`a[0].b`, `a[0]`, `a`."""
    while field:
        yield field
        cut = max(field.rfind("."), field.rfind("["))
        field = field[:cut] if cut > 0 else ""
