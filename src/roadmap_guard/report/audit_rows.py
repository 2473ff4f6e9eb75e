"""Findings and outcomes as rows of the audit page, grouped by rule."""

from collections.abc import Iterable
from typing import NamedTuple

from roadmap_guard.model.document import Level
from roadmap_guard.model.outcome import Outcome, State
from roadmap_guard.model.report import Finding, Report
from roadmap_guard.model.rule import Rule
from roadmap_guard.report import evidence, tally
from roadmap_guard.report.escaping import clip
from roadmap_guard.report.links import file_url

_MESSAGE_LIMIT = 2_000


class Link(NamedTuple):
    """A text and the address behind it, if there is one."""

    text: str
    url: str = ""


class FindingRow(NamedTuple):
    """One finding."""

    where: Link
    resource: str
    kind: str
    owners: tuple[str, ...]
    message: str
    undecided: bool


class FindingGroup(NamedTuple):
    """The findings of one rule at one level. `about` is the rule's rationale, empty for a finding of the program itself."""

    rule: str
    level: Level
    title: str
    about: str
    remedies: tuple[str, ...]
    controls: tuple[str, ...]
    rows: tuple[FindingRow, ...]

    @property
    def undecided(self) -> bool:
        """No row says that the rule is broken; each says that nobody can tell."""
        return all(row.undecided for row in self.rows)


class OutcomeRow(NamedTuple):
    """One outcome of the population."""

    kind: str
    resource: str
    where: Link
    state: State
    words: str
    message: str


class OutcomeGroup(NamedTuple):
    """The outcomes of one rule."""

    rule: Rule
    counts: evidence.Counts
    rows: tuple[OutcomeRow, ...]


def findings(report: Report) -> tuple[FindingGroup, ...]:
    """Worst level first, then in the order of the Report."""
    groups: dict[tuple[str, Level], list[Finding]] = {}
    for finding in tally.worst_first(report.findings):
        groups.setdefault((finding.rule, finding.level), []).append(finding)
    return tuple(_group(report, rule, level, found) for (rule, level), found in groups.items())


def _group(report: Report, rule_id: str, level: Level, found: Iterable[Finding]) -> FindingGroup:
    rule = report.rules.get(rule_id)
    found = tuple(found)
    return FindingGroup(
        rule=rule_id,
        level=level,
        title=rule.title if rule else rule_id.rpartition("/")[2].replace("-", " ").capitalize(),
        about=" ".join(rule.rationale.split()) if rule else "",
        remedies=tuple(dict.fromkeys(" ".join(clip(finding.remediation, _MESSAGE_LIMIT).split()) for finding in found)),
        controls=found[0].controls,
        rows=tuple(_finding_row(report, finding) for finding in found),
    )


def _finding_row(report: Report, finding: Finding) -> FindingRow:
    resource = finding.resource
    return FindingRow(
        where=_where(report, finding.path, finding.span.line),
        resource=clip(resource.id) if resource else "",
        kind=resource.kind if resource else "",
        owners=tuple(clip(owner) for owner in finding.owners),
        message=clip(finding.message, _MESSAGE_LIMIT),
        undecided=finding.outcome == "error",
    )


def population(report: Report, outcomes: Iterable[Outcome]) -> tuple[OutcomeGroup, ...]:
    """`outcomes` under their rules, by id. The counts are those of the whole Report."""
    groups = evidence.outcomes_by_rule(outcomes)
    counts = {each.rule.id: each.counts for each in evidence.by_rule(report)}
    return tuple(
        OutcomeGroup(group[0].rule, counts[rule], tuple(_outcome_row(report, outcome) for outcome in group))
        for rule, group in groups.items()
    )


def _outcome_row(report: Report, outcome: Outcome) -> OutcomeRow:
    path, span = outcome.place
    return OutcomeRow(
        kind=outcome.resource.kind,
        resource=clip(outcome.resource.id),
        where=_where(report, path, span.line),
        state=outcome.state,
        words=tally.STATE_WORDS[outcome.state],
        message=clip(outcome.message, _MESSAGE_LIMIT),
    )


def _where(report: Report, path: str, line: int) -> Link:
    return Link(f"{clip(path)}:{line}", file_url(report, path, line))
