r"""The filters of an OWNERS file, as far as they are simple.

A filter is a regular expression of the file under check, and nobody can bound the time of any such expression. Most are of a few
shapes: `.*`, `\.go$`, `^docs/.*\.md$`, `\.(yaml|yml)$`. Those are read into texts of fixed length with `.*` between
them, which are found in at worst quadratic time. Whatever repeats anything else is not.
"""

import re
from collections.abc import Callable

_LONGEST = 500
_MOST_ALTERNATIVES = 32
_ANY = "*"
_START = "^"
_END = "$"
_CLOSED = r"\Z"
_ANY_CASE = "(?i)"
_ONE = re.compile(r"\\([dw]|[^A-Za-z0-9])|(\.)|(\[\^?[^\]\[\\]+\])|([^\\.\[\](){}*+?|^$])", re.DOTALL)

_Sequence = list[str]
"""Expressions for one character each, and between them `*` (anything), `^` and `$`."""


class _TooComplexError(Exception):
    """The expression is none of those that are read here."""


def simple(expression: str) -> Callable[[str], bool] | None:
    """Whether a path has a match for `expression` somewhere, as a function; None for an expression that is not simple."""
    flags = re.DOTALL | (re.IGNORECASE if expression.startswith(_ANY_CASE) else re.NOFLAG)
    try:
        sequences = _Reader(expression.removeprefix(_ANY_CASE)).read()
        patterns = [re.compile(_regex(sequence), flags) for sequence in sequences]
    except (_TooComplexError, re.error):
        return None
    return lambda path: any(pattern.match(path) for pattern in patterns)


class _Reader:
    """Reads an expression into alternatives without any inner choice."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise _TooComplexError
        self._text = text
        self._at = 0

    def read(self) -> list[_Sequence]:
        sequences = self._alternatives()
        if self._at < len(self._text):
            raise _TooComplexError
        return sequences

    def _alternatives(self) -> list[_Sequence]:
        """Up to the end, or the `)` that closes a group."""
        done: list[_Sequence] = []
        current: list[_Sequence] = [[]]
        while self._at < len(self._text) and self._text[self._at] != ")":
            if self._take("|"):
                done += current
                current = [[]]
            elif self._take("(?:") or self._take("("):
                current = [[*before, *group] for group in self._group() for before in current]
            else:
                token = self._token()
                current = [[*sequence, *token] for sequence in current]
            if len(done) + len(current) > _MOST_ALTERNATIVES:
                raise _TooComplexError
        return done + current

    def _group(self) -> list[_Sequence]:
        sequences = self._alternatives()
        if not self._take(")"):
            raise _TooComplexError
        return sequences

    def _token(self) -> _Sequence:
        if self._take(".*"):
            return [_ANY]
        if self._take(".+"):
            return [".", _ANY]
        for anchor in (_START, _END):
            if self._take(anchor):
                return [anchor]
        found = _ONE.match(self._text, self._at)
        if not found:
            raise _TooComplexError
        self._at = found.end()
        escaped, dot, letters, plain = found.groups()
        if escaped in ("d", "w"):
            return ["[0-9]" if escaped == "d" else "[0-9A-Za-z_]"]
        return [dot or letters or re.escape(escaped or plain)]

    def _take(self, text: str) -> bool:
        if not self._text.startswith(text, self._at):
            return False
        self._at += len(text)
        return True


def _regex(sequence: _Sequence) -> str:
    """An expression for `re.match`. A wildcard that stops at its earliest end leaves the most for the rest, so it is atomic."""
    anchored = sequence[:1] == [_START]
    ended = sequence[-1:] == [_END]
    body = sequence[anchored : len(sequence) - ended]
    if _START in body or _END in body:
        raise _TooComplexError
    first, *others = _chunks(body)
    if not others:
        wildcard = "" if anchored else ".*"
        return f"{wildcard}{first}{_CLOSED if ended else ''}"
    pieces = [first if anchored else f"(?>.*?{first})", *(f"(?>.*?{chunk})" for chunk in others[:-1])]
    return f"{''.join(pieces)}.*{others[-1]}{_CLOSED if ended else ''}"


def _chunks(body: _Sequence) -> list[str]:
    """What stands between the wildcards."""
    chunks = [""]
    for token in body:
        if token == _ANY:
            chunks.append("")
        else:
            chunks[-1] += token
    return chunks
