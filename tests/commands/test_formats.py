"""`roadmap-guard formats` and formats of a repository's own."""

import json

from support.files import SLOTH
from support.guard import check, guard
from support.repository import Scratch

CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  formats:
    - format: acme-plan
      title: Acme's plan
      recognise: {all: [{path: plan, type: list}, {path: acmePlanVersion, exists: true}]}
      resources:
        - kind: RoadmapItem
          each: plan[*]
          id: "{key}"
          fields:
            title: what
            owners: who
            status: {path: state, values: {todo: planned, doing: inProgress, done: done}}
            target: due
"""

PLAN = """\
acmePlanVersion: 3
plan:
  - {key: A-1, what: Move sessions, who: "@acme/platform", state: doing, due: 2027-Q1}
"""


def test_list_names_every_format(repository: Scratch):
    run = guard(repository.root, "formats", "list")

    assert run.code == 0
    assert {"sloth", "openslo-v1", "kep", "native-roadmap"} <= {line.split()[0] for line in run.out.splitlines()}


def test_detect_tells_the_format_of_each_document(repository: Scratch):
    run = guard(repository.root, "formats", "detect", "slo/checkout.yaml")

    assert run.code == 0
    assert run.out.startswith("document 1: sloth\n")


def test_detect_of_something_else_says_what_is_missing(repository: Scratch):
    repository.write({"near.yaml": SLOTH.replace("prometheus/v1", "prometheus/v9")})

    run = guard(repository.root, "formats", "detect", "near.yaml")

    assert run.code == 1
    assert "not sloth: `version` is `prometheus/v9`" in run.out


def test_a_repository_defines_a_format_of_its_own(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG, "plan.yaml": PLAN})

    run = guard(repository.root, "resources", "--kind", "RoadmapItem", "--format", "json")
    [item] = json.loads(run.out)

    assert item["id"] == "A-1"
    assert item["format"] == "acme-plan"
    assert item["fields"]["status"] == "inProgress"
    assert item["positions"]["owners[0]"] == [3, 42]


def test_a_value_that_the_definition_does_not_know_is_told_at_its_place(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG, "plan.yaml": PLAN.replace("doing", "doign")})

    run = check(repository.root)

    assert "plan.yaml:3:67 input/value" in run.rules


def test_a_wrong_definition_does_not_load_and_says_where(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG.replace("resources:", "resorces:"), "plan.yaml": PLAN})

    run = check(repository.root)

    assert run.code == 2
    assert "roadmap-guard.yaml:8:7" in run.err
