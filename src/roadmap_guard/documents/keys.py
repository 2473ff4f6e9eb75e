"""What holds for a key in any language."""

from roadmap_guard.documents import confusables
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import shown
from roadmap_guard.model.node import Node, Scalar
from roadmap_guard.model.span import Span


def check(name: str, span: Span, entries: dict[str, tuple[Scalar, Node]], findings: Findings, limits: Limits) -> None:
    """Note what is wrong with the key `name` beside the `entries` that its mapping has so far."""
    if name in entries:
        message = f"the key {shown(name)} stands on line {entries[name][0].span.line} and again on line {span.line}"
        findings.add("duplicate-key", message, span)
    if len(name) > limits.key_chars:
        message = f"the key {shown(name, 20)} has {len(name):,} characters; the limit is {limits.key_chars:,}"
        findings.add("key-too-long", message, span)
    if not name.isascii() and (reason := confusables.reason(name)):
        findings.add("confusable", f"the key {shown(name)} {reason}", span)
