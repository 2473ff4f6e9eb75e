"""Anchors and aliases, and what they expand to."""

from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import shown
from roadmap_guard.model.node import Node, Scalar
from roadmap_guard.model.span import Span


class Anchors:
    """The anchors of the document at hand, and the aliases of the file.

    `expansion` counts the nodes that aliases stand for, beyond the alias itself, over the whole file.
    """

    def __init__(self, findings: Findings, limits: Limits) -> None:
        self.expansion = 0
        self._findings = findings
        self._limits = limits
        self._aliases = 0
        self._unfinished: dict[str, Span] = {}
        self._nodes: dict[str, tuple[Node, int]] = {}

    def forget(self) -> None:
        """A new document begins: anchors hold for one."""
        self._unfinished = {}
        self._nodes = {}

    def open(self, name: str, span: Span) -> None:
        """A list or mapping called `name` begins."""
        self._check_unique(name, span)
        self._unfinished[name] = span

    def close(self, name: str, node: Node, weight: int) -> None:
        """The list or mapping called `name` is complete and holds `weight` nodes, itself and expanded aliases included."""
        self._unfinished.pop(name, None)
        self._nodes[name] = (node, weight)

    def scalar(self, name: str, node: Scalar) -> None:
        """A scalar called `name`."""
        self._check_unique(name, node.span)
        self._nodes[name] = (node, 1)

    def _check_unique(self, name: str, span: Span) -> None:
        if name in self._nodes or name in self._unfinished:
            earlier = self._nodes[name][0].span if name in self._nodes else self._unfinished[name]
            message = f"the anchor {shown(name)} is already defined on line {earlier.line}"
            self._findings.add("ambiguous-anchor", message, span)

    def resolve(self, name: str, span: Span) -> Node:
        """The node that the alias `name` stands for; adds to `expansion` what comes with it.

        The node is shared, not copied: its position is where it was written.
        """
        self._count(span)
        if name in self._unfinished:
            message = f"the alias {shown(name)} stands inside the value it names"
        elif name not in self._nodes:
            message = f"the alias {shown(name)} names no anchor that comes before it"
        else:
            node, weight = self._nodes[name]
            self.expansion += weight - 1
            return node
        self._findings.add("alias", message, span)
        return Scalar(None, "", span)

    def _count(self, span: Span) -> None:
        self._aliases += 1
        if self._aliases > self._limits.aliases:
            message = f"the file holds more than {self._limits.aliases:,} aliases"
            self._findings.exhaust("too-many-aliases", message, span)
