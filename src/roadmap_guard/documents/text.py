"""Bytes to text, free of what readers disagree about."""

import re

from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem
from roadmap_guard.model.document import Problem
from roadmap_guard.model.span import FILE_START, Span

_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_WIDE_ZEROS = (b"\0\1\0\1", b"\1\0\1\0", b"\0\1\1\1", b"\1\1\1\0")
_ENCRYPTED = (
    b"\0GITCRYPT\0",
    b"$ANSIBLE_VAULT;",
    b"-----BEGIN PGP MESSAGE-----",
    b"age-encryption.org/",
    b"-----BEGIN AGE ",
)
_LFS = b"version https://git-lfs.github.com/spec/"
_OURS = r"(?m)^<<<<<<< "
_THEIRS = r"(?m)^>>>>>>> "
_SOPS_VALUE = "ENC[AES256_GCM,"
_SOPS_KEY = r"""(?m)^[ \t{]*("?)sops\1[ \t]*:"""
_BREAKS = "\r\x85\u2028\u2029"
_FORBIDDEN = "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_BIDIRECTIONAL = "[\u202a-\u202e\u2066-\u2069]"


def check_size(path: str, data: bytes, limits: Limits) -> None:
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
    if data.startswith(_WIDE_MARKS) or _is_wide(data[:4]):
        raise Refused(problem("encoding", "the file is encoded as UTF-16 or UTF-32, not UTF-8", path))
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise Refused(_bad_byte(path, data, error.start)) from None


def _is_wide(head: bytes) -> bool:
    """Whether the zeros among the first four bytes are those of ASCII characters in UTF-16 or UTF-32."""
    return 0 in head and bytes(byte == 0 for byte in head) in _WIDE_ZEROS


def _bad_byte(path: str, data: bytes, at: int) -> Problem:
    before = data[:at].decode("utf-8-sig")
    return problem("encoding", f"byte 0x{data[at]:02x} is not valid UTF-8", path, span_at(before, len(before)))


def check_characters(path: str, text: str) -> list[Problem]:
    """Refuse control characters and line breaks that readers disagree about (YAML 1.2.2, 5.1 and 5.4).

    Returns a remark where a line may not read in the order in which it is written.
    """
    odd = text.encode().translate(None, _PLAIN).decode()  # mostly nothing, and nothing else is as fast to tell
    if not odd:
        return []
    if "\r" in odd and (lone := re.search("\r(?!\n)", text)):
        raise Refused(_bad_character(path, text, lone.start()))
    if bad := re.search(_FORBIDDEN, odd):
        raise Refused(_bad_character(path, text, text.index(bad[0])))
    return _hidden_direction(path, text, odd)


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


def hidden_direction(path: str, text: str) -> list[Problem]:
    """A warning for the first bidirectional control: the line may not read in the order in which it is written."""
    return [] if text.isascii() else _hidden_direction(path, text, text)


def _hidden_direction(path: str, text: str, odd: str) -> list[Problem]:
    found = re.search(_BIDIRECTIONAL, odd)
    if not found:
        return []
    message = f"the bidirectional control U+{ord(found[0]):04X} changes the order in which this line is shown"
    return [problem("confusable", message, path, span_at(text, text.index(found[0]), 1))]


def check_whole(path: str, text: str) -> None:
    """Refuse a data file with an unresolved merge conflict or with values encrypted by SOPS."""
    if marked := conflict(path, text):
        raise Refused(marked)
    if _SOPS_VALUE in text and (key := re.search(_SOPS_KEY, text)):
        span = span_at(text, key.start(1))
        raise Refused(problem("encrypted", "values of the file are encrypted with SOPS", path, span))


def conflict(path: str, text: str) -> Problem | None:
    """The problem of an unresolved merge conflict, if both ends of one stand at the left margin."""
    ours = re.search(_OURS, text) if "<<<<<<< " in text else None
    if not ours or not re.compile(_THEIRS).search(text, ours.end()):
        return None
    span = span_at(text, ours.start(), 7)
    return problem("conflict-markers", f"a merge conflict begins on line {span.line}", path, span)


def span_at(text: str, offset: int, length: int = 0) -> Span:
    """The range of `length` characters on one line at `offset` of a file's text."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + length)


def whole(text: str) -> Span:
    """The range of all of a text that begins a file."""
    if not text:
        return FILE_START
    last = text.rstrip("\r\n")
    return Span(1, 1, last.count("\n") + 1, len(last) - last.rfind("\n"))
