"""The repository's configuration, `roadmap-guard.yaml`: which packs apply, how they are tuned, and what is in scope."""

from collections.abc import Mapping
from typing import Any, cast

from roadmap_guard.documents.limits import LIMITS, Limits, raised
from roadmap_guard.model.document import LEVELS, Level
from roadmap_guard.model.node import Node
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span
from roadmap_guard.policy.faults import PolicyError, quoted
from roadmap_guard.policy.names import is_pin
from roadmap_guard.policy.scope import Scope, compiled
from roadmap_guard.policy.shape import Faults, Section, envelope, root
from roadmap_guard.policy.sources import Pin
from roadmap_guard.policy.waivable import read_waivable

_KEYS = ("packs", "policies", "scope", "formats", "plugins", "rules", "failOn", "limits", "owners", "approvers")


class RuleSetting(NamedTuple):
    """What the configuration changes about one rule. `spans` says where each setting stands, by its path (`params.floors`)."""

    rule: str
    level: Level | None
    enabled: bool
    params: Mapping[str, Any]
    path: str
    spans: Mapping[str, Span]
    waivable: Mapping[str, Any] = {}


class Folder(NamedTuple):
    """A folder of the repository that holds packs of its own, and where the configuration names it."""

    path: str
    config: str
    span: Span


class Config(NamedTuple):
    """What the file says; the defaults are those of a repository without one.

    packs     pins; None: the recommended packs
    policies  folders of the repository's own packs
    formats   inline format definitions, as written
    plugins   `name==version`
    owners    owners that exist although no registry of the repository says so
    approvers who may approve a waiver of a rule that names no approvers of its own
    """

    path: str = ""
    digest: str = ""
    packs: tuple[Pin, ...] | None = None
    policies: tuple[Folder, ...] = ()
    scope: Scope = Scope()
    formats: tuple[Node, ...] = ()
    plugins: tuple[str, ...] = ()
    rules: tuple[RuleSetting, ...] = ()
    fail_on: Level = "error"
    limits: Limits = LIMITS
    owners: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()

    def out_of_scope(self, path: str) -> str:
        """Why `path` is out of scope; empty if it is in."""
        return self.scope.reason_against(path)


def read_config(path: str, data: bytes) -> Config:
    """The configuration in `data`. Raises PolicyError with everything that is wrong in it."""
    from roadmap_guard.model.digests import sha256

    faults = Faults(path)
    top = envelope(root(path, data, faults).expect(("apiVersion", "kind", "spec"), ("metadata",)), "Config")
    top.section("metadata").expect((), ("name",)).text("name")
    spec = top.section("spec").expect((), _KEYS)
    config = Config(
        path=path,
        digest=f"sha256:{sha256(data).hexdigest()}",
        packs=_pins(spec, path),
        policies=_folders(spec, path),
        scope=_scope(spec.section("scope")),
        formats=_formats(spec),
        plugins=_plugins(spec),
        rules=_rules(spec.section("rules"), path),
        fail_on=cast("Level", spec.choice("failOn", LEVELS)),
        limits=_limits(spec.section("limits")),
        owners=spec.texts("owners"),
        approvers=spec.texts("approvers"),
    )
    if faults.found:
        raise PolicyError(faults.found)
    return config


def _pins(spec: Section, path: str) -> tuple[Pin, ...] | None:
    if "packs" not in spec:
        return None
    pins = []
    for number, text in enumerate(spec.texts("packs")):
        if text and not is_pin(text):
            remedy = "write reliability@1, reliability@1.2 or reliability@1.2.0"
            spec.item_fault("packs", number, f"{quoted(text)} does not pin a pack", remedy)
        pins.append(Pin(text, path, spec.items("packs")[number].span))
    return tuple(pins)


def _folders(spec: Section, path: str) -> tuple[Folder, ...]:
    folders = []
    for number, text in enumerate(spec.texts("policies")):
        folder = text.removeprefix("./").rstrip("/")
        if text and (not folder or folder.startswith("/") or ".." in folder.split("/")):
            remedy = "name it from the repository's root: policies"
            spec.item_fault("policies", number, f"{quoted(text)} is no folder of the repository", remedy)
        folders.append(Folder(folder, path, spec.items("policies")[number].span))
    return tuple(folders)


def _scope(section: Section) -> Scope:
    section.expect((), ("include", "exclude"))
    for key in ("include", "exclude"):
        if key in section and section.lists(key) and not section.items(key):
            section.fault(
                key, f"scope.{key} is empty", "name a pattern, or remove the key: without it everything is in scope"
            )
        for number, pattern in enumerate(section.texts(key)):
            try:
                compiled([pattern])
            except ValueError:
                section.item_fault(
                    key, number, f"{quoted(pattern)} is not a pattern", "write it as in .gitignore: docs/, *.md"
                )
    return Scope(section.texts("include"), section.texts("exclude"))


def _formats(spec: Section) -> tuple[Node, ...]:
    """As written: what they say is read by the package that knows formats. Here only that each is a mapping."""
    spec.sections("formats")
    return tuple(spec.items("formats"))


def _plugins(spec: Section) -> tuple[str, ...]:
    plugins = spec.texts("plugins")
    for number, text in enumerate(plugins):
        name, equals, version = text.partition("==")
        if text and not (name.strip() == name and equals and version and " " not in text):
            spec.item_fault("plugins", number, f"{quoted(text)} does not pin a plugin", "write name==version")
    return plugins


def _rules(section: Section, path: str) -> tuple[RuleSetting, ...]:
    return tuple(_setting(section.section(rule), rule, section.key_span(rule), path) for rule in section)


def _setting(section: Section, rule: str, span: Span, path: str) -> RuleSetting:
    section.expect((), ("level", "enabled", "params", "waivable"))
    params = section.section("params")
    return RuleSetting(
        rule=rule,
        level=cast("Level", section.choice("level", LEVELS)) if "level" in section else None,
        enabled=section.flag("enabled", default=True),
        params=section.mapping("params"),
        path=path,
        waivable=read_waivable(section),
        spans={"": span} | {f"params.{name}": params.key_span(name) for name in params},
    )


def _limits(section: Section) -> Limits:
    changes = {}
    for name in section:
        value = section.value(name)
        try:
            raised({name: value})
        except ValueError as error:
            section.fault(name, str(error))
        else:
            changes[name] = value
    return raised(changes)
