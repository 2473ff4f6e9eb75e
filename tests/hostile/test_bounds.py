"""Whatever a repository holds, a run ends within bounds, and says which bound it met."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET
from support.hostile_processes import GIGABYTE, Server, limited
from support.policies import PACK, RULE, changed
from support.repository import Scratch, scratch

ROADMAP = "apiVersion: roadmap-guard.dev/v1\nkind: Roadmap\nmetadata: {name: r}\nspec:\n  items:\n"
CARD = "apiVersion: roadmap-guard.dev/v1\nkind: ModelGovernance\nmetadata: {name: m}\nspec:\n  models:\n"
MEGABYTE = 1 << 20


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    return scratch(tmp_path / "repository")


def filled(head: str, unit: Callable[[int], str], tail: str = "") -> str:
    """As many units as fit into a file of 1 MiB."""
    parts, size, number = [head], len(head) + len(tail), 0
    while size + len(unit(number)) <= MEGABYTE:
        parts.append(unit(number))
        size += len(parts[-1])
        number += 1
    return "".join([*parts, tail])


def audits(count: int) -> str:
    rows = "".join(
        f"    - {{date: 2020-01-{n % 28 + 1:02}, results: [{{metric: a, value: 0.1}}]}}\n" for n in range(count)
    )
    return f"{CARD}  - id: m\n    name: m\n    version: 1.0.0\n    risk: {{tier: high}}\n    fairnessAudits:\n{rows}"


def gantt(tasks: str) -> str:
    return f"# Roadmap\n\n```mermaid\ngantt\n{tasks} t :a, 2027-01-01, 3d\n```\n"


WORST = {
    "items.yaml": lambda: filled(ROADMAP, lambda n: f"  - {{id: i{n}, title: x}}\n"),
    "items-with-one-id.yaml": lambda: ROADMAP + "  - {id: i, title: x, dependsOn: [i]}\n" * 2_000,
    "items-in-a-circle.yaml": lambda: (
        ROADMAP + "".join(f"  - {{id: i{n}, title: x, dependsOn: [i{(n + 1) % 2000}]}}\n" for n in range(2_000))
    ),
    "objectives.yaml": lambda: filled("version: prometheus/v1\nservice: s\nslos:\n", lambda n: f"- {{name: n{n}}}\n"),
    "documents.yaml": lambda: ("---\n" + LOW_SLOTH) * 100,
    "audits.yaml": lambda: audits(1_000),
    "too-many-audits.yaml": lambda: audits(9_000),
    "authors.yaml": lambda: filled(
        "title: T\nkep-number: 1\nowning-sig: s\nstatus: implementable\nauthors:\n", lambda n: f"- '@a{n}'\n"
    ),
    "one-key.yaml": lambda: filled("version: prometheus/v1\n", lambda _: "k: 1\n"),
    "numbers.json": lambda: filled("[1", lambda _: ",1", "]"),
    "brackets.json": lambda: "[" * MEGABYTE,
    "strings.json": lambda: filled('{"a": ["', lambda _: '","', '"]}'),
    "headings.md": lambda: filled("---\nlicense: mit\n---\n# Model Card for x\n", lambda n: f"## h{n}\n"),
    "fields.md": lambda: filled("# Model Card for x\n## Uses\n", lambda n: f"- **Owner**: x{n}\n"),
    "table.md": lambda: filled("# Model Card for x\n## Uses\n\n|a|b|\n|-|-|\n", lambda n: f"|a{n}|TBD|\n"),
    "tasks.md": lambda: "# Roadmap\n## Q1 2027\n" + "".join(f"- [ ] task {n} @x\n" for n in range(2_000)),
    "tables.md": lambda: "# Roadmap\n## Q1 2027\n\n" + "| Feature | Status |\n|-|-|\n" * 3_000,
    "cells.md": lambda: f"# Roadmap\n\n| Feature | Target |\n|-|-|\n| a | Q1 2027 a{' ' * 200_000}b |\n",
    "release.md": lambda: f"# Roadmap\n\n| Feature | Target |\n|-|-|\n| a | v1{'.1' * 100_000} |\n",
    "excludes.md": lambda: gantt(
        f" excludes {' '.join(f'{1700 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}' for n in range(20_000))}\n"
        + "".join(f" t{n} :a{n}, 1700-01-01, 9999d\n" for n in range(2_000))
    ),
    "commas.md": lambda: gantt(f" t{':' * 20}{'a,' * 120_000}\n" * 4),
    "comments.md": lambda: f"# Model Card for x\n## Uses\n\n{'{/*' * 80_000}\n",
    "breaks.md": lambda: f"# Model Card for x\n## Uses\n\n- **Owner:** a{' ' * 200_000}<x\n",
    "brackets.md": lambda: "# Model Card for x\n" + "[" * 500_000,
    "emphasis.md": lambda: "# Model Card for x\n" + "*a_ " * 250_000,
    "ticks.md": lambda: "# Model Card for x\n" + "".join("`" * (n % 500) + " " for n in range(4_000)),
    "quotes.md": lambda: "# Model Card for x\n" + ">" * 100_000,
    "nested.md": lambda: "# Model Card for x\n" + "".join("  " * min(n, 400) + "- a\n" for n in range(2_000)),
}
"""Files of up to 1 MiB, made to be dear to read, to judge or to tell of."""


@pytest.mark.parametrize("name", WORST)
def test_the_worst_file_ends_in_a_verdict_within_a_gigabyte(repository: Scratch, name: str):
    repository.write({name: WORST[name](), "z.yaml": LOW_SLOTH.replace("checkout", "z")})
    run = limited(repository.root, "check", "--format", "json", AS=GIGABYTE)

    assert run.err == ""
    assert run.code == (2 if name == "too-many-audits.yaml" else 1)
    assert f"z.yaml:8:16 {LOW_TARGET}" in run.rules
    assert run.report["summary"]["files"]["seen"] == 2


def test_a_long_value_is_cut_before_its_columns_are_counted(repository: Scratch):
    repository.write({"slo.yaml": LOW_SLOTH.replace("99.5", f'"{"é" * 200_000}"')})
    run = limited(repository.root, "check", "--format", "text", AS=GIGABYTE)

    assert run.code == 1
    assert len(run.out) < 10_000


FLOOD = """\
apiVersion: roadmap-guard.dev/v1
kind: Rule
metadata: {id: no-objectives, title: Nothing has objectives}
spec:
  level: error
  match: {kind: RoadmapItem}
  foreach: slos[*]
  as: [other]
  require: other == "nothing"
  at: other
  message: "{object.id} has {other}"
  remediation: Take it out.
rationale: |
  Because it says so.
examples:
  - passes: {kind: RoadmapItem, id: a, slos: [nothing]}
  - fails: {kind: RoadmapItem, id: a, slos: [b]}
    at: slos[0]
"""


def test_25_001_findings_reach_every_report_or_are_counted_where_they_do_not_fit(repository: Scratch):
    config = CONFIG.replace("{}", "{packs: [acme], policies: [policies]}")
    others = ", ".join(["x"] * 1_000)
    items = "".join(f"  - {{id: i{n}, title: x, slos: [{others if n else 'x'}]}}\n" for n in range(26))
    rules = {"policies/pack.yaml": PACK, "policies/rules/no-objectives.yaml": FLOOD}
    repository.write({"roadmap-guard.yaml": config, "r.yaml": ROADMAP + items, **rules})
    formats = ("github", "json=out.json", "sarif=out.sarif", "csv=out.csv")
    run = limited(repository.root, "check", *(f"--format={name}" for name in formats), AS=GIGABYTE)
    assert (run.code, run.err) == (1, "")
    results = json.loads((repository.root / "out.sarif").read_text())["runs"][0]
    told = [note["message"]["text"] for note in results["invocations"][0]["toolExecutionNotifications"]]

    assert (run.code, run.err) == (1, "")
    assert len(json.loads((repository.root / "out.json").read_text())["findings"]) == 25_001
    assert len((repository.root / "out.csv").read_text().splitlines()) == 25_002
    assert len(results["results"]) == 5_000
    assert told == ["20,001 results are left out, the least severe ones."]
    assert len([line for line in run.out.splitlines() if line.startswith("::error")]) <= 10
    assert "25,001" in run.out


@pytest.mark.parametrize("limit", [1_000, 1 << 20])
def test_the_size_of_a_file_is_bounded_to_the_byte_however_it_is_read(server: Server, repository: Scratch, limit: int):
    config = CONFIG.replace("{}", f"{{limits: {{fileBytes: {limit}}}}}")
    sizes = {f"{size}.yaml": LOW_SLOTH + "#" * (size - len(LOW_SLOTH)) for size in (limit - 1, limit, limit + 1)}
    repository.commit({"roadmap-guard.yaml": config, **sizes})
    for arguments in ((), ("--staged", "--report", "all"), ("--head", "HEAD")):
        report = server.check(repository.root, *arguments).report
        refused = [finding["path"] for finding in report["findings"] if finding["rule"] == "input/file-too-large"]
        low = [finding["path"] for finding in report["findings"] if finding["rule"] == LOW_TARGET]

        assert refused == [f"{limit + 1}.yaml"]
        assert sorted(low) == sorted([f"{limit - 1}.yaml", f"{limit}.yaml"])


def test_a_change_cannot_raise_the_limits_that_bound_it(server: Server, repository: Scratch):
    repository.commit({"roadmap-guard.yaml": CONFIG.replace("{}", "{limits: {fileBytes: 1000}}")})
    raised = CONFIG.replace("{}", "{limits: {fileBytes: 100000}}")
    repository.commit({"roadmap-guard.yaml": raised, "slo.yaml": LOW_SLOTH + "#" * 2_000})

    assert "slo.yaml:1:1 input/file-too-large" in server.check(repository.root, "--head=HEAD", "--base=HEAD~1").rules
    assert f"slo.yaml:8:16 {LOW_TARGET}" in server.check(repository.root, "--head", "HEAD").rules


@pytest.mark.parametrize(
    "setting", ["fileBytes: 16777217", "depth: 201", "nodes: 1000001", "fileBytes: 0", "depth: -1"]
)
def test_no_configuration_goes_beyond_the_hard_caps(server: Server, repository: Scratch, setting: str):
    repository.write({"roadmap-guard.yaml": CONFIG.replace("{}", f"{{limits: {{{setting}}}}}")})
    run = server.check(repository.root)

    assert (run.code, run.out) == (2, "")
    assert "roadmap-guard.yaml:3:" in run.err


EXPRESSIONS = {
    "loops in loops": "[1, 2].all(a, " + "refs('SLO').all(b, " * 12 + "true" + ")" * 13,
    "a doubling list": "[[1]]" + ".map(a, a + a)" * 28 + " == []",
    "additions": "1" + "+1" * 1_900 + " > 0",
    "parentheses": "(" * 2_000 + "true" + ")" * 2_000,
    "a pattern that backtracks": f"'{'a' * 60}b'.matches('^(a+)+$') || true",
    "a huge repetition": "'a'.matches('((a{1000}){1000}){1000}')",
}


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_an_expression_made_to_be_dear_ends_the_run_or_is_decided(repository: Scratch, name: str):
    rule = changed(RULE, "object.target >= params.floors[object.tier]", f"{json.dumps(EXPRESSIONS[name])}")
    config = CONFIG.replace("{}", "{packs: [acme], policies: [policies]}")
    rules = {"policies/pack.yaml": PACK, "policies/rules/target-floor.yaml": rule}
    many = {f"{n}.yaml": LOW_SLOTH.replace("checkout", f"s{n}") for n in range(2)}
    repository.write({"roadmap-guard.yaml": config, **rules, **many})
    run = limited(repository.root, "check", AS=GIGABYTE)

    assert run.code == (0 if name == "a pattern that backtracks" else 2)
    assert "Traceback" not in run.err
