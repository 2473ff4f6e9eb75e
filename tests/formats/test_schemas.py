"""The published schemas of the native format agree with what the reader takes."""

import jsonschema
import pytest
import yaml

from roadmap_guard.formats import schemas
from support.formats import read
from support.samples import FILES, format_of, told

SAMPLES = [file for file in FILES if format_of(file) in schemas.NATIVE.values() and not file.name.startswith("near-")]


def validator(kind):
    return jsonschema.Draft202012Validator(schemas.native_schema(kind))


def load(file):
    class Loader(yaml.SafeLoader):
        """Leaves dates as text, as YAML 1.2 does."""

    Loader.yaml_implicit_resolvers = {
        key: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for key, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(file if isinstance(file, str) else file.read_text(), Loader)


@pytest.mark.parametrize("kind", schemas.NATIVE)
def test_schema_is_one(kind):
    jsonschema.Draft202012Validator.check_schema(schemas.native_schema(kind))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: f"{format_of(file)}/{file.name}")
def test_what_the_schema_takes_the_reader_takes_without_a_word(file):
    document = load(file)
    problems = [problem for problem in told(file).get("problems", []) if " note " not in problem]

    assert not problems or list(validator(document["kind"]).iter_errors(document))


CANONICAL = {
    "Roadmap": """
      items:
        - id: PAY-1
          owner: "@ada"
          target: 2026-Q3
          progress: 40%
          rollback: {supported: true, testedOn: 2026-05-01}
          approvals: [{by: "@grace", date: 2026-05-02}]
          labels: {area: cards}
    """,
    "ServiceLevels": """
      objectives:
        - {name: availability, target: 99.95%, window: 30d, owners: [team-a]}
        - {id: a/b, target: 0.9995, windowSeconds: 604800, timeSliceWindow: 5 minutes}
      services: [{id: checkout, dependsOn: search}]
      errorBudgetPolicies: [{id: freeze, window: 4w, steps: [{remainingBelow: 50%, action: Stop}]}]
    """,
    "ModelGovernance": """
      models:
        - {id: score, version: "1.10", owners: [team-risk, {name: Ada}], risk: {tier: high}}
      audits:
        - {model: score, date: 2026-05-04, auditor: Fair Ltd, results: [{metric: impact, type: ratio, value: 0.9, min: 0.8}]}
    """,
    "FairnessAudit": """
      {model: score, date: 2026-05-04, outcome: passWithMitigation}
    """,
}


@pytest.mark.parametrize("kind", CANONICAL)
def test_schema_and_reader_both_take_the_forms_that_people_write(kind):
    text = f"apiVersion: roadmap-guard.dev/v1\nkind: {kind}\nmetadata: {{name: x}}\nspec:{CANONICAL[kind]}"
    found = read(text)

    assert list(validator(kind).iter_errors(load(text))) == []
    assert found.problems == ()
    assert found.recognised


@pytest.mark.parametrize("name", ["window", "owner"])
def test_human_form_has_the_description_of_the_field_it_stands_for(name):
    item = schemas.native_schema("ServiceLevels")["properties"]["spec"]["properties"]["objectives"]["items"]

    assert item["properties"][name]["description"]
