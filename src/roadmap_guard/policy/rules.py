"""Reads one rule file: strictly, so that a word that was mistyped is never a rule that was switched off."""

from typing import Any, cast

from roadmap_guard.kinds import KINDS
from roadmap_guard.model.document import LEVELS, Level
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.rule import Example, Match, Reference, Rule
from roadmap_guard.model.span import Span
from roadmap_guard.model.waivable import Waivable
from roadmap_guard.policy.faults import did_you_mean, listed, quoted
from roadmap_guard.policy.names import IDENTIFIER, RESERVED, RULE_ID, is_date, is_identifier, is_name
from roadmap_guard.policy.paths import lists_of
from roadmap_guard.policy.shape import Faults, Section, envelope, root
from roadmap_guard.policy.waivable import read_waivable

EXPECTATIONS = {"passes": "pass", "fails": "fail", "notApplicable": "notApplicable"}
"""The word in an example, and the state of the outcome that it stands for."""

_TOP = ("apiVersion", "kind", "metadata", "spec", "rationale", "examples")
_SPEC = ("level", "match", "message", "remediation")
_SPEC_OPTIONAL = ("on", "when", "foreach", "as", "require", "uses", "at", "params", "waivable")
_CONTEXT = ("now", "resources", "owners", "fileOwners", "params", "oldObject", "change", "policies", "history")


class RuleFile(NamedTuple):
    """Where a rule's file stands: `path` for messages, `pack` and `name` (the file's stem) for its id."""

    path: str
    pack: str
    name: str


def read_rule(file: RuleFile, data: bytes, faults: Faults) -> Rule:
    """The rule in `data`. What is wrong is noted in `faults`; with anything noted, the rule is not fit for use."""
    top = envelope(root(file.path, data, faults).expect(_TOP), "Rule")
    metadata = top.section("metadata").expect(("id", "title"), ("controls", "references", "aliases"))
    spec = top.section("spec").expect(_SPEC, _SPEC_OPTIONAL)
    match = spec.section("match").expect(("kind",), ("fields", "formats"))
    examples = top.sections("examples")
    rule = Rule(
        id=f"{file.pack}/{_id(metadata, file)}",
        title=metadata.text("title"),
        level=cast("Level", spec.choice("level", LEVELS)),
        match=_match(match),
        when=spec.text("when"),
        foreach=spec.text("foreach"),
        bind=spec.texts("as"),
        require=spec.text("require"),
        uses=spec.text("uses"),
        at=spec.text("at"),
        message=spec.text("message"),
        remediation=spec.text("remediation"),
        params=_params(spec.section("params")),
        controls=metadata.texts("controls"),
        references=tuple(_reference(section) for section in metadata.sections("references")),
        aliases=_aliases(metadata, file.pack),
        rationale=top.text("rationale").strip(),
        examples=tuple(_example(section) for section in examples),
        path=file.path,
        expressions=_spans(metadata, spec, match, examples),
        waivable=Waivable()._replace(**read_waivable(spec)),
        on=spec.choice("on", ("change",)) if "on" in spec else "",
    )
    _check_requirement(rule, spec)
    _check_foreach(rule, spec)
    _check_examples(rule, top)
    return rule


def _id(metadata: Section, file: RuleFile) -> str:
    name = metadata.text("id")
    if name and not is_name(name):
        metadata.fault("id", f"rule id {quoted(name)} is not a name", RULE_ID)
    elif name and name != file.name:
        metadata.fault("id", f"rule id {quoted(name)} differs from its file's name", f"rename the file to {name}.yaml")
    return name or file.name


def _aliases(metadata: Section, pack: str) -> tuple[str, ...]:
    """Former ids in full; a bare name means the same pack."""
    aliases = metadata.texts("aliases")
    for number, alias in enumerate(aliases):
        if alias and not all(is_name(part) for part in alias.split("/", 1)):
            metadata.item_fault("aliases", number, f"alias {quoted(alias)} is not a rule id", RULE_ID)
    return tuple(alias if "/" in alias else f"{pack}/{alias}" for alias in aliases)


def _match(section: Section) -> Match:
    kind = section.text("kind")
    if kind and kind not in KINDS:
        section.fault(
            "kind", f"unknown kind {quoted(kind)}{did_you_mean(kind, KINDS)}", f"the kinds are {listed(KINDS)}"
        )
    return Match(kind=kind, fields=section.texts("fields"), formats=section.texts("formats"))


def _reference(section: Section) -> Reference:
    section.expect(("title",), ("url",))
    url = section.text("url")
    if url and not url.startswith(("https://", "http://")):
        section.fault("url", f"{quoted(url)} is not a web address", "begin it with https://")
    return Reference(title=section.text("title"), url=url)


def _params(section: Section) -> dict[str, Any]:
    for name in section:
        if not is_identifier(name):
            section.fault(name, f"param {quoted(name)} is not an identifier", IDENTIFIER)
    return {name: section.value(name) for name in section}


def _example(section: Section) -> Example:
    section.expect((), (*EXPECTATIONS, "at", "message", "context"))
    words = [word for word in EXPECTATIONS if word in section]
    if len(words) != 1:
        section.note(
            f"{section.name} says {listed(words)}",
            f"write exactly one of {listed(EXPECTATIONS)}, with a resource under it",
        )
    word = words[0] if words else "passes"
    if word == "passes":
        for key in ("at", "message"):
            if key in section:
                section.fault(key, f"{section.name} passes, so it has no {key}", "remove it")
    return Example(
        expect=EXPECTATIONS[word],
        object=section.mapping(word),
        at=section.text("at"),
        message=section.text("message"),
        context=_context(section.section("context")),
    )


def _context(section: Section) -> dict[str, Any]:
    """What an example needs around it. Keys that are absent stay so: no `owners` means that there is no registry of them."""
    section.expect((), _CONTEXT)
    _check_date(section, "now")
    owners = section.section("owners").expect((), ("known",))
    paths = section.section("fileOwners")
    read: dict[str, Any] = {
        "now": section.text("now"),
        "resources": [{key: item.value(key) for key in item} for item in section.sections("resources")],
        "owners": {"known": list(owners.texts("known"))},
        "fileOwners": {path: list(paths.texts(path)) for path in paths},
        "params": section.mapping("params"),
        "oldObject": section.mapping("oldObject"),
        "change": section.choice("change", ("added", "removed")) if "change" in section else "",
        "policies": list(section.texts("policies")),
        "history": [_version(item) for item in section.sections("history")],
    }
    return {key: read[key] for key in section if key in read}


def _version(section: Section) -> dict[str, Any]:
    """One version of an example, with the day on which it was committed."""
    section.expect(("date",), ("author", "object"))
    _check_date(section, "date")
    read = {"date": section.text("date"), "author": section.text("author"), "object": section.mapping("object")}
    return {key: read[key] for key in section if key in read}


def _check_date(section: Section, key: str) -> None:
    text = section.text(key)
    if text and not is_date(text):
        section.fault(key, f"{quoted(text)} is not a date", "write it as 2026-11-20")


def _check_requirement(rule: Rule, spec: Section) -> None:
    if "require" in spec and "uses" in spec:
        spec.fault("uses", "a rule has either require or uses, not both", "remove one of them")
    elif spec and "require" not in spec and "uses" not in spec:
        spec.note("the rule requires nothing", "add require: <CEL>, or uses: <check>")
    if rule.uses and rule.foreach:
        spec.fault("foreach", "a check in Python finds its elements itself", "remove foreach and as")


def _check_foreach(rule: Rule, spec: Section) -> None:
    lists = lists_of(rule.foreach) if rule.foreach else ()
    if lists is None:
        spec.fault(
            "foreach",
            f"{quoted(rule.foreach)} is not a path of lists",
            "write for example fairnessAudits[*].results[*]",
        )
    elif len(rule.bind) != len(lists) and spec.lists("as"):
        spec.fault("as", f"foreach walks {len(lists)} lists, as names {len(rule.bind)}", "write one name for each [*]")
    for number, name in enumerate(rule.bind):
        if name and (not is_identifier(name) or name in RESERVED):
            spec.item_fault("as", number, f"{quoted(name)} cannot name an element", IDENTIFIER)
        elif name in rule.bind[:number]:
            spec.item_fault("as", number, f"two elements are called {quoted(name)}", "give each list its own name")


def _check_examples(rule: Rule, top: Section) -> None:
    shown = {example.expect for example in rule.examples}
    for word in ("passes", "fails"):
        if "examples" in top and top.lists("examples") and EXPECTATIONS[word] not in shown:
            top.fault("examples", f"no example that {word}", f"add one: - {word}: {{id: a, ...}}")


def _spans(metadata: Section, spec: Section, match: Section, examples: list[Section]) -> dict[str, Span]:
    """Where everything stands that a later check may have to point at."""
    spans = {key: spec.span_of(key) for key in spec}
    spans["match.kind"] = match.span_of("kind")
    for key in ("fields", "formats"):
        spans |= {f"match.{key}[{number}]": node.span for number, node in enumerate(match.items(key))}
    spans |= {f"controls[{number}]": node.span for number, node in enumerate(metadata.items("controls"))}
    spans |= {f"examples[{number}]": section.span for number, section in enumerate(examples)}
    return spans
