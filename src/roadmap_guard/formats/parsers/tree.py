"""What a parser gives."""

from roadmap_guard.model.document import Problem
from roadmap_guard.model.node import Node
from roadmap_guard.model.record import NamedTuple


class Tree(NamedTuple):
    """A tree at which a definition's paths start, and why some of the text is not in it; no root where none of it can be read."""

    root: Node | None
    problems: tuple[Problem, ...] = ()
