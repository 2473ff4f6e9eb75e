"""How the text format looks: colours, terminal links, wrapping. Everything it is given is made safe here or before."""

from roadmap_guard.model.document import Level
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Rule
from roadmap_guard.report.escaping import http_url, terminal

_LEVEL_COLOURS: dict[Level, str] = {"error": "1;31", "warning": "1;33", "note": "1;36"}
_BOLD = "1"
_FRAME = "34"


class Style(NamedTuple):
    """`colour` and `links` switch escape sequences on; `width` is that of the terminal in columns."""

    colour: bool
    links: bool
    width: int

    def level(self, level: Level, text: str) -> str:
        """`text` in the colour of `level`."""
        return self._painted(_LEVEL_COLOURS[level], text)

    def bold(self, text: str) -> str:
        """`text` in bold."""
        return self._painted(_BOLD, text)

    def frame(self, text: str) -> str:
        """Line numbers and bars."""
        return self._painted(_FRAME, text)

    def link(self, shown: str, rule: Rule | None) -> str:
        """`shown` as a link (OSC 8) to the first reference of `rule` that is a plain http(s) address."""
        url = next(filter(None, (http_url(reference.url) for reference in rule.references)), "") if rule else ""
        return f"\x1b]8;;{url}\x1b\\{shown}\x1b]8;;\x1b\\" if self.links and url else shown

    def note(self, label: str, text: str, gutter: int) -> list[str]:
        """`= label: text` under an excerpt, wrapped, its further lines aligned with the text."""
        prefix = f"{'':{gutter}} = "
        mark = f"{label}: " if label else ""
        first, *rest = self.wrapped(text, " " * (len(prefix) + len(mark)))
        return [self.frame(prefix) + self.bold(mark) + first.lstrip(), *rest]

    def wrapped(self, text: str, indent: str) -> list[str]:
        """`text` as one paragraph in lines of at most `width` columns, each after `indent`; at least one line."""
        from textwrap import wrap

        safe = terminal(" ".join(text.split()))
        lines = wrap(
            safe,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        )
        return lines or [indent]

    def _painted(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text
