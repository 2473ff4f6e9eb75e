"""`roadmap-guard init`: a configuration that fits the repository, and a pre-commit entry."""

import os
from collections import Counter
from collections.abc import Iterator

from roadmap_guard import __version__
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import Setting, setting
from roadmap_guard.documents import LIMITS, editing
from roadmap_guard.engine.request import CONFIG_NAME, Request
from roadmap_guard.git.disk import Disk, Link
from roadmap_guard.model.document import Problem
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import Report
from roadmap_guard.report import writing
from roadmap_guard.report.escaping import terminal

_HOOKS = ".pre-commit-config.yaml"
_SOURCE = "https://github.com/roadmap-guard/roadmap-guard"


HELP = f"""\
look at this repository and write a commented {CONFIG_NAME}, and a pre-commit entry

What is found stands in the comments. Nothing is changed but these two files.
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument(
        "--repo", metavar="DIR", default=".", help="a folder of the repository (default: the current one)"
    )
    parser.add_argument("--no-pre-commit", action="store_true", help=f"leave {_HOOKS} alone")
    parser.add_argument("--force", action="store_true", help=f"replace a {CONFIG_NAME} that is there")


def run(given: Options) -> int:
    """Write the files and say so."""
    with setting(Request(start=given.repo)) as found:
        root = found.session.snapshot.source.root
        if not root:
            raise CannotCheckError(
                "a bare repository has no work tree to write to", "Run init in a clone with a work tree."
            )
        target = os.path.join(root, CONFIG_NAME)
        if os.path.lexists(target) and not given.force:
            raise CannotCheckError(f"{CONFIG_NAME} is there already", "Edit it, or replace it with --force.")
        report = found.check()
        writing.to_file(target, "\n".join((*_config(found, report), "")).encode("utf-8", "backslashreplace"))
    said = [f"wrote {CONFIG_NAME}: {_found(report)}"]
    if not given.no_pre_commit:
        said.append(_add_hook(root))
    writing.to_stdout("".join(f"{terminal(line)}\n" for line in (*said, "next: roadmap-guard check")).encode())
    return 0


def _config(found: Setting, report: Report) -> Iterator[str]:
    yield "# What roadmap-guard holds this repository to. Every key may be left out."
    yield "# In a pull request the file of the base branch counts: nobody can loosen a policy in the change that breaks it."
    yield "apiVersion: roadmap-guard.dev/v1"
    yield "kind: Config"
    yield "spec:"
    yield from _packs(found)
    yield ""
    yield from _scope(report)
    yield ""
    yield from _owners(found)
    yield ""
    yield from _rules(report)
    yield ""
    yield "  # The lowest level that makes the exit code 1: error, warning or note."
    yield "  failOn: error"


def _packs(found: Setting) -> Iterator[str]:
    yield "  # A major version of each pack: fixes arrive with the tool, a change of meaning does not."
    yield "  # roadmap-guard policy list shows the rules, roadmap-guard explain RULE what one is about."
    yield "  packs:"
    for pack in found.policies.info.packs:
        yield f"    - {pack.name}@{pack.version.partition('.')[0]}"


def _scope(report: Report) -> Iterator[str]:
    yield f"  # Found when this file was written: {_found(report)}."
    for (kind, dialect), count in sorted(Counter((item.kind, item.format) for item in report.resources).items()):
        yield f"  #   {count:5} {kind} written as {dialect}"
    refused = [record.path for record in report.files if record.state == "refused"]
    for path in refused[:10]:
        yield f"  #   could not be read: {terminal(path)}"
    yield "  # Patterns are those of .gitignore. Without include, every YAML, JSON and Markdown file is looked at."
    yield "  # scope:"
    yield "  #   exclude: [vendor/, charts/]"


def _owners(found: Setting) -> Iterator[str]:
    readers = found.extensions.owner_readers
    files = [
        entry.path for entry in found.session.snapshot.entries() if any(reader.wants(entry.path) for reader in readers)
    ]
    known = (
        f"they are looked up in {', '.join(terminal(path) for path in files[:3])}"
        if files
        else "no CODEOWNERS was found"
    )
    yield f"  # Owners that exist although no file says so; {known}."
    yield '  # owners: ["@acme/payments", "*@acme.example"]'


def _rules(report: Report) -> Iterator[str]:
    counts = Counter(
        finding.rule
        for finding in report.findings
        if finding.rule in report.rules and report.rules[finding.rule].level != "note"
    )
    yield "  # Levels and parameters may be tuned; every report says so."
    yield "  # rules:"
    for rule, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:3]:
        yield f"  #   {rule}: {{level: note}}    # now a {report.rules[rule].level}, found {count} {'time' if count == 1 else 'times'}"
    if not counts:
        yield "  #   reliability/slo-target-meets-tier: {params: {floors: {tier-1: 0.9995}}}"


def _found(report: Report) -> str:
    kinds = Counter(item.kind for item in report.resources)
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "no roadmap, SLO or model card yet"


def _add_hook(root: str) -> str:
    entry = {
        "repo": _SOURCE,
        "rev": f"v{__version__}",
        "hooks": [{"id": "roadmap-guard"}, {"id": "roadmap-guard-repo"}],
    }
    try:
        text = _hooks_in(root)
        if "roadmap-guard" in text:
            return f"left {_HOOKS} alone: it names roadmap-guard already"
        edited = editing.append_item(text, ("repos",), entry)
    except ValueError as error:
        return f"left {_HOOKS} alone: {error}"
    writing.to_file(os.path.join(root, _HOOKS), edited.encode())
    return f"added the hooks to {_HOOKS}"


def _hooks_in(root: str) -> str:
    """The text of the hooks' file, empty if there is none. Raises ValueError for something else than a file of text."""
    with Disk(root, LIMITS.file_bytes) as disk:
        found = disk.read(_HOOKS.encode())
    link = f"it is a symbolic link to {found.target!r}" if isinstance(found, Link) else ""
    reason = found.message if isinstance(found, Problem) else link
    if reason:
        raise ValueError(reason)
    return found.decode() if isinstance(found, bytes) else ""


COMMAND = Command(HELP, configure, run)
