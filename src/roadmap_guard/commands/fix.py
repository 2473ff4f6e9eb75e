"""`roadmap-guard fix`: mend what has one right answer."""

import difflib
from collections.abc import Iterator

from roadmap_guard.commands import options, tree
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import Setting, setting
from roadmap_guard.engine import fixers, fixing
from roadmap_guard.engine.checking import check
from roadmap_guard.engine.fixing import Mended, MendedFile
from roadmap_guard.engine.owners import Owners
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.selection import select
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.model.report import Report
from roadmap_guard.report import tally, writing

HELP = """\
mend what has one right answer: spelling of choices and keys, form of dates, units, notation of owners, missing sections

Only the words in question change; comments, order and quotes stay. What is mended is checked again before anything is written, and
left alone if it would be worse. Safe fixes keep the meaning, or mend what could not be read; the others need --unsafe, and your eye.

examples:
  roadmap-guard fix --diff            look first
  roadmap-guard fix roadmap/          these files
  roadmap-guard fix --unsafe --diff   what is likely, but not certain
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    options.add_paths(parser)
    parser.add_argument("--diff", action="store_true", help="print what would change, and change nothing")
    parser.add_argument("--unsafe", action="store_true", help="also fixes that change what a file says")
    options.add_as_of(parser)
    options.add_where(parser)


def run(given: Options) -> int:
    """Mend the files, or print the difference; say what was done."""
    request = Request(start=given.repo, paths=tuple(given.paths), as_of=given.as_of, config=given.config)
    writing.say(mend(request, unsafe=given.unsafe, only_show=given.diff))
    return 0


def mend(request: Request, *, unsafe: bool, only_show: bool) -> list[str]:
    """Mend the files of the work tree that `request` asks for, and say what was done; or show the difference alone."""
    with setting(request) as found:
        report = found.check()
        proposed = fixers.proposals(report, _owners(found).owner)
        wanted = fixers.chosen(proposed, unsafe=unsafe)
        mended = fixing.mend(found.session.snapshot, report, wanted, lambda snapshot: _again(found, snapshot))
        for file in () if only_show else mended.files:
            tree.write(found.session, file.path, file.after)
    shown = [line for file in mended.files for line in _difference(file)] if only_show else []
    return [*shown, *_said(mended, len(proposed) - len(wanted), only_show=only_show)]


def _again(found: Setting, snapshot: Snapshot) -> Report:
    """The check on the same repository with some files changed."""
    session = found.session
    trusted = snapshot if session.trusted is session.snapshot else session.trusted
    changed = session._replace(snapshot=snapshot, trusted=trusted)
    return check(changed, found.extensions, found.policies, found.formats)


def _owners(found: Setting) -> Owners:
    entries = found.session.snapshot.entries()
    selection = select(found.session, found.formats, entries)
    scope = (*selection.chosen, *selection.context)
    return Owners(found.session.snapshot, entries, found.extensions.owner_readers, found.session.config.owners, scope)


def _difference(file: MendedFile) -> Iterator[str]:
    lines = difflib.unified_diff(
        file.before.split("\n"), file.after.split("\n"), f"a/{file.path}", f"b/{file.path}", lineterm=""
    )
    return (line.rstrip("\r") for line in lines)


def _said(mended: Mended, unsafe: int, *, only_show: bool) -> Iterator[str]:
    verb = "would" if only_show else ""
    for file in mended.files:
        for fix in file.fixes:
            words = f"{verb} {fix.words}".strip()
            yield f"{file.path}:{fix.span.line}:{fix.span.column}: {words}{'' if fix.safe else ' (unsafe)'}"
    for path in mended.given_up:
        yield f"{path}: left alone, because the check would come out worse"
    count = sum(len(file.fixes) for file in mended.files)
    done = "can be made" if only_show else "made"
    yield f"{count} {'fix' if count == 1 else 'fixes'} {done} in {tally.plural(len(mended.files), 'file')}"
    if unsafe:
        yield f"{unsafe} more with --unsafe; look with --unsafe --diff first"


COMMAND = Command(HELP, configure, run)
