"""The main job: a session becomes a report."""

from collections.abc import Iterable, Iterator, Sequence

from roadmap_guard import __version__
from roadmap_guard.engine import dates, policy_change, settle
from roadmap_guard.engine.cases import Case
from roadmap_guard.engine.evaluate import evaluate
from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.engine.granting import grant
from roadmap_guard.engine.looking_back import looking_back
from roadmap_guard.engine.owners import Owners
from roadmap_guard.engine.policies import Policies, load_policies
from roadmap_guard.engine.policy_change import Judged
from roadmap_guard.engine.population import Population
from roadmap_guard.engine.reading import Reading, name_of
from roadmap_guard.engine.selection import Selection, select
from roadmap_guard.engine.session import Session
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.kinds import DOCUMENT
from roadmap_guard.model.document import LEVELS, Problem
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.report import Report
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.functions import Context, Fields


def read(session: Session, formats: FormatSet) -> tuple[Resource, ...]:
    """The resources of the files that are asked for. Raises CannotCheckError where the repository cannot be read."""
    return Reading(session, formats, select(session, formats, session.snapshot.entries())).resources


def check(session: Session, extensions: Extensions, policies: Policies, formats: FormatSet) -> Report:
    """Read what is asked for, hold it to the policies and say what came of it.

    Raises CannotCheckError where the repository itself cannot be read.
    """
    entries = session.snapshot.entries()
    selection = select(session, formats, entries)
    reading, cases = _cases(session, formats, selection)
    scope = (*selection.chosen, *selection.context)
    owners = Owners(session.snapshot, entries, extensions.owner_readers, session.config.owners, scope)
    cases = (*cases, *_disowned(session, extensions, reading, cases, owners))
    population = Population(reading.everything)
    context = _context(
        dates.as_of(session.request.as_of, session.snapshot.source, session.base_date), owners, population
    )
    context = context._replace(history=looking_back(session, formats, context.as_of))
    environment = Environment(context, extensions.functions)
    documents = _documents(policies.rules, session, reading, formats)
    outcomes = evaluate(policies.rules, (*cases, *documents), environment, extensions.checks)

    def judge(other: Session) -> Judged:
        rules = load_policies(other, extensions, formats).rules
        made = Environment(context, extensions.functions)
        asked = (*cases, *_documents(rules, session, reading, formats))
        return _judged(other, rules, evaluate(rules, asked, made, extensions.checks))

    before = _judged(session, policies.rules, outcomes)
    changed = policy_change.told(session, before, judge, [record.path for record in reading.asked.files])
    problems = _told_once((*session.snapshot.remarks(), *reading.problems, *owners.problems, *changed))
    namesakes = population.namesakes if session.base else _nobody
    granted = grant(session, policies, selection, outcomes, problems, context.as_of, namesakes)
    return Report(
        tool_version=__version__,
        as_of=context.as_of,
        source=session.snapshot.source._replace(base=session.base),
        policy=policies.info,
        files=tuple(sorted((*reading.asked.files, *selection.excluded), key=settle.file_order)),
        resources=tuple(case.resource for case in cases if not case.is_removed),
        outcomes=granted.outcomes,
        findings=settle.settle(granted.outcomes, granted.problems, reading.line),
        rules={rule.id: rule for rule in policies.rules},
        controls=policies.controls,
        incomplete=tuple(_reasons(outcomes, problems, strict=session.request.strict_input)),
        waivers=granted.waivers,
        baseline=granted.baseline,
    )


def _nobody(_kind: str, _name: str) -> tuple[Resource, ...]:
    """Beside what is under check. Without a base nothing is decided for others, and a hook has no time to read every file."""
    return ()


def _cases(session: Session, formats: FormatSet, selection: Selection) -> tuple[Reading, tuple[Case, ...]]:
    """The files asked for, and what in them is to be judged: with a base only what the change touches, unless all is asked for."""
    if session.changes is None:
        reading = Reading(session, formats, selection)
        return reading, tuple(Case(resource) for resource in reading.resources)
    from roadmap_guard.engine.comparison import Comparison

    comparison = Comparison(session, formats, selection, session.changes)
    return comparison.present, comparison.cases()


def _disowned(
    session: Session, extensions: Extensions, reading: Reading, cases: Iterable[Case], owners: Owners
) -> tuple[Case, ...]:
    """What a change of ownership files leaves without owners."""
    if session.changes is None:
        return ()
    from roadmap_guard.engine.disowned import disowned

    def made(snapshot: Snapshot) -> Owners:
        return Owners(snapshot, snapshot.entries(), extensions.owner_readers, session.config.owners)

    told = {name_of(case.resource) for case in cases}
    return tuple(disowned(session, reading, extensions.owner_readers, owners, told, made))


def _documents(rules: Iterable[Rule], session: Session, reading: Reading, formats: FormatSet) -> tuple[Case, ...]:
    """The documents of the files asked for, as they are written, where a rule is about such."""
    if all(rule.match.kind != DOCUMENT for rule in rules):
        return ()
    from roadmap_guard.engine import as_written

    return as_written.cases(rules, reading.asked, formats, session.config.limits)


def _judged(session: Session, rules: Iterable[Rule], outcomes: tuple[Outcome, ...]) -> Judged:
    return Judged(session.config, {rule.id: rule for rule in rules}, outcomes)


def _context(as_of: str, owners: Owners, population: Population) -> Context:
    """What expressions may look up; each registry is read when it is first asked."""

    def ref(kind: str, name: str) -> Fields | None:
        found = population.find(kind, name)
        return found.fields if found else None

    def refs(kind: str) -> Sequence[Fields]:
        return [resource.fields for resource in population.of_kind(kind)]

    return Context(
        as_of=as_of,
        ref=ref,
        refs=refs,
        owner=owners.owner,
        same_owner=owners.same,
        file_owners=owners.of_path,
        file_ownership=owners.ownership,
    )


def _told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """A file that is also a list of owners is read twice, and tells each problem twice: the worse level counts."""
    worst: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        key = problem.code, problem.path, problem.span, problem.message
        known = worst.setdefault(key, problem)
        if LEVELS.index(problem.level) < LEVELS.index(known.level):
            worst[key] = problem
    return tuple(worst.values())


def _reasons(outcomes: Iterable[Outcome], problems: Iterable[Problem], *, strict: bool) -> Iterator[str]:
    """Why the run could not check everything."""
    undecided = sum(outcome.state == "error" for outcome in outcomes)
    if undecided:
        yield f"{undecided} {'outcome' if undecided == 1 else 'outcomes'} could not be decided"
    refused = [problem for problem in problems if problem.refuses and (strict or problem.code == "unmerged")]
    if refused:
        paths = sorted({problem.path for problem in refused})
        yield f"{len(paths)} {'file' if len(paths) == 1 else 'files'} could not be read: {', '.join(paths)}"
