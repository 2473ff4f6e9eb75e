"""JSON to a document with positions: RFC 8259 to the letter, without recursion.

The standard library's reader has no positions, keeps the last of two equal keys and accepts `NaN`.
"""

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C scanner behind json.loads
from typing import NoReturn

from roadmap_guard.documents import json_errors, keys, scalars
from roadmap_guard.documents import text as texts
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem, shown
from roadmap_guard.model.document import Document, Parsed, Problem
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span

_SPACE = re.compile(r"[ \t\r\n]*")
_LITERAL = re.compile(r"(?P<word>true|false|null)|-?(?:0|[1-9][0-9]*)(?P<fraction>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_WORDS = {"true": True, "false": False, "null": None}
_new = tuple.__new__  # every node has a span, and this makes one in half the time


def read(path: str, data: bytes, limits: Limits, reader: "type[Reader] | None" = None) -> Parsed:
    """The document of a JSON file, or of one that `reader` can read."""
    texts.check_size(path, data, limits)
    text = texts.decode(path, data)
    texts.check_whole(path, text)
    findings = Findings(path)
    try:
        root = (reader or Reader)(text, findings, limits).read()
    except Refused as refused:
        return Parsed((), (*findings.problems, refused.problem))
    problems = (*_remarks(path, data, text), *findings.problems)
    return Parsed(() if findings.refused else (Document(path, 0, "json", root),), problems)


def _remarks(path: str, data: bytes, text: str) -> list[Problem]:
    remarks = texts.hidden_direction(path, text)
    if data.startswith(b"\xef\xbb\xbf"):
        remarks.append(problem("json-byte-order-mark", "the file begins with a byte order mark (U+FEFF)", path))
    return remarks


class Open:
    """A list or object whose end has not come yet. `key` is the one whose value comes next."""

    __slots__ = ("closing", "entries", "items", "key", "start")

    def __init__(self, start: Span, closing: str) -> None:
        self.start = start
        self.closing = closing
        self.items: list[Node] = []
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.key: Scalar | None = None

    def add(self, node: Node) -> None:
        """The next item, or the value of `key`."""
        if self.key is None:
            self.items.append(node)
        else:
            self.entries[self.key.text] = (self.key, node)

    def close(self, span: Span) -> Node:
        """The whole, which stands at `span`."""
        return Sequence(self.items, span) if self.closing == "]" else Mapping(self.entries, span)


class Reader:
    """One pass over a text. `_at` is the offset of what comes next; its line has the number `_line` and begins at `_line_start`."""

    def __init__(self, text: str, findings: Findings, limits: Limits) -> None:
        self._text = text
        self._findings = findings
        self._limits = limits
        self._at = 0
        self._line = 1
        self._line_start = 0
        self._nodes = 0
        self._stack: list[Open] = []

    def read(self) -> Node:
        """The root.

        Raises:
            Refused: at the first thing that is not JSON, or over a limit.
        """
        node = self._value()
        while self._stack:
            if node is not None:
                self._stack[-1].add(node)
            node = self._step(self._stack[-1], first=node is None)
        if self._peek() or node is None:
            self._fail("another value follows the first; a JSON file holds one")
        return node

    def _step(self, top: Open, *, first: bool) -> Node | None:
        """The next value in the innermost list or object; itself where it ends; None where another one begins inside."""
        mark = self._peek()
        if mark == top.closing:
            return self._close(top)
        if not first:
            if mark != ",":
                self._fail(f"expected `,` or `{top.closing}`")
            self._at += 1
        if top.closing == "}":
            top.key = self._key(top)
        return self._value()

    def _key(self, top: Open) -> Scalar:
        if self._peek() != '"':
            self._fail("expected a key in double quotes")
        return self._checked(self._string(), top)

    def _checked(self, key: Scalar, top: Open) -> Scalar:
        """The key, when what holds for it and the colon behind it were looked at."""
        if "\0" in key.text:
            self._findings.add("control-character", f"the key {shown(key.text)} holds the character U+0000", key.span)
        name = key.text
        if name in top.entries or len(name) > self._limits.key_chars or not name.isascii():
            keys.check(name, key.span, top.entries, self._findings, self._limits)
        if self._peek() != ":":
            self._fail(f"expected `:` after the key {shown(key.text)}")
        self._at += 1
        return key

    def _value(self) -> Node | None:
        """A scalar, or None where a list or object begins."""
        mark = self._peek()
        self._count()
        if mark == '"':
            return self._string()
        if mark in ("{", "["):
            self._open("}" if mark == "{" else "]")
            return None
        return self._literal()

    def _open(self, closing: str) -> None:
        span = self._span(self._at + 1)
        self._stack.append(Open(span, closing))
        if len(self._stack) > self._limits.depth:
            message = f"lists and objects are nested more than {self._limits.depth} levels deep"
            self._findings.stop("too-deep", message, span)
        self._at += 1

    def _close(self, top: Open) -> Node:
        self._stack.pop()
        end = self._span(self._at + 1)
        self._at += 1
        return top.close(Span(top.start.line, top.start.column, end.end_line, end.end_column))

    def _string(self) -> Scalar:
        try:
            text, end = scanstring(self._text, self._at + 1, True)
        except JSONDecodeError as error:
            self._fail(json_errors.in_string(error.msg), error.pos)
        return self._text_scalar(text, end)

    def _text_scalar(self, text: str, end: int) -> Scalar:
        """What stands in quotes from `_at` to the offset `end`, read as `text`."""
        span = self._span(end)
        self._at = end
        if len(text) > self._limits.scalar_chars:
            message = f"a value has {len(text):,} characters; the limit is {self._limits.scalar_chars:,}"
            self._findings.stop("scalar-too-long", message, span)
        if not text.isascii() and (half := re.search("[\ud800-\udfff]", text)):
            self._findings.add("lone-surrogate", f"the escape \\u{ord(half[0]):04x} is half a character", span)
        return Scalar(text, text, span)

    def _literal(self) -> Scalar:
        found = _LITERAL.match(self._text, self._at)
        if not found:
            self._fail("expected a value")
        text = found[0]
        span = self._span(found.end())
        self._at = found.end()
        return Scalar(_WORDS[text] if found["word"] else self._number(text, found["fraction"], span), text, span)

    def _number(self, text: str, fraction: str, span: Span) -> int | float:
        try:
            return scalars.floating(text, self._limits) if fraction else scalars.whole_number(text, self._limits)
        except scalars.BadValue as bad:
            self._findings.add(bad.code, bad.message, span)
            return 0

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            message = f"the file holds more than {self._limits.nodes:,} values"
            self._findings.stop("too-many-nodes", message, self._span(self._at))

    def _peek(self) -> str:
        """The next character that is not white space, where `_at` then stands; empty at the end."""
        text, at = self._text, self._at
        mark = text[at : at + 1]
        if mark not in (" ", "\n", "\r", "\t"):
            return mark
        self._at = end = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
        if breaks := text.count("\n", at, end):
            self._line += breaks
            self._line_start = text.rfind("\n", at, end) + 1
        return text[end : end + 1]

    def _span(self, end: int) -> Span:
        start = self._line_start - 1
        return _new(Span, (self._line, self._at - start, self._line, end - start))

    def _fail(self, expected: str, at: int = -1) -> NoReturn:
        at = self._at if at < 0 else at
        code, message = json_errors.explained(self._text, at, expected)
        self._findings.stop(code, message, texts.span_at(self._text, at))
