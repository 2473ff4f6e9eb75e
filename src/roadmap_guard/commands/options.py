"""Options that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def where(command: _Command) -> _Command:
    """`--repo` and `--config`."""
    command = click.option(
        "--config",
        metavar="FILE",
        default="",
        help="Configuration, by its path in the repository. Default: roadmap-guard.yaml at the root.",
    )(command)
    return click.option(
        "--repo", metavar="DIR", default=".", help="A folder of the repository to check. Default: the current one."
    )(command)


def as_of(command: _Command) -> _Command:
    """`--as-of`."""
    return click.option(
        "--as-of",
        metavar="DATE",
        default="",
        help="The day that rules compare dates with. Default: the commit's date with --head, else today in UTC.",
    )(command)
