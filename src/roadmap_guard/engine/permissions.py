"""Lets waivers and the baseline take effect on what a run found.

Only what the trusted snapshot holds counts, and only what the snapshot under check still holds: a change cannot waive its own
failures, and one that removes a waiver is judged without it.
"""

from collections.abc import Sequence

from roadmap_guard.engine import ledger
from roadmap_guard.engine.baseline_effect import BaselineEffect
from roadmap_guard.engine.granting import Asked
from roadmap_guard.engine.identities import Namesakes
from roadmap_guard.engine.ledger import Ledger
from roadmap_guard.engine.policies import Policies
from roadmap_guard.engine.session import Session
from roadmap_guard.engine.waiver_effect import WaiverEffect
from roadmap_guard.engine.waiver_problems import problem
from roadmap_guard.engine.waiving import Terms
from roadmap_guard.git.snapshot import Entry, Snapshot
from roadmap_guard.model.document import Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.waiver import BaselineRecord, WaiverRecord
from roadmap_guard.policy.faults import Fault


class Ledgers(NamedTuple):
    """What is permitted where it is trusted, and as it stands under check."""

    trusted: Ledger
    present: Ledger


def settle(
    ledgers: Ledgers,
    terms: Terms,
    asked: Asked,
    outcomes: Sequence[Outcome],
    problems: Sequence[Problem],
    namesakes: Namesakes,
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...], tuple[WaiverRecord, ...], BaselineRecord | None]:
    """The fields of `Granted`: a waiver comes before the baseline, which takes in what remains."""
    waivers = WaiverEffect(ledgers.trusted.waivers, ledgers.present.waivers, terms, namesakes)
    baseline = BaselineEffect(ledgers.trusted.baseline, ledgers.present.baseline, terms, namesakes)
    settled, remaining = baseline.settle(waivers.settle(outcomes), problems)
    told = (*_faults(ledgers.present, asked), *waivers.problems(asked), *baseline.problems(asked))
    return settled, (*remaining, *told), waivers.records(asked), baseline.record(asked)


def read(session: Session, entries: Sequence[Entry]) -> Ledgers:
    """Both ledgers; `entries` are the files of the one under check. They are one where nothing differs."""
    present = _read(session, session.snapshot, entries)
    if session.trusted is session.snapshot:
        return Ledgers(present, present)
    trusted = ledger.files(session.trusted)
    if [(entry.path, entry.oid) for entry in trusted] == [(entry.path, entry.oid) for entry in entries]:
        return Ledgers(present, present)
    return Ledgers(_read(session, session.trusted, trusted), present)


def _read(session: Session, snapshot: Snapshot, entries: Sequence[Entry]) -> Ledger:
    found = ledger.read(snapshot, entries)
    return found._replace(baseline=None) if session.request.without_baseline else found


def terms_of(session: Session, policies: Policies, as_of: str) -> Terms:
    """What decides whether a waiver counts in this session."""
    return Terms(as_of, policies.by_name, session.config.approvers, _authors(session))


def _authors(session: Session) -> tuple[str, ...]:
    """Names of those who wrote the change under check."""
    if not session.base or session.repository is None:
        return ()
    from roadmap_guard.git import authors

    people = authors.between(session.repository, session.base, session.snapshot.source.head)
    return tuple(dict.fromkeys(name for person in people for name in person.names))


def _faults(present: Ledger, asked: Asked) -> list[Problem]:
    """What is wrong with the files under check, as far as they are looked at."""
    return [
        problem(_code(fault.path), _words(fault), fault.path, fault.span)
        for fault in present.faults
        if asked.covers(fault.path)
    ]


def _words(fault: Fault) -> str:
    return f"{fault.message} ({fault.remedy})" if fault.remedy else fault.message


def _code(path: str) -> str:
    return "baseline/malformed" if path == ledger.BASELINE_FILE else "waiver/malformed"
