"""The small print of Markdown lines: headings without ornaments, labels, cells."""

import re
from functools import cache

from roadmap_guard.model.record import NamedTuple

_HIDDEN = r"""(?mx) <!--(?s:.*?)(?:-->|\Z)                               # a comment of HTML
    | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]*(?:\#|<>)[ \t]*(?:\([^\n]*\)|"[^"\n]*"|'[^'\n]*')?[ \t]*$   # [//]: # (a link to nothing)"""
_COMMENT = rf"""{_HIDDEN}
    | \{{/\*(?s:.*?)(?:\*/\}}|\Z)                                             # of MDX, or what only begins as one"""
_COMMENT_SIGNS = ("<!--", "{/*", "]: #", "]:#", "]: <>", "]:<>")
_LINK = r"!?\[([^\[\]]*)\]\([^()]*\)"
_NUMBERING = r"[ \t#]*(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+)\s+"
_OPTIONAL = r"(?i)[\[(]optional[\])]"
_ANCHOR = r"<[^<>]*>|\{#[^{}]*\}|:[a-z0-9_+]+:(?=\s|$)"
_EMPHASIS = r"\*+|`+|(?<!\w)_+|_+(?!\w)"
_BOLD_LINE = r"[ \t]*(\*\*|__)(?=\S)((?:(?!\1).)+?)\1[ \t]*(?::[ \t]*)?(?:<[bB][rR]\s*/?>[ \t]*)?"
_BREAKS_AT_ENDS = r"(?im)(?<![ \t])[ \t]*<br\s*/?>[ \t]*$"
_BOLD_LABEL = r"(\*\*|__)(?=\S)((?:(?!\1).)+?)\1[ \t]*(:|[\u2014\u2013-](?=[ \t]))?[ \t]*(.*)"
_LEAD_LABEL = r"\*\*(?=\S)([^*\n]{1,80})(?<=\S)\*\*[ \t]+((?=[A-Z0-9\[\"\u201c]).*)"
_PLAIN_LABEL = r"([A-Za-z][\w /()&'-]{0,48}?):(?:[ \t]+(.*))?"


class Label(NamedTuple):
    """`**Owner:** payments` in two: the label without ornaments, and the offset in its line where the value begins."""

    name: str
    value: int


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.DOTALL)


def without_comments(text: str) -> str:
    """`text` without what no reader is shown: comments of HTML and MDX, and links to nothing. What is not closed goes to the end.

    `{/*` that is not closed is text: it is no comment in Markdown, and what stands behind it is shown.
    """
    return _pattern(_COMMENT).sub(_without_hidden, text) if any(sign in text for sign in _COMMENT_SIGNS) else text


def _without_hidden(found: re.Match[str]) -> str:
    """What is left of a comment. To the text behind `{/*` one look for its end is enough: there is none further on."""
    text = found[0]
    is_open = text.startswith("{/*") and not text[3:].endswith("*/}")
    return _pattern(_HIDDEN).sub("", text) if is_open else ""


def without_breaks(text: str) -> str:
    """`text` without the line breaks of HTML that end its lines."""
    return _pattern(_BREAKS_AT_ENDS).sub("", text) if "<" in text else text


def normalised(heading: str) -> str:
    """A heading as it can be compared: without emphasis, links, numbering, anchors, `[optional]`, emoji and a final colon.

    `**2. Intended use** [optional]:` is `Intended use`.
    """
    text = without_comments(heading)
    text = _pattern(_LINK).sub(r"\1", text)
    text = _pattern(_OPTIONAL).sub("", text)
    text = _pattern(_ANCHOR).sub("", text)
    text = _pattern(_EMPHASIS).sub("", text)
    text = _without_emoji(text)
    numbering = _pattern(_NUMBERING).match(text)
    text = text[numbering.end() :] if numbering else text
    return " ".join(text.split()).strip(" :#")


def _without_emoji(text: str) -> str:
    if text.isascii():
        return text
    from unicodedata import category

    return "".join(c for c in text if category(c) not in ("So", "Sk", "Cf", "Mn") or c.isalnum())


def bold_heading(line: str) -> str:
    """The text of a line that is nothing but bold, or bold and a line break; empty for other lines."""
    found = _pattern(_BOLD_LINE).fullmatch(line) if line.lstrip().startswith(("**", "__")) else None
    return found[2] if found else ""


def bold_label(line: str) -> Label | None:
    """The label of `**Owner:** x`, `**Owner**: x` or `**Owner** - x`, if the line is one."""
    found = _pattern(_BOLD_LABEL).fullmatch(line) if line.startswith(("**", "__")) else None
    if not found or not (found[3] or found[2].rstrip().endswith(":")):
        return None
    return Label(normalised(found[2]), found.start(4))


def lead_label(line: str) -> Label | None:
    """The label of a paragraph that begins `**License** A custom one`: bold words, and then a sentence of its own."""
    found = _pattern(_LEAD_LABEL).fullmatch(line) if line.startswith("**") else None
    return Label(normalised(found[1]), found.start(2)) if found else None


def plain_label(line: str) -> Label | None:
    """The label of `Owner: x`, if the line is one."""
    found = _pattern(_PLAIN_LABEL).fullmatch(line) if ":" in line else None
    return Label(normalised(found[1]), found.start(2) if found[2] else len(line)) if found else None


def value(text: str) -> str:
    """A value as it is shown: without comments and escapes, `<br>` as line breaks, no code span or emphasis around all of it."""
    plain = _pattern(r"(?i)<br\s*/?>").sub("\n", without_comments(text)).strip()
    found = _pattern(r"(`{1,3}|\*{1,3}|_{1,3})(?=\S)((?:(?!\1).)+)\1").fullmatch(plain)
    return _unescaped(found[2].strip() if found else plain)


def _unescaped(text: str) -> str:
    """Without the backslashes before punctuation; in code a backslash is itself."""
    return _pattern(r"\\([!-/:-@\[-`{-~])").sub(r"\1", text) if "\\" in text and "`" not in text else text
