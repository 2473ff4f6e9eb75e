"""JSON5 (https://spec.json5.org/) to a document with positions: JSON with comments, bare keys, single quotes and last commas.

Infinite numbers and NaN stay refused: nothing that is held to a limit can be either.
"""

import re

from roadmap_guard.documents import json_reader
from roadmap_guard.documents.json_reader import Open, Reader
from roadmap_guard.documents.limits import Limits
from roadmap_guard.model.document import Parsed
from roadmap_guard.model.node import Node, Scalar
from roadmap_guard.model.span import Span

_SPACE = re.compile(r"(?:[ \t\r\n\v\f\xa0\ufeff\u2028\u2029]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w$]*|[$][\w$]*")
_STRING = re.compile(r"""(["'])((?:(?!\1)[^\\\n]|\\(?:\r\n|.))*)\1""", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_CHARACTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}
_BREAKS = ("\n", "\r\n", "\r", "\u2028", "\u2029")
_HEXADECIMAL = re.compile(r"([+-]?)0[xX]([0-9a-fA-F]{1,16})(?![\w.])")
_DECIMAL = re.compile(r"([+-]?)((?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?(?![\w.])")


def read(path: str, data: bytes, limits: Limits) -> Parsed:
    """The document of a JSON5 file."""
    return json_reader.read(path, data, limits, _Reader5)


class _Reader5(Reader):
    """Differs from JSON in what may stand between values, and in how keys and values are written."""

    def _step(self, top: Open, *, first: bool) -> Node | None:
        if first or self._peek() != ",":
            return super()._step(top, first=first)
        self._at += 1
        if self._peek() == ",":
            self._fail("expected a value")
        return super()._step(top, first=True)

    def _key(self, top: Open) -> Scalar:
        if self._peek() in ('"', "'"):
            return self._checked(self._string(), top)
        found = _NAME.match(self._text, self._at)
        if not found:
            self._fail("expected a key")
        return self._checked(self._text_scalar(found[0], found.end()), top)

    def _value(self) -> Node | None:
        if self._peek() != "'":
            return super()._value()
        self._count()
        return self._string()

    def _string(self) -> Scalar:
        found = _STRING.match(self._text, self._at)
        if not found:
            self._fail("the text in quotes has no end on its line")
        text = self._text_scalar(_ESCAPE.sub(_character, found[2]), found.end())
        if breaks := found[0].count("\n"):
            self._line += breaks
            self._line_start = self._text.rfind("\n", 0, self._at) + 1
            text.span = Span(*text.span[:2], self._line, self._at - self._line_start + 1)
        return text

    def _literal(self) -> Scalar:
        found = _HEXADECIMAL.match(self._text, self._at) or _DECIMAL.match(self._text, self._at)
        if not found:
            return super()._literal()
        span = self._span(found.end())
        self._at = found.end()
        if found.re is _HEXADECIMAL:
            return Scalar(int(found[1] + found[2], 16), found[0], span)
        fraction = "." in found[2] or bool(found[3])
        return Scalar(self._number(found[0], "." if fraction else "", span), found[0], span)

    def _peek(self) -> str:
        text, at = self._text, self._at
        self._at = end = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # it matches everywhere
        if breaks := text.count("\n", at, end):
            self._line += breaks
            self._line_start = text.rfind("\n", at, end) + 1
        if text.startswith("/*", end):
            self._fail("the comment has no end")
        return text[end : end + 1]


def _character(escape: re.Match[str]) -> str:
    """What an escape stands for; a break of the line stands for nothing, any other sign for itself."""
    code = escape[1] or escape[2]
    if code:
        return chr(int(code, 16))
    return "" if escape[3] in _BREAKS else _CHARACTERS.get(escape[3], escape[3])
