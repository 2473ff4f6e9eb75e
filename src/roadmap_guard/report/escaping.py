"""One encoder per kind of sink. File content, file names and git configuration are hostile; every format goes through here.

HTML is missing on purpose: Jinja2 escapes it (`autoescape=True`), and nothing else writes HTML.
"""

import re
from functools import cache

LIMIT = 200
"""Characters of one value or message that a person is shown."""

_SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

# Ignored by the culture-sensitive text search of .NET, in which CI runners look for commands.
_IGNORED = "[\u034f\u200c\u200d\ufe00-\ufe0f]*"


def clip(text: str, limit: int = LIMIT) -> str:
    """`text` in at most `limit` characters; what is cut off is told by an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def visible(text: str) -> str:
    r"""`text` on one line, with every character that hides, moves or reorders others written as an escape (`\x1b`, `\u202e`).

    A byte of a file name that is not UTF-8 (a lone surrogate) shows as `\xff`. Joiners, which emoji and several scripts need,
    stay.
    """
    return text if text.isascii() and text.isprintable() else _unsafe().sub(_escape, text)


def without_commands(text: str) -> str:
    """`text`, of any number of lines, in which no CI runner finds a command.

    GitHub runs `::name::` at the start of a line (after blanks) and `##[name]` anywhere, Azure Pipelines `##vso[...]` anywhere
    (actions/runner `ActionCommand.cs`). A space breaks each of them.
    """
    if "#" in text:
        text = _anywhere().sub(r"\1 [", text)
    return _line_initial().sub(r"\g<0> ", text) if ":" in text else text


def terminal(text: str) -> str:
    """`text` as one line for a terminal or a CI log."""
    return without_commands(visible(text))


def unicode_text(text: str) -> str:
    r"""`text` as it can be encoded: lone surrogates become the characters `\udcff`. For JSON, HTML and CSV."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def command_message(text: str) -> str:
    """`text` as the message of a GitHub workflow command; line breaks in it are kept."""
    lines = "\n".join(terminal(line) for line in text.split("\n"))
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """`text` as the value of a property (`file=`, `title=`) of a GitHub workflow command."""
    return command_message(visible(text)).replace(":", "%3A").replace(",", "%2C")


def markdown(text: str) -> str:
    """`text` as prose in GitHub's Markdown, also in a table cell: no markup, link, image, mention, reference or formula.

    Mentions and references are made from the finished text, where a backslash does not count; `<wbr>` parts them. A pipe is an
    entity, because a backslash before one counts differently inside and outside of tables.
    """
    escaped = _markdown_punctuation().sub(r"\\\g<0>", terminal(text))
    return escaped.replace("|", "&#124;").replace("@", "@<wbr>").replace("\\#", "\\#<wbr>")


def markdown_code(text: str) -> str:
    """`text` set as code in GitHub's Markdown, also in a table cell. An empty text gives nothing."""
    return f"<code>{markdown(text)}</code>" if text else ""


def csv_cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe goes before the characters that begin one.

    OWASP ASVS 1.2.10; the full-width forms begin a formula in East Asian locales. Where the comma is for decimals a spreadsheet
    parts cells at semicolons, so what stands behind one may begin a formula too.
    """
    return _formula().sub(r"\g<0>'", terminal(text))


def page_without_commands(page: str) -> str:
    """An HTML page that shows the same, and in which no CI runner finds a command."""
    return _doubled().sub("&#35;", page) if "#" in page else page


def url_path(path: str) -> str:
    """`path`, relative and with `/`, percent-encoded byte by byte: no scheme, host, drive or way upwards is left in it."""
    from urllib.parse import quote

    inside = "/".join(part for part in path.split("/") if part not in ("", ".", ".."))
    try:
        return quote(inside.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(unicode_text(inside))


def http_url(url: str) -> str:
    """`url` if it is a plain absolute http(s) address without credentials, else nothing."""
    return url if _http().fullmatch(url) else ""


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - the range of `surrogateescape`
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


@cache
def _unsafe() -> re.Pattern[str]:
    """Controls, C1, bidi, invisible formatting, line separators, surrogates, tags. Fixed, so every Unicode version agrees."""
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
        "\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    )


@cache
def _anywhere() -> re.Pattern[str]:
    prefix = f"#{_IGNORED}#{_IGNORED}(?:v{_IGNORED}s{_IGNORED}o{_IGNORED})?"
    return re.compile(rf"({prefix})\[", re.IGNORECASE)


@cache
def _doubled() -> re.Pattern[str]:
    return re.compile(f"#(?={_IGNORED}#)")


@cache
def _formula() -> re.Pattern[str]:
    return re.compile('(?:^|;"*)(?=[=+@＝＋－＠-])')  # noqa: RUF001 - the full-width forms are meant


@cache
def _line_initial() -> re.Pattern[str]:
    blank = "[^\\S\n]|\x1b\\[[0-9;]*m|" + _IGNORED[:-1]
    return re.compile(rf"^(?:{blank})*:(?={_IGNORED}:)", re.MULTILINE)


@cache
def _markdown_punctuation() -> re.Pattern[str]:
    return re.compile(r"[\\`*_{}\[\]()<>#!~&@$]|:(?=//)|(?<=www)\.", re.IGNORECASE)


@cache
def _http() -> re.Pattern[str]:
    return re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][A-Za-z0-9._~/?#!$&'()*+,;=:@%-]*)?")
