"""Whether a file that cannot be read looks like one of ours: a broken SLO must be told loudly, a Helm chart must not."""

import re

from roadmap_guard.formats.registry import FormatSet

_PLAIN_WORD = re.compile(r"[a-z]{1,11}")
"""Words that any file may hold (`version`, `kind`); what is longer or holds another sign is some dialect's own."""


_COMMON = ("apiVersion",)

_ESCAPE = re.compile(
    rb"\\(?:x([0-9a-fA-F]{2})|u00([0-9a-fA-F]{2})|u\{0*([0-9a-fA-F]{2})\}|U0{6}([0-9a-fA-F]{2})|\r?\n[ \t]*|([^\r\n]))"
)
"""How the quoted texts of YAML, JSON and JSON5 may write a character that needs no escape."""


class Hints:
    """The words by which the formats of a run know their documents: `openslo/v1`, `owning-sig`."""

    def __init__(self, formats: FormatSet) -> None:
        self._formats = formats
        self._words: re.Pattern[bytes] | None = None

    def found_in(self, content: bytes) -> bool:
        """Whether `content` holds such a word anywhere, also in an encoding that puts a zero beside each letter, or escaped."""
        if self._words is None:
            words = sorted(_words(self._formats))
            self._words = re.compile("|".join(re.escape(word) for word in words).encode() if words else rb"(?!)")
        plain = content.replace(b"\0", b"")
        return any(self._words.search(text) for text in (plain, _ESCAPE.sub(_unescaped, plain)))


def _unescaped(escape: re.Match[bytes]) -> bytes:
    *codes, other = escape.groups()
    return bytes(int(code, 16) for code in codes if code) or other or b""


def _words(formats: FormatSet) -> set[str]:
    entries = [formats.entry(name) for name in formats.names]
    triggers = [trigger for entry in entries for trigger in (*entry.triggers, *entry.family_triggers)]
    candidates = {trigger.value or trigger.keys[-1] for trigger in triggers}
    return {word for word in candidates if word not in _COMMON and not _PLAIN_WORD.fullmatch(word)}
