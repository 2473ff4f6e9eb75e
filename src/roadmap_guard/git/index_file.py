"""Whether the file that holds the index is whole.

Git reads past the end of an index that was cut short, and lists entries without mode or with half a name as if nothing had
happened. Only the checksum at the end of the file tells; git itself looks at it in `git fsck` alone.
"""

from roadmap_guard.git.disk import beginning_of
from roadmap_guard.git.errors import GitError
from roadmap_guard.git.process import OUTPUT_BYTES
from roadmap_guard.git.repository import Repository


def refuse_damaged(repository: Repository) -> None:
    """Raises `GitError` for an index whose checksum does not fit, or that has none and ends before its last entry."""
    from roadmap_guard.model import digests

    path = repository.index_file
    content = beginning_of(path, OUTPUT_BYTES)
    if content is None:  # nothing was ever staged
        return
    digest = getattr(digests, repository.object_format)()
    body, checksum = content[: -digest.digest_size], content[-digest.digest_size :]
    digest.update(body)
    if checksum == digest.digest():
        return
    if checksum.strip(b"\0") or _has_empty_entries(repository):  # `index.skipHash` leaves zeros
        message = f"the index {path} is damaged: its checksum does not fit"
        raise GitError(
            message, "Make it anew with `git reset`; the work tree stays, what was staged is to be staged again."
        )


def _has_empty_entries(repository: Repository) -> bool:
    return b"\0" + b"000000 " in b"\0" + repository.git.run("ls-files", "-s", "-z")
