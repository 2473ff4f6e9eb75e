"""The check step of the GitHub Action: an event becomes a call of `roadmap-guard check`, its report becomes outputs.

Uses the standard library alone, because it runs in the runner's Python. Reads `INPUT_*`, `ROADMAP_GUARD` (the installed
program) and the variables that GitHub sets; writes the step's outputs before it ends with check's exit code.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import Any, NamedTuple

EXIT_UNCHECKED = 2
SCOPES = ("changed", "all")
SWITCHES = ("true", "false")


class Range(NamedTuple):
    """What an event is about: commits to compare, as object ids. An empty `base` means the whole repository at `head`."""

    base: str
    head: str


class InputError(Exception):
    """An input of the action that makes no sense, said to the person who wrote the workflow."""


def range_of(event_name: str, event: Mapping[str, Any], commit: str) -> Range:
    """The commits that an event compares, from its payload; for events without a comparison `commit` alone.

    https://docs.github.com/en/webhooks/webhook-events-and-payloads
    """
    if event_name in {"pull_request", "pull_request_target"}:
        return Range(event["pull_request"]["base"]["sha"], event["pull_request"]["head"]["sha"])
    if event_name == "merge_group":
        return Range(event["merge_group"]["base_sha"], event["merge_group"]["head_sha"])
    if event_name == "push":
        return Range(event["before"], event["after"])
    return Range("", commit)


def settled(found: Range, repository: str, default_branch: str) -> Range:
    """The range after a push whose old state is unknown: a new branch, or a forced push.

    It is compared with the default branch; if that is the pushed commit itself, the whole repository is checked, since a
    comparison with itself would find nothing to check.
    """
    base = found.base
    if not _has_commit(repository, base):
        base = _commit(repository, f"refs/remotes/origin/{default_branch}")
    return Range("" if base == found.head else base, found.head)


def _has_commit(repository: str, revision: str) -> bool:
    return bool(revision.strip("0")) and bool(_commit(repository, revision))


def _commit(repository: str, revision: str) -> str:
    """The full object id of a commit, empty if the clone has no such commit."""
    command = ["git", "-C", repository, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def wanted(environment: Mapping[str, str], repository: str) -> Range:
    """The range to check: of the inputs if they name a head, else of the event, with the input `base` before the event's."""
    if environment["INPUT_HEAD"]:
        return Range(environment["INPUT_BASE"], environment["INPUT_HEAD"])
    with open(environment["GITHUB_EVENT_PATH"], encoding="utf-8") as file:
        event = json.load(file)
    found = range_of(environment["GITHUB_EVENT_NAME"], event, environment["GITHUB_SHA"])
    if environment["GITHUB_EVENT_NAME"] == "push":
        found = settled(found, repository, event.get("repository", {}).get("default_branch", ""))
    return Range(environment["INPUT_BASE"] or found.base, found.head)


def extra_formats(text: str) -> list[str]:
    """The lines of the input `formats`. Standard output belongs to the annotations, so each needs a file."""
    formats = [line.strip() for line in text.splitlines() if line.strip()]
    for wish in formats:
        name, equals, path = wish.partition("=")
        if not (name and equals and path):
            raise InputError(f"formats: {wish!r} names no file; write NAME=FILE, for example sarif=roadmap-guard.sarif")
    return formats


def command_of(environment: Mapping[str, str], folder: str) -> list[str]:
    """The call of check; its JSON report goes to `folder`. The format `github` writes the step's summary too."""
    scope = environment["INPUT_SCOPE"]
    if scope not in SCOPES:
        raise InputError(f"scope: {scope!r} is neither of {', '.join(SCOPES)}")
    bootstrap = environment["INPUT_BOOTSTRAP"]
    if bootstrap not in SWITCHES:
        raise InputError(f"bootstrap: {bootstrap!r} is neither of {', '.join(SWITCHES)}")
    repository = environment["INPUT_WORKING_DIRECTORY"]
    base, head = wanted(environment, repository)
    command = [environment["ROADMAP_GUARD"], "check", f"--repo={repository}", f"--head={head}"]
    command += [f"--base={base}", "--require-trusted-policy"] if base else []
    command += ["--bootstrap"] if base and bootstrap == "true" else []
    command += ["--report=all"] if base and scope == "all" else []
    command += [f"--fail-on={environment['INPUT_FAIL_ON']}"] if environment["INPUT_FAIL_ON"] else []
    formats = ["github", f"json={folder}/report.json", *extra_formats(environment["INPUT_FORMATS"])]
    return command + [f"--format={wish}" for wish in formats]


def counts(report_path: str) -> dict[str, str]:
    """Findings in all and by level; nothing where the report was not written, because nothing is known then."""
    if not os.path.exists(report_path):
        return {}
    with open(report_path, encoding="utf-8") as file:
        levels = [finding["level"] for finding in json.load(file)["findings"]]
    return {
        "findings": str(len(levels)),
        "errors": str(levels.count("error")),
        "warnings": str(levels.count("warning")),
        "report": report_path,
    }


def output(name: str, value: str) -> str:
    """An output of the step as GitHub reads it. The random delimiter keeps a value from posing as another output."""
    delimiter = secrets.token_hex(16)
    return f"{name}<<{delimiter}\n{value}\n{delimiter}\n"


def append(path: str, text: str) -> None:
    """Add to a file that GitHub collects when the step has ended."""
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


def escaped(text: str) -> str:
    """Text as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def quoted(text: str) -> str:
    """Text as an indented block of Markdown, in which nothing is a link, a mention or HTML."""
    return "\n".join(f"    {line}" for line in text.splitlines()) or "The step's log says why."


def main(environment: Mapping[str, str]) -> int:
    """Check, write the outputs, and return check's exit code."""
    folder = tempfile.mkdtemp(prefix="roadmap-guard-", dir=environment["RUNNER_TEMP"])
    try:
        command = command_of(environment, folder)
    except InputError as error:
        sys.stdout.write(f"::error title=roadmap-guard::{error}\n")
        append(environment["GITHUB_OUTPUT"], output("exit-code", str(EXIT_UNCHECKED)))
        return EXIT_UNCHECKED
    done = subprocess.run(command, stderr=subprocess.PIPE, encoding="utf-8", errors="backslashreplace", check=False)
    sys.stderr.write(done.stderr)
    files = [wish.partition("=")[2] for wish in extra_formats(environment["INPUT_FORMATS"])]
    found = counts(f"{folder}/report.json")
    if not found:
        sys.stdout.write(f"::error title=roadmap-guard::{escaped(done.stderr.strip() or 'it could not check')}\n")
        append(environment["GITHUB_STEP_SUMMARY"], f"### roadmap-guard could not check\n\n{quoted(done.stderr)}\n")
    outputs = {"exit-code": str(done.returncode), **found, "reports": "\n".join(files)}
    append(environment["GITHUB_OUTPUT"], "".join(output(name, value) for name, value in outputs.items()))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(os.environ))
