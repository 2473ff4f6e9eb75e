"""The audit report for a compliance officer: one HTML file that needs nothing else, reads well and prints well.

No script, no request, no inline style: the content security policy allows the one style sheet by its digest. A further section
is an entry in `_SECTIONS`, a template of that name and the values it needs in `audit_view`.
"""

from base64 import b64encode
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from roadmap_guard.model.digests import sha256
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.report import audit_view, json_text
from roadmap_guard.report.escaping import page_without_commands, visible

_TEMPLATES = "templates/audit"


class _Section(NamedTuple):
    name: str
    title: str


_SECTIONS = (
    _Section("scope", "Scope and parameters"),
    _Section("counts", "Counts that close"),
    _Section("controls", "Controls and their evidence"),
    _Section("findings", "Findings"),
    _Section("waivers", "Waivers and baseline"),
    _Section("unchecked", "Not evaluated, refused and excluded"),
    _Section("population", "Full population"),
    _Section("policies", "Policies"),
    _Section("reproduce", "How to reproduce"),
)


def render(report: Report, *, command: str = "") -> str:
    """The page. `command` is the command line that makes it again; without one the page names the inputs only."""
    style = _style(report)
    page = (
        _environment()
        .get_template("page.html")
        .render(
            view=audit_view.build(report, command),
            sections=_SECTIONS,
            style=Markup(style),  # noqa: S704 - our own file and a checked object id
            style_digest=b64encode(sha256(style.encode()).digest()).decode(),
            generator=f"roadmap-guard {report.tool_version}",
        )
    )
    return page_without_commands(page)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("roadmap_guard.report", _TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["parameter"] = json_text.line
    return environment


def _shown(value: object) -> object:
    """Every text that a template prints: controls, bidi and surrogates as escapes. Markup of our own passes."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return f"{value:,}" if isinstance(value, int) else value


def _style(report: Report) -> str:
    """The style sheet, with the commit in the footer of every printed page."""
    sheet = (resources.files("roadmap_guard.report") / _TEMPLATES / "audit.css").read_text(encoding="utf-8")
    head = report.source.head if report.source.head.isalnum() and report.source.head.isascii() else ""
    footer = f"roadmap-guard · as of {report.as_of[:10]}" + (f" · commit {head}" if head else "")
    return sheet.strip().replace("@FOOTER@", "".join(c for c in footer if c.isalnum() or c in " -.·"))
