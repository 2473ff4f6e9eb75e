"""From a configuration to the rules that judge: packs chosen, loaded, checked and tuned."""

from collections.abc import Callable, Sequence

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Tuning
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.config import Config
from roadmap_guard.policy.faults import Fault, PolicyError
from roadmap_guard.policy.lock import Lock, held, narrowed
from roadmap_guard.policy.packs import PACK_FILE, Files, PackSource, read_pack
from roadmap_guard.policy.sources import Pin, recommended, resolve
from roadmap_guard.policy.tuning import tune


class Selected(NamedTuple):
    """The packs as published, the rules as tuned, and what the tuning changed."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    tunings: tuple[Tuning, ...]


def select(
    config: Config,
    given: Sequence[PackSource],
    own: Sequence[PackSource],
    check: Callable[[Pack, Files], list[Fault]],
    lock: Lock | None = None,
) -> Selected:
    """The policies of a run.

    `given` are the packs of the program and of plugins, of which the configuration pins some, or else the recommended ones apply;
    `own` are those of the repository, which all apply, in their highest version if no pin says another. `check` finds what is wrong
    with a pack that is not shipped (`stamps.checked`). With a `lock`, the packs given must be those that it names. Raises PolicyError
    with everything that is wrong with any of them.
    """
    chosen = _chosen(config, given if lock is None else narrowed(given, lock), own)
    faults: list[Fault] = []
    packs = [pack for source in chosen if (pack := _read(source, check, faults))]
    if lock is not None:
        names = {source.name for source in own}
        faults += held((pack for pack in packs if pack.name not in names), lock)
    if faults:
        raise PolicyError(faults)
    rules, tunings = tune([rule for pack in packs for rule in pack.rules], config.rules)
    return Selected(tuple(packs), rules, tunings)


def _chosen(config: Config, given: Sequence[PackSource], own: Sequence[PackSource]) -> list[PackSource]:
    pinned = resolve(config.packs, [*given, *own]) if config.packs is not None else recommended(given)
    _check_own_names(given, own)
    names = {source.name for source in pinned}
    rest = dict.fromkeys(source.name for source in own if source.name not in names)
    return [*pinned, *resolve([Pin(name) for name in rest], own)]


def _check_own_names(given: Sequence[PackSource], own: Sequence[PackSource]) -> None:
    """A pack of the repository must not pass for one of the program's or a plugin's."""
    taken = {source.name: source.origin for source in given}
    faults = [
        Fault(
            f"{source.folder}/{PACK_FILE}",
            FILE_START,
            f"{source.name} is the name of a pack of {taken[source.name]}",
            "choose another name",
        )
        for source in own
        if source.name in taken
    ]
    if faults:
        raise PolicyError(faults)


def _read(source: PackSource, check: Callable[[Pack, Files], list[Fault]], faults: list[Fault]) -> Pack | None:
    try:
        pack = read_pack(source)
    except PolicyError as error:
        faults += error.faults
        return None
    if not source.index_path:
        faults += check(pack, source.files())
    return pack
