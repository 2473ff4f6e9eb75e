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
    head = _head(data, limits)
    text = texts.decode(path, head)
    cut = front_matter.split(path, text, limits)
    remarks = _conflict(path, text, cut.body)
    metadata = None
    if cut.block is not None:
        metadata, problems = _metadata(path, text, cut.block, cut.body, limits)
        remarks += problems
        if metadata is None:
            return Parsed((), tuple(remarks))
    remarks += front_matter.remarks(path, text, cut)
    if excess := _excess(data, text, limits):
        remarks.append(problem("body-too-large", f"{excess}: only the front matter was read", path))
    body = "" if excess else text
    root = MarkdownRoot(metadata, body, cut.body, texts.whole(text))
    return Parsed((Document(path, 0, "markdown", root),), tuple(remarks))


def _head(data: bytes, limits: Limits) -> bytes:
    """The file, or no more than can hold its front matter where it is too large; cut at the end of a line."""
    if len(data) <= limits.file_bytes:
        return data
    head = data[: limits.front_matter_bytes + 4096]
    return head[: head.rfind(b"\n") + 1]


def _excess(data: bytes, text: str, limits: Limits) -> str:
    """What of the body is over which limit; empty if nothing is."""
    if len(data) > limits.file_bytes:
        return f"the file has {len(data):,} bytes; the limit is {limits.file_bytes:,}"
    if (lines := text.count("\n")) > limits.body_lines:
        return f"the file has {lines:,} lines; the limit is {limits.body_lines:,}"
    if (bars := text.count("|")) > limits.nodes:
        return f"the file has {bars:,} `|`, which part the cells of tables; the limit is {limits.nodes:,}"
    if len(text) > limits.scalar_chars and (longest := max(map(len, text.split("\n")))) > limits.scalar_chars:
        return f"a line has {longest:,} characters; the limit is {limits.scalar_chars:,}"
    return ""


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
