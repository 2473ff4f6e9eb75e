"""What a run is asked to do."""

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.report import Mode

CONFIG_NAME = "roadmap-guard.yaml"


class Request(NamedTuple):
    """The question put to the engine.

    start         folder from which the repository is found
    mode          where the files come from
    head, base    revisions, for mode `commit`; with a base, policies come from it
    paths         narrow the check to these files or folders, relative to `start`
    everything    report on all files, where `--staged` or a base would narrow to what changes
    as_of         ISO date that rules compare with; empty: see `engine/dates.py`
    config        path of the configuration in the repository; empty: `roadmap-guard.yaml` at its root
    anywhere        no repository is needed: policies and formats are asked about, not files
    relock          choose packs as if there were no lock
    policy_digest   the digest that the policies must have, or empty; then they may come from anywhere
    require_trusted  refuse policies that the change under check could have brought
    bootstrap        the first configuration judges the change that brings it, where the base has none
    without_baseline  tell also what the baseline takes in
    strict_input  a file that cannot be read makes the run incomplete (exit code 2), not just a finding
    """

    start: str = "."
    mode: Mode = "worktree"
    head: str = ""
    base: str = ""
    paths: tuple[str, ...] = ()
    everything: bool = False
    as_of: str = ""
    config: str = ""
    strict_input: bool = False
    anywhere: bool = False
    relock: bool = False
    policy_digest: str = ""
    require_trusted: bool = False
    bootstrap: bool = False
    without_baseline: bool = False

    @property
    def config_path(self) -> str:
        """Where the configuration is looked for."""
        return self.config or CONFIG_NAME
