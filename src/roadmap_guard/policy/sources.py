"""Where packs lie, and which one a pin means."""

import os
from collections.abc import Callable, Iterable, Sequence

from roadmap_guard import __version__
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Pack
from roadmap_guard.model.span import FILE_START, Span
from roadmap_guard.policy.faults import Fault, PolicyError, did_you_mean, listed, quoted, refuse
from roadmap_guard.policy.names import version_key
from roadmap_guard.policy.packs import INDEX_FILE, PACK_FILE, Files, PackSource, is_recommended, read_pack


def available() -> list[PackSource]:
    """The shipped packs, by name and version."""
    return in_folder(shipped_folder(), f"roadmap-guard {__version__}", shipped=True)


def load(pin: str) -> Pack:
    """The shipped pack that `pin` means: `reliability`, `reliability@1`, `reliability@1.2.0`. Raises PolicyError."""
    return read_pack(resolve([Pin(pin)], available())[0])


def shipped_folder() -> str:
    """The folder of the shipped packs and controls: inside the installed package, or at the top of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "policies")
    return (
        installed if os.path.isdir(installed) else os.path.join(os.path.dirname(os.path.dirname(package)), "policies")
    )


def in_folder(folder: str, origin: str, *, shipped: bool = False) -> list[PackSource]:
    """The packs of a folder of the file system, as `<folder>/<pack>/<version>/pack.yaml`, by name and version.

    `shipped` ones may be loaded from their index.
    """
    shown, found = os.path.basename(folder), []
    for name in _folders(folder):
        for version in _folders(os.path.join(folder, name)):
            place = os.path.join(folder, name, version)
            if os.path.isfile(os.path.join(place, PACK_FILE)):
                index = os.path.join(place, INDEX_FILE) if shipped else ""
                found.append(PackSource(name, version, f"{shown}/{name}/{version}", origin, _reader(place), index))
    return sorted(found, key=_order)


def in_files(folder: str, files: Files, origin: str) -> list[PackSource]:
    """The packs among `files`, whose names are relative to `folder`: every `pack.yaml` is the head of one, by name and version.

    Raises PolicyError if there is none, if a file belongs to none, or if two have the same name and version.
    """
    homes = sorted(name.removesuffix(PACK_FILE) for name in files if f"/{name}".endswith(f"/{PACK_FILE}"))
    if not homes:
        raise refuse(
            folder,
            f"there is no {PACK_FILE} here or in a folder below",
            "write one, or take the folder out of policies",
        )
    faults: list[Fault] = []
    contents: dict[str, dict[str, bytes]] = {home: {} for home in homes}
    for name, data in files.items():
        home = max((home for home in homes if name.startswith(home)), key=len, default=None)
        if home is None:
            faults.append(
                Fault(
                    f"{folder}/{name}",
                    FILE_START,
                    "this file is no part of a pack",
                    "move it into a pack's folder, or out of here",
                )
            )
        else:
            contents[home][name.removeprefix(home)] = data
    found = [_described(f"{folder}/{home}".rstrip("/"), contents[home], origin, faults) for home in homes]
    _check_distinct(found, faults)
    if faults:
        raise PolicyError(faults)
    return sorted(found, key=_order)


def recommended(sources: Iterable[PackSource]) -> list[PackSource]:
    """The highest version of every pack that says it applies by default."""
    highest = {source.name: source for source in sorted(sources, key=_order)}
    return [source for source in highest.values() if is_recommended(source)]


class Pin(NamedTuple):
    """A pack asked for as `name`, `name@1`, `name@1.2` or `name@1.2.0`, and where that was written."""

    text: str
    path: str = "packs"
    span: Span = FILE_START


def resolve(pins: Iterable[Pin], sources: Sequence[PackSource]) -> list[PackSource]:
    """For each pin the highest version that it allows. Raises PolicyError, which says what there is."""
    faults: list[Fault] = []
    chosen: dict[str, PackSource] = {}
    for pin in pins:
        source = _choose(pin, sources, faults)
        if source and source.name in chosen:
            faults.append(Fault(pin.path, pin.span, f"pack {source.name} is named twice", "remove one of the pins"))
        elif source:
            chosen[source.name] = source
    if faults:
        raise PolicyError(faults)
    return list(chosen.values())


def _choose(pin: Pin, sources: Sequence[PackSource], faults: list[Fault]) -> PackSource | None:
    name, at, version = pin.text.partition("@")
    named = sorted((source for source in sources if source.name == name), key=_order)
    fitting = [source for source in named if not at or f"{source.version}.".startswith(f"{version}.")]
    if fitting:
        return fitting[-1]
    if named:
        message = f"pack {name} has no version {quoted(version)}"
        remedy = f"the versions are {listed(source.version for source in named)}"
    else:
        names = sorted({source.name for source in sources})
        message = f"there is no pack {quoted(name)}{did_you_mean(name, names)}"
        remedy = f"the packs are {listed(names)}"
    faults.append(Fault(pin.path, pin.span, message, remedy))
    return None


def _check_distinct(sources: Iterable[PackSource], faults: list[Fault]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for source in sources:
        key = source.name, source.version
        if key in seen:
            message = f"{source.name}@{source.version} is also in {seen[key]}"
            faults.append(
                Fault(f"{source.folder}/{PACK_FILE}", FILE_START, message, "give each version its own number")
            )
        seen.setdefault(key, source.folder)


def _described(folder: str, files: Files, origin: str, faults: list[Fault]) -> PackSource:
    from roadmap_guard.policy.pack_reading import read_header

    header = read_header(folder, files[PACK_FILE], faults)
    return PackSource(header.name, header.version, folder, origin, lambda: files)


def _reader(folder: str) -> Callable[[], Files]:
    return lambda: read_folder(folder)


def read_folder(folder: str) -> Files:
    """Every file below `folder` of the file system but hidden ones; none if it does not exist."""
    files = {}
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    files[os.path.relpath(path, folder).replace(os.sep, "/")] = file.read()
    return files


def _folders(folder: str) -> list[str]:
    if not os.path.isdir(folder):
        return []
    return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith("."))


def _order(source: PackSource) -> tuple[str, tuple[int, int, int]]:
    return source.name, version_key(source.version) or (0, 0, 0)
