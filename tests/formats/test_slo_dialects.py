"""SLOs in the dialects of many tools: what each promises, and what only looks like one.

`slo_truth.tsv` was written by reading the files: one row for each objective of a file, in its order, with the target as a ratio and
the window in seconds; empty means that the file does not say it.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from roadmap_guard import documents
from roadmap_guard.formats import reading
from roadmap_guard.formats.reading import Reading
from support.formats import BUILT_IN, read
from support.samples import FILES as SAMPLES
from support.samples import format_of
from support.samples import read as sample

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TRUTH = Path(__file__).with_name("slo_truth.tsv")
ROWS = [line.split("\t") for line in TRUTH.read_text().splitlines()[1:]]
FILES = {path: [tuple(row[1:]) for row in rows] for path, rows in groupby(ROWS, key=lambda row: row[0])}

real = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")


def read_real(path: str) -> Reading:
    return reading.read(BUILT_IN, documents.parse(path, (CORPUS / "slo" / path).read_bytes()).documents)


def told(path: str) -> Iterator[tuple[str, str, str]]:
    for resource in read_real(path).resources:
        if resource.kind == "SLO":
            target, window = resource.fields.get("target", ""), resource.fields.get("windowSeconds", "")
            yield resource.id, str(target), str(window)


@real
@pytest.mark.parametrize("path", FILES)
def test_real_file_promises_what_its_reader_reads(path):
    assert list(told(path)) == FILES[path]


MANIFEST = {
    r"openslo/v1 ": "openslo-v1",
    r"openslo/v1alpha ": "openslo-v1alpha",
    r"openslo\.com/v2alpha ": "openslo-v2alpha",
    r"sloth prometheus/v1(?!\d)": "sloth",
    r"sloth\.slok\.dev/v1 ": "sloth-kubernetes",
    r"pyrra\.dev/": "pyrra",
    r"sre\.google\.com/v2 ": "slo-generator",
    r"slo-generator shared config": "slo-generator-config",
    r"slo-generator v1": "slo-generator-v1",
    r"google service monitoring json": "gcp-service-monitoring",
    r"n9/v1alpha ": "nobl9",
    r"keptn (slo|sli)\.yaml": "keptn",
    r"(metrics|lifecycle)\.keptn\.sh/": "keptn-lifecycle",
    r"datadoghq\.com/": "datadog-operator",
    r"datadog terraform catalog": "datadog-terraform",
    r"monitoring\.cnrm\.": "gcp-config-connector",
    r"slo\.grafana\.": "grafana-crossplane",
    r"coralogix\.com/": "coralogix",
    r"monitoring\.spotahome\.com/": "service-level-operator",
    r"blameless/": "blameless",
    r"homegrown flat": "sloth-rules",
    r"homegrown nested": "openshift4-slos",
    r"homegrown (slos|targets)-list": "slo-list",
}
UNLIKE = ("not-slo", "crd-schema", "json-schema", "schema: ")
UNREADABLE = "does not parse"


def manifest() -> list[tuple[str, str]]:
    """Path and format of every real SLO file that can be parsed."""
    lines = (CORPUS / "slo" / "MANIFEST.tsv").read_text().splitlines()[1:]
    rows = [(line.split("\t")[0], line.split("\t")[4]) for line in lines]
    return [(path, name) for path, name in rows if UNREADABLE not in name]


@real
@pytest.mark.parametrize("pattern", MANIFEST)
def test_real_files_of_a_dialect_are_recognised_as_it_and_as_nothing_unlike_it(pattern):
    paths = [path for path, name in manifest() if re.match(pattern, name)]
    formats = [{recognised.format for recognised in read_real(path).recognised} for path in paths]

    assert len(paths) > 0
    assert sum(MANIFEST[pattern] in found for found in formats) >= 0.99 * len(paths)


@real
def test_real_file_that_only_looks_like_an_slo_gives_none():
    paths = [path for path, name in manifest() if any(word in name for word in UNLIKE)]

    assert len(paths) > 50
    assert [path for path in paths if read_real(path).resources] == []


@real
@pytest.mark.parametrize("folder", ["roadmaps", "model_cards"])
def test_real_roadmaps_and_cards_hold_no_slos(folder):
    found = []
    for file in sorted((CORPUS / folder).rglob("*")):
        if file.is_file():
            name = str(file.relative_to(CORPUS))
            resources = reading.read(BUILT_IN, documents.parse(name, file.read_bytes()).documents).resources
            found += [name for resource in resources if resource.kind in ("SLO", "ErrorBudgetPolicy")]

    assert found == []


TRAPS = {
    "crd": "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: slos.nobl9.com}\n"
    "spec: {group: pyrra.dev, names: {kind: ServiceLevelObjective}, versions: [{name: v1alpha1}]}",
    "rules": "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: slo-availability}\n"
    "spec: {groups: [{name: slo, rules: [{record: 'slo:objective:ratio', expr: vector(0.999), labels: {sloth_slo: x}}]}]}",
    "plain rules": "groups: [{name: slo-checkout, rules: [{alert: ErrorBudgetBurn, expr: burn > 14.4, labels: {slo: checkout}}]}]",
    "config map": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: error-budget-policy}\ndata: {slo_target: '99.9'}",
    "kustomization": "resources: [slo.yaml]\npatches: [{target: {kind: SLO}, patch: '[{op: replace, path: /spec/goal, value: 0.9}]'}]",
    "json patch": "- {op: replace, path: /spec/objectives/0/target, value: 0.999}\n- {op: add, path: /spec/target, value: '99'}",
    "coverage": "coverage: {status: {project: {default: {target: 80%, threshold: 1%}}}}",
    "dashboard": "title: SLO overview\npanels: [{title: Target, type: stat, targets: [{expr: slo:objective:ratio}], thresholds: [{value: 99.9}]}]",
    "chart values": "slo: {enabled: true, target: 99.9}\nservice: {name: checkout}",
    "schema": "$schema: http://json-schema.org/draft-07/schema#\nproperties: {apiVersion: {const: openslo/v1}, kind: {const: SLO}}",
    "contract": "service: checkout\nslos: [{name: p99_latency_ms, target: 90}, {name: answer, target: 200ms}, {name: load, max: 80}]",
    "goals": "objectives: [{name: Grow, target: 95%}]\ngoals: [{id: g1, goal: 90}]",
    "report": '{"goal": 0.9, "window": 43200, "sli_measurement": 0.5, "error_budget_policy": "default"}',
    "service": "apiVersion: v1\nkind: Service\nmetadata: {name: slo-exporter}\nspec: {ports: [{port: 80}]}",
    "test": "rule_files: [slo.yaml]\ntests: [{interval: 1m, alert_rule_test: [{alertname: SLOBurn, eval_time: 1h}]}]",
    "monitors": "check: {type: metric alert, thresholds: {critical: 99.9}, query: 'avg(last_5m):x > 1'}",
    "stack": "Resources: {Alarm: {Type: 'AWS::CloudWatch::Alarm', Properties: {Threshold: 99.9}}}",
    "hpa": "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: {metrics: [{resource: {target: {averageUtilization: 80}}}]}",
}


@pytest.mark.parametrize("trap", TRAPS)
def test_document_that_only_speaks_of_slos_gives_nothing(trap):
    assert read(TRAPS[trap]) == ((), (), (), ())


SAME_KIND = [
    ("pyrra", "pyrra.dev/v1alpha1", "ServiceLevelObjective", "spec: {target: '99.9', window: 4w}", 0.999),
    (
        "pyrra",
        "v1alpha1",
        "ServiceLevelObjective",
        "spec: {target: '99.9', indicator: {bool_gauge: {metric: up}}}",
        0.999,
    ),
    ("slo-generator", "sre.google.com/v2", "ServiceLevelObjective", "spec: {goal: 0.999}", 0.999),
    (
        "slok-operator",
        "observability.slok.io/v1alpha1",
        "ServiceLevelObjective",
        "spec: {objective: {target: 99.9}}",
        0.999,
    ),
    ("slo-manifest", "sre.example.org/v1", "ServiceLevelObjective", "spec: {objective: 99.9}", 0.999),
    ("slo-manifest", "sre.example.org/v1", "ServiceLevelObjective", "spec: {objective: 0.999}", 0.999),
    ("openslo-v1", "openslo/v1", "SLO", "spec: {objectives: [{target: 0.999}]}", 0.999),
    ("openslo-v1", "openslo/v1", "SLO", "spec: {objectives: [{targetPercent: 99.9}]}", 0.999),
    ("openslo-v1alpha", "openslo/v1alpha", "SLO", "spec: {objectives: [{target: 0.999}]}", 0.999),
    ("openslo-v2alpha", "openslo.com/v2alpha", "SLO", "spec: {objectives: [{targetPercent: 99.9}]}", 0.999),
    ("nobl9", "n9/v1alpha", "SLO", "spec: {objectives: [{target: 0.999}]}", 0.999),
    ("blameless", "blameless/v1alpha", "SLO", "spec: {target: 0.999}", 0.999),
    ("coralogix", "coralogix.com/v1alpha1", "SLO", "spec: {targetThresholdPercentage: 99.9}", 0.999),
    (
        "grafana-crossplane",
        "slo.grafana.crossplane.io/v1alpha1",
        "SLO",
        "spec: {forProvider: {objectives: [{value: 0.999}]}}",
        0.999,
    ),
]


@pytest.mark.parametrize(("name", "api", "kind", "spec", "target"), SAME_KIND)
def test_group_decides_what_a_kind_means_and_in_which_unit(name, api, kind, spec, target):
    found = read(f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: x}}\n{spec}")

    assert [recognised.format for recognised in found.recognised] == [name]
    assert [resource.fields["target"] for resource in found.resources] == [target]
    assert found.resources[0].fields["unitSuspect"] is False


@pytest.mark.parametrize(
    ("api", "kind", "spec"),
    [
        ("openslo/v1", "SLO", "spec: {objectives: [{targetPercent: 0.999}]}"),
        ("pyrra.dev/v1alpha1", "ServiceLevelObjective", "spec: {target: '0.999', window: 4w}"),
        ("datadoghq.com/v1alpha1", "DatadogSLO", "spec: {targetThreshold: '0.999', type: metric}"),
        ("coralogix.com/v1alpha1", "SLO", "spec: {targetThresholdPercentage: 1}"),
        ("observability.slok.io/v1alpha1", "ServiceLevelObjective", "spec: {objective: {target: 0.999}}"),
        (
            "monitoring.spotahome.com/v1alpha1",
            "ServiceLevel",
            "spec: {serviceLevelObjectives: [{availabilityObjectivePercent: 0.999}]}",
        ),
    ],
)
def test_ratio_where_the_dialect_takes_percent_is_suspect(api, kind, spec):
    (resource,) = read(f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: x}}\n{spec}").resources

    assert resource.fields["target"] < 0.011
    assert resource.fields["unitSuspect"] is True


@pytest.mark.parametrize(
    ("api", "kind", "spec"),
    [
        ("openslo/v1alpha", "SLO", "spec: {objectives: [{target: 99.9}]}"),
        ("openslo.com/v2alpha", "SLO", "spec: {objectives: [{target: 99.9}]}"),
        ("sre.google.com/v2", "ServiceLevelObjective", "spec: {goal: 99.9}"),
        ("n9/v1alpha", "SLO", "spec: {objectives: [{target: 99.9}]}"),
        ("slo.grafana.crossplane.io/v1alpha1", "SLO", "spec: {forProvider: {objectives: [{value: 99.9}]}}"),
        ("monitoring.cnrm.cloud.google.com/v1beta1", "MonitoringServiceLevelObjective", "spec: {goal: 99.9}"),
        ("blameless/v1alpha", "SLO", "spec: {target: 99.9}"),
    ],
)
def test_percentage_where_the_dialect_takes_ratios_is_refused(api, kind, spec):
    found = read(f"apiVersion: {api}\nkind: {kind}\nmetadata: {{name: x}}\n{spec}")

    assert "target" not in found.resources[0].fields
    assert [(problem.code, problem.level) for problem in found.problems] == [("value", "error")]


WITHOUT_WINDOW = [
    *("sloth", "sloth-kubernetes", "sloth-rules", "openshift4-slos", "slo-generator", "slo-generator-v1", "blameless"),
    *("service-level-operator", "slo-exporter", "keptn", "keptn-lifecycle", "dynatrace-monaco"),
]


@pytest.mark.parametrize("name", WITHOUT_WINDOW)
def test_dialect_that_keeps_the_window_elsewhere_cannot_say_one(name):
    blocks = [block for block in BUILT_IN.get(name).blocks if block.kind == "SLO"]

    assert blocks
    assert all("windowSeconds" not in block.expressible for block in blocks)


@pytest.mark.parametrize("name", ["keptn", "keptn-lifecycle"])
def test_criteria_of_a_quality_gate_are_no_target(name):
    blocks = [block for block in BUILT_IN.get(name).blocks if block.kind == "SLO"]

    assert blocks
    assert all("target" not in block.expressible for block in blocks)


SLO_SAMPLES = [file for file in SAMPLES if any(block.kind == "SLO" for block in BUILT_IN.get(format_of(file)).blocks)]


@pytest.mark.parametrize("file", SLO_SAMPLES, ids=lambda file: f"{format_of(file)}/{file.name}")
def test_target_is_pointed_at_where_its_digits_stand(file):
    lines = file.read_text().splitlines()
    for resource in sample(file)[0].resources:
        if resource.kind == "SLO" and "target" in resource.fields and "target" in resource.positions:
            span = resource.positions["target"]
            written = lines[span.line - 1][span.column - 1 : span.end_column - 1].strip("\"'>=≥ ").rstrip(" %")

            assert float(written) in (resource.fields["target"], pytest.approx(resource.fields["target"] * 100))
