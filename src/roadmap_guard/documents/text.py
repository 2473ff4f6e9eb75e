"""Bytes to text, free of what readers disagree about."""

import re

from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem
from roadmap_guard.model.document import Problem
from roadmap_guard.model.span import FILE_START, Span

_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_ENCRYPTED = (
    b"\0GITCRYPT\0",
    b"$ANSIBLE_VAULT;",
    b"-----BEGIN PGP MESSAGE-----",
    b"age-encryption.org/",
    b"-----BEGIN AGE ",
)
_LFS = b"version https://git-lfs.github.com/spec/"
_CONFLICT = r"(?m)^<<<<<<< .*\n(?s:.*?)^>>>>>>> "
_BREAKS = "\r\x85\u2028\u2029"
_FORBIDDEN = "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_BIDIRECTIONAL = "[\u202a-\u202e\u2066-\u2069]"


def checked_size(path: str, data: bytes, limits: Limits) -> None:
    """Refuse data above `limits.file_bytes`."""
    if len(data) > limits.file_bytes:
        message = f"the file has {len(data):,} bytes; the limit is {limits.file_bytes:,}"
        raise Refused(problem("file-too-large", message, path))


def decode(path: str, data: bytes) -> str:
    """UTF-8 to text without its byte order mark; refuses other encodings, encrypted files and Git LFS pointers."""
    if data.startswith(_ENCRYPTED):
        raise Refused(problem("encrypted", "the file is encrypted", path))
    if data.startswith(_LFS):
        raise Refused(problem("lfs-pointer", "the file is a Git LFS pointer, not its content", path))
    if data.startswith(_WIDE_MARKS) or 0 < data[:4].count(0) < len(data[:4]):
        raise Refused(problem("encoding", "the file is encoded as UTF-16 or UTF-32, not UTF-8", path))
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused(_bad_byte(path, data, error.start)) from None


def _bad_byte(path: str, data: bytes, at: int) -> Problem:
    before = data[:at].decode()
    return problem("encoding", f"byte 0x{data[at]:02x} is not valid UTF-8", path, span_at(before, len(before)))


def is_plain(data: bytes) -> bool:
    """Whether there is nothing but printable ASCII, tabs and line feeds: true of most files, and cheap to ask."""
    return not data.translate(None, _PLAIN)


def check_characters(path: str, text: str) -> None:
    """Refuse control characters and line breaks that readers disagree about (YAML 1.2, 5.1 and 5.4)."""
    if "\r" in text and (lone := re.search("\r(?!\n)", text)):
        raise Refused(_bad_character(path, text, lone.start()))
    if bad := re.search(_FORBIDDEN, text):
        raise Refused(_bad_character(path, text, bad.start()))


def _bad_character(path: str, text: str, at: int) -> Problem:
    character = text[at]
    span = span_at(text, at, 1)
    name = f"U+{ord(character):04X}"
    if character == "\ufeff":
        return problem("byte-order-mark", f"a byte order mark ({name}) stands inside the file", path, span)
    if character in _BREAKS:
        what = "a carriage return without a line feed" if character == "\r" else "a line separator"
        return problem("line-separator", f"{what} ({name}) stands on this line", path, span)
    return problem("control-character", f"the control character {name} stands on this line", path, span)


def hidden_direction(path: str, text: str, first_line: int = 1) -> list[Problem]:
    """A warning for the first bidirectional control: the line may not read in the order in which it is written."""
    found = re.search(_BIDIRECTIONAL, text)
    if not found:
        return []
    message = f"the bidirectional control U+{ord(found[0]):04X} changes the order in which this line is shown"
    return [problem("confusable", message, path, span_at(text, found.start(), 1, first_line))]


def check_conflict(path: str, text: str) -> None:
    """Refuse text with both ends of a merge conflict at the left margin."""
    if found := conflict(path, text):
        raise Refused(found)


def conflict(path: str, text: str) -> Problem | None:
    """The problem of an unresolved merge conflict, if there is one."""
    found = re.search(_CONFLICT, text) if "<<<<<<< " in text else None
    if not found:
        return None
    span = span_at(text, found.start(), 7)
    return problem("conflict-markers", f"a merge conflict begins on line {span.line}", path, span)


def span_at(text: str, offset: int, length: int = 0, first_line: int = 1) -> Span:
    """The range of `length` characters on one line at `offset` of a text whose first line has the number `first_line`."""
    line = text.count("\n", 0, offset) + first_line
    column = offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + length)


def whole(text: str) -> Span:
    """The range of all of a text that begins a file."""
    if not text:
        return FILE_START
    last = text.rstrip("\n")
    return Span(1, 1, last.count("\n") + 1, len(last) - last.rfind("\n"))
