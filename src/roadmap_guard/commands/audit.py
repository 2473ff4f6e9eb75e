"""`roadmap-guard audit`: evidence for a compliance officer."""

import os

from roadmap_guard.commands import options
from roadmap_guard.commands.parsing import Command, Options, Parser
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.provenance import with_commit
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.verdict import exit_code
from roadmap_guard.report import Options as Settings
from roadmap_guard.report import writing

_FILES = {"html": "audit.html", "csv": "audit.csv", "json": "audit.json"}


HELP = """\
hold a commit to its policies and write the whole result: audit.html to read, audit.csv to sample, audit.json to keep

The report holds every outcome, also the passes, with the versions and digests of the policies. The same commit, policies
and date give the same bytes. Exit codes are those of check: an audit that could not look at everything ends with 2.
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    parser.add_argument("--head", metavar="REV", default="HEAD", help="the commit to audit (default: HEAD)")
    parser.add_argument(
        "--output", "-o", metavar="DIR", default="audit", help="folder for the report, made if needed (default: audit)"
    )
    options.add_as_of(parser)
    options.add_where(parser)


def run(given: Options) -> int:
    """Write the files and say so."""
    request = Request(start=given.repo, mode="commit", head=given.head, as_of=given.as_of, config=given.config)
    with setting(request) as found:
        report = with_commit(found.session, found.check())
        reporters = found.plugins.reporters()
        made = Settings(population=True, command=_again(report.source.head, report.as_of, given.config))
        writing.make_folder(given.output)
        for name, file in _FILES.items():
            writing.to_file(os.path.join(given.output, file), reporters[name].render(report, made))
        found.plugins.report_ready(report)
        fail_on = found.session.config.fail_on
    files = ", ".join(os.path.join(given.output, file) for file in _FILES.values())
    said = f"wrote {files}: {len(report.findings)} findings, {len(report.outcomes)} outcomes"
    writing.say([said])
    return exit_code(report, fail_on)


def _again(head: str, as_of: str, config: str) -> str:
    """The command line that makes the same report again."""
    named = f" --config {config}" if config else ""
    return f"roadmap-guard audit --head {head} --as-of {as_of}{named}"


COMMAND = Command(HELP, configure, run)
