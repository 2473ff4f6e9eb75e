"""`roadmap-guard baseline`: adopt the tool on a repository with many findings, and let their number only fall."""

from collections.abc import Iterable

from roadmap_guard.commands import options, tree
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import setting
from roadmap_guard.engine import baselining, ledger, permissions, proposing
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.session import Session
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import Report
from roadmap_guard.model.waiver import Baseline
from roadmap_guard.policy.baseline_writing import text_of
from roadmap_guard.policy.waivers import read_baseline
from roadmap_guard.report import tally, writing

_REASON = "Found when roadmap-guard was adopted."


def configure_create(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "--expires", default="", metavar="DATE", help="the last day (default: as late as every rule allows, 180 days)"
    )
    parser.add_argument("--reason", default=_REASON, metavar="TEXT", help=f"default: {_REASON}")
    parser.add_argument(
        "--approved-by", default="", metavar="NAME", help="which of the approvers lets a baseline grow, with --force"
    )
    parser.add_argument("--force", action="store_true", help="replace a baseline that is there")
    options.add_as_of(parser)
    options.add_where(parser)


def create(given: Options) -> int:
    """Write the baseline and say what is in it, and what could not be."""
    with setting(_request(given)) as found:
        if tree.read(found.session, ledger.BASELINE_FILE) is not None and not given.force:
            raise CannotCheckError(
                f"{ledger.BASELINE_FILE} is there already",
                "Take out what was mended with baseline prune, or replace it with --force.",
            )
        report = found.check()
        terms = permissions.terms_of(found.session, found.policies, report.as_of)
        made = proposing.baseline(report, terms, given.reason, given.expires, given.approved_by)
        _write(found.session, made)
    writing.say([f"wrote {made.path}: {tally.plural(made.size, 'finding')} through {made.expires}", *_left_out(report)])
    return 0


def configure_prune(parser: Parser) -> None:
    """Add the options."""
    options.add_as_of(parser)
    options.add_where(parser)


def prune(given: Options) -> int:
    """Take out what is found no more, and say how much."""
    with setting(_request(given)) as found:
        known = _known(found.session)
        report = found.check()
        terms = permissions.terms_of(found.session, found.policies, report.as_of)
        made = proposing.pruned(known, report, terms)
        if made.entries != known.entries:
            _write(found.session, made)
    writing.say([f"{tally.plural(known.size - made.size, 'finding')} taken out of {made.path}, {made.size:,} left"])
    return 0


def _known(session: Session) -> Baseline:
    text = tree.read(session, ledger.BASELINE_FILE)
    if text is None:
        raise CannotCheckError(f"there is no {ledger.BASELINE_FILE}", "roadmap-guard baseline create writes one.")
    baseline, faults = read_baseline(ledger.BASELINE_FILE, text.encode())
    if baseline is None:
        raise CannotCheckError(
            "\n".join(str(fault) for fault in faults), "Mend it, or write it anew with create --force."
        )
    return baseline


def _write(session: Session, baseline: Baseline) -> None:
    """Write what reads back as the same, or nothing."""
    text = text_of(baseline)
    read, faults = read_baseline(baseline.path, text.encode())
    if read is None or read.size != baseline.size:
        told = str(faults[0]) if faults else "entries would be lost"
        raise CannotCheckError(
            f"the baseline cannot be written: {told}", "Mend what it names, or leave it out of scope."
        )
    tree.write(session, baseline.path, text)


def _left_out(report: Report) -> Iterable[str]:
    """What fails still, and why."""
    rules = sorted(
        {
            outcome.rule.id
            for outcome in report.outcomes
            if outcome.state == "fail" and not baselining.is_failure(outcome)
        }
    )
    undecided = sum(outcome.state == "error" for outcome in report.outcomes)
    refused = sum(finding.resource is None and finding.outcome == "error" for finding in report.findings)
    if rules:
        yield f"left out: findings of {', '.join(rules)}, which cannot be waived"
    if undecided:
        yield f"left out: {tally.plural(undecided, 'outcome')} that could not be decided"
    if refused:
        yield f"left out: {tally.plural(refused, 'problem')} of files that were not read; mend them, or take them out of scope"


def _request(given: Options) -> Request:
    return Request(start=given.repo, as_of=given.as_of, config=given.config, without_baseline=True)


COMMANDS = {
    "create": Command(
        f"""\
write {ledger.BASELINE_FILE}: every finding of today, accepted until one day

The number of findings can then only fall. A finding is known by rule, resource, field and value, not by its line: a new one, or an
old one that changes, is told. Files that could not be read, and rules that cannot be waived, are never in it.
""",
        configure_create,
        create,
    ),
    "prune": Command(
        "take findings that are no more out of the baseline; nothing is ever added", configure_prune, prune
    ),
}
