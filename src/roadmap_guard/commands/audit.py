"""`roadmap-guard audit`: evidence for a compliance officer."""

import os

import click

from roadmap_guard.commands import options
from roadmap_guard.commands.session import setting
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.verdict import exit_code
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report import Options, writing

_FILES = {"html": "audit.html", "csv": "audit.csv", "json": "audit.json"}


@click.command("audit")
@click.option("--head", metavar="REV", default="HEAD", help="The commit to audit. Default: HEAD.")
@click.option(
    "--output", "-o", metavar="DIR", default="audit", help="Folder for the report, made if needed. Default: audit."
)
@options.as_of
@options.where
def command(head: str, output: str, as_of: str, repo: str, config: str) -> int:
    """Hold a commit to its policies and write the whole result: audit.html to read, audit.csv to sample, audit.json to keep.

    The report holds every outcome, also the passes, with the versions and digests of the policies. The same commit, policies and
    date give the same bytes. Exit codes are those of check, so an audit that could not look at everything ends with 2.
    """
    request = Request(start=repo, mode="commit", head=head, as_of=as_of, config=config)
    with setting(request) as found:
        report = found.check()
        reporters = found.plugins.reporters()
        made = Options(population=True, command=_again(report.source.head, report.as_of, config))
        _make(output)
        for name, file in _FILES.items():
            writing.to_file(os.path.join(output, file), reporters[name].render(report, made))
        found.plugins.report_ready(report)
        fail_on = found.session.config.fail_on
    failed = len(report.findings)
    click.echo(
        f"wrote {', '.join(os.path.join(output, file) for file in _FILES.values())}: {failed} findings, {len(report.outcomes)} outcomes"
    )
    return exit_code(report, fail_on)


def _again(head: str, as_of: str, config: str) -> str:
    """The command line that makes the same report again."""
    named = f" --config {config}" if config else ""
    return f"roadmap-guard audit --head {head} --as-of {as_of}{named}"


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise CannotCheckError(
            f"the folder {folder} could not be made: {error.strerror or error}", "Name another one with --output."
        ) from error
