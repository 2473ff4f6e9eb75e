"""`roadmap-guard resources`: what was read, before any rule looks at it."""

import json
from collections.abc import Iterable
from typing import Any

import click

from roadmap_guard.commands import options
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.kinds import KINDS
from roadmap_guard.model.report import Mode
from roadmap_guard.model.resource import Resource
from roadmap_guard.report import writing
from roadmap_guard.report.escaping import terminal

_COLUMNS = ("kind", "id", "format", "where")
_COLUMN_WIDTH = 60


@click.command("resources")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="Only resources of this kind.")
@click.option("--head", metavar="REV", default="", help="Read this commit. Default: the work tree.")
@click.option("--staged", is_flag=True, help="Read the index.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Default: table.")
@options.where
def command(
    paths: tuple[str, ...], kind: str | None, head: str, staged: bool, form: str, repo: str, config: str
) -> int:
    """Print what was read: each object's kind, id, dialect and place, or with --format json all of its fields.

    Problems with files are not told here: check does that.
    """
    mode: Mode = "index" if staged else "commit" if head else "worktree"
    request = Request(start=repo, mode=mode, head=head, paths=paths, everything=True, config=config)
    with setting(request) as found:
        chosen = [resource for resource in found.read() if kind in (None, resource.kind)]
    render = _as_json if form == "json" else _as_table
    writing.to_stdout(render(chosen).encode("utf-8", "backslashreplace"))
    return 0


def _as_json(resources: Iterable[Resource]) -> str:
    """A list of objects; `positions` gives line and column, both from 1."""
    return json.dumps([_plain(resource) for resource in resources], indent=2, ensure_ascii=True) + "\n"


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
