"""What plugins, built-in or not, bring to a run; the engine takes it as plain data and knows nothing of plugins."""

from collections.abc import Mapping

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.ownership.directory import OwnerReader
from roadmap_guard.policy.checks import Check
from roadmap_guard.policy.functions import FunctionSpec
from roadmap_guard.policy.packs import PackSource


class Extensions(NamedTuple):
    """Folders of formats, the packs, functions, checks and owner readers to use."""

    formats: tuple[str, ...]
    packs: tuple[PackSource, ...]
    functions: tuple[FunctionSpec, ...]
    checks: Mapping[str, Check]
    owner_readers: tuple[OwnerReader, ...]
