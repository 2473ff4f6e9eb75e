"""What the audit page shows, as plain values: the templates only lay it out.

Texts are clipped here and made safe by the template engine (`audit_html`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby, islice

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Control, FileRecord, PolicyInfo, Report, Source
from roadmap_guard.report import evidence, json_report, tally
from roadmap_guard.report.audit_rows import FindingGroup, FindingRow, Link, OutcomeGroup, findings, population
from roadmap_guard.report.audit_waivers import WaiverRow, waivers
from roadmap_guard.report.escaping import clip, http_url

POPULATION_LIMIT = 5_000
"""Rows of the full population on the page; a browser gets slow above. The CSV and JSON reports always hold all."""


_VERDICT_WORDS = {word.replace(" ", "-"): word for word in evidence.VERDICTS}


class Fact(NamedTuple):
    """A line of a list of facts. `code` sets the text as code."""

    label: str
    value: Link
    code: bool = False


class Share(NamedTuple):
    """A part of a sum. `offset` and `width` are thousandths of it, for the bar."""

    name: str
    words: str
    size: int
    offset: float
    width: float


class ControlRow(NamedTuple):
    """What the outcomes say about one control.

    `decided` are the shares of the outcomes that say something, empty where none does; `met` and `unmet` the rules behind it
    that met a resource, and those that met none.
    """

    name: Link
    control: Control
    wording: str
    verdict: str
    counts: evidence.Counts
    decided: tuple[Share, ...]
    met: tuple[evidence.RuleEvidence, ...]
    unmet: tuple[evidence.RuleEvidence, ...]


class Standard(NamedTuple):
    """The controls of one edition of a standard."""

    name: str
    edition: str
    controls: tuple[ControlRow, ...]


class View(NamedTuple):
    """All values of the page, in the order of its sections."""

    name: str
    verdict: str
    verdict_class: str
    found: str
    incomplete: tuple[str, ...]
    identity: tuple[Fact, ...]
    parameters: tuple[Fact, ...]
    tunings: tuple[Fact, ...]
    files: tuple[Share, ...]
    files_seen: int
    outcomes: tuple[Share, ...]
    outcomes_total: int
    resources: Mapping[str, int]
    standards: tuple[Standard, ...]
    controls_total: int
    gaps: int
    verdicts: tuple[Share, ...]
    owners: tuple[evidence.OwnerLoad, ...]
    findings: tuple[FindingGroup, ...]
    waivers: tuple[WaiverRow, ...]
    baseline: str
    baseline_facts: tuple[Fact, ...]
    undecided: tuple[FindingRow, ...]
    refused: tuple[FileRecord, ...]
    excluded: tuple[FileRecord, ...]
    population: tuple[OutcomeGroup, ...]
    population_shown: int
    checked: tuple[FileRecord, ...]
    policy: PolicyInfo
    rules: tuple[evidence.RuleEvidence, ...]
    state_words: Mapping[str, str]
    command: str
    digest: str


def build(report: Report, command: str) -> View:
    """The values for the page of `report`."""
    groups = findings(report)
    controls = evidence.by_control(report)
    shown = tuple(islice(report.outcomes, POPULATION_LIMIT))
    by_state = {
        state: tuple(f for f in report.files if f.state == state) for state in ("checked", "refused", "excluded")
    }
    verdict, verdict_class = _verdict(report)
    return View(
        name=_name(report),
        verdict=verdict,
        verdict_class=verdict_class,
        found=tally.level_words(report.findings),
        incomplete=report.incomplete,
        identity=_identity(report),
        parameters=_parameters(report),
        tunings=tuple(Fact(tuning.rule, Link(tuning.change)) for tuning in report.policy.tunings),
        files=_shares({state: len(records) for state, records in by_state.items()}, {}),
        files_seen=len(report.files),
        outcomes=_shares(tally.outcomes(report), tally.STATE_WORDS),
        outcomes_total=len(report.outcomes),
        resources=tally.resources(report),
        standards=_standards(controls),
        controls_total=len(controls),
        gaps=sum(each.verdict == "gaps" for each in controls),
        verdicts=_verdicts(controls),
        owners=evidence.by_owner(report.findings),
        findings=groups,
        waivers=waivers(report),
        baseline=tally.baseline_words(report),
        baseline_facts=_baseline(report),
        undecided=tuple(row for group in groups for row in group.rows if row.undecided),
        refused=by_state["refused"],
        excluded=by_state["excluded"],
        population=population(report, shown),
        population_shown=len(shown),
        checked=by_state["checked"][:POPULATION_LIMIT],
        policy=report.policy,
        rules=evidence.by_rule(report),
        state_words=tally.STATE_WORDS,
        command=command,
        digest=json_report.digest(report),
    )


def _name(report: Report) -> str:
    """The repository as people call it: the last two parts of its address."""
    parts = [part for part in report.source.url.removesuffix(".git").replace(":", "/").split("/") if part]
    return clip("/".join(parts[-2:])) or "This repository"


def _verdict(report: Report) -> tuple[str, str]:
    if report.incomplete:
        return "Incomplete", "incomplete"
    return ("Findings", "findings") if report.findings else ("No findings", "clean")


def _identity(report: Report) -> tuple[Fact, ...]:
    source = report.source
    facts = (
        Fact("Repository", Link(clip(source.url), http_url(source.url))),
        Fact(
            "Looked at",
            Link(
                {"commit": "a commit", "index": "the index", "worktree": "the work tree", "paths": "named files"}[
                    source.mode
                ]
            ),
        ),
        Fact("Commit", Link(source.head), code=True),
        *_commit(source),
        Fact("Reference", Link(clip(source.ref)), code=True),
        Fact("Compared with", Link(source.base), code=True),
        Fact("As of", Link(report.as_of)),
        Fact("History", Link("a shallow clone: a part of the history is missing" if source.shallow else "")),
        Fact("Tool", Link(f"roadmap-guard {report.tool_version}")),
    )
    return tuple(fact for fact in facts if fact.value.text)


def _commit(source: Source) -> tuple[Fact, ...]:
    """Who and when, as the commit itself says: git does not verify it."""
    commit = source.commit
    if commit is None:
        return (Fact("Committed", Link(clip(source.head_date))),)
    return (
        Fact("Subject", Link(clip(commit.subject))),
        Fact("Author, as stated", Link(clip(f"{commit.author}, {commit.authored}"))),
        Fact("Committer, as stated", Link(clip(f"{commit.committer}, {commit.committed}"))),
        Fact("Tags", Link(clip(", ".join(commit.tags)))),
    )


def _parameters(report: Report) -> tuple[Fact, ...]:
    policy = report.policy
    facts = (
        Fact(
            "Packs",
            Link(", ".join(f"{pack.name} {pack.version}" for pack in policy.packs) or "none, so nothing was judged"),
        ),
        Fact("Rules", Link(f"{len(report.rules):,} selected")),
        Fact("Configuration", Link(tally.config_words(policy))),
        Fact("Configuration digest", Link(policy.config_digest), code=True),
        Fact("Policy digest", Link(policy.digest), code=True),
        Fact("Lock", Link("held versions and contents of the packs" if policy.locked else "none")),
        Fact("Plugins", Link(", ".join(policy.plugins) or "none")),
        Fact("Dates", Link(f"rules compare with {report.as_of}, 00:00 UTC")),
    )
    return tuple(fact for fact in facts if fact.value.text)


def _baseline(report: Report) -> tuple[Fact, ...]:
    if report.baseline is None:
        return ()
    baseline = report.baseline.baseline
    facts = (
        Fact("File", Link(baseline.path), code=True),
        Fact("Reason", Link(clip(baseline.reason))),
        Fact("Approved by", Link(clip(baseline.approved_by))),
        Fact("From, through", Link(f"{baseline.created}, {baseline.expires}")),
    )
    return tuple(fact for fact in facts if fact.value.text)


def _shares(counts: Mapping[str, int], words: Mapping[str, str]) -> tuple[Share, ...]:
    total = sum(counts.values()) or 1
    shares, before = [], 0
    for name, count in counts.items():
        offset, width = 1000 * before / total, 1000 * count / total
        shares.append(Share(name, words.get(name, name), count, round(offset, 2), round(width, 2)))
        before += count
    return tuple(shares)


def _standards(controls: Iterable[evidence.ControlEvidence]) -> tuple[Standard, ...]:
    editions = groupby(controls, key=lambda each: (each.control.standard, each.control.edition))
    return tuple(Standard(name, edition, tuple(map(_control_row, group))) for (name, edition), group in editions)


def _control_row(found: evidence.ControlEvidence) -> ControlRow:
    control = found.control
    decided = {state: count for state, count in found.counts.items() if state != "notApplicable"}
    clause = "" if control.id.endswith(f":{control.clause}") else control.clause
    return ControlRow(
        name=Link(control.id, http_url(control.url)),
        control=control,
        wording=": ".join(filter(None, (clause, control.title))),
        verdict=found.verdict,
        counts=found.counts,
        decided=_shares(decided, tally.STATE_WORDS) if any(decided.values()) else (),
        met=tuple(each for each in found.rules if any(each.counts.values())),
        unmet=tuple(each for each in found.rules if not any(each.counts.values())),
    )


def _verdicts(controls: Iterable[evidence.ControlEvidence]) -> tuple[Share, ...]:
    counts = Counter(each.verdict for each in controls)
    return _shares({word.replace(" ", "-"): counts[word] for word in evidence.VERDICTS}, _VERDICT_WORDS)
