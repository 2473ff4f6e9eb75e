"""`roadmap-guard waivers`: list, add and prune reviewed, dated permissions to fail a rule."""

import json
import posixpath
from collections.abc import Iterable
from datetime import date
from typing import Any

from roadmap_guard.commands import options, tree
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import setting
from roadmap_guard.engine import ledger, permissions, proposing
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.session import Session
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.waiver import Waiver, WaiverRecord
from roadmap_guard.policy.waivers import read_waivers
from roadmap_guard.report import json_text, waiver_table, writing

_KEYS = ("spec", "waivers")
_HEAD = "apiVersion: roadmap-guard.dev/v1\nkind: Waivers\nspec:\n  waivers:\n"
_NEEDLESS = ("expired", "unused")


def configure_list(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    options.add_as_of(parser)
    options.add_where(parser)


def list_waivers(given: Options) -> int:
    """Print every waiver with its state and the days that it has left."""
    with setting(_request(given)) as found:
        report = found.check()
    if given.format == "json":
        text = json_text.dump([waiver_table.plain(record) for record in report.waivers], as_given=True)
    else:
        text = waiver_table.render(report)
    writing.to_stdout(text.encode("utf-8", "backslashreplace"))
    return 0


def configure_add(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("rule", metavar="RULE", help="id of the rule, as the finding shows it")
    parser.add_argument("resource", metavar="RESOURCE", help="id of the resource, as the finding shows it")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why the failure is acceptable until then")
    parser.add_argument("--requested-by", required=True, metavar="NAME", help="who asks for it")
    parser.add_argument("--approved-by", required=True, metavar="NAME", help="which of the approvers approves it")
    parser.add_argument("--ticket", default="", metavar="TEXT", help="where the way out is worked on")
    parser.add_argument("--field", default="", metavar="FIELD", help="only this field (default: the one that fails)")
    parser.add_argument(
        "--expires", default="", metavar="DATE", help="the last day (default: 90 days on, or fewer if the rule says so)"
    )
    parser.add_argument(
        "--file", default=ledger.WAIVERS_FILE, metavar="FILE", help=f"where to write (default: {ledger.WAIVERS_FILE})"
    )
    options.add_as_of(parser)
    options.add_where(parser)


def add(given: Options) -> int:
    """Write the waiver and say where."""
    path = posixpath.normpath(given.file)
    if not ledger.is_waivers_file(path):
        raise CannotCheckError(
            f"waivers are not read from {given.file}",
            f"Name {ledger.WAIVERS_FILE}, or a file in {ledger.WAIVERS_FOLDER}.",
        )
    wish = proposing.Wish(
        rule=given.rule,
        resource=given.resource,
        field=given.field,
        reason=given.reason,
        ticket=given.ticket,
        requested_by=given.requested_by,
        approved_by=given.approved_by,
        expires=given.expires,
    )
    with setting(_request(given)) as found:
        report = found.check()
        terms = permissions.terms_of(found.session, found.policies, report.as_of)
        made = proposing.waiver(wish, report, terms)
        place = _append(found.session, path, made)
    what = f"{made.rule} for {made.resource}{f', {made.field}' if made.field else ''}"
    writing.say([f"added to {place}: {what}, through {made.expires}", "It counts where it is merged."])
    return 0


def configure_prune(parser: Parser) -> None:
    """Add the options."""
    options.add_as_of(parser)
    options.add_where(parser)


def prune(given: Options) -> int:
    """Take out the waivers that have ended or are not needed, and say which."""
    with setting(_request(given)) as found:
        gone = [record for record in found.check().waivers if record.state in _NEEDLESS]
        for path in dict.fromkeys(record.waiver.path for record in gone):
            _remove(found.session, path, [record.waiver for record in gone if record.waiver.path == path])
    writing.say(f"removed from {record.waiver.place}: {_words(record)}" for record in gone)
    count = len(gone)
    writing.say([f"{count} {'waiver' if count == 1 else 'waivers'} removed"])
    return 0


def _words(record: WaiverRecord) -> str:
    return f"{record.waiver.rule} for {record.waiver.resource} ({record.state}: {record.why})"


def _append(session: Session, path: str, waiver: Waiver) -> str:
    """Add the waiver to the file at `path`, and give its place there."""
    from roadmap_guard.documents import editing

    try:
        text = editing.append_item(tree.read(session, path) or _HEAD, _KEYS, _item(waiver))
    except ValueError as error:
        raise CannotCheckError(
            f"{path} cannot be added to: {error}", "Mend it, or name another with --file."
        ) from error
    read = read_waivers(path, text.encode())
    if read.faults:
        raise CannotCheckError(f"{path} would not be right: {read.faults[0]}", "Mend it, or name another with --file.")
    tree.write(session, path, text)
    return read.waivers[-1].place


def _item(waiver: Waiver) -> dict[str, Any]:
    """The waiver as its file says it."""
    written = {
        "rule": waiver.rule,
        "resource": waiver.resource,
        "field": waiver.field,
        "value": _value(waiver.value),
        "reason": waiver.reason,
        "ticket": waiver.ticket,
        "requestedBy": waiver.requested_by,
        "approvedBy": waiver.approved_by,
        "created": date.fromisoformat(waiver.created),
        "expires": date.fromisoformat(waiver.expires),
    }
    absent = {"field", "value"} if not waiver.field else set()
    return {key: value for key, value in written.items() if key not in absent and (value != "" or key != "ticket")}


def _value(text: str) -> Any:
    return text if not text or text.startswith("sha256:") else json.loads(text)


def _remove(session: Session, path: str, waivers: Iterable[Waiver]) -> None:
    from roadmap_guard.documents import editing

    lines = {waiver.span.line for waiver in waivers}
    before = tree.read(session, path) or ""
    try:
        text = editing.remove_items(path, before, _KEYS, lines)
    except ValueError as error:
        raise CannotCheckError(f"{path} cannot be edited: {error}", "Remove the waivers by hand.") from error
    kept = len(read_waivers(path, before.encode()).waivers) - len(lines)
    read = read_waivers(path, text.encode())
    if len(read.waivers) != kept:
        raise CannotCheckError(f"{path} cannot be edited without harm", "Remove the waivers by hand.")
    tree.write(session, path, text)


def _request(given: Options) -> Request:
    return Request(start=given.repo, as_of=given.as_of, config=given.config)


COMMANDS = {
    "list": Command(
        "list every waiver with its state and the days that it has left, and the baseline", configure_list, list_waivers
    ),
    "add": Command(
        """\
write a waiver of RULE for RESOURCE, with its end filled in

The failure must be there, the approver one of those that roadmap-guard.yaml or the rule names, and somebody else than who
asks. The value that fails is written down: another value is another failure. Comments and order of the file stay.
""",
        configure_add,
        add,
    ),
    "prune": Command(
        """\
remove the waivers that have ended, and those whose failure is no more

Everything else in the files stays as it is, comments too; those right above a waiver go with it.
""",
        configure_prune,
        prune,
    ),
}
