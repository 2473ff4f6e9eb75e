"""Which paths changed: in the index, or between two commits."""

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.index_file import refuse_damaged
from roadmap_guard.git.names import text_of
from roadmap_guard.git.process import reason
from roadmap_guard.git.repository import Repository
from roadmap_guard.model.record import NamedTuple

_RAW = ("-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none")
_NONE_IN_COMMON = 1


class Changes(NamedTuple):
    """What a line of work changed since it left another one.

    paths        added, changed and deleted; a renamed file gives its old and its new path
    merge_bases  ids of the commits where the two lines met last
    """

    paths: tuple[str, ...]
    merge_bases: tuple[str, ...]


def staged(repository: Repository) -> tuple[str, ...]:
    """The paths where the index differs from HEAD, or from nothing before the first commit; sorted by their bytes.

    Raises `GitError` for a damaged index.
    """
    refuse_damaged(repository)
    against = repository.head or repository.empty_tree
    return _names(repository.git.run("diff-index", "--cached", *_RAW, "--ita-visible-in-index", against))


def between(repository: Repository, base: str, head: str) -> Changes:
    """What the commit `head` changed since it and `base` met last, both full ids.

    Where they met in several commits, a path counts that changed since any of them. Raises `GitError` where they never met,
    which is what a shallow clone looks like.
    """
    bases = _merge_bases(repository, base, head)
    listings = [repository.git.run("diff-tree", *_RAW, since, head) for since in bases]
    return Changes(_names(b"".join(listings)), bases)


def _merge_bases(repository: Repository, base: str, head: str) -> tuple[str, ...]:
    answer = repository.git.ask("merge-base", "--all", base, head)
    if answer.code == _NONE_IN_COMMON:
        cut = "this clone is shallow" if repository.shallow else "their histories are unrelated"
        message = f"{base} and {head} have no common ancestor here: {cut}"
        raise GitError(message, "Fetch the whole history (`fetch-depth: 0`, or `git fetch --unshallow`).")
    if answer.code:
        raise GitError(
            f"git merge-base failed: {reason(answer)}", "Fetch both commits with their history (`fetch-depth: 0`)."
        )
    return tuple(answer.output.decode("ascii").split())


def _names(listing: bytes) -> tuple[str, ...]:
    return tuple(text_of(path) for path in sorted(set(listing.split(b"\0")[:-1])))
