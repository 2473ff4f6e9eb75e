"""Output formats: each a pure function from a Report to text or bytes, in a module of its own.

The same Report gives the same bytes: no clock, no environment, no file is read but the package's own.
"""

from collections.abc import Callable
from importlib import import_module

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report


class Options(NamedTuple):
    """What only the caller knows; a format names those that it `needs`.

    colour, links  write ANSI colours, terminal links
    width          of the terminal, in columns
    verbose        say more of each finding, and list what was excluded
    population     write every outcome, not only the findings
    command        the command line that makes the same report again
    """

    colour: bool = False
    links: bool = False
    width: int = 100
    verbose: bool = False
    population: bool = False
    command: str = ""


class Reporter(NamedTuple):
    """An output format.

    write      takes the Report and, by keyword, the `needs`; returns text or bytes
    file_name  where the output goes if a file is wanted and none is named
    needs      names of `Options`
    """

    write: Callable[..., str | bytes]
    file_name: str
    needs: tuple[str, ...] = ()

    def render(self, report: Report, options: Options = Options()) -> bytes:  # noqa: B008 - immutable
        """The output as bytes, text in UTF-8 with lone surrogates as escapes."""
        content = self.write(report, **{name: getattr(options, name) for name in self.needs})
        return content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content


def _builtin(module: str) -> Callable[..., str | bytes]:
    def write(report: Report, **options: object) -> str | bytes:
        rendered: str | bytes = import_module(f"{__name__}.{module}").render(report, **options)
        return rendered

    return write


REPORTERS = {
    "text": Reporter(_builtin("text"), "roadmap-guard.txt", ("colour", "width", "verbose", "links")),
    "plain": Reporter(_builtin("plain"), "roadmap-guard.txt"),
    "json": Reporter(_builtin("json_report"), "roadmap-guard.json", ("population",)),
    "github": Reporter(_builtin("github"), "roadmap-guard.log"),
    "summary": Reporter(_builtin("summary"), "roadmap-guard.md"),
    "sarif": Reporter(_builtin("sarif"), "roadmap-guard.sarif"),
    "html": Reporter(_builtin("audit_html"), "roadmap-guard.html", ("command",)),
    "csv": Reporter(_builtin("audit_csv"), "roadmap-guard.csv"),
}
"""The built-in formats by name. A module is imported when its format is written."""


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of the `json` format, as it is published."""
    from importlib import resources

    return (resources.files(__name__) / "schemas" / "report.schema.json").read_text(encoding="utf-8")
