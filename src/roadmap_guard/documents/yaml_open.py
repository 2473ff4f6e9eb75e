"""Lists and mappings whose end the parser has not reached yet."""

from typing import Any

from roadmap_guard.documents import keys
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import FILE_START, Span


class OpenRoot:
    """The place of a document's root."""

    __slots__ = ("node",)

    def __init__(self) -> None:
        self.node: Node = Scalar(None, "", FILE_START)

    def add(self, node: Node) -> None:
        """Take the root."""
        self.node = node


class OpenSequence:
    """A list. `start` is the event that began it, `size` the number of nodes before it."""

    __slots__ = ("items", "size", "start")

    def __init__(self, start: Any, size: int) -> None:
        self.start = start
        self.size = size
        self.items: list[Node] = []

    def add(self, node: Node) -> None:
        """Take the next item."""
        self.items.append(node)

    def close(self, span: Span) -> Node:
        """The complete list."""
        return Sequence(self.items, span)


class OpenMapping:
    """A mapping: nodes come in turns as key and value. `start` and `size` as in `OpenSequence`."""

    __slots__ = ("_entries", "_key", "_keys", "_merging", "_name", "size", "start")

    def __init__(self, start: Any, size: int, keys: "Keys") -> None:
        self.start = start
        self.size = size
        self._keys = keys
        self._entries: dict[str, tuple[Scalar, Node]] = {}
        self._key: Scalar | None = None
        self._name = ""
        self._merging = False

    def add(self, node: Node) -> None:
        """Take the next key or value."""
        if self._key is not None:
            self._entries[self._name] = (self._key, node)
            self._key = None
        else:
            self._key, self._name = self._keys.read(node, self._entries)
            if node is self._keys.merge_key:
                self._merging = self._keys.may_merge(node.span)

    def close(self, span: Span) -> Node:
        """The complete mapping."""
        if self._merging:
            self._keys.merge(self._entries)
        return Mapping(self._entries, span)


class OpenShortForm(OpenMapping):
    """The mapping that a tag abbreviates. It ends with its one value."""

    __slots__ = ()


class Keys:
    """What may be a key. `merge_key` is the last plain `<<` that was read, be it key or value."""

    def __init__(self, source: Source, findings: Findings, limits: Limits) -> None:
        self.merge_key: Scalar | None = None
        self._source = source
        self._findings = findings
        self._limits = limits
        self._most_chars = limits.key_chars

    def read(self, node: Node, entries: dict[str, tuple[Scalar, Node]]) -> tuple[Scalar, str]:
        """The key that a node makes among `entries`, and its name."""
        if not isinstance(node, Scalar):
            return self._complex(node)
        name = node.value if node.value.__class__ is str else _name(node)
        if name in entries or len(name) > self._most_chars or not name.isascii():
            keys.check(name, node.span, entries, self._findings, self._limits)
        return node, name

    def _complex(self, node: Node) -> tuple[Scalar, str]:
        kind = "list" if isinstance(node, Sequence) else "mapping"
        if "{{" in self._source.line(node.span.line):
            self._findings.stop("template", "a placeholder `{{ ... }}` of a template stands outside quotes", node.span)
        self._findings.add("complex-key", f"a {kind} stands where a key should", node.span)
        return Scalar("", "", node.span), f"{node.span}"

    def may_merge(self, span: Span) -> bool:
        """Whether merge keys are followed; notes the problem where they are not."""
        if not self._limits.merge_keys:
            self._findings.add("merge-key", "a merge key `<<` stands on this line; merge keys are not followed", span)
        return self._limits.merge_keys

    def merge(self, entries: dict[str, tuple[Scalar, Node]]) -> None:
        """Replace the entry `<<` by what it names. Keys written out count over merged ones, earlier merged over later."""
        _, value = entries.pop("<<")
        for source in value.items if isinstance(value, Sequence) else [value]:
            if not isinstance(source, Mapping):
                self._findings.add("merge-key", "the value of `<<` must be a mapping or a list of mappings", value.span)
                return
            for name, entry in source.entries.items():
                entries.setdefault(name, entry)


def _name(node: Scalar) -> str:
    if node.value is None or isinstance(node.value, bool):
        return {None: "null", True: "true", False: "false"}[node.value]
    return repr(node.value)
