"""Every way in which a file cannot be read, or should not be taken at face value, before anyone looks at its content."""

from collections.abc import Mapping

from roadmap_guard.model.document import Problem, ProblemKind

KINDS: Mapping[str, ProblemKind] = {
    "symlink": ProblemKind(
        "A symbolic link stands where a file is expected",
        "A link can lead out of the repository, to a device, or to what a reviewer never saw. Links are never followed: what "
        "they point at is checked under its own path if it is a file of the repository, and not at all if it is not.",
        "Replace the link by the file, or exclude its path.",
    ),
    "special-file": ProblemKind(
        "A pipe, socket, device or directory stands where a file is expected",
        "Opening such a thing can wait for ever or do something to a machine, so it is never opened.",
        "Replace it by a regular file, or exclude its path.",
    ),
    "submodule": ProblemKind(
        "Another repository stands where a file is expected",
        "The files of a submodule or nested clone belong to another repository, which is not entered.",
        "Check that repository by itself, or exclude the path.",
    ),
    "unmerged": ProblemKind(
        "The file has conflicting versions in the index",
        "A merge is not resolved: there is no one content that could be judged.",
        "Resolve the conflict and `git add` the file.",
    ),
    "file-too-large": ProblemKind(
        "The file is larger than the limit",
        "Large files are refused unread so that one file cannot exhaust time or memory.",
        "Split the file, exclude it, or raise `limits.fileBytes` in the trusted configuration.",
    ),
    "changed-during-read": ProblemKind(
        "The file changed while it was read",
        "It grew, shrank, vanished or was replaced, so that what was read may never have stood there.",
        "Run again when nothing writes to the file.",
    ),
    "unreadable": ProblemKind(
        "The operating system refuses to open the file",
        "A file that cannot be read cannot be checked, and is not passed over.",
        "Check the permissions of the file and its folders.",
    ),
    "unlisted-folder": ProblemKind(
        "A folder of the work tree cannot be listed",
        "Files in it that git tracks are known all the same; others may lie there and were not looked at.",
        "Check the permissions of the folder, or name it in `.gitignore`.",
        level="warning",
    ),
    "not-found": ProblemKind(
        "There is no file of the given name",
        "A file that was named and is not there must not count as checked.",
        "Check the spelling of the path.",
    ),
    "bad-tree": ProblemKind(
        "The repository holds an entry that git would never make",
        "Names like `..` and `.git`, and files that are no files, are crafted to write outside of a checkout or to hide.",
        "Find the entry with `git fsck` and remove it.",
    ),
    "intent-to-add": ProblemKind(
        "The file is only announced to git",
        "After `git add --intent-to-add` the index has a name and no content yet; the work tree was read instead.",
        "`git add` the file.",
        level="note",
    ),
    "hidden-edits": ProblemKind(
        "Git was told not to see edits of the file",
        "A path marked assume-unchanged or skip-worktree can differ from what is committed without `git status` showing it.",
        "Run `git update-index --no-assume-unchanged --no-skip-worktree` on the path.",
        level="note",
    ),
    "path-collision": ProblemKind(
        "Two paths are one on other file systems",
        "Windows and macOS do not tell case or forms of accents apart: of two such files a clone there holds only one.",
        "Rename one of them.",
        level="warning",
    ),
    "non-portable-path": ProblemKind(
        "The path has a name that Windows cannot have",
        "A clone on Windows lacks the file, so it goes unchecked there.",
        "Rename it.",
        level="note",
    ),
    "foreign-objects": ProblemKind(
        "The repository borrows objects from another one",
        "Objects are read from the stores that `objects/info/alternates` names as if they were its own.",
        "Nothing, if that is how it was cloned; else `git repack -ad` and delete the file.",
        level="note",
    ),
}


def _problem(code: str, message: str, path: str) -> Problem:
    kind = KINDS[code]
    return Problem(code, message, kind.remedy, path, level=kind.level, refuses=kind.level == "error")


def link_inside(path: str, target: str) -> Problem:
    """A link to another file of the snapshot: nothing is lost, that file is checked under its own path."""
    message = f"symbolic link to {target!r}, not followed: its target is checked under its own path"
    return _problem("symlink", message, path)._replace(level="note", remedy="Nothing to do.")


def link_outside(path: str, target: str) -> Problem:
    """A link that leads out of the snapshot, to nothing, to a directory, to another kind of file, to another link, or in a circle."""
    return _problem(
        "symlink",
        f"symbolic link to {target!r}, which is no file of this repository of the same kind; links are not followed",
        path,
    )


def link_on_the_way(path: str) -> Problem:
    """A directory of the path is itself a link, or no directory: what lies behind it is not what git knows."""
    return _problem(
        "symlink", "a folder on the way to this file is a symbolic link or no folder; links are not followed", path
    )


def special(path: str, what: str) -> Problem:
    """Something else than a regular file; it was not opened."""
    return _problem("special-file", f"{what}, not a regular file; it was not opened", path)


def submodule(path: str) -> Problem:
    """A submodule or nested clone."""
    return _problem("submodule", "another repository (a submodule or nested clone), which is not entered", path)


def unmerged(path: str) -> Problem:
    """A path with conflict stages."""
    return _problem("unmerged", "unmerged: the index holds conflicting versions of this file", path)


def too_large(path: str, size: int, limit: int) -> Problem:
    """More bytes than the limit; none of them was read."""
    return _problem("file-too-large", f"{size} bytes, more than the limit of {limit} bytes", path)


def changed(path: str) -> Problem:
    """Not the same file from being listed to the end of being read."""
    return _problem("changed-during-read", "the file was changed, replaced or removed while it was read", path)


def unreadable(path: str, reason: str) -> Problem:
    """The operating system's refusal, in its words."""
    return _problem("unreadable", f"cannot be read: {reason}", path)


def unlisted(path: str, reason: str) -> Problem:
    """A folder whose untracked files stay unknown."""
    return _problem("unlisted-folder", f"cannot be listed for untracked files: {reason}", path)


def not_found(path: str) -> Problem:
    """A path that was named and does not exist."""
    return _problem("not-found", "there is no such file", path)


def bad_tree(path: str) -> Problem:
    """A path that a checkout would place outside of the work tree or inside `.git`, or that one tree has twice."""
    return _problem(
        "bad-tree",
        "an entry of this path is named `..`, `.`, `.git` or nothing, or stands twice, made to escape a checkout or to hide",
        path,
    )


def not_a_blob(path: str, kind: str) -> Problem:
    """An entry whose mode says file and whose object is something else."""
    return _problem("bad-tree", f"its entry says file, its object is a {kind}", path)


def intent_to_add(path: str) -> Problem:
    """Announced, and read from the work tree."""
    return _problem("intent-to-add", "announced with `git add --intent-to-add`; the work tree was read instead", path)


def hidden(path: str) -> Problem:
    """Read from the work tree, where git was told not to look."""
    return _problem(
        "hidden-edits", "marked assume-unchanged or skip-worktree: git does not show edits of this file", path
    )


def collision(path: str, other: str) -> Problem:
    """Two paths that differ only by case or by the form of accents."""
    return _problem("path-collision", f"differs from {other!r} only by case or by the form of its accents", path)


def unportable(path: str, part: str) -> Problem:
    """A component that is no file name on Windows."""
    return _problem("non-portable-path", f"{part!r} is no possible file name on Windows", path)


def foreign_objects(path: str, stores: int) -> Problem:
    """Object stores of other repositories are read too."""
    return _problem("foreign-objects", f"objects are also read from {stores} store(s) outside of this repository", path)
