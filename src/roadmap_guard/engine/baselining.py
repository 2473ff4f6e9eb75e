"""What a finding is called in the baseline, and which findings a baseline takes in.

The name holds rule, resource, field and the field's value, and no line number: a finding keeps it when lines move, and loses it when
the resource changes where the finding points.
"""

from collections import Counter
from collections.abc import Mapping

from roadmap_guard.engine import fingerprints
from roadmap_guard.engine.waiving import Obstacle, Terms, obstacle_of_baseline
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Report
from roadmap_guard.model.rule import Rule
from roadmap_guard.model.waiver import Baseline, value_text

WHOLE = "."
"""Stands for a field where a finding is about the resource as a whole."""

_LONGEST = 400


class Name(NamedTuple):
    """A finding as the baseline names it: the rule, the resource (or file), and what was found there."""

    rule: str
    resource: str
    found: str


def name_of(outcome: Outcome) -> Name:
    """The name of a failed outcome."""
    field = fingerprints.named_field(outcome)
    value = fingerprints.value_of(outcome) if field else None
    found = field if value is None else f"{field} = {value_text(value)}"
    return Name(outcome.rule.id, _fit(f"{outcome.resource.kind} {outcome.resource.id}"), _fit(found or WHOLE))


def name_of_problem(rule: str, path: str, message: str) -> Name:
    """The name of a problem with a file that could be read all the same."""
    return Name(rule, _fit(path), _fit(fingerprints.without_lines(message)))


def is_eligible(rule: str, *, refuses: bool) -> bool:
    """Whether a baseline may hold a problem: nobody knows what a file hides that was not read."""
    return rule.startswith("input/") and not refuses and rule != "input/policy-change"


def names_in(report: Report) -> Counter[Name]:
    """Every finding of a report that a baseline may hold; rules that cannot be waived are left out."""
    found = Counter(name_of(outcome) for outcome in report.outcomes if is_failure(outcome))
    found.update(
        name_of_problem(finding.rule, finding.path, finding.message)
        for finding in report.findings
        if finding.resource is None and is_eligible(finding.rule, refuses=finding.outcome == "error")
    )
    return found


def is_failure(outcome: Outcome) -> bool:
    """Whether a baseline may hold the outcome."""
    return outcome.state == "fail" and outcome.rule.waivable.allowed


def names(baseline: Baseline | None, rules: Mapping[str, Rule]) -> Counter[Name]:
    """The findings that a baseline holds, by the present ids of their rules."""
    held: Counter[Name] = Counter()
    for rule, resources in baseline.entries.items() if baseline else ():
        present = rules[rule].id if rule in rules else rule
        for resource, found in resources.items():
            held.update(Name(present, resource, text) for text in found)
    return held


def obstacles(baseline: Baseline, terms: Terms) -> dict[str, Obstacle]:
    """Why the entries of a rule do not count, for each rule of the baseline where they do not."""
    found = {rule: obstacle_of_baseline(baseline, rule, terms) for rule in baseline.entries}
    return {rule: obstacle for rule, obstacle in found.items() if obstacle}


def counted(baseline: Baseline | None, terms: Terms) -> Counter[Name]:
    """The findings that a baseline takes in on the day of the run."""
    if baseline is None:
        return Counter()
    against = obstacles(baseline, terms)
    sound = {rule: resources for rule, resources in baseline.entries.items() if rule not in against}
    return names(baseline._replace(entries=sound), terms.rules)


def _fit(text: str) -> str:
    """One line that YAML can hold; what is very long ends in a digest."""
    line = " ".join(text.encode("utf-8", "backslashreplace").decode().split())
    if len(line) <= _LONGEST:
        return line
    from roadmap_guard.model.digests import sha256

    return f"{line[:_LONGEST]} sha256:{sha256(line.encode()).hexdigest()[:16]}"
