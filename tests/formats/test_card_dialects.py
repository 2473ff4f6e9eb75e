"""Model cards as they are really written: what looks like one, what a field's state is, and cards made of several files."""

import pytest

from roadmap_guard.formats.joining import join
from support.formats import read

CARD = "# Model card: Tone\n\n## Intended use\n\nSorting reviews.\n\n"

NO_CARDS = {
    "README.md": "---\nlicense: mit\ntags: [cli]\n---\n# A tool\n\n## Installation\n\nRun it.\n\n## Limitations\n\nIt is slow.\n",
    "lib/README.md": "# A library\n\n## Overview\n\nx\n\n## Limitations\n\ny\n\n## Metrics\n\nz\n",
    "docs/risks.md": "# A plan\n\n## Out of scope\n\nx\n\n## Limitations\n\ny\n",
    "docs/how-to.md": "# How to write a model card\n\n## Intended use\n\nSay it.\n\n## Limitations\n\nSay them.\n",
    "docs/fenced.md": "# A page\n\n```markdown\n# Model card: x\n\n## Intended use\n\n## Limitations\n\n## Ethical considerations\n```\n",
    "space/README.md": "---\ntitle: Demo\nsdk: gradio\napp_file: app.py\nlicense: mit\n---\n# Model card\n\n## Intended use\n\nx\n",
    "data/README.md": "---\nlicense: mit\ntask_categories: [text-classification]\n---\n# Dataset card for reviews\n",
    "datasets/reviews/README.md": "---\nlicense: mit\n---\n",
    "_posts/2026-01-01-models.md": "---\nlayout: post\nlanguage: en\nlicense: mit\n---\n# Model card news\n\n## Intended use\n\nx\n",
    "docs/models.md": "---\nnav_order: 3\nlicense: mit\nlanguage: en\n---\n# Models\n",
    "model_card.schema.json": '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"model_details": {}}}',
    "rules/model_card.yaml": "rules:\n  model-details: {given: $.model_details, then: {function: truthy}}\n",
    "bom.json": '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "numpy"}]}',
    "pedigree.json": '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "x", '
    '"pedigree": {"ancestors": [{"type": "machine-learning-model", "name": "y"}]}}]}',
    "models/orders.yaml": "model_name: orders\nversion: 2\ncolumns: [{name: id}]\n",
    "metrics.json": '{"generated_at": "2026-05-04", "metrics": {"age": {"psi": 0.3}}, "passed": false}',
    "params.yaml": "fairness: {demographic_parity_threshold: 0.1}\ntrain: {seed: 1}\n",
}


@pytest.mark.parametrize(("path", "text"), NO_CARDS.items(), ids=NO_CARDS)
def test_file_that_only_looks_like_a_card_gives_none(path, text):
    found = read(text, path)

    assert [(resource.kind, resource.format) for resource in found.resources] == []
    assert found.fragments == ()


@pytest.mark.parametrize(
    "path",
    ["README.md", "models/tone/README.md", "model_card.md", "docs/MODEL-CARD.md", "cards/tone_model_card.md", "x.mdx"],
)
def test_card_is_known_by_its_title_wherever_it_lies(path):
    (card,) = read(CARD, path).resources

    assert (card.kind, card.id) == ("ModelCard", "Tone")
    assert card.fields["intendedUse"] == {"primary": "Sorting reviews."}


def test_card_is_known_by_three_sections_of_its_kind():
    text = "# Tone\n\n## Intended use\n\nx\n\n## Training data\n\ny\n\n## Ethical considerations\n\nz\n"

    assert [card.id for card in read(text, "tone.md").resources] == ["Tone"]
    assert read(text.replace("Training data", "Set-up"), "tone.md").resources == ()


@pytest.mark.parametrize(
    ("section", "state"),
    [
        ("## Limitations\n\nIrony is read badly.\n", "filled"),
        ("- **Limitations:** irony\n", "filled"),
        ("| Field | Value |\n|---|---|\n| Limitations | Irony |\n", "filled"),
        ("## Limitations\n\nNone.\n", "none"),
        ("## Limitations\n\nN/A\n", "none"),
        ("- **Limitations:** Not applicable\n", "none"),
        ("## Limitations\n\nTBD\n", "placeholder"),
        ("## Limitations\n\n[More Information Needed]\n", "placeholder"),
        ("## Limitations\n\n_Describe what this model cannot do._\n", "placeholder"),
        ("## Limitations\n\n<!-- What can it not do? -->\n", "empty"),
        ("## Limitations\n", "empty"),
        ("```\n## Limitations\n\nIrony.\n```\n", "absent"),
        ("", "absent"),
    ],
)
def test_section_of_a_card_has_a_state(section, state):
    (card,) = read(CARD + section, "model_card.md").resources

    assert card.state("limitations") == state


@pytest.mark.parametrize(
    ("written", "value"),
    [("Norwegian: no", None), ("language: no", ["no"]), ("language: [no, en]", ["no", "en"])],
)
def test_norwegian_is_a_language(written, value):
    (card,) = read(f"---\nlibrary_name: shop\n{written}\n---\n# Tone\n", "README.md").resources

    assert card.fields.get("languages") == value


def test_several_cards_in_one_file_are_told_apart():
    found = read(f"{CARD}- **Owner:** ada\n\n{CARD.replace('Tone', 'Speller')}", "cards.md").resources

    assert [(card.id, card.fields.get("owners")) for card in found] == [("Tone", [{"name": "ada"}]), ("Speller", None)]


def test_pictures_in_a_card_are_not_read():
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 20000}" />\n'
    (card,) = read(f"{CARD}## Metrics\n\n{picture}\n- **accuracy**: 91.4%\n", "model_card.md").resources

    assert card.fields["metrics"] == [{"name": "accuracy", "text": "91.4%", "value": 91.4, "unit": "%"}]


def test_verdict_that_is_left_out_is_no_pass():
    tests = '[{"name": "a", "result": "0.7", "passed": true}, {"name": "b", "result": "0.6"}]'
    text = f'{{"model_details": {{"name": "x"}}, "fairness_analysis": {{"fairness_reports": [{{"tests": {tests}}}]}}}}'
    (card,) = read(text, "card.json").resources
    (audit,) = card.fields["fairnessAudits"]

    assert audit["results"] == [{"metric": "a", "value": 0.7, "passed": True}, {"metric": "b", "value": 0.6}]
    assert "outcome" not in audit


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("disparate_impact_ratio", "ratio"),
        ("AIR", "ratio"),
        ("demographic_parity_difference", "difference"),
        ("equal_opportunity_gap", "difference"),
        ("statistical_parity", None),
        ("equalized_odds", None),
    ],
)
def test_number_is_a_ratio_or_a_difference_only_where_its_name_says_so(name, kind):
    text = f"model_name: x\nversion: 1\nlimitations: [y]\nfairness_audit: {{date: 2026-05-04, {name}: 0.9}}\n"
    (card,) = read(text, "model_card.yaml").resources
    (result,) = card.fields["fairnessAudits"][0]["results"]

    assert (result.get("type"), result["value"]) == (kind, 0.9)


def joined(files):
    found = [read(text, path) for path, text in files.items()]
    resources, problems = join([r for f in found for r in f.resources], [x for f in found for x in f.fragments])
    return list(resources), list(problems)


REPORT = """{"generated_at": "2026-05-04T10:00:00Z", "model": "Tone", "passed": true,
"metrics": {"sex": {"demographic_parity_difference": 0.04}}, "thresholds": {"demographic_parity_threshold": 0.1}}"""
RESULT = {
    "metric": "demographic_parity_difference",
    "type": "difference",
    "attribute": "sex",
    "value": 0.04,
    "max": 0.1,
}


def test_evidence_of_fairness_is_an_audit_of_the_card_that_it_names():
    resources, problems = joined({"model_card.md": CARD, "metrics/fairness_report.json": REPORT})
    (audit,) = resources[0].fields["fairnessAudits"]

    assert problems == []
    assert (audit["date"], audit["outcome"], audit["results"]) == ("2026-05-04", "pass", [RESULT])
    assert resources[0].homes["fairnessAudits[0]"] == "metrics/fairness_report.json"


def test_evidence_of_fairness_completes_the_audit_that_links_it():
    front = "---\ngovernance: {fairnessAudits: [{date: 2026-05-04, auditor: Fair Ltd, report: metrics/fairness_report.json}]}\n---\n"
    resources, _ = joined(
        {"README.md": front + CARD, "metrics/fairness_report.json": REPORT.replace('"Tone"', '"run 12"')}
    )
    (audit,) = resources[0].fields["fairnessAudits"]

    assert audit["auditor"] == {"name": "Fair Ltd"}
    assert audit["results"] == [RESULT]


def test_results_beside_a_hugging_face_card_are_its_metrics():
    resources, problems = joined(
        {
            "m/README.md": f"---\nlibrary_name: shop\n---\n{CARD}",
            "m/.eval_results/reviews.yaml": "- {dataset: {id: shop/reviews, task_id: tone}, value: 91.4}\n",
        }
    )

    assert problems == []
    assert resources[0].fields["metrics"] == [
        {"name": "tone", "dataset": "shop/reviews", "text": "91.4", "value": 91.4}
    ]


def test_subcards_of_nvidia_belong_to_the_overview_beside_them():
    overview = "# Tone Overview\n\n## Model Architecture:\n\nx\n\n## License/Terms of Use:\n\nMIT <br>\n\n## Deployment Geography:\n\nGlobal\n\n## Software Integration:\n\nx\n\n## Model Version(s):\n\nv2\n\n## Ethical Considerations:\n\ny\n"
    bias = "Field | Response\n:--|:--\nMeasures taken to mitigate against unwanted bias: | Weighted sample\n"
    safety = "Field | Response\n:--|:--\nDescribe the life critical impact (if present). | Not Applicable\nUse Case Restrictions: | No judging of people\n"
    resources, problems = joined({"m/overview.md": overview, "m/bias.md": bias, "m/safety.md": safety})

    assert problems == []
    (card,) = resources
    assert (card.id, card.fields["version"]) == ("Tone", "v2")
    assert card.fields["fairnessStatements"] == [{"mitigation": "Weighted sample"}]
    assert card.fields["intendedUse"] == {"outOfScope": "No judging of people"}


def test_files_of_a_model_in_azure_are_one_card():
    spec = "$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nname: review-tone\nversion: 3\ntags: {license: mit}\n"
    description = "Tells tone.\n\n## Intended use\n\nSorting reviews.\n\n## Limitations\n\nIrony.\n"
    packed = "flavors: {python_function: {loader_module: mlflow.sklearn}}\nmodel_uuid: 0a1b\nutc_time_created: '2026-05-04 10:20:30'\n"
    folder = "assets/models/tone"
    resources, problems = joined(
        {f"{folder}/spec.yaml": spec, f"{folder}/description.md": description, f"{folder}/MLmodel": packed}
    )

    assert problems == []
    (card,) = resources
    assert {name: card.fields.get(name) for name in ("version", "licence", "limitations", "library", "date")} == {
        "version": "3",
        "licence": {"id": "mit"},
        "limitations": ["Irony."],
        "library": "sklearn",
        "date": "2026-05-04",
    }


def test_model_in_a_registry_without_a_page_is_a_card_of_its_own():
    spec = "$schema: https://azuremlschemas.azureedge.net/latest/model.schema.json\nname: review-tone\nversion: 3\n"
    resources, problems = joined({"tone/spec.yaml": spec})

    assert problems == []
    assert [(card.id, card.fields["version"]) for card in resources] == [("review-tone", "3")]


def test_page_and_description_of_open_model_zoo_are_one_card():
    page = "# tone\n\n## Use Case and High-Level Description\n\nTells tone.\n\n## Specification\n\nx\n\n## Legal Information\n\nThe licence is MIT.\n"
    file = "description: Tells tone.\ntask_type: classification\nfiles: []\nframework: onnx\nlicense: https://example.org/LICENSE\n"
    resources, problems = joined({"tone/README.md": page, "tone/model.yml": file})

    assert problems == []
    (card,) = resources
    assert (card.fields["task"], card.fields["library"]) == ("classification", "onnx")
    assert card.fields["licence"]["name"] == "The licence is MIT."


def test_data_set_in_croissant_tells_of_the_data_a_card_was_trained_on():
    data = '{"conformsTo": "http://mlcommons.org/croissant/1.0", "name": "Reviews", "url": "https://example.org/r", "rai:dataBiases": "Few old people"}'
    resources, problems = joined({"model_card.md": f"{CARD}- **Training data:** Reviews\n", "reviews.json": data})
    card = next(resource for resource in resources if resource.kind == "ModelCard")

    assert problems == []
    assert card.fields["trainingData"] == [
        {"name": "Reviews", "link": "https://example.org/r", "knownBias": "Few old people"}
    ]
    assert [resource.id for resource in resources if resource.kind == "Dataset"] == ["Reviews"]
