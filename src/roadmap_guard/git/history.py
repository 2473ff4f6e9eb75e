"""What each commit of a line of work changed, in one pass of git over the whole line."""

import time
from collections.abc import Iterator

from roadmap_guard.git.errors import ShallowError
from roadmap_guard.git.names import text_of
from roadmap_guard.git.repository import Repository
from roadmap_guard.git.snapshot import Entry, tracked
from roadmap_guard.model.record import NamedTuple

_RAW = (
    "-r", "-z", "--raw", "--root", "--no-renames", "--no-abbrev", "-m", "--diff-merges=first-parent", "--ignore-submodules=none",
)  # fmt: skip
_GONE = "D"


class Step(NamedTuple):
    """One commit, against its first parent.

    date     the day on which it was committed, ISO 8601 in UTC; empty where the commit names no day that a calendar has
    author   `Name <address>`
    entries  what was added or changed, as it stands after the commit; a renamed file is gone at one path and there at another
    gone     paths that were removed
    """

    oid: str
    date: str
    author: str
    entries: tuple[Entry, ...]
    gone: tuple[str, ...]


def steps(repository: Repository, head: str, since: str = "") -> list[Step]:
    """The commits that changed any file, from the first one to `head` (a full id), along first parents.

    First parents are the line as it grew: a merge counts once, with all that it brought. With `since`, an ancestor of `head`, the line
    is that of `since` up to there: whoever writes a commit chooses its first parent, and could leave out what came before. Raises `ShallowError` where the line is
    cut off, and `GitError` where git cannot read it.
    """
    if repository.shallow:
        message = "this clone is shallow: the history of its files is cut off"
        raise ShallowError(message, "Fetch the whole history (`fetch-depth: 0`, or `git fetch --unshallow`).")
    line = repository.git.run("rev-list", "--first-parent", "--reverse", since or head)
    line += _own(repository, head, since) if since else b""
    form = "--format=%H %ct%x00%an <%ae>"
    listing = repository.git.run("diff-tree", "--stdin", *_RAW, "--encoding=UTF-8", form, given=line)
    return list(_read(iter(listing.split(b"\0"))))


def _own(repository: Repository, head: str, since: str) -> bytes:
    """The commits from `since` to `head`; where first parents do not lead there, `head` alone, with all that came since."""
    listing = repository.git.run("rev-list", "--first-parent", "--reverse", "--parents", head, f"^{since}")
    rows = [row.split() for row in listing.decode("ascii").splitlines()]
    if rows and rows[0][1:2] != [since]:
        return f"{head} {since}\n".encode()
    return "".join(f"{commit}\n" for commit, *_ in rows).encode()


def _read(words: Iterator[bytes]) -> Iterator[Step]:
    """The words are `<id> <seconds>`, `<author>`, then `:<modes> <ids> <state>` and `<path>` for each change, and so on."""
    about: tuple[str, str, str] | None = None
    entries: list[Entry] = []
    gone: list[str] = []
    for word in words:
        if not word.startswith((b":", b"\n:")):
            if about:
                yield Step(*about, tuple(entries), tuple(gone))
            about, entries, gone = _about(word, next(words, b"")), [], []
            continue
        _, octal, _, oid, state = word.decode("ascii").split(" ")
        path = next(words)
        if state == _GONE:
            gone.append(text_of(path))
        else:
            entries.append(tracked(path, octal, oid))


def _about(word: bytes, author: bytes) -> tuple[str, str, str]:
    oid, _, seconds = word.decode("ascii").partition(" ")
    return oid, _day(seconds), author.decode("utf-8", "replace")


def _day(seconds: str) -> str:
    try:
        return time.strftime("%Y-%m-%d", time.gmtime(int(seconds)))
    except (ValueError, OverflowError, OSError):
        return ""
