"""Roadmaps and flags: files that only look like them, and real ones of public repositories, where these lie beside the project.

`roadmap_truth.tsv` was written by a person who read the files: path, id, status, a field and its value; `-` is absent.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from roadmap_guard import documents
from roadmap_guard.formats import reading
from roadmap_guard.formats.reading import Reading
from support.formats import BUILT_IN, parse

KINDS = ("RoadmapItem", "Objective", "FeatureFlag")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TRUTH = [line.split("\t") for line in Path(__file__).with_name("roadmap_truth.tsv").read_text().splitlines()]
real = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")

TRAPS = {
    ".github/workflows/roadmap.yml": "name: Roadmap\non: {schedule: [{cron: '0 0 * * 1'}]}\njobs: {sync: {steps: [{run: make roadmap}]}}\n",
    ".github/DISCUSSION_TEMPLATE/roadmap.yml": "title: '[Roadmap] '\nbody: [{type: textarea, id: idea, attributes: {label: Idea}}]\n",
    "roadmap.yaml": "articles:\n  - {kw: rings, category: Gold, volume: 260, scheduled_date: '2026-06-08', status: todo, published_date: null}\n",
    "skills/roadmap.yaml": "Data engineering:\n  Languages: [Python, Rust]\n  Databases: {SQL: [PostgreSQL], Graph: [Neo4j]}\n",
    "plugins/roadmap.yml": "Todo:\n  - Add a command\nDone: true\n",
    "map/roadmap.yml": "roads: [{id: a, title: High Street, status: open}]\n",
    "course/roadmap.yaml": "title: Learn\nmilestones: [{title: Week 1, lessons: [One]}]\n",
    "config/roadmap.yaml": "version: 1\nroadmap: {enabled: true, path: docs}\n",
    "release.yaml": "items: [{id: a, title: A, status: shipped}]\n",
    "board.yaml": "planned: 3\nin-progress: 2\ndone: 7\n",
    "team.yaml": "team: payments\ntype: service\n",
    "okrs.yml": "- hosts: app\n  become: yes\n  roles: [okrs]\n",
    "flags.yaml": "flags: [--verbose, --dry-run]\n",
    "nations.json": '{"flags": [{"key": "fr", "colours": 3}]}',
    "README.md": "# Front-end developer roadmap\n\n## 1. HTML\n\n- Learn the tags\n\n## 2. CSS\n\n- Learn the box\n",
    "docs/ROADMAP.md": "# Roadmap to becoming a cook 2026\n\n## Week 1\n\n- Boil an egg\n\n## Further reading\n\n- A book\n",
    "docs/roadmap-notes.md": "# Roadmap meeting\n\n- Facilitator: Ada\n\n## Session notes\n\n- Q: when? A: later\n",
    "docs/chart.md": "# Shop\n\nA gantt chart in mermaid would be nice.\n\n```mermaid\npie\n  title Pets\n```\n",
    "docs/tasks.md": "# Chores\n\n## Task List\n\n- [ ] wash up\n",
    "posts/plan.md": "---\ntitle: A plan\nstatus: draft\ndate: 2026-01-01\ntags: [x]\n---\n# A plan\n",
    "adr/0001.md": "---\nid: 1\ntitle: Use git\nstatus: accepted\ndate: 2026-01-01\n---\n# Use git\n",
}

# Pages about a format, its schema and its index are no files of the format.
NO_INSTANCES = (
    *(
        "roadmap.schema.json",
        "roadmap.schema.yaml",
        "expected_error.txt",
        "rust-project-goals.toml",
        "drafts/readme.md",
        ".djot",
    ),
    *(
        "data/tags.yaml",
        "data/empty.yaml",
        "template/nnnn.yaml",
        "crd-v1beta1-removal/README.md",
        "kantra-dotnet-framework/discussion.md",
    ),
    *("2024h2/README.md", "2024h2/flagship.md", "2024h2/not_accepted.md", "2025h1/README.md", "2025h1/goals.md"),
    *("2025h2/goals.md", "2026/funding.md", "OWNERS", "OWNERS_ALIASES", "prod-readiness/OWNERS"),
)
FORMATS = {
    "backlog-md": {"backlog-md", "backlog-md-milestone"},
    "brave-study": {"brave-study"},
    "chromium-flag-metadata": {"chromium-flags"},
    "gateway-gep-metadata": {"gateway-gep"},
    "gitlab-feature-flag": {"gitlab-feature-flag"},
    "glean-metrics": {"glean"},
    "k8s-kep": {"kep"},
    "k8s-kep-approvers-fixture": {"kep"},
    "k8s-kep-readme": {"kep-readme"},
    "k8s-prr-approval": {"kep-approval"},
    "mermaid-gantt-md": {"mermaid-gantt", "kep-readme"},
    "ocm-enhancement-metadata": {"ocm-enhancement"},
    "openshift-enhancement": {"openshift-enhancement"},
    "roadmap-epics-dag": {"roadmap-epics", "roadmap-outline"},
    "roadmap-features": {"roadmap-features", "roadmap-outline"},
    "roadmap-kanban-lists": {"roadmap-kanban"},
    "roadmap-maintainer": {"roadmap-release-plan", "roadmap-tasks", "roadmap-outline"},
    "roadmap-md": {"roadmap-outline"},
    "roadmap-milestones-gantt": {"roadmap-milestones", "roadmap-backlog", "mermaid-gantt"},
    "roadmap-pmat": {"roadmap-pmat", "roadmap-sprints", "roadmap-tasks", "roadmap-outline"},
    "roadmap-releases": {"roadmap-release-list"},
    "roadmap-sections": {"roadmap-sections", "roadmap-outline"},
    "roadmap-sierra": {"roadmap-sierra"},
    "roadmap-vibecollab": {"roadmap-vibecollab", "roadmap-outline"},
    "rust-project-goal": {"rust-project-goal"},
}


@pytest.mark.parametrize("path", TRAPS)
def test_file_that_only_looks_like_one_holds_no_item_objective_or_flag(path):
    found = reading.read(BUILT_IN, parse(TRAPS[path], path))

    assert [resource.id for resource in found.resources if resource.kind in KINDS] == []
    assert [problem for problem in found.problems if problem.level == "error"] == []


@cache
def manifest(folder: str) -> tuple[tuple[str, str], ...]:
    """The path and the format of each file of a folder that is there."""
    if not CORPUS.is_dir():
        return ()
    rows = [line.split("\t") for line in (CORPUS / folder / "MANIFEST.tsv").read_text().splitlines()[1:]]
    return tuple((row[0], row[4]) for row in rows if (CORPUS / folder / row[0]).is_file())


@cache
def read(folder: str, path: str) -> tuple[Reading, bool]:
    """What comes of a real file, and whether it is refused. Its path begins below the name of its repository."""
    parsed = documents.parse(path.partition("/")[2], (CORPUS / folder / path).read_bytes())
    found = reading.read(BUILT_IN, parsed.documents)
    return found, not parsed.documents or any(problem.refuses for problem in (*parsed.problems, *found.problems))


def instances(format_: str) -> Iterator[str]:
    return (path for path, of in manifest("roadmaps") if of == format_ and not path.endswith(NO_INSTANCES))


@real
@pytest.mark.parametrize("format_", FORMATS)
def test_nearly_every_real_file_is_recognised_or_refused(format_):
    counts: Counter[str] = Counter()
    for path in instances(format_):
        found, refused = read("roadmaps", path)
        names = {recognised.format for recognised in found.recognised}
        counts["missed" if not refused and (not names or names - FORMATS[format_]) else "right"] += 1

    assert counts["missed"] <= counts.total() / 100, counts


@real
def test_no_real_file_is_claimed_by_two_formats():
    problems = defaultdict(list)
    for format_ in FORMATS:
        for path in instances(format_):
            for problem in read("roadmaps", path)[0].problems:
                problems[problem.code].append((path, problem.message))

    assert problems.pop("ambiguous", []) == []
    assert problems.keys() <= {"value"}


@real
@pytest.mark.parametrize("folder", ["slo", "model_cards"])
def test_no_real_slo_or_model_card_is_taken_for_a_roadmap_or_flag(folder):
    taken = [
        (path, resource.format)
        for path, _ in manifest(folder)
        if documents.language_of(path)
        for resource in read(folder, path)[0].resources
        if resource.kind in KINDS
    ]

    assert taken == []


@real
def test_no_real_trap_holds_an_item_or_flag():
    traps = [path for path, format_ in manifest("roadmaps") if format_.startswith("trap-")]

    assert traps
    assert [path for path in traps if read("roadmaps", path)[0].resources] == []


@real
@pytest.mark.parametrize(
    ("path", "name", "status", "field", "value"), TRUTH, ids=[f"{row[1]}-{row[3]}" for row in TRUTH]
)
def test_real_item_is_what_a_reader_finds(path, name, status, field, value):
    found = [resource for resource in read("roadmaps", path)[0].resources if resource.id == name]
    said = found[0].fields.get(field, "-")

    assert len(found) == 1
    assert found[0].fields.get("status", "-") == status
    assert (", ".join(said) if isinstance(said, list) else str(said)) == value


@real
def test_title_of_every_real_item_stands_where_the_file_says_it():
    for format_ in FORMATS:
        for path in instances(format_):
            lines = (CORPUS / "roadmaps" / path).read_text(errors="replace").split("\n")
            for resource in read("roadmaps", path)[0].resources:
                title, span = str(resource.fields.get("title", "")), resource.positions.get("title")
                if (
                    span
                    and span.line == span.end_line
                    and not set(title) & set("'\"\\`")
                    and "title" not in resource.texts
                ):
                    assert title in lines[span.line - 1][span.column - 1 : span.end_column - 1], (path, title)
