"""`roadmap-guard check`: the main job."""

import sys

from roadmap_guard.commands import options, outputs
from roadmap_guard.commands.parsing import Command, Options, Parser, UsageError
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.verdict import exit_code
from roadmap_guard.model.document import LEVELS
from roadmap_guard.model.report import Mode
from roadmap_guard.report.escaping import terminal

HELP = """\
check roadmaps, SLOs and model cards against the policies

Without options: every file of the work tree that git tracks or would track.

examples:
  roadmap-guard check                         files as they are on disk
  roadmap-guard check roadmap/ slo/api.yaml   only these
  roadmap-guard check --staged                what the next commit will hold
  roadmap-guard check --head HEAD             a commit, without a checkout
  roadmap-guard check --head HEAD --base origin/main --format github --format sarif=out.sarif
"""


def configure(parser: Parser) -> None:
    """Add the options."""
    options.add_paths(parser)
    source = parser.add_argument_group("what to check")
    source.add_argument("--staged", action="store_true", help="the index: what the next commit will hold")
    source.add_argument("--head", metavar="REV", default="", help="this commit, from git's objects alone")
    source.add_argument(
        "--base", metavar="REV", default="", help="with --head: what changed since REV, by the policies of REV"
    )
    source.add_argument(
        "--report",
        choices=("changed", "all"),
        default="changed",
        help="with --staged or --base: only what changes, or every file (default: changed)",
    )
    policies = parser.add_argument_group("by which policies")
    policies.add_argument(
        "--policy-digest",
        metavar="SHA256",
        default="",
        help="the digest that the policies must have, as reports name it",
    )
    policies.add_argument(
        "--require-trusted-policy",
        action="store_true",
        help="exit 2 unless the policies are those of --base or of --policy-digest",
    )
    policies.add_argument(
        "--bootstrap",
        action="store_true",
        help="where --base has no configuration: let the first one judge the change that brings it",
    )
    result = parser.add_argument_group("what comes of it")
    result.add_argument(
        "--format",
        action="append",
        default=[],
        dest="formats",
        metavar="NAME[=FILE]",
        help="text, plain, json, github, summary, sarif, html, csv or a plugin's; may be given several times (default: text)",
    )
    result.add_argument(
        "--fail-on",
        choices=LEVELS,
        metavar="LEVEL",
        help="the lowest level that makes the exit code 1: error, warning or note (default: the configuration's failOn)",
    )
    result.add_argument(
        "--fix",
        action="store_true",
        help="first mend in the work tree what has one right answer (see roadmap-guard fix)",
    )
    result.add_argument("--no-baseline", action="store_true", help="tell also the findings that the baseline takes in")
    result.add_argument("--strict-input", action="store_true", help="exit 2 if any file cannot be read, whatever it is")
    result.add_argument("--verbose", "-v", action="store_true", help="say more of each finding, name excluded files")
    result.add_argument(
        "--colour",
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the text; auto: on a terminal, and if NO_COLOR is not set",
    )
    options.add_as_of(parser)
    options.add_where(parser)


def run(given: Options) -> int:
    """Check, write the outputs, give the exit code."""
    request = _request(given)
    if given.fix:
        _mend(request)
    with setting(request) as found:
        reporters = found.plugins.reporters()
        wanted = outputs.parse(given.formats, reporters)
        report = found.check()
        outputs.write(report, wanted, reporters, outputs.options(given.colour, given.verbose))
        outputs.add_summary(report, wanted, reporters)
        found.plugins.report_ready(report)
        return exit_code(report, given.fail_on or found.session.config.fail_on)


def _mend(request: Request) -> None:
    """Make the safe fixes and say so on standard error: standard output is for the report."""
    if request.mode != "worktree":
        raise UsageError("--fix mends files of the work tree", "Leave out --staged and --head, or --fix.")
    from roadmap_guard.commands import fix

    for line in fix.mend(request, unsafe=False, only_show=False):
        print(terminal(line), file=sys.stderr)  # noqa: T201 - the command's own words


def _request(given: Options) -> Request:
    if given.staged and (given.head or given.base):
        raise UsageError("--staged looks at the index, --head and --base at commits", "Give one or the other.")
    if given.base and not given.head:
        raise UsageError("--base needs --head, the commit that is compared with it", "For the last one: --head HEAD.")
    if given.bootstrap and not given.base:
        raise UsageError("--bootstrap needs --base", "Without a base the policies of what is checked judge anyway.")
    mode: Mode = "index" if given.staged else "commit" if given.head else "worktree"
    return Request(
        start=given.repo,
        mode=mode,
        head=given.head,
        base=given.base,
        paths=tuple(given.paths),
        everything=given.report == "all",
        as_of=given.as_of,
        config=given.config,
        strict_input=given.strict_input,
        without_baseline=given.no_baseline,
        policy_digest=given.policy_digest,
        require_trusted=given.require_trusted_policy,
        bootstrap=given.bootstrap,
    )


COMMAND = Command(HELP, configure, run)
