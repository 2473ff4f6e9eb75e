"""The built-in formats against real files of public repositories, where these lie beside the project."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from roadmap_guard import documents
from roadmap_guard.formats import reading
from roadmap_guard.formats.reading import Reading
from roadmap_guard.model.document import Problem
from support.formats import BUILT_IN

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")

FORMATS = {
    r"openslo/v1 ": "openslo-v1",
    r"sloth prometheus/v1(?!\d)": "sloth",
    r"sloth\.slok\.dev/v1 ": "sloth-kubernetes",
    r"pyrra\.dev/v1alpha1 ": "pyrra",
    r"k8s-kep$": "kep",
    r"k8s-prr-approval$": "kep-approval",
    r"mct-(json|yaml)$": "model-card-toolkit",
    r"hf-model-card$": "huggingface-card",
}
UNLIKE = re.compile(
    r"not-slo|k8s-crd-schema|json-schema|^schema$|^trap-|not-a-card|hf-dataset-card|cyclonedx-not-ml|prometheus-rules"
)


DAY = 86400
SLO_TARGETS = {
    "OpenSLO+OpenSLO/examples/budgeting-method/occurences-slo.yaml": [(0.99, 14 * DAY)],
    "OpenSLO+OpenSLO/examples/budgeting-method/ratio-timeslices.yaml": [(0.99, 14 * DAY)],
    "OpenSLO+OpenSLO/examples/budgeting-method/timeslices-slo.yaml": [(0.995, 60), (0.99, 60)],
    "OpenSLO+go-sdk/pkg/openslo/v1/examples/slos.yaml": [(0.995, 7 * DAY)],
    "OpenSLO+slogen/samples/sumologic/v1/logs-req-rolling.yaml": [(0.98, 7 * DAY)],
    "_probes-openslo/00_base.yaml": [(0.995, 28 * DAY)],
    "_probes-openslo/05_target_one.yaml": [(1.0, 28 * DAY)],
    "_probes-openslo/06_target_zero.yaml": [(0.0, 28 * DAY)],
    "_probes-openslo/07_target_string.yaml": [(0.995, 28 * DAY)],
    "_probes-openslo/08_target_pct_string.yaml": [(0.995, 28 * DAY)],
    "_probes-openslo/09_targetPercent_ratio.yaml": [(0.00995, 28 * DAY)],
    "_probes-openslo/04_target_percent_in_target.yaml": [(None, 28 * DAY)],
    "_probes-openslo/12_dur_go.yaml": [(0.995, 30 * DAY)],
    "_probes-openslo/15_dur_zero.yaml": [(0.995, 0)],
    "_probes-openslo/10_dur_upper.yaml": [(0.995, None)],
    "_probes-openslo/34_two_docs.yaml": [(0.995, 28 * DAY)] * 2,
    "_probes-openslo/36_k8s_list.yaml": [(0.995, 28 * DAY)],
    "_probes-openslo/49_cal_month.yaml": [(0.995, 30 * DAY)],
    "slok+sloth/examples/getting-started.yml": [(0.999, None)],
    "slok+sloth/examples/k8s-getting-started.yml": [(0.999, None)],
    "slok+sloth/examples/home-wifi.yml": [(0.95, None), (0.999, None)],
    "pyrra-dev+pyrra/examples/prometheus-http.yaml": [(0.99, 7 * DAY)],
    "pyrra-dev+pyrra/examples/thanos-grpc.yaml": [(0.995, 7 * DAY)],
    "pyrra-dev+pyrra/examples/pyrra-filesystem-errors.yaml": [(0.99, 7 * DAY)],
    "pyrra-dev+pyrra/examples/openshift/manifests/slos/slo-apiserver-read-resource-latency.yaml": [(0.99, 14 * DAY)],
}


class Row(NamedTuple):
    path: Path
    format: str


class File(NamedTuple):
    reading: Reading
    problems: tuple[Problem, ...]
    documents: int


@cache
def rows() -> tuple[Row, ...]:
    found = []
    for manifest in sorted(CORPUS.glob("*/MANIFEST.tsv")):
        head, *lines = (line.split("\t") for line in manifest.read_text().splitlines())
        found += [Row(manifest.parent / line[0], line[head.index("format")]) for line in lines]
    return tuple(row for row in found if row.path.is_file())


@cache
def read(path: Path) -> File:
    parsed = documents.parse(str(path.relative_to(CORPUS)), path.read_bytes())
    return File(reading.read(BUILT_IN, parsed.documents), parsed.problems, len(parsed.documents))


def is_known_otherwise(row: Row) -> bool:
    """A set of rules listed as a card, a card without metadata, which nothing tells from any page, and a form to copy."""
    named = "sample_no_metadata" in row.path.name or row.path.name == "nnnn.yaml"
    return named or row.path.read_text().startswith("rules:")


@pytest.mark.parametrize(("pattern", "name"), FORMATS.items(), ids=FORMATS.values())
def test_every_real_file_of_a_format_is_recognised_unless_it_could_not_be_parsed(pattern, name):
    files = [row for row in rows() if re.match(pattern, row.format) and not is_known_otherwise(row)]
    missed = [
        str(row.path.relative_to(CORPUS))
        for row in files
        if name not in {recognised.format for recognised in read(row.path).reading.recognised}
        and not any(problem.refuses for problem in read(row.path).problems)
    ]

    assert files
    assert missed == []


def test_file_that_only_looks_like_one_gives_no_resource():
    taken = {row.path for row in rows() if UNLIKE.search(row.format) and read(row.path).reading.resources}

    assert {row.format for row in rows() if UNLIKE.search(row.format)}
    assert taken == set()


def test_no_real_file_is_claimed_twice():
    claimed = [
        row.path for row in rows() if any(problem.code == "ambiguous" for problem in read(row.path).reading.problems)
    ]

    assert claimed == []


def test_every_real_resource_has_a_position_for_what_its_file_says():
    for row in rows():
        for resource in read(row.path).reading.resources:
            lines = row.path.read_text(encoding="utf-8", errors="replace").count("\n") + 1
            assert all(1 <= span.line <= lines for span in resource.positions.values())


@pytest.mark.parametrize("path", SLO_TARGETS)
def test_target_and_window_of_a_real_objective_are_what_a_person_reads(path):
    found = read(CORPUS / "slo" / path).reading.resources

    assert [
        (slo.fields.get("target"), slo.fields.get("windowSeconds")) for slo in found if slo.kind == "SLO"
    ] == SLO_TARGETS[path]
