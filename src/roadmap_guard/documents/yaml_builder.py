"""YAML events to a tree of nodes, without recursion and with a budget on everything that input can make grow."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from roadmap_guard.documents import scalars
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.pyyaml import events
from roadmap_guard.documents.yaml_anchors import Anchors
from roadmap_guard.documents.yaml_open import Keys, OpenMapping, OpenRoot, OpenSequence, OpenShortForm
from roadmap_guard.documents.yaml_scalars import SPECIAL, SPECIAL_STARTS, explicit, plain
from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.document import Document
from roadmap_guard.model.node import Node, Scalar
from roadmap_guard.model.span import FILE_START, Span

if TYPE_CHECKING:
    from roadmap_guard.documents.yaml_short_forms import Part

_new = tuple.__new__  # every node has a span, and this makes one in half the time
_BLOCK_STYLES = ("|", ">")
_NOUNS = {"seq": "list", "map": "mapping"}


class Builder:
    """Collects the documents and problems of one stream.

    reading  whether a document has begun and not yet ended
    ended    the line on which the last document ended, or the part being read began
    """

    def __init__(self, path: str, source: Source, limits: Limits) -> None:
        self.documents: list[Document] = []
        self.findings = Findings(path)
        self.findings.document = -1
        self._path = path
        self._source = source
        self._limits = limits
        self._most_chars = limits.scalar_chars
        self._most_nodes = limits.nodes
        self._nodes = 0
        self._shift = self.ended = 1
        self._anchors = Anchors(self.findings, limits)
        self._keys = Keys(source, self.findings, limits)
        self._reset()

    def _reset(self) -> None:
        self._root = OpenRoot()
        self._top: OpenRoot | OpenSequence | OpenMapping = self._root
        self._stack: list[OpenRoot | OpenSequence | OpenMapping] = []
        self._last = FILE_START
        self.reading = False
        self._anchors.forget()

    def consume(self, first_line: int, events: Iterable[Any]) -> None:
        """Build documents from the events of a part of the source that begins on line `first_line`.

        Raises:
            Refused: where a document cannot be read on; `findings.exhausted` says whether that goes for the file as well.
        """
        self._shift = self.ended = first_line
        handlers = self._handlers()
        for event in events:
            handlers[event.__class__](event)

    def abandon(self) -> None:
        """Give up the document at hand; between two, the one that was about to begin."""
        if not self.reading:
            self.findings.document += 1
        self._reset()

    def _handlers(self) -> dict[type, Callable[[Any], None]]:
        return {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._start_mapping,
            events.MappingEndEvent: self._end_collection,
            events.SequenceStartEvent: self._start_sequence,
            events.SequenceEndEvent: self._end_collection,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._start_document,
            events.DocumentEndEvent: self._end_document,
            events.StreamStartEvent: self._skip,
            events.StreamEndEvent: self._skip,
        }

    def _start_document(self, event: Any) -> None:
        self._reset()
        self.reading = True
        self.findings.document += 1
        self.findings.refused = False
        if self.findings.document >= self._limits.documents:
            message = f"the stream holds more than {self._limits.documents:,} documents"
            self.findings.exhaust("too-many-documents", message, self._span(event))

    def _end_document(self, event: Any) -> None:
        self.reading = False
        self.ended = event.end_mark.line + self._shift
        root = self._root.node
        empty = isinstance(root, Scalar) and root.value is None and not root.text
        if not empty and not self.findings.refused:
            self.documents.append(Document(self._path, self.findings.document, "yaml", root))

    def _scalar(self, event: Any) -> None:
        text, start, end, shift = event.value, event.start_mark, event.end_mark, self._shift
        span = _new(Span, (start.line + shift, start.column + 1, end.line + shift, end.column + 1))
        if event.style or event.tag:
            if event.tag and _is_short_form(event.tag):
                return self._short_form(event)
            if event.style in _BLOCK_STYLES:
                span = self._source.trimmed(span)
            node = explicit(event, span, self.findings, self._limits)
        elif text in SPECIAL or text[0] in SPECIAL_STARTS:
            if not text and not event.anchor:
                span = self._source.place_of_nothing(span, self._last)
            node = plain(text, span, self.findings, self._limits)
        else:
            node = Scalar(text, text, span)
            if text == "<<":
                self._keys.merge_key = node
        if len(text) > self._most_chars:
            self._refuse_length(node)
        if event.anchor:
            self._anchors.scalar(event.anchor, node)
        return self._place(node, span)

    def _refuse_length(self, node: Scalar) -> None:
        message = f"a value has {len(node.text):,} characters; the limit is {self._most_chars:,}"
        self.findings.stop("scalar-too-long", message, node.span)

    def _start_sequence(self, event: Any) -> None:
        event = self._open_short_form(event) if event.tag and _is_short_form(event.tag) else event
        self._push(OpenSequence(event, self._size()), "seq")

    def _start_mapping(self, event: Any) -> None:
        event = self._open_short_form(event) if event.tag and _is_short_form(event.tag) else event
        self._push(OpenMapping(event, self._size(), self._keys), "map")

    def _open_short_form(self, event: Any) -> "Part":
        """Begin the mapping that a tag abbreviates, as if it were written out; the value that is to follow."""
        from roadmap_guard.documents.yaml_short_forms import long_form

        opening, key, value = long_form(event, self._source, self._shift)
        self._push(OpenShortForm(opening, self._size(), self._keys), "map")
        self._scalar(key)
        return value

    def _short_form(self, event: Any) -> None:
        """A scalar whose tag abbreviates a mapping."""
        from roadmap_guard.documents.yaml_short_forms import attribute

        value = self._open_short_form(event)
        parts = attribute(value) if event.tag == "!GetAtt" else ()
        if parts:
            self._start_sequence(value)
        for part in parts or (value,):
            self._scalar(part)
        self._end_collection(event)

    def _push(self, opened: OpenSequence | OpenMapping, core: str) -> None:
        event = opened.start
        self._stack.append(self._top)
        self._top = opened
        if len(self._stack) > self._limits.depth:
            message = f"lists and mappings are nested more than {self._limits.depth} levels deep"
            self.findings.stop("too-deep", message, self._span(event))
        if event.anchor:
            self._anchors.open(event.anchor, self._span(event))
        if event.tag:
            self._check_tag(event, core)

    def _check_tag(self, event: Any, core: str) -> None:
        tag = event.tag
        if tag in (scalars.CORE + core, "!"):
            return
        if tag in scalars.CORE_TAGS:
            code, what = "tag-value", f"does not fit a {_NOUNS[core]}"
        else:
            code, what = "tag", "is not one of YAML's core tags"
        self.findings.add(code, f"the tag {scalars.written_tag(tag)} {what}", self._span(event))

    def _end_collection(self, event: Any) -> None:
        top: Any = self._top  # the parser balances its events, so it is a list or a mapping
        began = top.start
        start, end = began.start_mark, event.end_mark
        shift = self._shift
        # The parser notices the end of a block collection at the next node; its last child says where it was.
        stop = (end.line + shift, end.column + 1) if began.flow_style else self._last[2:]
        span = _new(Span, (start.line + shift, start.column + 1, *stop))
        node = top.close(span)
        self._top = self._stack.pop()
        self._place(node, span)
        if began.anchor:
            self._anchors.close(began.anchor, node, self._size() - top.size)
        if self._top.__class__ is OpenShortForm:
            self._end_collection(event)

    def _alias(self, event: Any) -> None:
        span = self._span(event)
        node = self._anchors.resolve(event.anchor, span)
        self._most_nodes = min(self._limits.nodes, self._limits.expanded_nodes - self._anchors.expansion)
        self._place(node, span)

    def _place(self, node: Node, span: Span) -> None:
        self._last = span
        self._nodes += 1
        if self._nodes > self._most_nodes:
            self._refuse_number(span)
        self._top.add(node)

    def _refuse_number(self, span: Span) -> NoReturn:
        if self._nodes > self._limits.nodes:
            self.findings.exhaust("too-many-nodes", f"the file holds more than {self._limits.nodes:,} values", span)
        message = f"with aliases expanded, the file holds more than {self._limits.expanded_nodes:,} values"
        self.findings.exhaust("alias-expansion", message, span)

    def _size(self) -> int:
        return self._nodes + self._anchors.expansion

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(start.line + self._shift, start.column + 1, end.line + self._shift, end.column + 1)

    def _skip(self, event: Any) -> None:
        """A stream's start and end say nothing."""


def _is_short_form(tag: str) -> bool:
    """Whether a tag abbreviates a mapping. Few files have local tags, and only they load what it takes."""
    if not tag.startswith("!"):
        return False
    from roadmap_guard.documents.yaml_short_forms import FUNCTIONS

    return tag in FUNCTIONS
