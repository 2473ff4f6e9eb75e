"""Small packs and rules, right ones; and the mistakes that come of changing them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from roadmap_guard.kinds import schema
from roadmap_guard.model.outcome import Outcome
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Match, Pack, Rule
from roadmap_guard.model.span import FILE_START
from roadmap_guard.policy.compiling import compile_rule
from roadmap_guard.policy.expressions import Environment
from roadmap_guard.policy.faults import PolicyError
from roadmap_guard.policy.functions import FUNCTIONS, Context
from roadmap_guard.policy.packs import PackSource, read_pack
from roadmap_guard.policy.samples import field_names

PACK = """\
apiVersion: roadmap-guard.dev/v1
kind: Pack
metadata:
  name: acme
  version: "1.0.0"
  title: What Acme asks for
spec:
  recommended: true
"""

RULE = """\
apiVersion: roadmap-guard.dev/v1
kind: Rule
metadata:
  id: target-floor
  title: Targets are high enough
  controls: [soc2:A1.1]
  references: [{title: A book, url: "https://example.com/book"}]
spec:
  level: error
  match: {kind: SLO, fields: [tier]}
  when: has(object.tier)
  require: object.target >= params.floors[object.tier]
  at: target
  message: "target {percent(object.target)} is below {percent(params.floors[object.tier])}"
  remediation: Raise the target.
  params: {floors: {tier-1: 0.9995, tier-2: 0.999}}
rationale: |
  Because it says so.
examples:
  - passes: {kind: SLO, id: a/b, tier: tier-1, target: 0.9999}
  - fails: {kind: SLO, id: a/b, tier: tier-1, target: 0.999}
    at: target
  - notApplicable: {kind: SLO, id: a/b, target: 0.9}
"""

NAME = "rules/target-floor.yaml"


def files(rule: str = RULE, pack: str = PACK, **others: str) -> dict[str, bytes]:
    """The files of a pack with one rule, and others under names whose `__` stands for `/` and `_` for `.`."""
    return {"pack.yaml": pack.encode(), NAME: rule.encode()} | {name: text.encode() for name, text in others.items()}


def source(content: Mapping[str, bytes], name: str = "acme", version: str = "1.0.0") -> PackSource:
    """A pack of a repository."""
    return PackSource(name, version, "policies", "repository", lambda: content)


def load(rule: str = RULE, pack: str = PACK) -> Pack:
    return read_pack(source(files(rule, pack)))


def changed(text: str, old: str, new: str) -> str:
    """`text` with `old`, which it must have once, made `new`."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def faults_of(action: Callable[[], object]) -> list[str]:
    """The mistakes that `action` refuses with, as a person reads them."""
    with pytest.raises(PolicyError) as caught:
        action()
    return [str(fault) for fault in caught.value.faults]


def slo(**fields: Any) -> Resource:
    """An SLO of a dialect that can say everything."""
    return resource("SLO", **fields)


def resource(kind: str, **fields: Any) -> Resource:
    return Resource(
        kind=kind,
        id=str(fields.get("id", "a/b")),
        format="example",
        path=f"{kind}.yaml",
        document=0,
        span=FILE_START,
        fields={"id": "a/b", **fields},
        positions={},
        texts={},
        homes={},
        placeholders=(),
        expressible=frozenset(field_names(schema(kind))),
    )


def rule(require: str = "true", kind: str = "SLO", **parts: Any) -> Rule:
    """A rule made in place, about all resources of a kind."""
    spans = dict.fromkeys(("when", "require", "message", "uses", "foreach", "at"), FILE_START)
    values: dict[str, Any] = {
        "id": "acme/made",
        "title": "Made",
        "level": "error",
        "match": Match(kind),
        "when": "",
        "foreach": "",
        "bind": (),
        "require": require,
        "uses": "",
        "at": "",
        "message": "it fails",
        "remediation": "mend it",
        "params": {},
        "controls": (),
        "references": (),
        "aliases": (),
        "rationale": "because",
        "examples": (),
        "path": "policies/rules/made.yaml",
        "expressions": spans,
    }
    return Rule(**values | parts)


def judge(made: Rule, about: Resource, context: Context | None = None, **checks: Any) -> list[Outcome]:
    """What comes of holding one rule to one resource."""
    environment = Environment(context or Context("2026-11-20"), FUNCTIONS)
    return compile_rule(made, environment, checks).evaluate(environment.subject(about))
