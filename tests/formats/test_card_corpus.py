"""Real model cards of public repositories, where these lie beside the project.

`card_truth.tsv` was written by a person who read the files: path, id, version (`-`: none), and whether it says a licence, an owner
and limitations.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from roadmap_guard import documents
from roadmap_guard.formats import reading
from roadmap_guard.formats.reading import Reading
from support.formats import BUILT_IN

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
CARDS = CORPUS / "model_cards"
HEAD, *TRUTH = [line.split("\t") for line in Path(__file__).with_name("card_truth.tsv").read_text().splitlines()]
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not here")

FORMATS = {
    "allennlp-modelcard": {"allennlp-card"},
    "azureml-description-md": {"azureml-description"},
    "azureml-model-spec": {"azureml-model"},
    "bioimageio-rdf": {"bioimageio"},
    "croissant": {"croissant"},
    "cyclonedx-mlbom": {"cyclonedx"},
    "fairness-report-json": {"fairness-report"},
    "frontmatter-model-card": {"markdown-card"},
    "hf-eval-results": {"huggingface-eval-results"},
    "hf-model-card": {"huggingface-card"},
    "markdown-model-card": {"markdown-card", "datasheet"},
    "mct-json": {"model-card-toolkit"},
    "mct-yaml": {"model-card-toolkit"},
    "mlflow-MLmodel": {"mlflow-model"},
    "monai-metadata": {"monai-bundle"},
    "nvidia-mcpp": {"nvidia-card"},
    "nvidia-mcpp-subcard": {"nvidia-subcard"},
    "nvidia-mcpp-template": {"nvidia-card"},
    "omc": {"open-model-card"},
    "omz-model-yml": {"open-model-zoo"},
    "owasp-security-model-card": {"markdown-card"},
    "pwc-model-index-in-comment": {"model-index-page"},
    "verifyml-json": {"verifyml"},
    "verifyml-markdown": {"markdown-card"},
}
NO_CARDS = (
    *("not-a-card", "hf-dataset-card", "cyclonedx-not-ml", "markdown-template-in-yaml", "schema"),
    *("modelcard-ruleset-yaml", "fairness-policy-params"),
)
# A page about forms, forms that are called so, a card without a word of metadata or a section, a set of rules, and reports on drift.
KNOWN_OTHERWISE = (
    *("Model Card++ Templates/README.md", "model-card-template.md", "references/model_card_template.md"),
    *("sample_no_metadata.md", "ruleset.yaml"),
    *("drift.json", "reports/summary.json", "metrics/evaluation.json"),
)
KINDS = {"ModelCard", "Dataset"}
OF_CARDS = {format_ for formats in FORMATS.values() for format_ in formats}


@cache
def manifest(folder: str = "model_cards") -> tuple[tuple[str, str], ...]:
    """The path and the format of each file of a folder that is there and in a language that is read."""
    if not CORPUS.is_dir():
        return ()
    rows = [line.split("\t") for line in (CORPUS / folder / "MANIFEST.tsv").read_text().splitlines()]
    column = rows[0].index("format")
    there = [(row[0], row[column]) for row in rows[1:] if (CORPUS / folder / row[0]).is_file()]
    return tuple(row for row in there if documents.language_of(row[0]))


@cache
def read(path: str, folder: str = "model_cards") -> tuple[Reading, bool]:
    """What comes of a real file, and whether it is refused."""
    parsed = documents.parse(path, (CORPUS / folder / path).read_bytes())
    return reading.read(BUILT_IN, parsed.documents), any(problem.refuses for problem in parsed.problems)


def instances(format_: str) -> list[str]:
    return [path for path, of in manifest() if of == format_ and not path.endswith(KNOWN_OTHERWISE)]


def test_manifest_names_no_format_that_is_left_out_here():
    assert {format_ for _, format_ in manifest()} <= {*FORMATS, *NO_CARDS, "hf-template", "verifyml-binary-proto"}


@pytest.mark.parametrize("format_", FORMATS)
def test_every_real_card_is_recognised_or_refused(format_):
    counts: Counter[str] = Counter()
    for path in instances(format_):
        found, refused = read(path)
        names = {recognised.format for recognised in found.recognised}
        counts["right" if names and names <= FORMATS[format_] else "refused" if refused else "missed"] += 1

    assert counts["right"]
    assert counts["missed"] <= counts.total() / 100, counts


@pytest.mark.parametrize("format_", NO_CARDS)
def test_nothing_that_only_looks_like_a_card_gives_one(format_):
    paths = [path for path, of in manifest() if of == format_]

    assert paths
    assert [path for path in paths if read(path)[0].resources or read(path)[0].fragments] == []


@pytest.mark.parametrize("folder", ["slo", "roadmaps"])
def test_no_real_slo_or_roadmap_is_taken_for_a_card(folder):
    found = [(path, read(path, folder)[0]) for path, _ in manifest(folder)]

    assert found
    assert [path for path, it in found if OF_CARDS & {recognised.format for recognised in it.recognised}] == []
    assert [path for path, it in found if KINDS & {resource.kind for resource in it.resources}] == []


def test_no_real_card_is_claimed_by_two_formats():
    problems = [(path, problem) for path, _ in manifest() for problem in read(path)[0].problems]

    assert [path for path, problem in problems if problem.code == "ambiguous"] == []


def test_form_of_hugging_face_is_refused_or_says_nothing():
    for path in (path for path, format_ in manifest() if format_ == "hf-template"):
        found, refused = read(path)
        assert refused or not any(resource.fields.get("limitations") for resource in found.resources)


@pytest.mark.parametrize(("path", "name", "version", "licence", "owner", "limitations"), TRUTH)
def test_real_card_says_what_a_reader_finds(path, name, version, licence, owner, limitations):
    (card,) = [resource for resource in read(path)[0].resources if resource.id == name]
    said = {field: "yes" if field in card.fields else "no" for field in ("licence", "owners", "limitations")}

    assert card.fields.get("version", "-") == version
    assert said == {"licence": licence, "owners": owner, "limitations": limitations}


def test_truth_is_told_of_every_dialect_that_has_cards():
    told = {format_ for path, format_ in manifest() if path in {row[0] for row in TRUTH}}
    fragments = {
        *("azureml-model-spec", "mlflow-MLmodel", "omz-model-yml", "hf-eval-results", "fairness-report-json"),
        "nvidia-mcpp-subcard",
    }

    assert set(FORMATS) - fragments <= told
