"""What to say about a path that is not read, or is read with a remark: one function for each case."""

from roadmap_guard.model.document import Problem


def link_inside(path: str, target: str) -> Problem:
    """A symbolic link to another file of the snapshot: that file is checked under its own name."""
    message = f"symbolic link to {target}, not followed: the target is checked under its own path"
    return Problem("symlink", message, "nothing to do", path, level="note")


def link_outside(path: str, target: str) -> Problem:
    """A symbolic link that leads to no file of the snapshot: out of the repository, to nothing, or in a circle."""
    message = f"symbolic link to {target}, which is no file of this repository; links are never followed"
    return Problem("symlink", message, "replace the link by a file, or exclude its path", path)


def link_on_the_way(path: str) -> Problem:
    """A directory of the path is itself a link: what lies behind it is not what was committed."""
    message = "a directory of this path is a symbolic link or no directory at all; links are never followed"
    return Problem("symlink", message, "restore the directory, e.g. `git checkout -- .`", path)


def special(path: str, kind: str) -> Problem:
    """A pipe, socket, device or directory where a file is expected. It is never opened."""
    return Problem(
        "special-file", f"{kind}, not a regular file", "replace it by a regular file, or exclude its path", path
    )


def submodule(path: str) -> Problem:
    """Another repository: its files are not part of this one."""
    message = "another repository (submodule or nested clone), which is not entered"
    return Problem("submodule", message, "check that repository by itself, or exclude its path", path)


def unmerged(path: str) -> Problem:
    """The index holds several versions of the path until a merge is resolved."""
    message = "unmerged: the index holds conflicting versions of this file"
    return Problem("unmerged", message, "resolve the conflict and `git add` the file", path)


def too_large(path: str, size: int, limit: int) -> Problem:
    """The file is larger than what is read; it was not read at all."""
    message = f"{size} bytes, more than the limit of {limit} bytes"
    return Problem("file-too-large", message, "split the file, or exclude its path", path)


def changed(path: str) -> Problem:
    """The file became another, grew, shrank or vanished between listing it and the end of reading."""
    return Problem(
        "changed-during-read", "the file changed while it was read", "run again when nothing writes to it", path
    )


def unreadable(path: str, reason: str) -> Problem:
    """The operating system refused."""
    return Problem("unreadable", f"cannot be read: {reason}", "check the file's permissions and the disk", path)


def not_found(path: str) -> Problem:
    """A path that was asked for by name and does not exist."""
    return Problem("not-found", "there is no such file", "check the spelling of the path", path)


def bad_tree(path: str) -> Problem:
    """A tree entry that git itself would never make: it names a place outside, or the repository's own `.git`."""
    message = "the tree holds an entry named `..`, `.`, `.git` or nothing, made to escape a checkout"
    return Problem("bad-tree", message, "remove the entry; find its commit with `git fsck`", path)


def not_a_blob(path: str, kind: str) -> Problem:
    """A tree entry whose mode says file and whose object is something else."""
    return Problem("bad-tree", f"the tree says file, the object is a {kind}", "run `git fsck` and mend the tree", path)


def intent_to_add(path: str) -> Problem:
    """Marked with `git add --intent-to-add`: the index has no content yet."""
    message = "only announced with `git add --intent-to-add`; its content was read from the work tree"
    return Problem("intent-to-add", message, "`git add` the file", path, level="note", refuses=False)


def hidden(path: str) -> Problem:
    """Git was told to look away, so edits of this file do not show in `git status`."""
    message = "marked assume-unchanged or skip-worktree: git does not show edits of this file"
    remedy = "`git update-index --no-assume-unchanged --no-skip-worktree` on the path"
    return Problem("hidden-edits", message, remedy, path, level="note", refuses=False)


def collision(path: str, other: str) -> Problem:
    """Two paths that a file system without case, or with one form of accents, takes for the same."""
    message = (
        f"differs from {other} only by case or by the form of its accents: one hides the other on Windows and macOS"
    )
    return Problem("path-collision", message, "rename one of them", path, level="warning", refuses=False)


def unportable(path: str, part: str) -> Problem:
    """A name that Windows cannot have, so that a clone there lacks the file."""
    message = f"{part!r} is no possible file name on Windows"
    return Problem("non-portable-path", message, "rename it", path, level="note", refuses=False)
