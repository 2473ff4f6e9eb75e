"""`roadmap-guard schema`: the published JSON Schemas, for editors and for people who write files by hand."""

from importlib import resources
from importlib.resources.abc import Traversable

import click

from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing

_ENDING = ".schema.json"
_FOLDERS = ("kinds", "formats/schemas", "policy/schemas", "report/schemas")


@click.command("schema")
@click.argument("name", required=False, default="")
def command(name: str) -> int:
    """Print the JSON Schema called NAME, or without a name the list of them.

    There is one for each kind of resource (SLO, RoadmapItem, ModelCard ...), for each native file (Roadmap, ServiceLevels ...), for
    roadmap-guard.yaml (config), for rules and packs, and for the JSON report.
    """
    known = published()
    if not name:
        click.echo("\n".join(known))
        return 0
    if name not in known:
        raise CannotCheckError(
            f"there is no schema {name!r}{did_you_mean(name, known)}", f"The schemas are {', '.join(known)}."
        )
    writing.to_stdout(known[name].read_bytes())
    return 0


def published() -> dict[str, Traversable]:
    """Every schema that the package ships, by name, in order."""
    package = resources.files("roadmap_guard")
    files = [file for folder in _FOLDERS for file in package.joinpath(folder).iterdir() if file.name.endswith(_ENDING)]
    return {file.name.removesuffix(_ENDING): file for file in sorted(files, key=lambda file: file.name)}
