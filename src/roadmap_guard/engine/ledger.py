"""The waivers and the baseline of a snapshot."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from roadmap_guard.git.snapshot import Entry, Snapshot
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.faults import Fault

if TYPE_CHECKING:
    from roadmap_guard.model.waiver import Baseline, Waiver

WAIVERS_FILE = ".roadmap-guard/waivers.yaml"
WAIVERS_FOLDER = ".roadmap-guard/waivers/"
BASELINE_FILE = ".roadmap-guard/baseline.yaml"

_PROSE = (".md", ".markdown")


class Ledger(NamedTuple):
    """What is permitted, and what is wrong with the files that say so."""

    waivers: "tuple[Waiver, ...]" = ()
    baseline: "Baseline | None" = None
    faults: tuple[Fault, ...] = ()


def files(snapshot: Snapshot) -> tuple[Entry, ...]:
    """The files of waivers and of the baseline, by path."""
    return tuple(entry for entry in snapshot.entries() if _is_ours(entry.path))


def read(snapshot: Snapshot, entries: Iterable[Entry]) -> Ledger:
    """What the files say. One that cannot be read is a fault and permits nothing."""
    from roadmap_guard.policy.waivers import read_baseline, read_waivers

    waivers: list[Waiver] = []
    baseline: Baseline | None = None
    faults: list[Fault] = []
    for entry, content in snapshot.read(entries):
        if not isinstance(content, bytes):
            faults += [Fault(entry.path, content.span, content.message, content.remedy)] if content.refuses else []
        elif entry.path == BASELINE_FILE:
            baseline, found = read_baseline(entry.path, content)
            faults += found
        else:
            sound, found = read_waivers(entry.path, content)
            waivers += sound
            faults += found
    return Ledger(tuple(waivers), baseline, tuple(faults))


def is_waivers_file(path: str) -> bool:
    """Whether waivers are read from `path`: all files of the folder but prose."""
    return path == WAIVERS_FILE or (path.startswith(WAIVERS_FOLDER) and not path.lower().endswith(_PROSE))


def _is_ours(path: str) -> bool:
    return path.startswith(".roadmap-guard/") and (path == BASELINE_FILE or is_waivers_file(path))
