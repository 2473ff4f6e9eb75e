"""All that a run found out, as plain data: every output is a pure function of this."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from roadmap_guard.model.document import Fix, Level
from roadmap_guard.model.outcome import Outcome, State
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Pack, Rule
from roadmap_guard.model.span import Span

if TYPE_CHECKING:
    from roadmap_guard.model.waiver import BaselineRecord, WaiverRecord

SCHEMA_VERSION = 1

Mode = Literal["worktree", "index", "commit", "paths"]
Trust = Literal["worktree", "index", "head", "base", "digest", "built-in"]
FileState = Literal["checked", "refused", "excluded"]


class CommitInfo(NamedTuple):
    """A commit as an audit names it.

    author, committer      `Name <address>`
    authored, committed    ISO 8601 with the offset that the commit gives
    subject                the first line of its message
    tags                   names of the tags at this very commit, sorted
    """

    oid: str
    author: str
    authored: str
    committer: str
    committed: str
    subject: str
    tags: tuple[str, ...]


class Source(NamedTuple):
    """What was looked at. `head` and `base` are full object ids; empty where the mode has none.

    `url` is the origin remote without credentials; `shallow` says that history is cut off. `url` and `commit` are read for
    an audit only.
    """

    mode: Mode
    root: str = ""
    head: str = ""
    base: str = ""
    head_date: str = ""
    ref: str = ""
    url: str = ""
    shallow: bool = False
    commit: CommitInfo | None = None


class FileRecord(NamedTuple):
    """One file that was seen, and what became of it. `reason` says why it was refused or excluded.

    `oid` is the git object id of its content where git knows it; `resources` counts what was read from it.
    """

    path: str
    state: FileState
    reason: str = ""
    oid: str = ""
    formats: tuple[str, ...] = ()
    resources: int = 0


class Tuning(NamedTuple):
    """A change that the repository's configuration made to a rule, told in every report."""

    rule: str
    change: str


class PolicyInfo(NamedTuple):
    """Which policies judged, and where they were read from (`trust`). `locked`: a lock file held their versions and contents."""

    trust: Trust
    config: str
    config_digest: str
    packs: tuple[Pack, ...]
    tunings: tuple[Tuning, ...]
    plugins: tuple[str, ...] = ()
    locked: bool = False

    @property
    def digest(self) -> str:
        """`sha256:` over the configuration and every pack: equal digests mean that the same policies judged."""
        from roadmap_guard.model.digests import sha256

        lines = [
            self.config_digest,
            *(f"{pack.name}@{pack.version} {pack.digest}" for pack in self.packs),
            *self.plugins,
        ]
        return "sha256:" + sha256("\n".join(lines).encode()).hexdigest()


class ResourceRef(NamedTuple):
    """Enough of a resource to name it in a finding."""

    kind: str
    id: str
    format: str


class Finding(NamedTuple):
    """An outcome that a person must see: a broken rule, a rule that could not be decided, or an unreadable input.

    `excerpt` is the source line that `line` names, as text; `fingerprint` is stable when lines move.
    `fix` is the one right answer, where whoever found it knew one.
    """

    rule: str
    level: Level
    outcome: State
    message: str
    remediation: str
    path: str
    span: Span
    resource: ResourceRef | None
    field: str
    owners: tuple[str, ...]
    controls: tuple[str, ...]
    fingerprint: str
    excerpt: str = ""
    fix: Fix | None = None


class Control(NamedTuple):
    """A clause of a standard, from `policies/controls/`. `status` says whether its wording was checked at the source."""

    id: str
    standard: str
    edition: str
    clause: str
    title: str
    url: str
    status: str
    applies_from: str = ""


class Report(NamedTuple):
    """The result of a run.

    files      every file seen: checked + refused + excluded is all of them
    outcomes   the full population, rule x resource, in the order of path, line, rule
    findings   what a person must see, in the order of path, line, rule
    rules      every rule that was selected, by id
    as_of      the date that rules compare with, ISO 8601
    incomplete reasons why the run could not check everything; any of them makes the exit code 2
    waivers    those that bear on what was looked at, in the order of their files, and what came of each
    baseline   the findings that stood when the tool was adopted, and what came of them
    """

    tool_version: str
    as_of: str
    source: Source
    policy: PolicyInfo
    files: tuple[FileRecord, ...]
    resources: tuple[Resource, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    rules: Mapping[str, Rule]
    controls: Mapping[str, Control]
    incomplete: tuple[str, ...] = ()
    waivers: "tuple[WaiverRecord, ...]" = ()
    baseline: "BaselineRecord | None" = None
