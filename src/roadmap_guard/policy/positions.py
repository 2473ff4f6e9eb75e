"""From a character of a YAML value to its place in the file, whatever way the value is written.

YAML adds and folds white space, doubles quotes and escapes with backslashes; all other characters of a value stand in the file in the
same order. So one walk over both finds any of them.
"""

from collections.abc import Iterator

from roadmap_guard.model.span import Span

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}  # https://yaml.org/spec/1.2.2/#57-escaped-characters
_BLANK_ESCAPES = frozenset("tnvfr NLP_\t\r\n")


def place(text: str, span: Span, value: str, offset: int) -> Span:
    """Where character `offset` of the scalar `value`, which stands at `span`, is in the file `text`: an empty range."""
    start = _index(text, span)
    blanks = len(value[:offset]) - len(value[:offset].rstrip())
    wanted = sum(not character.isspace() for character in value[: offset + 1])
    at = start
    for number, found in enumerate(_written(text, start), 1):
        at = found
        if number == wanted:
            break
    if offset >= len(value) or value[offset].isspace():
        at += 1 + blanks
    line = text.count("\n", 0, at) + 1
    column = at - (text.rfind("\n", 0, at) + 1) + 1
    return Span(line, column, line, column)


def _written(text: str, start: int) -> Iterator[int]:
    """The index of every character of the scalar at `start` that is not white space."""
    style = text[start : start + 1]
    at = text.find("\n", start) if style in ("|", ">") else start + (style in ("'", '"'))
    while at < len(text):
        length, blank = _unit(text, at, style)
        if not blank:
            yield at
        at += length


def _unit(text: str, at: int, style: str) -> tuple[int, bool]:
    """How many characters of the file write the one at `at`, and whether it is white space."""
    if style == '"' and text[at] == "\\":
        code = text[at + 1 : at + 2]
        return _ESCAPE_LENGTHS.get(code, 2), code in _BLANK_ESCAPES
    if style == "'" and text.startswith("''", at):
        return 2, False
    return 1, text[at].isspace()


def _index(text: str, span: Span) -> int:
    index = 0
    for _ in range(span.line - 1):
        index = text.index("\n", index) + 1
    return index + span.column - 1
