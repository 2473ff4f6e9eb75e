"""The counts that every format states, and the words for them. Each is a pure function of the Report."""

from collections import Counter
from collections.abc import Iterable

from roadmap_guard.model.document import LEVELS
from roadmap_guard.model.outcome import STATES
from roadmap_guard.model.report import Finding, PolicyInfo, Report

STATE_WORDS = {"pass": "pass", "fail": "fail", "error": "error", "waived": "waived", "notApplicable": "not applicable"}

_TRUST_WORDS = {
    "worktree": "from the work tree",
    "index": "from the index",
    "head": "from the commit under check",
    "base": "from the base commit",
    "digest": "of the digest that was asked for",
    "built-in": "built in",
}


def files(report: Report) -> dict[str, int]:
    """`seen`, and what became of them: `checked`, `refused`, `excluded`, which add up to it."""
    states = Counter(record.state for record in report.files)
    counts = {state: states[state] for state in ("checked", "refused", "excluded")}
    return {"seen": len(report.files), **counts}


def resources(report: Report) -> dict[str, int]:
    """Resources by kind, by name."""
    return dict(sorted(Counter(resource.kind for resource in report.resources).items()))


def outcomes(report: Report) -> dict[str, int]:
    """Outcomes by state, all states, in their order."""
    states = Counter(outcome.state for outcome in report.outcomes)
    return {state: states[state] for state in STATES}


def levels(findings: Iterable[Finding]) -> dict[str, int]:
    """Findings by level, all levels, worst first."""
    counts = Counter(finding.level for finding in findings)
    return {level: counts[level] for level in LEVELS}


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, warnings, notes; within a level in the given order."""
    return sorted(findings, key=lambda finding: LEVELS.index(finding.level))


def plural(count: int, noun: str) -> str:
    """`1 file`, `2,000 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def level_words(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; `no findings` where there are none."""
    parts = [plural(count, level) for level, count in levels(findings).items() if count]
    return ", ".join(parts) or "no findings"


def resource_words(report: Report) -> str:
    """`9 SLO, 4 RoadmapItem`; `no resources` where there are none."""
    return ", ".join(f"{count:,} {kind}" for kind, count in resources(report).items()) or "no resources"


def outcome_words(report: Report) -> str:
    """`120 = 100 pass + 20 fail + ...`: a sum that closes."""
    counts = outcomes(report)
    return f"{sum(counts.values()):,} = " + " + ".join(
        f"{count:,} {STATE_WORDS[state]}" for state, count in counts.items()
    )


def waiver_words(report: Report) -> str:
    """`2 active, 1 expired; 3 outcomes waived`; empty without waivers."""
    if not report.waivers:
        return ""
    from roadmap_guard.model.waiver import WAIVER_STATES

    states = Counter(record.state for record in report.waivers)
    uses = sum(record.uses for record in report.waivers)
    counts = [f"{states[state]:,} {state}" for state in WAIVER_STATES if states[state]]
    return f"{', '.join(counts)}; {plural(uses, 'outcome')} waived"


def baseline_words(report: Report) -> str:
    """`1,990 of 2,000 findings taken in through 2027-05-19, 180 days left; 10 gone`; empty without a baseline."""
    record = report.baseline
    if record is None:
        return ""
    left = f", {plural(record.days_left, 'day')} left" if record.days_left >= 0 else ""
    state = f" ({record.state})" if record.state != "active" else ""
    rest = "".join(
        f"; {count:,} {word}" for count, word in ((record.gone, "gone"), (record.pending, "pending")) if count
    )
    taken = f"{record.matched:,} of {plural(record.baseline.size, 'finding')} taken in"
    return f"{taken} through {record.baseline.expires}{left}{state}{rest}"


def pack_words(policy: PolicyInfo) -> str:
    """`governance 1.0.0, reliability 1.2.0 (built-in); house 2.0.0 (policies/house)`; empty without packs."""
    by_origin: dict[str, list[str]] = {}
    for pack in policy.packs:
        by_origin.setdefault(pack.origin, []).append(f"{pack.name} {pack.version}")
    groups = [f"{', '.join(names)} ({origin})" if origin else ", ".join(names) for origin, names in by_origin.items()]
    return "; ".join(groups)


def config_words(policy: PolicyInfo) -> str:
    """`roadmap-guard.yaml, from the base commit`: which configuration chose the policies, and who could have changed it."""
    if not policy.config:
        return "none: the recommended policies apply"
    return f"{policy.config}, {_TRUST_WORDS[policy.trust]}"


def source_words(report: Report) -> str:
    """What was looked at: `commit 1a2b3c4d5e6f`, `the work tree`."""
    source = report.source
    against = f", against {source.base[:12]}" if source.base else ""
    if source.mode == "commit":
        return f"commit {source.head[:12]}{against}"
    what = {"worktree": "the work tree", "index": "the index", "paths": "the files named"}[source.mode]
    return f"{what} at {source.head[:12]}{against}" if source.head else f"{what}{against}"
