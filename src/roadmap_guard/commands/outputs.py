"""Where results go: `--format NAME[=FILE]`, several at once, each written whole or not at all."""

import os
import sys
from collections.abc import Iterable, Mapping

from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.report import Options, Reporter, writing

DEFAULT = "text"
_WIDTH = 100


class Output(NamedTuple):
    """One format and its file; an empty file means standard output."""

    name: str
    file: str


def parse(asked: Iterable[str], reporters: Mapping[str, Reporter]) -> list[Output]:
    """The outputs that `--format` names, text on standard output if none does.

    Raises CannotCheckError for an unknown name, or two outputs in one place.
    """
    outputs = [Output(*_parted(text)) for text in asked] or [Output(DEFAULT, "")]
    for output in outputs:
        if output.name not in reporters:
            raise CannotCheckError(
                f"there is no output format {output.name!r}{did_you_mean(output.name, reporters)}",
                f"The formats are {', '.join(sorted(reporters))}.",
            )
    places = [os.path.abspath(output.file) if output.file else "" for output in outputs]
    twice = next((output for output, place in zip(outputs, places, strict=True) if places.count(place) > 1), None)
    if twice:
        where = twice.file or "standard output"
        raise CannotCheckError(
            f"two formats would be written to {where}", f"Give one of them a file: --format {twice.name}=FILE"
        )
    return outputs


def _parted(text: str) -> tuple[str, str]:
    name, _, file = text.partition("=")
    return name, file


def write(report: Report, outputs: Iterable[Output], reporters: Mapping[str, Reporter], options: Options) -> None:
    """Write files first, standard output last, so that what a person reads follows what a machine needs.

    Raises CannotCheckError if any of them cannot be written.
    """
    for output in sorted(outputs, key=lambda output: not output.file):
        plain = options._replace(colour=False, links=False) if output.file else options
        content = reporters[output.name].render(report, plain)
        if output.file:
            writing.to_file(output.file, content)
        else:
            writing.to_stdout(content)


def add_summary(report: Report, asked: Iterable[Output], reporters: Mapping[str, Reporter]) -> None:
    """On GitHub, add the whole result to the summary of the step: annotations are cut after a few.

    Raises CannotCheckError if the file that GitHub names cannot be written.
    """
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path and any(output.name == "github" for output in asked):
        writing.append(path, reporters["summary"].render(report))


def options(colour: str, verbose: bool, command: str = "") -> Options:
    """Options for standard output as it is: colour and links only where a person watches, unless asked otherwise."""
    watched = _is_watched()
    coloured = colour == "always" or (colour == "auto" and watched and not os.environ.get("NO_COLOR"))
    return Options(colour=coloured, links=coloured and watched, width=_width(watched), verbose=verbose, command=command)


def _is_watched() -> bool:
    return sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _width(watched: bool) -> int:
    if not watched:
        return _WIDTH
    from shutil import get_terminal_size

    return min(get_terminal_size((_WIDTH, 24)).columns, 140)
