"""Writes the baseline as its reader wants it: sorted, a line for each finding, so that a change shows as what it is."""

from collections.abc import Iterator, Sequence

from roadmap_guard.documents.quoting import scalar
from roadmap_guard.model.waiver import Baseline
from roadmap_guard.policy.shape import API_VERSION

_HEAD = """\
# Findings that stood when roadmap-guard was adopted, accepted until `expires`. Written by `roadmap-guard baseline create`;
# `roadmap-guard baseline prune` takes out what was mended. A new finding never gets in by itself.
"""


def text_of(baseline: Baseline) -> str:
    """The content of the file. Reading it gives the same entries."""
    return _HEAD + "".join(f"{line}\n" for line in _lines(baseline))


def _lines(baseline: Baseline) -> Iterator[str]:
    yield f"apiVersion: {API_VERSION}"
    yield "kind: Baseline"
    yield "spec:"
    yield f"  created: {baseline.created}"
    yield f"  expires: {baseline.expires}"
    yield f"  reason: {scalar(baseline.reason)}"
    if baseline.approved_by:
        yield f"  approvedBy: {scalar(baseline.approved_by)}"
    rules = {rule: resources for rule, resources in sorted(baseline.entries.items()) if any(resources.values())}
    yield "  findings:" if rules else "  findings: {}"
    for rule, resources in rules.items():
        yield f"    {scalar(rule)}:"
        for resource, found in sorted(resources.items()):
            yield from _entry(f"      {scalar(resource)}:", sorted(found))


def _entry(key: str, found: Sequence[str]) -> Iterator[str]:
    if len(found) == 1:
        yield f"{key} {scalar(found[0])}"
    elif found:
        yield key
        yield from (f"        - {scalar(text)}" for text in found)
