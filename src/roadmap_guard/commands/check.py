"""`roadmap-guard check`: the main job."""

import click

from roadmap_guard.commands import options, outputs
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.verdict import exit_code
from roadmap_guard.model.document import LEVELS, Level

_EPILOG = """\b
Examples:
  roadmap-guard check                         tracked and untracked files, as they are on disk
  roadmap-guard check roadmap/ slo/api.yaml   only these
  roadmap-guard check --staged                what the next commit will hold
  roadmap-guard check --head HEAD             a commit, without a checkout
  roadmap-guard check --head HEAD --base origin/main --format github --format sarif=out.sarif
"""


@click.command("check", epilog=_EPILOG)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--staged", is_flag=True, help="Check the index: what the next commit will hold.")
@click.option("--head", metavar="REV", default="", help="Check this commit, from git's objects alone.")
@click.option(
    "--base", metavar="REV", default="", help="With --head: check what changed since REV, by the policies of REV."
)
@click.option(
    "--all", "everything", is_flag=True, help="With --staged or --base: check every file, not only what changes."
)
@click.option(
    "--format",
    "formats",
    metavar="NAME[=FILE]",
    multiple=True,
    help="Output format, and a file for it; may be given several times. text, plain, json, github, summary, sarif, html or csv; plugins add more. Default: text on standard output.",
)
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default=None,
    help="The lowest level that makes the exit code 1. Default: the configuration's failOn, else error.",
)
@click.option("--strict-input", is_flag=True, help="Exit 2 if any file cannot be read, whatever it is.")
@click.option("--verbose", "-v", is_flag=True, help="Say more of each finding, and name every file that was excluded.")
@click.option(
    "--colour",
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colour the text. auto: only on a terminal, and not if NO_COLOR is set.",
)
@options.as_of
@options.where
def command(
    paths: tuple[str, ...],
    staged: bool,
    head: str,
    base: str,
    everything: bool,
    formats: tuple[str, ...],
    fail_on: Level | None,
    strict_input: bool,
    verbose: bool,
    colour: str,
    as_of: str,
    repo: str,
    config: str,
) -> int:
    """Check roadmaps, SLOs and model cards against the policies.

    Without options: every file of the work tree that git tracks or would track. Exit code 0: clean; 1: findings at or above
    --fail-on; 2: something could not be checked, or the input was wrong.
    """
    if staged and (head or base):
        raise click.UsageError("--staged looks at the index, --head and --base at commits: give one or the other.")
    if base and not head:
        raise click.UsageError(
            "--base needs --head, the commit that is compared with it. For the last one: --head HEAD."
        )
    request = Request(
        start=repo,
        mode="index" if staged else "commit" if head else "worktree",
        head=head,
        base=base,
        paths=paths,
        everything=everything,
        as_of=as_of,
        config=config,
        strict_input=strict_input,
    )
    with setting(request) as found:
        reporters = found.plugins.reporters()
        wanted = outputs.parse(formats, reporters)
        report = found.check()
        outputs.write(report, wanted, reporters, outputs.options(colour, verbose))
        outputs.add_summary(report, wanted, reporters)
        found.plugins.report_ready(report)
        return exit_code(report, fail_on or found.session.config.fail_on)
