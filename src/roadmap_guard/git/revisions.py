"""Which commit a name means. A name that could mean several is refused: a tag must not pass for the branch of its name."""

import re

from roadmap_guard.git.errors import GitError
from roadmap_guard.git.repository import Repository
from roadmap_guard.model.nearest import nearest
from roadmap_guard.model.record import NamedTuple

_FORM = re.compile(
    r"(?P<name>[^\x00-\x20\x7f~^:?*\[\\]*?)(?P<upstream>@\{[^{}\x00-\x1f]+\})?(?P<steps>(?:[~^][0-9]*|\^\{(?:commit)?\})*)"
)
_PSEUDO_REFS = frozenset({"FETCH_HEAD", "ORIG_HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD"})
_ABBREVIATED = re.compile(r"[0-9a-f]{4,64}")
_OID_LENGTHS = {"sha1": 40, "sha256": 64}
_SUGGESTED_AMONG = 5000


class Revision(NamedTuple):
    """A commit: its full id, and the full name of the branch or tag that was asked for, empty if it was not by such a name."""

    oid: str
    ref: str


def resolve(repository: Repository, text: str) -> Revision:
    """The commit that `text` means: a full ref, a branch, a tag, an id whole or short, `HEAD`, or steps from these (`main~2`).

    Raises `GitError` where it means nothing, several things, or no commit.
    """
    form = _FORM.fullmatch(text)
    if not form or not text:
        raise GitError(f"{text!r} is not the name of a commit", "Name a full ref (refs/heads/main) or a commit id.")
    name = "HEAD" if form["name"] in {"", "@"} else form["name"]
    oid, ref = _base(repository, name)
    if form["upstream"]:
        oid, ref = _by_git(repository, f"{name}{form['upstream']}"), ""
    return Revision(_commit(repository, oid + form["steps"], text), "" if form["steps"] else ref)


def _base(repository: Repository, name: str) -> tuple[str, str]:
    """The object id that a name without steps stands for, and the ref that it is the name of."""
    if name == "HEAD":
        if not repository.head:
            raise GitError("HEAD names no commit: nothing is committed yet", "Commit first, or check the index.")
        return repository.head, ""
    if len(name) == _OID_LENGTHS[repository.object_format] and _ABBREVIATED.fullmatch(name):
        return name, ""
    refs = _refs(repository, name)
    if len(refs) > 1:
        choices = " and ".join(sorted(refs))
        raise GitError(f"{name} is ambiguous: {choices}", "Write the full name of the one that is meant.")
    if refs:
        ref, oid = refs.popitem()
        return oid, ref
    if name in _PSEUDO_REFS:
        return _by_git(repository, name), ""
    if _ABBREVIATED.fullmatch(name):
        return name, ""
    raise _unknown(repository, name)


def _refs(repository: Repository, name: str) -> dict[str, str]:
    """Every ref that is called so, with the object it names. A full name means that ref alone."""
    candidates = {name} if name.startswith("refs/") else {
        f"refs/{name}",
        f"refs/tags/{name}",
        f"refs/heads/{name}",
        f"refs/remotes/{name}",
        f"refs/remotes/{name}/HEAD",
    }  # fmt: skip
    rows = _listed(repository, *sorted(candidates))
    return {ref: oid for ref, oid in rows if ref in candidates}


def _listed(repository: Repository, *patterns: str) -> list[tuple[str, str]]:
    listing = repository.git.run("for-each-ref", "--format=%(refname) %(objectname)", *patterns)
    rows = (row.partition(" ") for row in listing.decode("utf-8", "surrogateescape").splitlines())
    return [(ref, oid) for ref, _, oid in rows]


def _by_git(repository: Repository, text: str) -> str:
    answer = repository.git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", text)
    if answer.code:
        raise GitError(f"{text} names no commit", "Name a full ref (refs/heads/main) or a commit id.")
    return answer.output.decode("ascii").strip()


def _commit(repository: Repository, steps: str, text: str) -> str:
    """The commit at the end of the steps, which hold nothing but an id, `^`, `~` and digits."""
    found = repository.objects.infos([steps + "^{commit}"])[steps + "^{commit}"]
    if found is None:
        cut = "Fetch more history (`fetch-depth: 0`)." if repository.shallow else "Check the name, or fetch it."
        raise GitError(f"{text} names no commit in this repository", cut)
    return found.oid


def _unknown(repository: Repository, name: str) -> GitError:
    names = [ref.split("/", 2)[-1] for ref, _ in _listed(repository, f"--count={_SUGGESTED_AMONG}")]
    near = nearest(name, names)
    remedy = f"Did you mean {near}?" if near else "Check the name, or fetch it."
    return GitError(f"{name}: no branch, tag or commit of this name", remedy)
