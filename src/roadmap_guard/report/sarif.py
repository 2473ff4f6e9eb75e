"""SARIF 2.1.0, as GitHub code scanning takes it (and `Sarif.Multitool validate --rule-kind Sarif;Gh` has nothing to say against).

A waived outcome is left out: code scanning does not honour `suppressions` in uploads and would show it as an alert. Of more than
5,000 results GitHub keeps 5,000 of its own choice, so the worst are chosen here and the cut is told.
"""

from collections.abc import Mapping
from typing import Any

from roadmap_guard.model.document import Level
from roadmap_guard.model.report import Finding, Report
from roadmap_guard.report import json_text, tally
from roadmap_guard.report.escaping import clip, http_url, url_path, visible
from roadmap_guard.report.sarif_rules import descriptors

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://pypi.org/project/roadmap-guard/"
_RESULTS = 5_000
_MESSAGE_LIMIT = 1_000
_PLACEHOLDERS = str.maketrans({"[": r"\[", "]": r"\]", "\\": r"\\", "{": "{{", "}": "}}"})


def render(report: Report) -> str:
    """One run with the findings as results, worst first, at most 5,000."""
    results = tally.worst_first(finding for finding in report.findings if finding.outcome != "waived")
    rules = descriptors(report, results)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": _driver(report, rules)},
        "automationDetails": {"id": "roadmap-guard/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository under check."}}},
        "invocations": [_invocation(report, len(results) - _RESULTS)],
        "results": [_result(finding, index) for finding in results[:_RESULTS]],
        "properties": {"asOf": report.as_of},
        **_provenance(report),
    }
    return json_text.dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(report: Report, rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "roadmap-guard",
        "version": report.tool_version,
        "informationUri": _HOME,
        "semanticVersion": report.tool_version,
        "rules": rules,
    }


def _result(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.level,
        "message": {"text": _text(finding.message, finding.remediation)},
        "locations": [_location(finding)],
        "partialFingerprints": {"roadmapGuard/v1": finding.fingerprint},
        "properties": {"outcome": finding.outcome, "owners": finding.owners, "field": finding.field},
    }


def _location(finding: Finding) -> dict[str, Any]:
    physical = {"artifactLocation": _artifact(finding.path), "region": _region(finding)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if finding.resource:
        location["logicalLocations"] = [
            {"fullyQualifiedName": visible(f"{finding.resource.kind} {finding.resource.id}"), "kind": "resource"}
        ]
    return location


def _region(finding: Finding) -> dict[str, int]:
    """One line: a pull request shows a result only if all of its lines were changed. An empty range is its whole line."""
    span = finding.span
    region = {"startLine": span.line}
    if (span.end_line, span.end_column) == (span.line, span.column):
        return region
    region["startColumn"] = span.column
    if span.end_line == span.line:
        region["endColumn"] = span.end_column
    return region


def _artifact(path: str) -> dict[str, str]:
    return {"uri": url_path(path), "uriBaseId": "%SRCROOT%"}


def _invocation(report: Report, cut: int) -> dict[str, Any]:
    told = [_notification("incomplete", "error", reason) for reason in report.incomplete]
    told += [_refused(record.path, record.reason) for record in report.files if record.state == "refused"]
    if cut > 0:
        told.append(_notification("results-cut", "warning", f"{cut:,} results are left out, the least severe ones"))
    tunings = [_notification("tuned-rule", "note", f"{t.rule}: {t.change}") for t in report.policy.tunings]
    return {
        "executionSuccessful": not report.incomplete,
        "toolExecutionNotifications": told,
        "toolConfigurationNotifications": tunings,
    }


def _refused(path: str, reason: str) -> dict[str, Any]:
    where = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return {**_notification("refused-file", "error", reason), "locations": where}


def _notification(kind: str, level: Level, text: str) -> dict[str, Any]:
    return {"descriptor": {"id": kind}, "level": level, "message": {"text": _text(text)}}


def _provenance(report: Report) -> dict[str, Any]:
    source = report.source
    if not (http_url(source.url) and source.head):
        return {}
    details = {
        "repositoryUri": source.url,
        "revisionId": source.head,
        "branch": visible(source.ref),
        "mappedTo": {"uriBaseId": "%SRCROOT%"},
    }
    return {"versionControlProvenance": [{name: value for name, value in details.items() if value}]}


def _text(*sentences: str) -> str:
    """Plain text of a message: links and placeholders (SARIF 3.11.5, 3.11.6) are escaped, and it ends with a full stop."""
    parts = (visible(clip(sentence, _MESSAGE_LIMIT)).strip().removesuffix(".") for sentence in sentences)
    return " ".join(f"{part}." for part in parts if part).translate(_PLACEHOLDERS) or "No message."
