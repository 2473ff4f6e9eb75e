"""The command line: which commands there are, and what becomes of anything that goes wrong in them.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 something could not be checked or the input was wrong, 130
interrupted (128 + the number of the signal). An exception that nobody expected is 2, never Python's 1, which would read as
"findings".
"""

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType
from typing import NoReturn

from roadmap_guard import __version__
from roadmap_guard.model.errors import CannotCheckError

COMMANDS = {
    "check": "check a work tree, the index or a commit",
    "audit": "write the audit report of a commit",
    "fix": "mend what has one right answer",
    "explain": "explain a rule or an input problem",
    "policy": "list, show, lint and test policies",
    "waivers": "list, add and prune permissions to fail a rule",
    "baseline": "adopt the tool on a repository with many findings",
    "formats": "list dialects, or tell why a file is or is not one",
    "resources": "print what was read, as a table or JSON",
    "history": "tell the life of one resource, or how often dates slipped in all",
    "init": "write a configuration that fits this repository",
    "schema": "print the JSON Schema of a file or kind",
}

HELP = """\
usage: roadmap-guard COMMAND ...

Hold the roadmaps, SLOs and model cards of a git repository to versioned policies.

commands:
{commands}

  roadmap-guard COMMAND --help tells what a command takes; --version tells the version.

examples:
  roadmap-guard check                the work tree, before you commit
  roadmap-guard check --staged       what is about to be committed
  roadmap-guard check --head HEAD --base origin/main
                                     a change, judged by the policies of its base
  roadmap-guard audit --head v2.1    evidence for a compliance officer
  roadmap-guard explain slo-target-below-one

exit codes:
  0    clean
  1    findings at or above --fail-on
  2    something could not be checked, or the input was wrong
  130  interrupted
"""

EXIT_UNCHECKED = 2
EXIT_INTERRUPTED = 130
_SIGNALLED = 128

_GARBAGE_THRESHOLD = 100_000
"""Objects made between two searches for cycles. The default of 700 costs 5 ms during imports alone."""


_CLOSING = 5.0
"""Seconds to close what is open after a signal. Python may lose the exception (in a finalizer), or leave a lock locked by it."""

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP")


class _StoppedError(KeyboardInterrupt):
    """A signal asked us to stop; the first argument is its number."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with the code that the module's docstring lists."""
    gc.set_threshold(_GARBAGE_THRESHOLD)
    try:
        _heed_signals()
        code = _flushed(_run(sys.argv[1:] if args is None else list(args)))
    except KeyboardInterrupt as stop:
        code = EXIT_INTERRUPTED if not stop.args else _SIGNALLED + stop.args[0]
        with contextlib.suppress(Exception):
            _complain("interrupted", "")
    except Exception as error:  # noqa: BLE001 - what to say could not be put together: no files, no memory
        _to_stderr(f"roadmap-guard: {type(error).__name__}; nothing can be said about the files")
        code = EXIT_UNCHECKED
    # Everything is written and closed: taking the interpreter apart would cost a hook 10 ms more.
    os._exit(code)


def _run(args: list[str]) -> int:
    try:
        _forget_untrusted_paths()
        return _command(args)
    except CannotCheckError as error:
        _complain(error.message, error.remedy)
    except BrokenPipeError:
        pass  # the reader of our output left before its end
    except MemoryError:
        _complain("the memory does not suffice", "Check fewer files at once, or allow more memory.")
    except Exception as error:  # noqa: BLE001 - the boundary: any fault of ours must end as 2
        _report_fault(error)
    return EXIT_UNCHECKED


def _command(args: list[str]) -> int:
    if args in (["--version"], ["-V"]):
        print(f"roadmap-guard {__version__}")  # noqa: T201 - the command line's own words
        return 0
    if not args or args[0] in ("-h", "--help"):
        width = max(map(len, COMMANDS))
        rows = "\n".join(f"  {name:{width}}  {summary}" for name, summary in COMMANDS.items())
        print(HELP.format(commands=rows), end="")  # noqa: T201 - the command line's own words
        return 0 if args else EXIT_UNCHECKED
    from roadmap_guard.commands.parsing import dispatch

    return dispatch(args, COMMANDS)


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
    with contextlib.suppress(OSError, ValueError, AttributeError):  # if it is closed, the exit code still speaks
        sys.stderr.write(text + "\n")


def _flushed(code: int) -> int:
    """`code`, or 2 if what was printed did not arrive (full disk, closed standard output)."""
    with contextlib.suppress(AttributeError, OSError, ValueError):  # if it is closed, the exit code still speaks
        sys.stderr.flush()
    try:
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        return EXIT_UNCHECKED
    return code


def _heed_signals() -> None:
    """Let what is open be closed before the process ends: git's processes, half a report. What is ignored stays ignored."""
    for name in _STOPPING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """Raises an exception that nobody takes for a fault. A second signal ends the process at once."""
    for name in _STOPPING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *_: os._exit(_SIGNALLED + number))
        signal.setitimer(signal.ITIMER_REAL, _CLOSING)
    raise _StoppedError(number)


def _forget_untrusted_paths() -> None:
    """Drop what leads imports to where the program was started, or below if the environment says so: the tree under check.

    Raises CannotCheckError if something was loaded from there already, as Python does with `sitecustomize`.
    """
    here = os.getcwd() if os.path.isdir(".") else ""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    named = (os.path.abspath(entry) for entry in ("", *os.environ.get("PYTHONPATH", "").split(os.pathsep)))
    untrusted = {entry for entry in named if f"{entry}{os.sep}".startswith(f"{here}{os.sep}") and entry != own}
    dropped = [entry for entry in sys.path if os.path.abspath(entry) in untrusted]
    if not dropped:
        return
    sys.path[:] = [entry for entry in sys.path if entry not in dropped]
    loaded = sorted(name for entry in untrusted for name in _loaded_from(entry))
    if loaded:
        raise CannotCheckError(
            f"Python code was loaded from the tree under check: {', '.join(loaded)}",
            "Nobody knows what it did. Take the tree out of PYTHONPATH, or start with `python -I -m roadmap_guard`.",
        )


def _loaded_from(entry: str) -> Iterator[str]:
    """Names of modules that were found by way of an entry of `sys.path`."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and os.path.abspath(file).startswith(os.path.join(entry, name.replace(".", os.sep))):
            yield name
