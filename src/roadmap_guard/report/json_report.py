"""The machine-readable report, version 1: `schemas/report.schema.json` says what each member means.

Every other format says a part of this one. An absolute path of the machine is not in it, so that the same commit gives the
same bytes anywhere.
"""

from typing import Any

from roadmap_guard.model.document import Fix
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.report import SCHEMA_VERSION, Control, FileRecord, Finding, PolicyInfo, Report, Source
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.model.span import Span
from roadmap_guard.report import json_text, tally, waiver_table


def render(report: Report, *, population: bool = False) -> str:
    """The report as JSON. With `population` also every file, resource, rule, control and outcome, passes too."""
    return json_text.dump(_report(report, population))


def digest(report: Report) -> str:
    """`sha256:` over the bytes of the JSON report with its population: what other formats cite to show they agree."""
    from roadmap_guard.model.digests import sha256

    return f"sha256:{sha256(render(report, population=True).encode()).hexdigest()}"


def _report(report: Report, population: bool) -> dict[str, Any]:
    result = {
        "schemaVersion": SCHEMA_VERSION,
        "tool": {"name": "roadmap-guard", "version": report.tool_version},
        "asOf": report.as_of,
        "source": _source(report.source),
        "policy": _policy(report.policy),
        "summary": _summary(report),
        "complete": not report.incomplete,
        "incomplete": report.incomplete,
        "notChecked": [_file(record) for record in report.files if record.state != "checked"],
        "findings": [_finding(finding) for finding in report.findings],
        "waivers": [waiver_table.plain(record) for record in report.waivers],
        "baseline": waiver_table.plain_baseline(report.baseline) if report.baseline else None,
    }
    return result | {"population": _population(report)} if population else result


def _source(source: Source) -> dict[str, Any]:
    return {
        "mode": source.mode,
        "head": source.head,
        "base": source.base,
        "headDate": source.head_date,
        "ref": source.ref,
        "url": source.url,
        "shallow": source.shallow,
        "commit": source.commit._asdict() if source.commit else None,
    }


def _policy(policy: PolicyInfo) -> dict[str, Any]:
    return {
        "trust": policy.trust,
        "digest": policy.digest,
        "locked": policy.locked,
        "config": policy.config,
        "configDigest": policy.config_digest,
        "packs": [_pack(pack) for pack in policy.packs],
        "tunings": [tuning._asdict() for tuning in policy.tunings],
        "plugins": policy.plugins,
    }


def _pack(pack: Pack) -> dict[str, Any]:
    return {"name": pack.name, "version": pack.version, "digest": pack.digest, "origin": pack.origin}


def _summary(report: Report) -> dict[str, Any]:
    return {
        "files": tally.files(report),
        "resources": tally.resources(report),
        "outcomes": tally.outcomes(report),
        "findings": tally.levels(report.findings),
    }


def _file(record: FileRecord) -> dict[str, Any]:
    return record._asdict()


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "outcome": finding.outcome,
        "message": finding.message,
        "remediation": finding.remediation,
        "path": finding.path,
        **_place(finding.span),
        "resource": finding.resource._asdict() if finding.resource else None,
        "field": finding.field,
        "owners": finding.owners,
        "controls": finding.controls,
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {"words": fix.words, "old": fix.old, "new": fix.new, "safe": fix.safe, **_place(fix.span)}


def _place(span: Span) -> dict[str, int]:
    return {"line": span.line, "column": span.column, "endLine": span.end_line, "endColumn": span.end_column}


def _population(report: Report) -> dict[str, Any]:
    return {
        "files": [_file(record) for record in report.files],
        "resources": [_resource(resource) for resource in report.resources],
        "rules": [_rule(rule) for _, rule in sorted(report.rules.items())],
        "controls": [_control(control) for _, control in sorted(report.controls.items())],
        "outcomes": [_outcome(outcome) for outcome in report.outcomes],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "kind": resource.kind,
        "id": resource.id,
        "format": resource.format,
        "path": resource.path,
        "document": resource.document,
        "line": resource.span.line,
        "placeholders": resource.placeholders,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "level": rule.level,
        "kind": rule.match.kind,
        "params": rule.params,
        "controls": rule.controls,
        "waivable": {
            "allowed": rule.waivable.allowed,
            "maxDays": rule.waivable.max_days,
            "approvers": rule.waivable.approvers,
        },
    }


def _control(control: Control) -> dict[str, Any]:
    fields: dict[str, Any] = control._asdict()
    fields["appliesFrom"] = fields.pop("applies_from")
    return fields


def _outcome(outcome: Outcome) -> dict[str, Any]:
    path, span = outcome.place
    return {
        "rule": outcome.rule.id,
        "kind": outcome.resource.kind,
        "id": outcome.resource.id,
        "state": outcome.state,
        "path": path,
        "line": span.line,
        "column": span.column,
        "field": outcome.field,
        "message": outcome.message,
        "waiver": outcome.waiver,
    }
