"""Puts finished bytes where they belong: standard output, or a file that is replaced as a whole or not at all."""

import os
import stat
import sys
from collections.abc import Iterable

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.report.escaping import terminal


def to_stdout(content: bytes) -> None:
    """Write and flush. Raises CannotCheckError if standard output is closed or full; BrokenPipeError passes through."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError, AttributeError) as error:
        raise CannotCheckError(
            f"the report could not be written to standard output: {error}",
            "Standard output is closed or its disk is full.",
        ) from error


def say(lines: Iterable[str]) -> None:
    """Write a command's own words, a line each, with nothing in them that a terminal obeys. Raises as `to_stdout` does."""
    to_stdout("".join(f"{terminal(line)}\n" for line in lines).encode("utf-8", "backslashreplace"))


def make_folder(path: str) -> None:
    """Make a folder for outputs, with those around it. Raises CannotCheckError where nothing may be written, or it cannot be made."""
    _refuse_dangerous(os.path.join(path, "x"))
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise CannotCheckError(
            f"the folder {path} could not be made: {error.strerror or error}", "Name another one with --output."
        ) from error


def to_file(path: str, content: bytes) -> None:
    """Replace the file at `path` by `content`: a reader sees the old file or the whole new one, also after a crash.

    Raises CannotCheckError if `path` is a symbolic link, a special file or inside a `.git` folder, if a link leads it out of the
    current folder, or if it cannot be written. Devices that a shell offers (`/dev/stdout`, `/dev/null`) are special files: leave
    the file name out instead.
    """
    _refuse_dangerous(path)
    folder = os.path.dirname(os.path.abspath(path))
    temporary = os.path.join(folder, f".roadmap-guard-{os.urandom(8).hex()}.tmp")
    try:
        _write(temporary, content)
        os.replace(temporary, path)
    except OSError as error:
        raise CannotCheckError(
            f"the report {path} could not be written: {error.strerror or error}",
            "Name a file in a folder that exists and can be written to. An older report there is unchanged.",
        ) from error
    finally:
        _remove(temporary)
    _sync_folder(folder)


def append(path: str, content: bytes) -> None:
    """Add to the file at `path`, which a CI runner provides for that (`GITHUB_STEP_SUMMARY`).

    Raises CannotCheckError under the same conditions as `to_file`.
    """
    _refuse_dangerous(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags, 0o666), "ab") as file:
            file.write(content)
    except OSError as error:
        raise CannotCheckError(f"nothing could be added to {path}: {error.strerror or error}") from error


def _refuse_dangerous(path: str) -> None:
    try:
        mode = os.lstat(path).st_mode
    except (FileNotFoundError, NotADirectoryError):
        mode = stat.S_IFREG
    except (OSError, ValueError) as error:
        raise CannotCheckError(f"the report file {path!r} cannot be used: {error}", "Name another file.") from error
    if stat.S_ISLNK(mode):
        raise CannotCheckError(
            f"the report file {path} is a symbolic link, which could point anywhere",
            "Name the file itself, or remove the link.",
        )
    if not stat.S_ISREG(mode):
        raise CannotCheckError(f"the report file {path} exists and is no ordinary file", "Name another file.")
    if _leads_out(os.path.dirname(path)):
        raise CannotCheckError(
            f"a folder on the way to the report file {path} is a symbolic link that leads out of the current folder",
            "Name the folder that it leads to, or replace the link by a folder.",
        )
    if ".git" in os.path.realpath(path).lower().split(os.sep):
        raise CannotCheckError(
            f"the report file {path} lies inside a .git folder, where git itself would obey what is written",
            "Name a file outside of it.",
        )


def _leads_out(folder: str) -> bool:
    """Whether the folder is below the current one by its name alone: the tree under check may bring links."""
    here = os.path.realpath(".")
    below = os.path.join(here, "")
    named, real = (os.path.join(way, "") for way in (os.path.abspath(folder), os.path.realpath(folder)))
    return named.startswith(below) and not real.startswith(below)


def _write(temporary: str, content: bytes) -> None:
    """`O_EXCL` and `O_NOFOLLOW`: what somebody else put under the temporary name is not written through."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(temporary, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _remove(temporary: str) -> None:
    try:
        os.unlink(temporary)
    except OSError:
        return


def _sync_folder(folder: str) -> None:
    """Make the new name survive a power cut, where the system can do that to a folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
