"""Finds the command that is meant, imports it alone, and reads its options.

`argparse` rather than a larger library: it is there already, and its import is a tenth of what a commit hook may cost.
A module of this package is a command (`configure` and `run`) or a group of them (`COMMANDS`, by name).
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, NoReturn

from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.record import NamedTuple

Options = argparse.Namespace

_WIDTH = 110


class Command(NamedTuple):
    """A command: its help text (the first line is the summary), its options and what it does with them.

    `run` gives the exit code.
    """

    help: str
    configure: Callable[["Parser"], None]
    run: Callable[[Options], int]


class UsageError(CannotCheckError):
    """Arguments that do not fit together."""


class Parser(argparse.ArgumentParser):
    """Complains as the rest of the program does: in a sentence, with a way out, and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Raises UsageError."""
        unknown = message.removeprefix("unrecognized arguments: ").split()[0] if "unrecognized" in message else ""
        near = did_you_mean(unknown, self._option_string_actions) if unknown.startswith("--") else ""
        raise UsageError(message + near, f"{self.prog} --help tells what it takes.")


def dispatch(args: Sequence[str], names: Mapping[str, str]) -> int:
    """Run the command that `args` begin with. Raises UsageError if there is none of that name."""
    name, rest = args[0], list(args[1:])
    _check_name(name, names, "roadmap-guard")
    module = import_module(f"roadmap_guard.commands.{name}")
    if not hasattr(module, "COMMANDS"):
        return _run(f"roadmap-guard {name}", module.COMMAND, rest)
    group: dict[str, Command] = module.COMMANDS
    if not rest or rest[0] in ("-h", "--help"):
        print(_group_help(name, module.__doc__ or "", group), end="")  # noqa: T201 - the command line's own words
        return 0 if rest else 2
    _check_name(rest[0], group, f"roadmap-guard {name}")
    return _run(f"roadmap-guard {name} {rest[0]}", group[rest[0]], rest[1:])


def _run(program: str, command: Command, args: list[str]) -> int:
    parser = Parser(
        prog=program,
        description=command.help,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    command.configure(parser)
    try:
        return command.run(_parsed(parser, args))
    except SystemExit as stop:  # --help
        return int(stop.code or 0)


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Of a fixed width: asking for the terminal's imports half a library, in every run."""
    return argparse.RawDescriptionHelpFormatter(prog, width=_WIDTH, max_help_position=30)


def _parsed(parser: Parser, args: list[str]) -> Options:
    """Options and paths in any order; what follows `--` is a path even if it begins with a dash."""
    cut = args.index("--") if "--" in args else len(args)
    options = parser.parse_intermixed_args(args[:cut])
    literal = args[cut + 1 :]
    if literal:
        if not isinstance(getattr(options, "paths", None), list):
            parser.error(f"it takes no paths, such as {literal[0]!r}")
        options.paths += literal
    return options


def _check_name(name: str, names: Mapping[str, Any], program: str) -> None:
    if name not in names:
        raise UsageError(
            f"{program} has no command {name!r}{did_you_mean(name, names)}", f"The commands are {', '.join(names)}."
        )


def _group_help(name: str, text: str, group: Mapping[str, Command]) -> str:
    width = max(map(len, group))
    rows = "\n".join(f"  {word:{width}}  {command.help.strip().splitlines()[0]}" for word, command in group.items())
    summary = text.partition(": ")[2].strip() or text.strip()
    return f"usage: roadmap-guard {name} COMMAND ...\n\n{summary[:1].upper()}{summary[1:]}\n\ncommands:\n{rows}\n"
