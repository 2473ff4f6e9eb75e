"""Outcomes and problems become findings: what a person must see, in one order, each with its source line."""

from collections.abc import Callable, Iterable

from roadmap_guard.engine import fingerprints
from roadmap_guard.model.document import Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.report import FileRecord, Finding, ResourceRef

Lines = Callable[[str, int], str]
"""The text of a line of a file, by path and number; empty if there is none."""


def settle(outcomes: Iterable[Outcome], problems: Iterable[Problem], lines: Lines) -> tuple[Finding, ...]:
    """Findings for every failed or undecided outcome and every problem, by path, line, column and rule."""
    findings = [_from_outcome(outcome, lines) for outcome in outcomes if outcome.state in ("fail", "error")]
    findings += [_from_problem(problem, lines) for problem in problems]
    findings.sort(key=_order)
    names = fingerprints.distinct([finding.fingerprint for finding in findings])
    return tuple(finding._replace(fingerprint=name) for finding, name in zip(findings, names, strict=True))


def file_order(record: FileRecord) -> bytes:
    """Sorts records by the bytes of their path."""
    return record.path.encode("utf-8", "surrogateescape")


def _order(finding: Finding) -> tuple[bytes, int, int, str, str]:
    name = finding.path.encode("utf-8", "surrogateescape")
    return name, finding.span.line, finding.span.column, finding.rule, finding.message


def _from_outcome(outcome: Outcome, lines: Lines) -> Finding:
    path, span = outcome.place
    rule, resource = outcome.rule, outcome.resource
    undecided = outcome.state == "error"
    return Finding(
        rule=rule.id,
        level="error" if undecided else rule.level,
        outcome=outcome.state,
        message=outcome.message,
        remediation=rule.remediation,
        path=path,
        span=span,
        resource=ResourceRef(resource.kind, resource.id, resource.format),
        field=outcome.field,
        owners=resource.owner_names,
        controls=rule.controls,
        fingerprint=fingerprints.of_outcome(outcome),
        excerpt=lines(path, span.line),
    )


def _from_problem(problem: Problem, lines: Lines) -> Finding:
    return Finding(
        rule=problem.rule,
        level=problem.level,
        outcome="error" if problem.refuses else "fail",
        message=problem.message,
        remediation=problem.remedy,
        path=problem.path,
        span=problem.span,
        resource=None,
        field="",
        owners=(),
        controls=(),
        fingerprint=fingerprints.of_problem(problem.code, problem.path, problem.message),
        excerpt=lines(problem.path, problem.span.line),
        fix=problem.fix,
    )
