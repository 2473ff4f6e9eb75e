"""Builds Reports for tests: `report()` is a small rich one; every part has defaults and takes changes by keyword."""

from collections.abc import Iterable
from typing import Any

from roadmap_guard.model.document import Fix, Level
from roadmap_guard.model.outcome import Outcome, State
from roadmap_guard.model.report import (
    Control,
    FileRecord,
    Finding,
    PolicyInfo,
    Report,
    ResourceRef,
    Source,
    Tuning,
)
from roadmap_guard.model.resource import Resource
from roadmap_guard.model.rule import Example, Match, Pack, Reference, Rule
from roadmap_guard.model.span import Span
from roadmap_guard.model.waiver import Baseline, BaselineRecord, Waiver, WaiverRecord

HEAD = "4f2a9c1d8e7b6a5043c2d1e0f9a8b7c6d5e4f3a2"

HOSTILE = (
    "% : , ] ; | < & = \" ' \\",
    "{0} [x](1) ![i](http://e.example/x.png) `code` **b** @team #1 https://evil.example www.evil.example",
    "::error::x",
    "  ::stop-commands::token",
    "a ##[add-mask]hunter2 b",
    "##vso[task.complete result=Succeeded;]",
    "line\r\n::error::injected",
    "line\r::warning::injected",
    "nul\0 esc\x1b[31m csi\x9b31m bel\x07 osc\x1b]8;;http://e.example\x07",
    "sep\u2028::error::x\u2029y\x85z",
    "bidi \u202egnp.exe\u202c\u2066\u200b\ufeff",
    "emoji \U0001f469\u200d\U0001f4bb 漢字",
    "lone \udcff surrogate \ud800",
    "=1+1",
    "+1",
    "-1",
    "@sum(1)",
    "\t=1",
    "\r=1",
    "＝1",  # noqa: RUF001 - a full-width formula
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</style></title><!--",
    "javascript:alert(1)",
    "##\u200d[add-mask]x",
    "",
    ":",
    "é" * 5000,
)
"""Texts that have broken reporters: each may stand in any place that a file under check can fill."""


def rule(rule_id: str = "reliability/slo-target-meets-tier", **changes: Any) -> Rule:
    plain = Rule(
        id=rule_id,
        title="An SLO's target meets its tier's floor",
        level="error",
        match=Match("SLO"),
        when="has(object.tier)",
        foreach="",
        bind=(),
        require="object.target >= params.floors[object.tier]",
        uses="",
        at="target",
        message="target {percent(object.target)} is below the floor",
        remediation="Raise the target, or move the service to a lower tier with its owner's approval.",
        params={"floors": {"tier-1": 0.9995, "tier-2": 0.999}},
        controls=("soc2:A1.1",),
        references=(
            Reference(
                "Site Reliability Engineering, chapter 4", "https://sre.google/sre-book/service-level-objectives/"
            ),
        ),
        aliases=(),
        rationale="A target below what the tier promises lets an outage pass unnoticed.\nUsers of a tier-1 service plan with its floor.\n",
        examples=(
            Example("pass", {"kind": "SLO", "id": "a/b", "tier": "tier-1", "target": 0.9999}),
            Example("fail", {"kind": "SLO", "id": "a/b", "tier": "tier-1", "target": 0.999}, at="target"),
        ),
        path="policies/reliability/1.2.0/rules/slo-target-meets-tier.yaml",
        expressions={},
    )
    return plain._replace(**changes)


def rollback_rule() -> Rule:
    return rule(
        "governance/rollback-is-tested",
        title="A rollback plan has been tried",
        level="warning",
        match=Match("RoadmapItem"),
        when="has(object.rollback)",
        require="has(object.rollback.testedOn)",
        at="rollback",
        message="the rollback plan was never tried",
        remediation="Try the plan and write the day under rollback.testedOn.",
        params={},
        controls=("soc2:CC8.1", "iso-42001:A.6.2.6"),
        references=(),
        rationale="A plan that was never tried is a hope.",
        examples=(),
        path="policies/governance/1.0.0/rules/rollback-is-tested.yaml",
    )


def audit_rule() -> Rule:
    return rule(
        "governance/fairness-audit-is-recent",
        title="A model in use has a fairness audit of the last year",
        match=Match("ModelCard"),
        when="",
        require="object.fairnessAudits.exists(a, daysSince(a.date) <= params.days)",
        at="fairnessAudits",
        message="no fairness audit in the last year",
        remediation="Have the model audited, and link the result in the card.",
        params={"days": 365},
        rationale="Data and users change under a model that stays the same, so a fairness audit grows stale.",
        controls=("eu-ai-act:art-10-2-f", "nist-ai-rmf:MEASURE-2.11"),
        references=(Reference("Regulation (EU) 2024/1689, Article 10"),),
        examples=(),
        path="policies/governance/1.0.0/rules/fairness-audit-is-recent.yaml",
    )


def resource(kind: str = "SLO", resource_id: str = "checkout/availability", **changes: Any) -> Resource:
    plain = Resource(
        kind=kind,
        id=resource_id,
        format="sloth",
        path="slo/checkout.yaml",
        document=0,
        span=Span(5, 3, 14, 1),
        fields={"id": resource_id, "owners": ["team-payments"]},
        positions={"target": Span(7, 14, 7, 18)},
        texts={},
        homes={},
        placeholders=(),
        expressible=frozenset({"owners", "target"}),
    )
    return plain._replace(**changes)


def finding(**changes: Any) -> Finding:
    plain = Finding(
        rule="reliability/slo-target-meets-tier",
        level="error",
        outcome="fail",
        message="target 99.9 % is below the tier-1 floor 99.95 %",
        remediation="Raise the target, or move the service to a lower tier with its owner's approval.",
        path="slo/checkout.yaml",
        span=Span(7, 14, 7, 18),
        resource=ResourceRef("SLO", "checkout/availability", "sloth"),
        field="target",
        owners=("team-payments",),
        controls=("soc2:A1.1",),
        fingerprint="7d0f3b52c8a94e16",
        excerpt="    objective: 99.9",
    )
    return plain._replace(**changes)


_SOURCE = {
    ("models/churn.md", 1): "---",
    ("models/credit.md", 1): "---",
    ("roadmap/2026.yaml", 31): "    rollback:",
    ("roadmap/2026.yaml", 55): "    rollback: {plan: docs/rollback.md,",
    ("slo/checkout.yaml", 7): "  objective: 99.9  # agreed with sales",
}


def findings_of(outcomes: Iterable[Outcome]) -> tuple[Finding, ...]:
    """A finding for each outcome that fails or could not be decided."""
    return tuple(_finding_of(outcome) for outcome in outcomes if outcome.state in ("fail", "error"))


def _finding_of(outcome: Outcome) -> Finding:
    path, span = outcome.place
    found = outcome.resource
    return Finding(
        rule=outcome.rule.id,
        level="error" if outcome.state == "error" else outcome.rule.level,
        outcome=outcome.state,
        message=outcome.message,
        remediation=outcome.rule.remediation,
        path=path,
        span=span,
        resource=ResourceRef(found.kind, found.id, found.format),
        field=outcome.field,
        owners=tuple(found.fields.get("owners", ())),
        controls=outcome.rule.controls,
        fingerprint=f"{abs(span.line * 7919 + len(found.id)):016x}",
        excerpt=_SOURCE.get((path, span.line), ""),
    )


def waiver(**changes: Any) -> Waiver:
    plain = Waiver(
        rule="reliability/slo-target-meets-tier",
        resource="batch/freshness",
        field="target",
        value="0.99",
        reason="The nightly job moves to the new cluster in December.",
        ticket="https://tickets.example.com/OPS-12",
        requested_by="@dana",
        approved_by="@acme/sre",
        created="2026-11-02",
        expires="2026-12-31",
        path=".roadmap-guard/waivers.yaml",
        span=Span(5, 7, 15, 1),
    )
    return plain._replace(**changes)


def baseline(**changes: Any) -> Baseline:
    plain = Baseline(
        path=".roadmap-guard/baseline.yaml",
        reason="Found when the tool was adopted.",
        approved_by="",
        created="2026-06-03",
        expires="2026-11-30",
        entries={"governance/rollback-is-tested": {"RoadmapItem PAY-1": (".",), "RoadmapItem PAY-2": (".",)}},
        spans={"governance/rollback-is-tested": Span(8, 5, 8, 35)},
    )
    return plain._replace(**changes)


def unreadable(path: str = "models/legacy.md", line: int = 3) -> Finding:
    return finding(
        rule="input/duplicate-key",
        outcome="error",
        message="the key 'owner' stands twice in this mapping, first in line 2",
        remediation="Keep one of the two.",
        path=path,
        span=Span(line, 1, line, 6),
        resource=None,
        field="",
        owners=(),
        controls=(),
        fingerprint="0c11d9aa73e2f480",
        excerpt="owner: team-risk",
        fix=Fix(Span(line, 1, line, 6), "owner", "owners", "write `owners` for `owner`", safe=True),
    )


CONTROLS = {
    control.id: control
    for control in (
        Control(
            "eu-ai-act:art-10-2-f",
            "EU AI Act",
            "2024/1689",
            "Article 10(2)(f)",
            "Examination for possible biases",
            "https://eur-lex.europa.eu/eli/reg/2024/1689/oj",
            "verified",
            "2027-12-02",
        ),
        Control(
            "iso-42001:A.6.2.6",
            "ISO/IEC 42001",
            "2023",
            "A.6.2.6",
            "Operation and monitoring of the AI system",
            "",
            "unverified",
        ),
        Control(
            "nist-ai-rmf:MEASURE-2.11",
            "NIST AI RMF",
            "1.0",
            "MEASURE 2.11",
            "Fairness and bias are evaluated and documented",
            "https://airc.nist.gov/",
            "verified",
        ),
        Control("soc2:A1.1", "SOC 2", "2017 (2022)", "A1.1", "Capacity is planned and monitored", "", "unverified"),
        Control(
            "soc2:CC8.1",
            "SOC 2",
            "2017 (2022)",
            "CC8.1",
            "Changes are authorised, tested and approved",
            "",
            "unverified",
        ),
        Control("soc2:CC9.2", "SOC 2", "2017 (2022)", "CC9.2", "Vendor risk is managed", "", "unverified"),
    )
}


def policy(rules: Iterable[Rule], **changes: Any) -> PolicyInfo:
    rules = tuple(rules)
    by_pack = {name: tuple(r for r in rules if r.id.startswith(f"{name}/")) for name in ("governance", "reliability")}
    plain = PolicyInfo(
        trust="base",
        config="roadmap-guard.yaml",
        config_digest="sha256:" + "c0ffee" * 10 + "abcd",
        packs=(
            Pack(
                "governance",
                "1.0.0",
                "Governance",
                "Rollback plans and fairness audits.",
                "sha256:" + "1a" * 32,
                "built-in",
                by_pack["governance"],
            ),
            Pack(
                "reliability",
                "1.2.0",
                "Reliability",
                "Targets, windows and owners of SLOs.",
                "sha256:" + "2b" * 32,
                "built-in",
                by_pack["reliability"],
            ),
        ),
        tunings=(Tuning("governance/rollback-is-tested", "level error -> warning"),),
    )
    return plain._replace(**changes)


def build(
    outcomes: Iterable[Outcome],
    *,
    findings: Iterable[Finding] | None = None,
    files: Iterable[FileRecord] = (),
    rules: Iterable[Rule] | None = None,
    **changes: Any,
) -> Report:
    """A Report around `outcomes`; resources, rules, checked files and findings follow from them unless given."""
    outcomes = tuple(outcomes)
    resources = tuple({(o.resource.kind, o.resource.id): o.resource for o in outcomes}.values())
    rules = tuple({o.rule.id: o.rule for o in outcomes}.values()) if rules is None else tuple(rules)
    counted: dict[str, int] = {}
    for each in resources:
        counted[each.path] = counted.get(each.path, 0) + 1
    checked = [
        FileRecord(path, "checked", oid="b" * 40, formats=("sloth",), resources=n) for path, n in counted.items()
    ]
    plain = Report(
        tool_version="1.0.0",
        as_of="2026-11-20",
        source=Source(
            "commit",
            "/home/dev/payments",
            HEAD,
            "9" * 40,
            "2026-11-19T16:20:00+01:00",
            "refs/heads/main",
            "https://github.com/example/payments",
        ),
        policy=policy(rules),
        files=tuple(sorted([*checked, *files])),
        resources=resources,
        outcomes=outcomes,
        findings=findings_of(outcomes) if findings is None else tuple(findings),
        rules={r.id: r for r in sorted(rules, key=lambda r: r.id)},
        controls=CONTROLS,
    )
    return plain._replace(**changes)


def outcome(subject: Resource, held_to: Rule, state: State, field: str = "", message: str = "") -> Outcome:
    return Outcome(held_to, subject, state, field, message)


def report(**changes: Any) -> Report:
    """A small Report with every state, an unreadable file, an excluded one, a tuning and a reason to be incomplete."""
    floor, tried, recent = rule(), rollback_rule(), audit_rule()
    checkout = resource()
    search = resource(
        resource_id="search/latency", path="slo/search.yaml", fields={"id": "search/latency", "owners": ["team-search"]}
    )
    batch = resource(
        resource_id="batch/freshness", path="slo/search.yaml", span=Span(20, 3, 28, 1), fields={"id": "batch/freshness"}
    )
    wallet = resource(
        "RoadmapItem",
        "PAY-7",
        format="kep",
        path="roadmap/2026.yaml",
        positions={"rollback": Span(31, 5, 33, 1)},
        span=Span(24, 5, 40, 1),
    )
    ledger = wallet._replace(id="PAY-9", span=Span(52, 5, 60, 1), positions={"rollback": Span(55, 5, 57, 1)})
    card = resource(
        "ModelCard",
        "credit-scorer",
        format="huggingface-card",
        path="models/credit.md",
        span=Span(1, 1, 90, 1),
        positions={},
        fields={"id": "credit-scorer", "owners": ["team-risk", "Ada Example"]},
    )
    other = card._replace(id="churn", path="models/churn.md")
    outcomes = (
        outcome(other, recent, "error", "", "fairnessAudits[0].date is no date: 'last spring'"),
        outcome(card, recent, "fail", "fairnessAudits", "no fairness audit in the last year"),
        outcome(wallet, tried, "fail", "rollback", "the rollback plan was never tried"),
        outcome(ledger, tried, "fail", "rollback", "the rollback plan was never tried"),
        outcome(checkout, floor, "fail", "target", "target 99.9 % is below the tier-1 floor 99.95 %"),
        outcome(search, floor, "pass"),
        outcome(batch, floor, "waived", "target", "target 99 % is below the tier-2 floor 99.9 %")._replace(
            waiver=".roadmap-guard/waivers.yaml:5"
        ),
        outcome(
            batch._replace(id="batch/volume"), floor, "notApplicable", "", "the condition of the rule does not hold"
        ),
    )
    refused = FileRecord("models/legacy.md", "refused", "input/duplicate-key: the key 'owner' stands twice", "d" * 40)
    excluded = FileRecord("vendor/openslo/example.yaml", "excluded", "matches 'vendor/**' of exclude", "e" * 40)
    found = findings_of(outcomes)
    plain = build(
        outcomes,
        findings=(*found[:2], unreadable(), *found[2:]),
        files=(refused, excluded),
        rules=(floor, tried, recent),
        incomplete=("models/legacy.md could not be read",),
        waivers=(
            WaiverRecord(waiver(), "active", "", 41, 1),
            WaiverRecord(
                waiver(
                    resource="old/latency", field="", value="", ticket="", expires="2026-10-31", span=Span(16, 7, 24, 1)
                ),
                "expired",
                "it ended on 2026-10-31",
                -20,
                0,
            ),
        ),
        baseline=BaselineRecord(baseline(), "expiring", 10, 1, 1, 0),
    )
    return plain._replace(**changes)


def clean(**changes: Any) -> Report:
    """A Report without findings."""
    return build((outcome(resource(), rule(), "pass"),))._replace(**changes)


def empty(**changes: Any) -> Report:
    """A Report of a run that saw nothing."""
    return build(())._replace(
        source=Source("worktree"),
        policy=policy(())._replace(trust="built-in", config="", config_digest="", tunings=()),
        **changes,
    )


def hostile(text: str, **changes: Any) -> Report:
    """A Report in which `text` stands in every place that the repository under check can fill."""
    named = resource(resource_id=text, path=text, format="sloth", fields={"id": text, "owners": [text]})
    subject = outcome(named, rule(), "fail", "target", text)
    decided = [
        subject,
        subject._replace(state="pass", message=""),
        subject._replace(state="waived", waiver=text),
        subject._replace(state="error"),
    ]
    found = finding(
        message=text, path=text, resource=ResourceRef("SLO", text, "sloth"), owners=(text,), field=text, excerpt=text
    )
    unread = unreadable(text)._replace(message=text, remediation=text, excerpt=text)
    plain = build(
        decided,
        findings=(found, unread),
        files=(FileRecord(text, "refused", text), FileRecord(text, "excluded", text)),
        incomplete=(text,),
        waivers=(WaiverRecord(_hostile_waiver(text), "changed", text, -1, 1),),
        baseline=BaselineRecord(
            baseline(path=text, reason=text, approved_by=text, entries={text: {text: (text,)}}),
            "expired",
            -1,
            0,
            None,
            1,
        ),
    )
    source = plain.source._replace(root=text, ref=text, url=text, head_date=text)
    tuned = plain.policy._replace(config=text, tunings=(Tuning(text, text),))
    return plain._replace(source=source, policy=tuned, **changes)


def _hostile_waiver(text: str) -> Waiver:
    words = ("rule", "resource", "field", "value", "reason", "ticket", "requested_by", "approved_by", "path")
    return waiver(**dict.fromkeys(words, text))


def many(count: int, level: Level = "error") -> Report:
    """A Report of `count` failing SLOs, one per file."""
    tuned = rule(level=level)
    return build(
        outcome(
            resource(resource_id=f"svc-{n}/availability", path=f"slo/{n:05}.yaml"),
            tuned,
            "fail",
            "target",
            f"target of service {n} is too low",
        )
        for n in range(count)
    )
