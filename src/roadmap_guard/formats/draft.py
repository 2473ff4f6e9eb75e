"""A resource while it is being read."""

from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.formats.names import echo
from roadmap_guard.formats.placeholders import Noise, none_stated, says_nothing
from roadmap_guard.model.document import Fix, Problem
from roadmap_guard.model.node import Mapping, Node, Scalar
from roadmap_guard.model.resource import Unsaid, weightiest
from roadmap_guard.model.span import Span


class Draft:
    """Gathers positions, literals, what is not said and problems by dotted field name."""

    __slots__ = ("also_noise", "kind", "lenient", "path", "positions", "problems", "texts", "unsaid")

    def __init__(self, kind: str, path: str, also_noise: Noise | None = None, *, lenient: bool = False) -> None:
        """`also_noise` tells the placeholders that only this format has; `lenient` that no shape of a value is a mistake in it."""
        self.kind = kind
        self.path = path
        self.also_noise = also_noise
        self.lenient = lenient
        self.positions: dict[str, Span] = {}
        self.texts: dict[str, str] = {}
        self.unsaid: dict[str, Unsaid] = {}
        self.problems: list[Problem] = []

    def absent(self, node: Node, field: str) -> bool:
        """Whether `node` says nothing for `field`: blank, empty or a placeholder. Its place is kept, to point at."""
        if isinstance(node, Scalar):
            if node.value is None or (node.value.__class__ is str and not literal_of(node)):
                return self._leave(node, field, "empty")
            if self.is_placeholder(node):
                return self._leave(node, field, "none" if none_stated(literal_of(node)) else "placeholder")
            return False
        if isinstance(node, Mapping) and self.also_noise is not None and self.also_noise.is_mapping(node):
            return self._leave(node, field, "placeholder")
        if node.entries if isinstance(node, Mapping) else node.items:
            return False
        return self._leave(node, field, "empty")

    def _leave(self, node: Node, field: str, reason: Unsaid) -> bool:
        self.leave(field, reason)
        self.positions.setdefault(field, node.span)
        return True

    def leave(self, field: str, reason: Unsaid | None) -> None:
        """Note why `field` says nothing; of several reasons the weightiest counts."""
        known = self.unsaid.get(field)
        if reason is not None:
            self.unsaid[field] = weightiest((reason, known or reason)) or reason

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The fields that hold text which says nothing."""
        return tuple(field for field, reason in self.unsaid.items() if reason in ("none", "placeholder"))

    def is_placeholder(self, node: Scalar) -> bool:
        """Whether the value only stands in for one."""
        if node.value.__class__ is str and says_nothing(literal_of(node)):
            return True
        return self.also_noise is not None and self.also_noise.is_text(literal_of(node))

    def refuse(self, node: Node, field: str, expected: str, hint: str = "", meant: str = "") -> None:
        """Note that the value of `field` cannot be read; `expected` names the accepted forms, `meant` is what it was a slip of."""
        self.unsaid[field] = "unreadable"
        self.positions.setdefault(field, node.span)
        if self.lenient and not isinstance(node, Scalar):
            return
        found = echo(node.text) if isinstance(node, Scalar) else _shape(node)
        self.problems.append(
            Problem(
                "value",
                f"`{field}` of {self.kind} is {found}, not {expected}.{hint}",
                f"Write {expected}, or leave `{field}` out.",
                self.path,
                node.span,
                refuses=False,
                fix=correction(node, meant) if meant and isinstance(node, Scalar) else None,
            )
        )

    def adopt(self, other: "Draft", field: str, offset: int) -> None:
        """Take over what `other` gathered for the list `field`, its items numbered from `offset`."""
        for name, span in other.positions.items():
            self.positions.setdefault(_renumbered(name, field, offset), span)
        for name, text in other.texts.items():
            self.texts[_renumbered(name, field, offset)] = text
        for name, reason in other.unsaid.items():
            self.leave(_renumbered(name, field, offset), reason)
        self.problems += other.problems


def correction(node: Scalar, meant: str) -> Fix:
    """The fix that writes `meant` where `node` stands, which cannot be read as it is."""
    return Fix(node.span, node.text, meant, f"write {echo(meant)} for {echo(node.text)}", safe=True)


def _shape(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    return f"a list of {len(node.items)}" if not isinstance(node, Scalar) else "a value"


def _renumbered(name: str, field: str, offset: int) -> str:
    """`tracking[0].url` as `tracking[2].url`, for an offset of 2."""
    if not offset or name == field:
        return name
    number, bracket, rest = name[len(field) + 1 :].partition("]")
    return f"{field}[{int(number) + offset}{bracket}{rest}"
