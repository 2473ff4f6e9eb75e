"""What a change of the policies themselves would do, were it in force.

The change is judged by the policies of its base; those it brings are tried on the same files, and the difference is told, so that
a reviewer sees what is loosened before it is merged.
"""

from collections.abc import Callable, Iterable, Mapping

from roadmap_guard.engine.session import Session, configuration
from roadmap_guard.model.document import LEVELS, Level, Problem
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.config import Config, Folder
from roadmap_guard.policy.lock import LOCK_NAME

OWN_FOLDER = ".roadmap-guard/"


class Judged(NamedTuple):
    """The policies of one side, and what came of holding the files to them."""

    config: Config
    rules: Mapping[str, Rule]
    outcomes: tuple[Outcome, ...]


def told(session: Session, before: Judged, judge: Callable[[Session], Judged], files: Iterable[str]) -> list[Problem]:
    """A finding about the change of policies that lies between base and head, if there is one.

    `judge` holds the files, whose paths are `files`, to the policies of another session.
    """
    if not session.base:
        return []
    request, snapshot = session.request, session.snapshot
    try:
        head = session._replace(trusted=snapshot, config=configuration(request, snapshot))
        paths = touched_policies(session, (*session.config.policies, *head.config.policies))
        if paths and session.trust != "base":
            return [_first(paths)]
        return [_problem(paths, effect(before, judge(head), files))] if paths else []
    except CannotCheckError as error:
        return [_broken(session, error)]


def touched_policies(session: Session, folders: Iterable[Folder]) -> tuple[str, ...]:
    """The policy files that the change touches: configuration, lock, own packs in `folders`, waivers."""
    if session.changes is None:
        return ()
    prefixes = (OWN_FOLDER, *(f"{folder.path}/" for folder in folders))
    names = {session.request.config_path, LOCK_NAME}
    return tuple(path for path in session.changes.paths if path in names or path.startswith(prefixes))


def effect(before: Judged, after: Judged, files: Iterable[str]) -> list[str]:
    """What the policies of the head would change, in words, the loosening first."""
    left_out = [path for path in files if after.config.out_of_scope(path)]
    removed = sorted(set(before.rules) - set(after.rules))
    added = sorted(set(after.rules) - set(before.rules))
    both = [(before.rules[name], after.rules[name]) for name in sorted(set(before.rules) & set(after.rules))]
    lowered = [old.id for old, new in both if _order(new.level) > _order(old.level)]
    raised = [old.id for old, new in both if _order(new.level) < _order(old.level)]
    waived = [old.id for old, new in both if old.waivable != new.waivable]
    rewritten = [old.id for old, new in both if _substance(old) != _substance(new)]
    gone = _failures(before.outcomes) - _failures(after.outcomes)
    new = _failures(after.outcomes) - _failures(before.outcomes)
    words = [
        _counted("removes", removed, "rule"),
        _counted("leaves out", left_out, "file"),
        "fails on fewer levels" if _order(after.config.fail_on) < _order(before.config.fail_on) else "",
        "names other approvers" if after.config.approvers != before.config.approvers else "",
        "names other plugins" if after.config.plugins != before.config.plugins else "",
        _counted("lets other waivers through for", waived, "rule"),
        _counted("lowers the level of", lowered, "rule"),
        _counted("rewrites", rewritten, "rule"),
        _counted("raises the level of", raised, "rule"),
        _counted("adds", added, "rule"),
        f"would hide {len(gone)} of the findings on these files" if gone else "",
        f"would add {len(new)} findings on these files" if new else "",
    ]
    return [word for word in words if word]


def _order(level: Level) -> int:
    """0 is the worst."""
    return LEVELS.index(level)


def _problem(paths: tuple[str, ...], words: list[str]) -> Problem:
    """The finding that tells of it, at the first file touched."""
    told = "; ".join(words) or "has no effect on these files"
    others = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    return Problem(
        "policy-change",
        f"this change of the policies ({paths[0]}{others}) {told}; the policies of the base judged it",
        "Have it reviewed by the owners of the policies; it takes effect when it is merged.",
        paths[0],
        level="warning",
        refuses=False,
    )


def _first(paths: tuple[str, ...]) -> Problem:
    """The finding where the change was judged by the policies that it brings itself."""
    return Problem(
        "policy-change",
        f"these are the first policies of the repository ({paths[0]}), and with --bootstrap they judged the change that brings them",
        "Have them reviewed by the owners of the policies; from then on those of the base judge.",
        paths[0],
        level="warning",
        refuses=False,
    )


def _broken(session: Session, error: CannotCheckError) -> Problem:
    return Problem(
        "policy-change",
        f"the policies of this change do not load: {error.message.splitlines()[0]}",
        "Mend them: once merged, every check would end with exit code 2.",
        session.request.config_path,
        refuses=False,
    )


def _substance(rule: Rule) -> tuple[object, ...]:
    """What decides: everything but words for people."""
    return (rule.match, rule.on, rule.when, rule.foreach, rule.bind, rule.require, rule.uses, dict(rule.params))


def _failures(outcomes: Iterable[Outcome]) -> set[tuple[str, str, str, str]]:
    return {
        (outcome.rule.id, outcome.resource.kind, outcome.resource.id, outcome.field)
        for outcome in outcomes
        if outcome.state in ("fail", "error")
    }


def _counted(verb: str, names: list[str], what: str) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")  # noqa: PLR2004 - enough to see
    return f"{verb} {len(names)} {what if len(names) == 1 else what + 's'} ({shown})"
