"""`roadmap-guard formats`: which dialects are known, and why a file is or is not one of them."""

from collections.abc import Iterator

import click

from roadmap_guard import documents
from roadmap_guard.commands import options
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.formats.recognition import Detection, detect
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document, Parsed
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing
from roadmap_guard.report.escaping import terminal

_NEAR = 3


@click.group("formats")
def command() -> None:
    """List dialects, or tell why a file is or is not one."""


@command.command("list")
@options.where
def list_(repo: str, config: str) -> int:
    """List every format that is known here, with the file languages it is written in."""
    with setting(Request(start=repo, config=config)) as found:
        formats = found.formats
    width = max(len(name) for name in formats.names)
    for name in formats.names:
        entry = formats.entry(name)
        click.echo(terminal(f"{name:<{width}}  {', '.join(entry.languages):<20}  {entry.title}"))
    return 0


@command.command("detect")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--explain", is_flag=True, help="Say of the nearest formats which condition failed.")
@options.where
def detect_(file: str, explain: bool, repo: str, config: str) -> int:
    """Tell which format each document of FILE is written in.

    The file is taken as it is on disk, wherever it lies. Exit code 1 if no document of it was recognised.
    """
    with open(file, "rb") as stream:
        content = stream.read(documents.LIMITS.file_bytes + 1)
    with setting(Request(start=repo, config=config)) as found:
        formats = found.formats
    parsed = documents.parse(file, content)
    lines = list(_lines(formats, parsed, explain))
    writing.to_stdout("".join(f"{terminal(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))
    if not parsed.documents:
        raise CannotCheckError(f"{file} holds no document that could be read", "See the problems above.")
    return 0 if any(_matches(formats, document) for document in parsed.documents) else 1


def _lines(formats: FormatSet, parsed: Parsed, explain: bool) -> Iterator[str]:
    for problem in parsed.problems:
        yield f"{problem.path}:{problem.span.line}:{problem.span.column}: {problem.level} [input/{problem.code}] {problem.message}"
    for document in parsed.documents:
        yield from _told(document, detect(formats, document), explain)


def _told(document: Document, detections: list[Detection], explain: bool) -> Iterator[str]:
    name = f"document {document.number + 1}"
    matched = [detection.format for detection in detections if detection.matched]
    yield f"{name}: {', '.join(matched) or 'no known format'}"
    if explain or not matched:
        for detection in [detection for detection in detections if not detection.matched][:_NEAR]:
            yield f"  not {detection.format}: {'; '.join(detection.failed)}"


def _matches(formats: FormatSet, document: Document) -> bool:
    return any(detection.matched for detection in detect(formats, document))
