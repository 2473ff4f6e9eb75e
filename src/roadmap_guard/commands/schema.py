"""`roadmap-guard schema`: the published JSON Schemas, for editors and for people who write files by hand."""

from importlib import resources
from importlib.resources.abc import Traversable

from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing

_ENDING = ".schema.json"
_FOLDERS = ("kinds", "formats/schemas", "policy/schemas", "report/schemas")


HELP = """\
print a published JSON Schema; without NAME list them

There is one for each kind of resource (SLO, RoadmapItem, ModelCard ...), for each native file (Roadmap, ServiceLevels
...), for roadmap-guard.yaml, for rules and packs, and for the JSON report.
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("name", nargs="?", default="", metavar="NAME")


def run(given: Options) -> int:
    """Print the schema, or the names of all."""
    known = published()
    if not given.name:
        writing.to_stdout("".join(f"{name}\n" for name in known).encode())
        return 0
    if given.name not in known:
        raise CannotCheckError(
            f"there is no schema {given.name!r}{did_you_mean(given.name, known)}",
            f"The schemas are {', '.join(known)}.",
        )
    writing.to_stdout(known[given.name].read_bytes())
    return 0


def published() -> dict[str, Traversable]:
    """Every schema that the package ships, by name, in order."""
    package = resources.files("roadmap_guard")
    files = [file for folder in _FOLDERS for file in package.joinpath(folder).iterdir() if file.name.endswith(_ENDING)]
    return {file.name.removesuffix(_ENDING): file for file in sorted(files, key=lambda file: file.name)}


COMMAND = Command(HELP, configure, run)
