"""What the baseline of a run comes to: findings taken in, and what is to be said about it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from roadmap_guard.engine import baselining
from roadmap_guard.engine.baselining import Name, name_of, name_of_problem
from roadmap_guard.engine.granting import Asked
from roadmap_guard.engine.identities import Namesakes, Spot, spot
from roadmap_guard.engine.waiver_problems import problem
from roadmap_guard.engine.waiving import EXPIRING_DAYS, Terms, days_between, may_approve, obstacle_of_baseline
from roadmap_guard.model.document import Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.span import FILE_START
from roadmap_guard.model.waiver import Baseline, BaselineRecord, WaiverState

_SHOWN = 3


class BaselineEffect:
    """Settles outcomes and problems once, and then tells what came of the baseline."""

    def __init__(self, trusted: Baseline | None, present: Baseline | None, terms: Terms, namesakes: Namesakes) -> None:
        """`trusted` is the one that may count, `present` the one that stands in the files under check."""
        self._all_named = namesakes
        self._judged: set[Spot] = set()
        self._trusted = trusted
        self._present = present
        self._terms = terms
        self._left = baselining.counted(trusted, terms) & baselining.counted(present, terms)
        self._matched = 0
        self._found: Counter[Name] = Counter()
        self._undecided: set[tuple[str, str]] = set()

    def settle(
        self, outcomes: Sequence[Outcome], problems: Sequence[Problem]
    ) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
        """The outcomes, those that the baseline takes in as `waived`, and the problems that it does not take in."""
        if self._present is None:
            return tuple(outcomes), tuple(problems)
        self._judged = {spot(outcome.resource) for outcome in outcomes}
        settled = tuple(self._settled(outcome, self._present.path) for outcome in outcomes)
        return settled, tuple(
            problem
            for problem in problems
            if not (
                baselining.is_eligible(problem.rule, refuses=problem.refuses)
                and self._takes(name_of_problem(problem.rule, problem.path, problem.message))
            )
        )

    def record(self, asked: Asked) -> BaselineRecord | None:
        """The account; None without a baseline."""
        baseline = self._present
        if baseline is None:
            return None
        left = days_between(self._terms.as_of, baseline.expires)
        gone = self._gone(baseline).total() if asked.whole else None
        return BaselineRecord(baseline, self._state(baseline), left, self._matched, gone, self._new(baseline).total())

    def problems(self, asked: Asked) -> Iterator[Problem]:
        """What is to be said about the baseline, where all was looked at or its file was asked for."""
        baseline = self._present
        if baseline is None or not asked.covers(baseline.path):
            return
        state = self._state(baseline)
        if state != "active":
            yield self._told(baseline, state, _WORDS[state].format(baseline=baseline, entries=baseline.size))
        yield from self._refused(baseline)
        if self._grows(baseline):
            words = self._growth(baseline)
            yield self._told(baseline, "grown", words)
        if asked.whole and (gone := self._gone(baseline)):
            yield self._told(baseline, "gone", f"{_counted(gone)} of {baseline.size} found no more: {_listed(gone)}")

    def _settled(self, outcome: Outcome, path: str) -> Outcome:
        if outcome.state == "error":
            self._undecided.add((outcome.rule.id, name_of(outcome).resource))
        if outcome.state == "fail" and self._takes(name_of(outcome), outcome):
            return outcome._replace(state="waived", waiver=path)
        return outcome

    def _takes(self, name: Name, outcome: Outcome | None = None) -> bool:
        """Whether an entry is left for this finding; each stands for one."""
        if outcome and self._left[name] and not self._found[name]:
            self._left[name] = max(0, self._left[name] - self._elsewhere(name, outcome))
        self._found[name] += 1
        if not self._left[name]:
            return False
        self._left[name] -= 1
        self._matched += 1
        return True

    def _elsewhere(self, name: Name, outcome: Outcome) -> int:
        """How many entries of this name are for resources that are not under check: of one id, and with the same value."""
        named = self._all_named(outcome.resource.kind, outcome.resource.id)
        others = (resource for resource in named if spot(resource) not in self._judged)
        return sum(name_of(outcome._replace(resource=resource)) == name for resource in others)

    def _gone(self, baseline: Baseline) -> Counter[Name]:
        """Entries whose finding is no more. Where a rule could not be decided nothing can be said."""
        gone = baselining.names(baseline, self._terms.rules) - self._found
        return Counter({name: n for name, n in gone.items() if (name.rule, name.resource) not in self._undecided})

    def _new(self, baseline: Baseline) -> Counter[Name]:
        """Entries that the trusted baseline does not have."""
        rules = self._terms.rules
        return baselining.names(baseline, rules) - baselining.names(self._trusted, rules)

    def _state(self, baseline: Baseline) -> WaiverState:
        obstacle = obstacle_of_baseline(baseline, "", self._terms)
        if obstacle:
            return obstacle.state
        if self._trusted is None:
            return "pending"
        return "expiring" if days_between(self._terms.as_of, baseline.expires) < EXPIRING_DAYS else "active"

    def _grows(self, baseline: Baseline) -> bool:
        """Whether it takes in more than the trusted one, or lasts longer, and nobody approved that."""
        trusted = self._trusted
        if trusted is None or not (self._new(baseline) or baseline.expires > trusted.expires):
            return False
        return not may_approve(baseline.approved_by, self._terms)

    def _growth(self, baseline: Baseline) -> str:
        new = self._new(baseline)
        more = f"it takes in {_counted(new)} more: {_listed(new)}" if new else ""
        longer = f"it ends on {baseline.expires}" if self._trusted and baseline.expires > self._trusted.expires else ""
        return "; ".join(filter(None, (more, longer))) + ", and none of the approvers approved it"

    def _refused(self, baseline: Baseline) -> Iterator[Problem]:
        """Rules whose entries do not count although the baseline does."""
        own = obstacle_of_baseline(baseline, "", self._terms)
        for rule, found in sorted(baselining.obstacles(baseline, self._terms).items()):
            if found != own:
                span = baseline.spans[rule]
                yield problem(f"baseline/{found.state}", f"the entries of {rule}: {found.why}", baseline.path, span)

    @staticmethod
    def _told(baseline: Baseline, state: str, words: str) -> Problem:
        return problem(f"baseline/{state}", f"the baseline: {words}", baseline.path, FILE_START)


_WORDS: dict[WaiverState, str] = {
    "pending": "{entries} findings are taken in when it is merged",
    "not-yet": "it begins on {baseline.created}",
    "expired": "it ended on {baseline.expires}, with {entries} findings in it",
    "expiring": "it ends on {baseline.expires}, with {entries} findings in it",
    "too-long": "it lasts from {baseline.created} to {baseline.expires}, longer than any policy may grant",
}


def _counted(names: Counter[Name]) -> str:
    count = names.total()
    return f"{count} {'finding' if count == 1 else 'findings'}"


def _listed(names: Counter[Name]) -> str:
    shown = [f"{name.resource} ({name.rule}: {name.found})" for name in sorted(names)[:_SHOWN]]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(shown) + more
