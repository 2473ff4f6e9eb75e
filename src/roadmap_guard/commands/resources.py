"""`roadmap-guard resources`: what was read, before any rule looks at it."""

from collections.abc import Iterable
from typing import Any

from roadmap_guard.commands import options
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.kinds import READ
from roadmap_guard.model.report import Mode
from roadmap_guard.model.resource import Resource
from roadmap_guard.report import json_text, writing
from roadmap_guard.report.escaping import terminal

_COLUMNS = ("kind", "id", "format", "where")
_COLUMN_WIDTH = 60


HELP = """\
print what was read: each object's kind, id, dialect and place, or with --format json all of its fields

Problems with files are not told here: check does that.
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    options.add_paths(parser)
    parser.add_argument("--kind", choices=READ, metavar="KIND", help=f"only resources of this kind: {', '.join(READ)}")
    parser.add_argument("--head", metavar="REV", default="", help="read this commit (default: the work tree)")
    parser.add_argument("--staged", action="store_true", help="read the index")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    options.add_where(parser)


def run(given: Options) -> int:
    """Print the resources."""
    mode: Mode = "index" if given.staged else "commit" if given.head else "worktree"
    request = Request(
        start=given.repo, mode=mode, head=given.head, paths=tuple(given.paths), everything=True, config=given.config
    )
    with setting(request) as found:
        chosen = [resource for resource in found.read() if given.kind in (None, resource.kind)]
    render = _as_json if given.format == "json" else _as_table
    writing.to_stdout(render(chosen).encode("utf-8", "backslashreplace"))
    return 0


def _as_json(resources: Iterable[Resource]) -> str:
    """A list of objects; `positions` gives line and column, both from 1."""
    return json_text.dump([_plain(resource) for resource in resources], as_given=True)


def _plain(resource: Resource) -> dict[str, Any]:
    return {
        "kind": resource.kind,
        "id": resource.id,
        "format": resource.format,
        "path": resource.path,
        "line": resource.span.line,
        "fields": resource.fields,
        "positions": {field: [span.line, span.column] for field, span in resource.positions.items()},
        "placeholders": list(resource.placeholders),
        "states": resource.states,
        **({"homes": dict(resource.homes)} if resource.homes else {}),
    }


def _as_table(resources: Iterable[Resource]) -> str:
    rows = [_COLUMNS, *(_row(resource) for resource in resources)]
    widths = [min(max(len(row[column]) for row in rows), _COLUMN_WIDTH) for column in range(len(_COLUMNS))]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    count = len(rows) - 1
    return "\n".join([*lines, f"{count} {'resource' if count == 1 else 'resources'}"]) + "\n"


def _row(resource: Resource) -> tuple[str, str, str, str]:
    where = f"{resource.path}:{resource.span.line}"
    return terminal(resource.kind), terminal(resource.id), terminal(resource.format), terminal(where)


COMMAND = Command(HELP, configure, run)
