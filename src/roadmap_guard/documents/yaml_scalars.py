"""YAML's scalar events to scalars, with remarks on what other readers see in them."""

import re
from typing import Any

from roadmap_guard.documents import scalars
from roadmap_guard.documents.findings import Findings
from roadmap_guard.documents.limits import Limits
from roadmap_guard.documents.problems import shown
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import Span

SPECIAL_STARTS = scalars.NUMBER_STARTS
SPECIAL = frozenset(scalars.WORDS) | scalars.YAML_11_WORDS
"""Plain text in it, or beginning with one of `SPECIAL_STARTS`, needs `plain`; all other plain text is just text."""


def plain(text: str, span: Span, findings: Findings, limits: Limits) -> Scalar:
    """An untagged plain scalar."""
    if text in scalars.WORDS:
        return Scalar(scalars.WORDS[text], text, span)
    if reading := scalars.yaml_11_reading(text):
        findings.add("yaml11-ambiguous", f"{shown(text)} is {reading} to YAML 1.1 readers", span)
    elif scalars.is_non_finite(text):
        findings.add("non-finite", f"{shown(text)} is not a finite number; it is kept as text", span)
        return Scalar(text, text, span)
    try:
        return Scalar(scalars.number(text, limits), text, span)
    except scalars.BadValue as bad:
        findings.add(bad.code, bad.message, span)
        return Scalar(text, text, span)


def explicit(event: Any, span: Span, findings: Findings, limits: Limits) -> Scalar:
    """A scalar in quotes, in a block, or with a tag."""
    text = event.value
    if not text.isascii() and (half := re.search("[\ud800-\udfff]", text)):
        findings.add("lone-surrogate", f"the escape \\u{ord(half[0]):04x} is half a character", span)
    if not event.tag or event.tag == "!":
        return Scalar(text, text, span)
    try:
        return Scalar(scalars.tagged(event.tag, text, limits), text, span)
    except scalars.BadValue as bad:
        findings.add(bad.code, bad.message, span)
        return Scalar(text, text, span)
