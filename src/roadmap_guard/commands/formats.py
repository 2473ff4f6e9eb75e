"""`roadmap-guard formats`: which dialects are known, and why a file is or is not one of them."""

import json
import os
from collections import Counter
from collections.abc import Iterator

from roadmap_guard import documents
from roadmap_guard.commands import options
from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.dialects import load_formats
from roadmap_guard.engine.request import Request
from roadmap_guard.formats import testing
from roadmap_guard.formats.detection import Detection, detect
from roadmap_guard.formats.recognition import recognise
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.formats.testing import Found
from roadmap_guard.model.document import Document, Problem
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import writing

_NEAR = 3


def list_formats(given: Options) -> int:
    """Print every format's name, languages and title."""
    with setting(Request(start=given.repo, config=given.config, anywhere=True)) as found:
        formats = found.formats
    width = max(len(name) for name in formats.names)
    rows = [(name, formats.entry(name)) for name in formats.names]
    writing.say(f"{name:<{width}}  {', '.join(entry.languages):<20}  {entry.title}" for name, entry in rows)
    return 0


def configure_detect(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--explain", action="store_true", help="say of the nearest formats which condition failed")
    options.add_where(parser)


def detect_format(given: Options) -> int:
    """Print which format each document of a file is written in; 1 if none was recognised."""
    content = _content(given.file)
    with setting(Request(start=given.repo, paths=(given.file,), config=given.config)) as found:
        formats = found.formats
    parsed = documents.parse(given.file, content)
    read_as = [_read_as(formats, document) for document in parsed.documents]
    writing.say(map(_problem, parsed.problems))
    for document, (names, problems) in zip(parsed.documents, read_as, strict=True):
        writing.say(_told(document, names, detect(formats, document) if given.explain or not names else []))
        writing.say(f"  {_problem(problem)}" for problem in problems)
    if not parsed.documents:
        raise CannotCheckError(f"{given.file} holds no document that could be read", "See the problems above.")
    return 0 if any(names for names, _ in read_as) else 1


def _read_as(formats: FormatSet, document: Document) -> tuple[list[str], list[Problem]]:
    """The formats that a check reads the document, or items of it, as; and what is wrong with its being read so."""
    problems: list[Problem] = []
    return sorted({format_.name for _, format_ in recognise(formats, document, problems)}), problems


def configure_test(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "definition", metavar="DEFINITION", help="a file with a definition, or the name of a known format"
    )
    parser.add_argument("paths", nargs="+", metavar="SAMPLE", help="files in the dialect, or folders of such files")
    parser.add_argument(
        "--write", action="store_true", help="write what comes of each sample beside it; read it before you believe it"
    )
    options.add_where(parser)


def run_samples(given: Options) -> int:
    """Hold a definition to samples; 1 if one does not come out as expected."""
    samples = [sample for path in given.paths for sample in _samples(path)]
    formats, names = _under_test(given)
    founds = [(path, testing.read_sample(formats, names, shown, _content(path))) for shown, path in samples]
    differing = 0
    for path, found in founds:
        differences = _differences(path, found, given.write)
        differing += bool(differences)
        writing.say(f"{path}: {line}" for line in differences or [_summary(found)])
    writing.say([f"{len(founds) - differing} of {len(founds)} samples came out as expected"])
    unfilled = testing.unfilled(formats, names, (found for _, found in founds))
    writing.say([f"no sample says: {', '.join(unfilled)}"] if unfilled else [])
    return 1 if differing else 0


def _under_test(given: Options) -> tuple[FormatSet, list[str]]:
    """All formats, and the names of those in the file (or of the one) that is under test."""
    defined = (
        documents.parse(given.definition, _content(given.definition)) if os.path.isfile(given.definition) else None
    )
    if defined is not None and defined.problems:
        writing.say(map(_problem, defined.problems))
        raise CannotCheckError(f"{given.definition} cannot be read", "See the problems above.")
    with setting(Request(start=given.repo, paths=tuple(given.paths), config=given.config)) as found:
        if defined is not None:
            before = found.formats.names
            formats = load_formats(found.session, found.extensions, defined.documents)
            return formats, [name for name in formats.names if name not in before]
        if given.definition not in found.formats.names:
            raise CannotCheckError(
                f"{given.definition} is neither a file nor a format{did_you_mean(given.definition, found.formats.names)}",
                "Name a file with a definition, or one of: roadmap-guard formats list",
            )
        return found.formats, [given.definition]


def _samples(path: str) -> list[tuple[str, str]]:
    """The samples at `path`, each by the name it is read under, which does not depend on where the folder lies."""
    if not os.path.isdir(path):
        return [(os.path.basename(path), path)]
    files = (os.path.join(folder, file) for folder, _, files in os.walk(path) for file in files)
    samples = sorted(file for file in files if not file.endswith(testing.EXPECTED))
    if not samples:
        raise CannotCheckError(f"there is no sample in {path}", "Put files in the dialect there.")
    return [(os.path.relpath(file, path).replace(os.sep, "/"), file) for file in samples]


def _differences(path: str, found: Found, write: bool) -> list[str]:
    """How a sample differs from what is expected of it; without an expectation, from a file that is read without a problem."""
    place = testing.expected_path(path)
    if write:
        text = json.dumps(found.told, indent=2, ensure_ascii=False) + "\n"
        writing.to_file(place, text.encode("utf-8", "backslashreplace"))
    if os.path.isfile(place):
        return testing.differences(testing.read_expectation(place, _content(place)), found)
    return [*found.unread, *found.problems]


def _summary(found: Found) -> str:
    """`3 RoadmapItem, 1 problem`."""
    kinds = Counter(item["kind"] for item in found.told.get("resources", ()))
    counts = [f"{count} {kind}" for kind, count in sorted(kinds.items())]
    for key in ("parts", "problems"):
        count = len(found.told.get(key, ()))
        counts += [f"{count} {key if count > 1 else key.removesuffix('s')}"] if count else []
    return ", ".join(counts) or "nothing"


def _content(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read(documents.LIMITS.file_bytes + 1)
    except OSError as error:
        raise CannotCheckError(f"{file} cannot be read: {error.strerror or error}", "Name a file.") from error


def _problem(problem: Problem) -> str:
    where = f"{problem.path}:{problem.span.line}:{problem.span.column}"
    return f"{where}: {problem.level} [input/{problem.code}] {problem.message}"


def _told(document: Document, names: list[str], detections: list[Detection]) -> Iterator[str]:
    """What the document is read as, and what it misses of the nearest formats that it is not."""
    yield f"document {document.number + 1}: {', '.join(names) or 'no known format'}"
    near = [detection for detection in detections if detection.near][:_NEAR]
    for detection in near:
        yield f"  not {detection.format}: {'; '.join(detection.failed)}"
    if detections and not near:
        yield f"  nothing in it points to {'another' if names else 'any'} known format for {document.language}"


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
    "test": Command(
        """\
hold a definition to samples: what is read of each, and how that differs from what is expected

What is expected of `roadmap.yaml` stands in `roadmap.expected.json` beside it; --write makes it. A sample without one must be
recognised and have no problem. Exit code 1 if a sample does not come out as expected.
""",
        configure_test,
        run_samples,
    ),
}
