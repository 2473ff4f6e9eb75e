"""The command line: which commands there are, and what becomes of anything that goes wrong in them.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 something could not be checked or the input was wrong, 130
interrupted. An exception that nobody expected is 2, never Python's 1, which would read as "findings".
"""

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from roadmap_guard import __version__
from roadmap_guard.commands.names import did_you_mean
from roadmap_guard.model.errors import CannotCheckError

COMMANDS = {
    "check": "Check a work tree, the index or a commit.",
    "audit": "Write the audit report of a commit.",
    "explain": "Explain a rule or an input problem.",
    "policy": "List, show, lint and test policies.",
    "formats": "List dialects, or tell why a file is or is not one.",
    "resources": "Print what was read, as a table or JSON.",
    "init": "Write a configuration that fits this repository.",
    "schema": "Print the JSON Schema of a file or kind.",
}

_GARBAGE_THRESHOLD = 100_000
"""Objects made between two searches for cycles. The default of 700 costs 5 ms during imports alone."""

EXIT_UNCHECKED = 2
EXIT_INTERRUPTED = 130

_EPILOG = """\b
Examples:
  roadmap-guard check                      the work tree, before you commit
  roadmap-guard check --staged             what is about to be committed
  roadmap-guard check --head HEAD --base origin/main
                                           a change, judged by the policies of its base
  roadmap-guard audit --head v2.1 -o audit evidence for a compliance officer
  roadmap-guard explain reliability/never-promise-100-percent

\b
Exit codes:
  0    clean
  1    findings at or above --fail-on
  2    something could not be checked, or the input was wrong
  130  interrupted
"""


class _LazyGroup(click.Group):
    """Commands are imported when they are run; help knows their summaries without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"roadmap_guard.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"no command {args[0]!r}{did_you_mean(args[0], COMMANDS)}; there are: {', '.join(COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_LazyGroup, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="roadmap-guard")
def group() -> None:
    """Hold the roadmaps, SLOs and model cards of a git repository to versioned policies."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the code that the module's docstring lists."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    _forget_untrusted_paths()
    code = _flushed(_run(sys.argv[1:] if args is None else list(args)))
    # Everything is written and closed: taking the interpreter apart would cost a hook 10 ms more.
    os._exit(code)


def _run(args: list[str]) -> int:
    try:
        result = group.main(args=args, prog_name="roadmap-guard", standalone_mode=False)
    except CannotCheckError as error:
        _complain(error.message, error.remedy)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted", "")
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
    except BrokenPipeError:
        pass  # the reader of our output left before its end
    except Exception as error:  # noqa: BLE001 - the boundary: any fault of ours must end as 2
        _report_fault(error)
    else:
        return result if isinstance(result, int) else 0
    return EXIT_UNCHECKED


def _complain(message: str, remedy: str) -> None:
    from roadmap_guard.report.escaping import terminal

    lines = [f"roadmap-guard: {message}", *([f"  {remedy}"] if remedy else [])]
    _to_stderr("\n".join(terminal(line) for text in lines for line in text.split("\n")))


def _report_fault(error: Exception) -> None:
    import traceback

    from roadmap_guard.report.escaping import terminal

    trace = "".join(traceback.format_exception(error)).splitlines()
    _to_stderr("\n".join(terminal(line) for line in trace))
    _to_stderr(
        f"roadmap-guard {__version__}: a fault of the program; nothing can be said about the files.\n"
        "  Please report the lines above, with the command that you ran."
    )


def _to_stderr(text: str) -> None:
    with contextlib.suppress(
        OSError, ValueError, AttributeError
    ):  # if standard error is closed, the exit code still speaks
        click.echo(text, err=True)


def _flushed(code: int) -> int:
    """`code`, or 2 if what was printed did not arrive (full disk, closed standard output)."""
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (AttributeError, OSError, ValueError):
        return EXIT_UNCHECKED
    return code


def _forget_untrusted_paths() -> None:
    """Drop the entries of `sys.path` that depend on where the program was started: the tree under check may lie there."""
    here = os.getcwd() if os.path.isdir(".") else ""
    sys.path[:] = [entry for entry in sys.path if entry not in ("", ".") and os.path.abspath(entry) != here]

