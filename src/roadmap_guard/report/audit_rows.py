"""Findings and outcomes as rows of the audit page, grouped by rule."""

from collections.abc import Iterable

from roadmap_guard.model.document import LEVELS, Level
from roadmap_guard.model.outcome import Outcome, State
from roadmap_guard.model.record import NamedTuple
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

    @property
    def remark(self) -> str:
        """What kind of error it is, if it is one."""
        if not self.undecided:
            return ""
        return "could not be decided" if self.resource else "could not be read"


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
    def remark(self) -> str:
        """What is true of every row."""
        remarks = {row.remark for row in self.rows}
        return remarks.pop() if len(remarks) == 1 else ""


class OutcomeRow(NamedTuple):
    """One outcome of the population."""

    kind: str
    resource: str
    where: Link
    state: State
    words: str
    message: str


class OutcomeGroup(NamedTuple):
    """The outcomes of one rule. `skipped` is why it did not apply where it did not, if that is the same everywhere."""

    rule: Rule
    counts: evidence.Counts
    skipped: str
    rows: tuple[OutcomeRow, ...]


def findings(report: Report) -> tuple[FindingGroup, ...]:
    """Worst level first, then those with most findings, then by rule; within a group in the order of the Report."""
    groups: dict[tuple[str, Level], list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault((finding.rule, finding.level), []).append(finding)
    built = [_group(report, rule, level, found) for (rule, level), found in groups.items()]
    return tuple(sorted(built, key=lambda group: (LEVELS.index(group.level), -len(group.rows), group.rule)))


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
    counts = {each.rule.id: each.counts for each in evidence.by_rule(report)}
    return tuple(
        _outcome_group(report, group, counts[rule]) for rule, group in evidence.outcomes_by_rule(outcomes).items()
    )


def _outcome_group(report: Report, group: list[Outcome], counts: evidence.Counts) -> OutcomeGroup:
    reasons = {outcome.message for outcome in group if outcome.state == "notApplicable"}
    skipped = clip(reasons.pop(), _MESSAGE_LIMIT) if len(reasons) == 1 else ""
    rows = tuple(_outcome_row(report, outcome) for outcome in group)
    told = tuple(row._replace(message="") if skipped and row.state == "notApplicable" else row for row in rows)
    return OutcomeGroup(group[0].rule, counts, skipped, told)


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
