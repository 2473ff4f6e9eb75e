"""Where the metadata of a Markdown file begin and end."""

import re

from roadmap_guard.documents import text as texts
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import Refused, problem, shown
from roadmap_guard.model.document import Problem
from roadmap_guard.model.record import NamedTuple

_END = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$")
_KEY = re.compile(r"[\w\"'][^\n:]*:(?:[ \t\r\n]|\Z)")
_LIKE_METADATA = re.compile(r"(?:[\w\"'][^\n:]*:(?:[ \t\r\n].*)?|[ \t-].*|\r?)")


class Split(NamedTuple):
    """A Markdown file cut in two.

    block  the YAML between the fences, from line 2 on; None without front matter
    body   the offset of the first character after the closing fence
    """

    block: str | None
    body: int


def split(path: str, text: str, limits: Limits) -> Split:
    """Find the front matter: from a first line `---` to the next line `---` or `...` at the left margin.

    Raises:
        Refused: where it has no end, is too large, or is written in another language.
    """
    first = text[: text.find("\n")] if "\n" in text else text
    if not first.startswith("---"):
        _check_language(path, first)
        return Split(None, 0)
    if "\r" in first.removesuffix("\r"):
        texts.check_characters(path, first)
    rest = first[3:].rstrip(" \t\r")
    if rest.startswith("-"):
        return Split(None, 0)
    if rest:
        raise Refused(problem("front-matter-fence", f"{shown(rest.strip())} follows `---` on the first line", path))
    return _block(path, text, len(first) + 1, limits)


def _check_language(path: str, first: str) -> None:
    if first.rstrip() == "+++":
        raise Refused(problem("unsupported-front-matter", "the front matter is TOML (`+++`)", path))
    if first.rstrip() == "{" or first.startswith('{"'):
        raise Refused(problem("unsupported-front-matter", "the front matter is JSON (`{`)", path))


def _block(path: str, text: str, start: int, limits: Limits) -> Split:
    end = _END.search(text, start)
    if (end.start() if end else len(text)) - start > limits.front_matter_bytes:
        message = f"the front matter is longer than {limits.front_matter_bytes:,} characters"
        raise Refused(problem("front-matter-too-large", message, path))
    if not end:
        raise Refused(problem("front-matter-unclosed", "no line `---` ends the front matter", path))
    return Split(text[start : end.start()], min(end.end() + 1, len(text)))


def remarks(path: str, text: str, cut: Split) -> list[Problem]:
    """What looks like metadata but does not count as such."""
    if cut.block is None:
        return _late(path, text)
    if text.find("\n---", max(0, cut.body - 1)) < 0:
        return []
    return _second(path, text, cut.body) or _rest(path, text, cut.block, cut.body)


def _late(path: str, text: str) -> list[Problem]:
    start = _after_comments(text)
    if not start or not text.startswith("---", start) or not _is_block(text, start):
        return []
    message = "a block of metadata begins here, and not on the first line: it is text"
    return [problem("front-matter-late", message, path, texts.span_at(text, start, 3))]


def _after_comments(text: str) -> int:
    """The offset of the first thing that is neither white space nor an HTML comment."""
    at = 0
    while True:
        at += len(text[at : at + 4096]) - len(text[at : at + 4096].lstrip())
        if not text.startswith("<!--", at):
            return at
        end = text.find("-->", at)
        if end < 0:
            return at
        at = end + 3


def _is_block(text: str, start: int) -> bool:
    """Whether at `start` stands a fence, then a key, and later another fence."""
    fence = _END.match(text, start)
    return bool(fence and _KEY.match(text, fence.end() + 1) and _END.search(text, fence.end() + 1))


def _second(path: str, text: str, body: int) -> list[Problem]:
    start = body + _after_comments(text[body : body + 4096])
    if not text.startswith("---", start) or not _is_block(text, start):
        return []
    message = "a second block of metadata begins here; only the first one counts"
    return [problem("front-matter-twice", message, path, texts.span_at(text, start, 3))]


def _rest(path: str, text: str, block: str, body: int) -> list[Problem]:
    """A remark where the block ended inside an indented text and more metadata follow right after it."""
    last = block.rstrip().rpartition("\n")[2]
    end = _END.search(text, body)
    if end is None or last[:1] not in (" ", "\t") or not _all_metadata(text[body : end.start()]):
        return []
    message = "`---` ended the front matter above this line, yet metadata seem to follow"
    return [problem("front-matter-cut", message, path, texts.span_at(text, body))]


def _all_metadata(part: str) -> bool:
    lines = part.split("\n")
    return bool(lines[0].strip()) and any(map(_KEY.match, lines)) and all(map(_LIKE_METADATA.fullmatch, lines))
