"""The door to waivers and the baseline: behind it only runs that have some, and something to waive."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadmap_guard.engine import ledger
from roadmap_guard.engine.identities import Namesakes
from roadmap_guard.engine.policies import Policies
from roadmap_guard.engine.selection import Selection
from roadmap_guard.engine.session import Session
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.document import Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple

if TYPE_CHECKING:
    from roadmap_guard.model.waiver import BaselineRecord, WaiverRecord


class Granted(NamedTuple):
    """Outcomes with the waived ones marked, the problems that remain and those with waivers themselves, and the accounts."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    waivers: "tuple[WaiverRecord, ...]" = ()
    baseline: "BaselineRecord | None" = None


class Asked(NamedTuple):
    """What a run looks at: `whole` is everything in scope, `paths` are those that were asked for."""

    paths: frozenset[str]
    whole: bool

    def covers(self, path: str) -> bool:
        """Whether a file of waivers is looked at itself, and not only for what it permits."""
        return self.whole or path in self.paths


def grant(
    session: Session,
    policies: Policies,
    selection: Selection,
    outcomes: Sequence[Outcome],
    problems: Sequence[Problem],
    as_of: str,
    namesakes: Namesakes,
) -> Granted:
    """Settle the outcomes of a run. Without waivers, or with nothing to waive in a narrow check, no file is read.

    `namesakes` is asked where something would be waived: what is permitted to one must not serve another of its name that stands in a
    file that is not under check.
    """
    entries = ledger.files(session.snapshot)
    if not entries:
        return Granted(tuple(outcomes), tuple(problems))
    asked = Asked(frozenset(entry.path for entry in selection.chosen), whole=not selection.context)
    if not _is_needed(entries, asked, outcomes, problems):
        return Granted(tuple(outcomes), tuple(problems))
    from roadmap_guard.engine import permissions

    ledgers = permissions.read(session, entries)
    terms = permissions.terms_of(session, policies, as_of)
    return Granted(*permissions.settle(ledgers, terms, asked, outcomes, problems, namesakes))


def _is_needed(
    entries: Sequence[Entry], asked: Asked, outcomes: Sequence[Outcome], problems: Sequence[Problem]
) -> bool:
    return (
        any(asked.covers(entry.path) for entry in entries)
        or any(outcome.state == "fail" for outcome in outcomes)
        or any(not problem.refuses for problem in problems)
    )
