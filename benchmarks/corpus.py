"""Writes a repository of generated files: half SLOs in three dialects, a quarter roadmaps, a quarter model cards; 1 to 4 KB each."""

import random
import subprocess
from pathlib import Path

_PROSE = (
    "The service answers requests of enterprise clients, and its answers must arrive in time.",
    "Errors are counted at the load balancer, where the client's experience is closest.",
    "The team reviews the numbers every two weeks together with the product manager.",
    "A rollback takes five minutes and was rehearsed with the on-call engineer.",
    "Known gaps are listed in the tracker and are looked at before every release.",
)
_TEAMS = ("payments", "identity", "search", "ledger", "growth", "platform")


def write(folder: Path, count: int, seed: int = 20261120) -> None:
    """Fill `folder` with `count` files and commit them. The same seed gives the same bytes."""
    rng = random.Random(seed)
    makers = (_openslo, _roadmap, _sloth, _card) * (count // 4 + 1)
    for number, maker in enumerate(makers[:count]):
        path, text = maker(number, rng)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (folder / "CODEOWNERS").write_text("".join(f"/{team}/ @acme/{team}\n" for team in _TEAMS), encoding="utf-8")
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*_IDENTITY, "commit", "-q", "-m", "Generated files"]):
        subprocess.run(["git", *command], cwd=folder, check=True)


_IDENTITY = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com", "-c", "commit.gpgsign=false")


def _prose(rng: random.Random, sentences: int) -> str:
    return " ".join(rng.choice(_PROSE) for _ in range(sentences))


def _openslo(number: int, rng: random.Random) -> tuple[str, str]:
    team = rng.choice(_TEAMS)
    objectives = "".join(
        f"    - displayName: level {level}\n      target: {rng.choice((0.99, 0.995, 0.999, 0.9995))}\n"
        for level in range(rng.randint(1, 3))
    )
    return (
        f"{team}/slo/openslo-{number}.yaml",
        f"""apiVersion: openslo/v1
kind: SLO
metadata:
  name: service-{number}-availability
  labels: {{team: {team}, tier: tier-{rng.randint(1, 3)}}}
spec:
  service: service-{number}
  description: >-
    {_prose(rng, rng.randint(6, 20))}
  indicator:
    metadata: {{name: good-requests}}
    spec:
      ratioMetric:
        counter: true
        good: {{metricSource: {{type: Prometheus, spec: {{query: 'sum(rate(http_requests_total{{code!~"5..", service="{number}"}}[5m]))'}}}}}}
        total: {{metricSource: {{type: Prometheus, spec: {{query: 'sum(rate(http_requests_total{{service="{number}"}}[5m]))'}}}}}}
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  alertPolicies:
    - alertPolicyRef: fast-burn
  objectives:
{objectives}""",
    )


def _sloth(number: int, rng: random.Random) -> tuple[str, str]:
    team = rng.choice(_TEAMS)
    slos = "".join(
        f"""  - name: requests-{index}
    objective: {rng.choice((99, 99.5, 99.9, 99.95))}
    description: {_prose(rng, rng.randint(3, 8))}
    sli:
      events:
        error_query: sum(rate(http_requests_total{{code=~"5..", service="{number}"}}[{{{{.window}}}}]))
        total_query: sum(rate(http_requests_total{{service="{number}"}}[{{{{.window}}}}]))
    alerting:
      name: Service{number}HighErrorRate
      page_alert: {{labels: {{severity: critical}}}}
      ticket_alert: {{labels: {{severity: warning}}}}
"""
        for index in range(rng.randint(1, 3))
    )
    head = f'version: "prometheus/v1"\nservice: service-{number}\nlabels:\n  owner: {team}\n  tier: "{rng.randint(1, 3)}"\nslos:\n'
    return f"{team}/slo/sloth-{number}.yml", head + slos


def _roadmap(number: int, rng: random.Random) -> tuple[str, str]:
    team = rng.choice(_TEAMS)
    items = "".join(
        f"""    - id: RM-{number}-{index}
      title: Deliver part {index} of initiative {number}
      owner: {team}
      status: {rng.choice(("planned", "inProgress", "done"))}
      stage: {rng.choice(("alpha", "beta", "stable"))}
      target: 2027-Q{rng.randint(1, 4)}
      risk: {rng.choice(("low", "medium", "high"))}
      description: {_prose(rng, rng.randint(2, 6))}
      rollback:
        supported: true
        procedure: Switch the flag off and redeploy the release before.
        triggers: [error-budget-burn]
        testedOn: 2026-10-0{rng.randint(1, 9)}
"""
        for index in range(rng.randint(2, 5))
    )
    return (
        f"{team}/roadmap/plan-{number}.yaml",
        f"""apiVersion: roadmap-guard.dev/v1
kind: Roadmap
metadata:
  name: plan-{number}
  owners: [{team}]
spec:
  items:
{items}""",
    )


def _card(number: int, rng: random.Random) -> tuple[str, str]:
    team = rng.choice(_TEAMS)
    sections = "".join(
        f"## {heading}\n\n{_prose(rng, rng.randint(3, 7))}\n\n"
        for heading in (
            "Intended use",
            "Out-of-scope use",
            "Limitations",
            "Training data",
            "Evaluation",
            "Ethical considerations",
        )
    )
    return (
        f"{team}/models/model-{number}/README.md",
        f"""---
license: apache-2.0
pipeline_tag: text-classification
tags: [credit, ranking]
governance:
  version: "1.{number}"
  owners: [{{name: {team}, contact: {team}@example.com}}]
  risk: {{tier: limited}}
  fairnessAudits:
    - date: 2026-09-1{rng.randint(0, 9)}
      modelVersion: "1.{number}"
      auditor: {{name: Model assurance, independent: true}}
      results:
        - {{metric: impact_ratio, type: ratio, attribute: sex, value: 0.9{rng.randint(0, 9)}, min: 0.8}}
---
# Model {number}

{_prose(rng, 4)}

{sections}""",
    )
