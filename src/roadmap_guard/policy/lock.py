"""`roadmap-guard.lock`: which version of each pack judges, and what it must hold, until somebody decides otherwise.

Packs of the program and of plugins are locked; those of the repository lie in the same commit as the lock. A pack that is older,
newer or other than the lock says ends the run: nothing is quietly judged by something else.
"""

from collections.abc import Iterable, Mapping

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Pack
from roadmap_guard.model.span import Span
from roadmap_guard.policy.faults import Fault, PolicyError, quoted
from roadmap_guard.policy.names import VERSION, version_key
from roadmap_guard.policy.packs import PackSource
from roadmap_guard.policy.shape import Faults, envelope, root

LOCK_NAME = "roadmap-guard.lock"
_AGAIN = "run `roadmap-guard policy lock` to accept what is installed, or install what is locked"


class Locked(NamedTuple):
    """One entry, and where it stands."""

    version: str
    digest: str
    span: Span


Lock = Mapping[str, Locked]
"""By the name of the pack."""


def read_lock(data: bytes) -> Lock:
    """The entries of a lock file. Raises PolicyError with everything that is wrong in it."""
    faults = Faults(LOCK_NAME)
    top = envelope(root(LOCK_NAME, data, faults).expect(("apiVersion", "kind", "spec")), "Lock")
    entries: dict[str, Locked] = {}
    for section in top.section("spec").expect(("packs",)).sections("packs"):
        section.expect(("name", "version", "digest"))
        name, version = section.text("name"), section.text("version")
        if version and version_key(version) is None:
            section.fault("version", f"{quoted(version)} is not a version", VERSION)
        if name in entries:
            section.fault("name", f"{quoted(name)} is locked twice", "keep one of them")
        entries[name] = Locked(version, section.text("digest"), section.span)
    if faults.found:
        raise PolicyError(faults.found)
    return entries


def narrowed(sources: Iterable[PackSource], lock: Lock) -> list[PackSource]:
    """The packs that may be chosen: of a locked one only the locked version, where it is there."""
    given = list(sources)
    there = {(source.name, source.version) for source in given}
    return [
        source
        for source in given
        if source.name not in lock
        or source.version == lock[source.name].version
        or (source.name, lock[source.name].version) not in there
    ]


def held(packs: Iterable[Pack], lock: Lock) -> list[Fault]:
    """How the `packs` that were chosen differ from the lock."""
    chosen = {pack.name: pack for pack in packs}
    faults = [
        _fault(entry, f"pack {name} is locked and not selected") for name, entry in lock.items() if name not in chosen
    ]
    for name, pack in chosen.items():
        entry = lock.get(name)
        if entry is None:
            faults.append(Fault(LOCK_NAME, Span(1, 1, 1, 1), f"pack {name} is selected and not locked", _AGAIN))
        elif entry.version != pack.version:
            faults.append(
                _fault(entry, f"pack {name} is locked at {entry.version}, the one selected is {pack.version}")
            )
        elif entry.digest != pack.digest:
            message = f"pack {name}@{pack.version} is locked as {entry.digest}, what is installed is {pack.digest}"
            faults.append(_fault(entry, message))
    return faults


def written(packs: Iterable[Pack]) -> str:
    """The text of a lock file for `packs`, by name."""
    rows = [
        f"    - name: {pack.name}\n      version: {pack.version}\n      digest: {pack.digest}\n"
        for pack in sorted(packs, key=lambda pack: pack.name)
    ]
    head = "# Made by `roadmap-guard policy lock`. Packs that differ from this end the run.\n"
    return f"{head}apiVersion: roadmap-guard.dev/v1\nkind: Lock\nspec:\n  packs:\n{''.join(rows)}"


def _fault(entry: Locked, message: str) -> Fault:
    return Fault(LOCK_NAME, entry.span, message, _AGAIN)
