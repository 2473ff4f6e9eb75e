"""Reads nodes of a strict shape: every key is known, every value of its type, and every mistake is noted, not just the first."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from roadmap_guard.model.node import Mapping as MappingNode
from roadmap_guard.model.node import Node, Scalar, kind_of
from roadmap_guard.model.node import Sequence as SequenceNode
from roadmap_guard.model.span import FILE_START, Span
from roadmap_guard.policy.faults import Fault, did_you_mean, listed, quoted

API_VERSION = "roadmap-guard.dev/v1"


class Faults:
    """Collects the mistakes of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Fault] = []

    def add(self, span: Span, message: str, remedy: str = "") -> None:
        """Note a mistake at `span`, once."""
        fault = Fault(self.path, span, message, remedy)
        if fault not in self.found:
            self.found.append(fault)


class Section:
    """A mapping with known keys. Reading a key that is absent gives the empty value; reading a wrong one gives that and a fault."""

    def __init__(self, node: MappingNode | None, name: str, faults: Faults, span: Span = FILE_START) -> None:
        """`name` is the path of the mapping in the file (`spec.match`), empty at the root."""
        self._node = node
        self._entries = node.entries if node else {}
        self._faults = faults
        self.name = name
        self.span = node.span.start if node else span

    def expect(self, required: Iterable[str], optional: Iterable[str] = ()) -> "Section":
        """Note every key that is not among these, and every required one that is absent. Gives the section back."""
        required, optional = tuple(required), tuple(optional)
        for key, (node, _) in self._entries.items():
            if key not in required and key not in optional:
                known = (*required, *optional)
                self._faults.add(
                    node.span,
                    f"unknown key {quoted(key)}{self._where()}{did_you_mean(key, known)}",
                    f"the keys here are {listed(known)}",
                )
        if self._node:
            self._require(required)
        return self

    def __bool__(self) -> bool:
        return self._node is not None

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def lists(self, key: str) -> bool:
        """Whether `key` is absent or holds a list: where it does not, that is already noted."""
        return isinstance(self.node(key), SequenceNode | None)

    def node(self, key: str) -> Node | None:
        """The value as written."""
        entry = self._entries.get(key)
        return entry[1] if entry else None

    def span_of(self, key: str) -> Span:
        """Where the value stands, or the section if it is absent."""
        node = self.node(key)
        return node.span if node else self.span

    def key_span(self, key: str) -> Span:
        """Where the key stands, or the section if it is absent."""
        return self._entries[key][0].span if key in self._entries else self.span

    def fault(self, key: str, message: str, remedy: str = "") -> None:
        """Note a mistake at the value of `key`."""
        self._faults.add(self.span_of(key), message, remedy)

    def item_fault(self, key: str, number: int, message: str, remedy: str = "") -> None:
        """Note a mistake at an item of the list under `key`."""
        self._faults.add(self.items(key)[number].span, message, remedy)

    def note(self, message: str, remedy: str = "") -> None:
        """Note a mistake of the section as a whole."""
        self._faults.add(self.span, message, remedy)

    def section(self, key: str) -> "Section":
        """The mapping under `key`."""
        node = self.node(key)
        if node is not None and not isinstance(node, MappingNode):
            self._wrong(key, node, "a mapping")
            node = None
        return Section(node, self.path(key), self._faults, self.key_span(key))

    def sections(self, key: str) -> "list[Section]":
        """The list of mappings under `key`."""
        sections = []
        for number, item in enumerate(self.items(key)):
            if isinstance(item, MappingNode):
                sections.append(Section(item, f"{self.path(key)}[{number}]", self._faults))
            else:
                self._wrong(f"{key}[{number}]", item, "a mapping")
        return sections

    def text(self, key: str) -> str:
        """The text under `key`, never empty if the key is there."""
        node = self.node(key)
        return "" if node is None else self._text(key, node)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`."""
        return tuple(self._text(f"{key}[{number}]", item) for number, item in enumerate(self.items(key)))

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """The text under `key`, which must be one of `choices`; the first of them if it is not."""
        text = self.text(key)
        if text in choices:
            return text
        if text:
            self.fault(
                key, f"{self.path(key)} is {quoted(text)}{did_you_mean(text, choices)}", f"use {listed(choices, 'or')}"
            )
        return choices[0]

    def flag(self, key: str, *, default: bool) -> bool:
        """The true or false under `key`."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        self._wrong(key, node, "true or false")
        return default

    def mapping(self, key: str) -> dict[str, Any]:
        """The mapping under `key` as plain, finite values."""
        section = self.section(key)
        return {name: section.value(name) for name in section}

    def value(self, key: str) -> Any:
        """Whatever is under `key`, as a plain value without NaN or infinity."""
        node = self.node(key)
        return None if node is None else self._plain(key, node)

    def constant(self, key: str, value: str) -> None:
        """Note if the text under `key` is not `value`."""
        text = self.text(key)
        if text and text != value:
            self.fault(key, f"{self.path(key)} is {quoted(text)}", f"write {value}")

    def path(self, key: str) -> str:
        """The path of `key` in the file: `spec.match.kind`."""
        return f"{self.name}.{key}" if self.name else key

    def items(self, key: str) -> list[Node]:
        """The nodes of the list under `key`."""
        node = self.node(key)
        if node is None:
            return []
        if isinstance(node, SequenceNode):
            return node.items
        self._wrong(key, node, "a list")
        return []

    def _text(self, key: str, node: Node) -> str:
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            remedy = f'put it in quotes: "{node.text}"' if isinstance(node, Scalar) and node.value is not None else ""
            self._wrong(key, node, "text", remedy)
            return ""
        if not node.value.strip():
            self._faults.add(
                node.span, f"{self.path(key)} is empty", "write it, or leave the key out if it is optional"
            )
        return node.value

    def _plain(self, key: str, node: Node) -> Any:
        if isinstance(node, MappingNode):
            return {name: self._plain(f"{key}.{name}", value) for name, (_, value) in node.entries.items()}
        if isinstance(node, SequenceNode):
            return [self._plain(f"{key}[{number}]", item) for number, item in enumerate(node.items)]
        if isinstance(node.value, float) and not -_INFINITY < node.value < _INFINITY:
            self._faults.add(node.span, f"{self.path(key)} is {node.text}", "write a finite number")
        return node.value

    def _wrong(self, key: str, node: Node, wanted: str, remedy: str = "") -> None:
        self._faults.add(node.span, f"{self.path(key)} is {_described(node)}, it must be {wanted}", remedy)

    def _require(self, names: Iterable[str]) -> None:
        missing = [name for name in names if name not in self._entries]
        for name in missing:
            self._faults.add(self.span, f"{quoted(name)} is missing{self._where()}", "add it")

    def _where(self) -> str:
        return f" in {self.name}" if self.name else ""


_INFINITY = float("inf")


def root(path: str, data: bytes, faults: Faults) -> Section:
    """The only document of a YAML file, as a section. Notes what the parser refuses, and anything but one mapping."""
    from roadmap_guard.documents import parse

    parsed = parse(path, data)
    own = _own_word(parsed.documents[0].root) if parsed.documents else None
    for problem in parsed.problems:
        if problem.code != "yaml11-ambiguous" or (parsed.documents and problem.span != own):
            faults.add(problem.span, problem.message, problem.remedy)
    if len(parsed.documents) != 1 and not parsed.problems:
        faults.add(FILE_START, f"the file holds {len(parsed.documents)} YAML documents", "write exactly one")
    node = parsed.documents[0].root if parsed.documents else None
    if node is not None and not isinstance(node, MappingNode):
        faults.add(
            node.span, f"the file is {kind_of(node)}, it must be a mapping", f"begin with apiVersion: {API_VERSION}"
        )
        node = None
    return Section(node, "", faults)


def _own_word(node: Node) -> Span | None:
    """Where a rule says `on:`. Readers of YAML 1.1 take the word for true, and have no business with rules."""
    spec = node.get("spec") if isinstance(node, MappingNode) else None
    key = spec.key("on") if isinstance(spec, MappingNode) else None
    return key.span if key else None


def _described(node: Node) -> str:
    if isinstance(node, Scalar) and node.value is not None:
        return f"{quoted(node.text)}, {kind_of(node)}"
    return kind_of(node)


def envelope(section: Section, kind: str) -> Section:
    """Check `apiVersion` and `kind`, which every file of ours begins with."""
    section.constant("apiVersion", API_VERSION)
    section.constant("kind", kind)
    return section
