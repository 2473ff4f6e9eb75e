"""`roadmap-guard formats`: which dialects are known, and why a file is or is not one of them."""

from collections.abc import Iterable, Iterator

from roadmap_guard import documents
from roadmap_guard.commands import options
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.formats.recognition import Detection, detect
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.model.document import Document, Parsed
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing
from roadmap_guard.report.escaping import terminal

_NEAR = 3


def list_formats(given: Options) -> int:
    """Print every format's name, languages and title."""
    with setting(Request(start=given.repo, config=given.config)) as found:
        formats = found.formats
    width = max(len(name) for name in formats.names)
    rows = [(name, formats.entry(name)) for name in formats.names]
    _print(f"{name:<{width}}  {', '.join(entry.languages):<20}  {entry.title}" for name, entry in rows)
    return 0


def configure_detect(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--explain", action="store_true", help="say of the nearest formats which condition failed")
    options.add_where(parser)


def detect_format(given: Options) -> int:
    """Print which format each document of a file is written in; 1 if none was recognised."""
    content = _content(given.file)
    with setting(Request(start=given.repo, config=given.config)) as found:
        formats = found.formats
    parsed = documents.parse(given.file, content)
    _print(_lines(formats, parsed, given.explain))
    if not parsed.documents:
        raise CannotCheckError(f"{given.file} holds no document that could be read", "See the problems above.")
    return 0 if any(_matches(formats, document) for document in parsed.documents) else 1


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read(documents.LIMITS.file_bytes + 1)
    except OSError as error:
        raise CannotCheckError(f"{file} cannot be read: {error.strerror or error}", "Name a file.") from error


def _print(lines: Iterable[str]) -> None:
    writing.to_stdout("".join(f"{terminal(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))


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


COMMANDS = {
    "list": Command("list every format that is known here", options.add_where, list_formats),
    "detect": Command(
        """\
tell which format each document of FILE is written in

The file is taken as it is on disk, wherever it lies. Exit code 1 if no document of it was recognised.
""",
        configure_detect,
        detect_format,
    ),
}
