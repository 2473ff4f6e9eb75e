"""Loads the policies that judge a run, from the trusted snapshot, the program and its plugins."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from roadmap_guard.engine.extensions import Extensions
from roadmap_guard.engine.session import Session
from roadmap_guard.formats.registry import FormatSet
from roadmap_guard.git.snapshot import Snapshot
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.nearest import nearest
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Control, PolicyInfo
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.policy import sources
from roadmap_guard.policy.config import Folder
from roadmap_guard.policy.controls import Controls
from roadmap_guard.policy.faults import Fault, PolicyError
from roadmap_guard.policy.lock import LOCK_NAME, read_lock
from roadmap_guard.policy.packs import Files, PackSource
from roadmap_guard.policy.selecting import select

if TYPE_CHECKING:
    from roadmap_guard.policy.checking import Known


class Policies(NamedTuple):
    """The rules of a run as tuned, the controls that rules may name, and what the report says of where they are from."""

    rules: tuple[Rule, ...]
    controls: Mapping[str, Control]
    info: PolicyInfo

    @property
    def by_name(self) -> Mapping[str, Rule]:
        """Every rule by its id and by its former ones."""
        return {name: rule for rule in self.rules for name in (*rule.aliases, rule.id)}


def named(name: str, rules: Mapping[str, Rule]) -> Rule:
    """The rule of this id, or the one whose id ends in it behind the slash. Raises CannotCheckError where there is none or several."""
    if name in rules:
        return rules[name]
    same_end = {rule.id: rule for rule in rules.values() if rule.id.endswith(f"/{name}")}
    if len(same_end) == 1:
        return same_end.popitem()[1]
    near = nearest(name, rules)
    hint = f" (did you mean {near}?)" if near else ""
    raise CannotCheckError(f"no selected pack has a rule {name}{hint}", "roadmap-guard policy list shows them all.")


def load_policies(session: Session, extensions: Extensions, formats: FormatSet) -> Policies:
    """Raises PolicyError with everything that is wrong with any pack or with the tuning."""
    config = session.config

    def check(pack: Pack, files: Files) -> list[Fault]:
        from roadmap_guard.policy import stamps

        folder = stamps.cache_folder(session.snapshot.source.root)
        return stamps.checked(pack, files, known_names(extensions, formats), folder)

    data = None if session.request.relock else session.trusted.blob(LOCK_NAME)
    lock = None if data is None else read_lock(data)
    selected = select(config, extensions.packs, own_packs(session), check, lock)
    return Policies(
        rules=selected.rules,
        controls=Controls(),
        info=PolicyInfo(
            trust=session.trust if config.path else "built-in",
            config=config.path,
            config_digest=config.digest,
            packs=selected.packs,
            tunings=selected.tunings,
            plugins=config.plugins,
            locked=lock is not None,
        ),
    )


def own_packs(session: Session) -> list[PackSource]:
    """The packs in the folders that the configuration names, as they stand in the trusted snapshot."""
    return [source for folder in session.config.policies for source in _in_folder(session.trusted, folder)]


def known_names(extensions: Extensions, formats: FormatSet) -> "Known":
    """What rules may refer to."""
    from roadmap_guard.policy.checking import Known

    return Known(extensions.functions, extensions.checks, Controls(), formats.names)


def _in_folder(snapshot: Snapshot, folder: Folder) -> list[PackSource]:
    prefix = f"{folder.path}/"
    entries = [entry for entry in snapshot.entries() if entry.path.startswith(prefix)]
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    for entry, content in snapshot.read(entries):
        if isinstance(content, bytes):
            files[entry.path.removeprefix(prefix)] = content
        elif content.refuses:
            faults.append(Fault(entry.path, content.span, content.message, content.remedy))
    if faults:
        raise PolicyError(faults)
    return sources.in_files(folder.path, files, "repository")
