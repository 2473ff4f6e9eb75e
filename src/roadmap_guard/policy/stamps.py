"""Remembers which packs were checked without a fault, so that a repository's own packs are not type-checked in every hook.

A stamp is an empty promise to nobody but the same user on the same machine: it lies in their cache, and losing it costs 50 ms.
"""

import os

from roadmap_guard import __version__
from roadmap_guard.kinds import KINDS, schema
from roadmap_guard.model.rule import Pack
from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.faults import Fault
from roadmap_guard.policy.packs import Files


def checked(pack: Pack, files: Files, known: Known, folder: str) -> list[Fault]:
    """The faults of `pack`, which was read from `files`: none if a stamp in `folder` says so, else by `check_pack`.

    An empty `folder` holds no stamps and gets none.
    """
    if not folder:
        return check_pack(pack, files, known)
    stamp = os.path.join(folder, f"checked-{_key(pack, known)}")
    if os.path.isfile(stamp):
        return []
    faults = check_pack(pack, files, known)
    if not faults:
        _leave(stamp)
    return faults


def cache_folder(untrusted_root: str) -> str:
    """Where stamps lie (https://specifications.freedesktop.org/basedir/latest/): an absolute path, or empty.

    Empty where the user has no such folder, or has it inside the tree under check, which could bring stamps of its own.
    """
    home = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(home):
        home = os.path.join(os.path.expanduser("~"), ".cache")
    lies_in_tree = untrusted_root and _lies_in(os.path.realpath(home), os.path.realpath(untrusted_root))
    return os.path.join(home, "roadmap-guard") if os.path.isabs(home) and not lies_in_tree else ""


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _key(pack: Pack, known: Known) -> str:
    """Everything that the result of a check depends on."""
    from roadmap_guard.model.digests import sha256

    functions = [(spec.name, spec.parameters, spec.returns) for spec in known.functions]
    names = [sorted(names) for names in (known.checks, known.controls, known.formats)]
    schemas = [schema(kind) for kind in KINDS]
    text = repr((__version__, pack.name, pack.digest, functions, names, schemas))
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _leave(stamp: str) -> None:
    try:
        os.makedirs(os.path.dirname(stamp), mode=0o700, exist_ok=True)
        with open(stamp, "xb"):
            pass
    except OSError:
        return  # a cache that cannot be written costs time, nothing else
