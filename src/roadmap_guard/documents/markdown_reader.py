"""Markdown to a document: YAML front matter at once, the body when somebody asks for it."""

from roadmap_guard.documents import front_matter, yaml_reader
from roadmap_guard.documents import text as texts
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.markdown_root import MarkdownRoot
from roadmap_guard.documents.problems import Refused, problem
from roadmap_guard.model.document import Document, Parsed, Problem
from roadmap_guard.model.node import Mapping
from roadmap_guard.model.span import Span


def read(path: str, data: bytes, limits: Limits) -> Parsed:
    """The document of a Markdown file."""
    text, remarks = _text(path, data, limits)
    cut = front_matter.split(path, text, limits)
    metadata = None
    remarks += _conflict(path, text, cut.body)
    if cut.block is not None:
        metadata, problems = _metadata(path, text, cut.block, cut.body, limits)
        remarks += problems
        if metadata is None:
            return Parsed((), tuple(remarks))
    remarks += front_matter.remarks(path, text, cut)
    body = "" if len(data) > limits.file_bytes else text
    return Parsed(
        (Document(path, 0, "markdown", MarkdownRoot(metadata, body, cut.body, texts.whole(text))),), tuple(remarks)
    )


def _text(path: str, data: bytes, limits: Limits) -> tuple[str, list[Problem]]:
    """The text of the file, or of its head where the body is larger than a file may be."""
    if len(data) <= limits.file_bytes:
        return texts.decode(path, data), []
    message = f"the file has {len(data):,} bytes; the limit is {limits.file_bytes:,}: its body was not read"
    head = data[: limits.front_matter_bytes + 4096]
    return texts.decode(path, head[: head.rfind(b"\n") + 1]), [problem("body-too-large", message, path)]


def _conflict(path: str, text: str, body: int) -> list[Problem]:
    """Refuse a merge conflict that begins in the front matter; remark on one in the body."""
    found = texts.conflict(path, text)
    if found and found.span.line <= text.count("\n", 0, body):
        raise Refused(found)
    return [problem("conflict-in-text", found.message, path, found.span)] if found else []


def _metadata(path: str, text: str, block: str, end: int, limits: Limits) -> tuple[Mapping | None, list[Problem]]:
    """The front matter's mapping; None where it is refused."""
    try:
        remarks = texts.check_characters(path, text[:end])
        parsed = yaml_reader.read_text(path, block, limits, first_line=2)
    except Refused as refused:
        return None, [refused.problem]
    problems = [*remarks, *parsed.problems]
    if any(found.refuses for found in problems):
        return None, problems
    if not parsed.documents:
        return Mapping({}, Span(2, 1, 2, 1)), problems
    root = parsed.documents[0].root
    if isinstance(root, Mapping) and len(parsed.documents) == 1:
        return root, problems
    what = "holds several documents" if len(parsed.documents) > 1 else "is no mapping of keys to values"
    return None, [*problems, problem("wrong-root-type", f"the front matter {what}", path, root.span)]
