"""What comes with the program, by way of the same hooks as every plugin.

The functions bear no marker: a test gives them one and registers them, so that a run without plugins, as most hooks are, need
not import pluggy for 9 ms.
"""

from roadmap_guard.engine.checks import CHECKS
from roadmap_guard.formats import index
from roadmap_guard.ownership.directory import READERS, OwnerReader
from roadmap_guard.policy import sources
from roadmap_guard.policy.checks import Check
from roadmap_guard.policy.functions import FUNCTIONS, FunctionSpec
from roadmap_guard.report import REPORTERS, Reporter


def roadmap_guard_formats() -> list[str]:
    """The definitions in `formats/definitions/`."""
    return [index.BUILT_IN]


def roadmap_guard_owner_readers() -> tuple[OwnerReader, ...]:
    """CODEOWNERS, OWNERS, sigs.yaml and catalogues of Backstage."""
    return READERS


def roadmap_guard_packs() -> list[str]:
    """The packs in `policies/`."""
    return [sources.shipped_folder()]


def roadmap_guard_functions() -> tuple[FunctionSpec, ...]:
    """The functions of `policy/functions.py`."""
    return FUNCTIONS


def roadmap_guard_checks() -> dict[str, Check]:
    """The checks of `engine/checks/`."""
    return CHECKS


def roadmap_guard_reporters() -> dict[str, Reporter]:
    """The formats of `report/`."""
    return REPORTERS
