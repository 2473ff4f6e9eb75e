"""Parts of a resource in files of their own: what they fill in, and where they stand alone."""

import pytest

from roadmap_guard.formats.errors import DefinitionError
from roadmap_guard.formats.joining import join
from support.formats import load, read

FORMATS = load(
    """
format: registered
recognise: {path: registered, exists: true}
resources:
  - kind: ModelCard
    id: "{registered}"
    fields:
      name: registered
      task: task
      description: about
      trainingData: {each: 'data[*]', fields: {name: name, link: link, licence: licence}}
      fairnessAudits: {each: 'audits[*]', fields: {date: date, report: report}}
""",
    """
format: notes
recognise: {path: notes, exists: true}
resources:
  - extends: {kind: ModelCard, by: "@folder", key: "{@folder}", formats: [registered, notes]}
    id: "{@directory}"
    fields:
      description: notes
      task: task
      licence: {fields: {id: licence}}
      limitations: limits
""",
    """
format: sheet
recognise: {path: dataset, exists: true}
resources:
  - extends: {kind: ModelCard, into: trainingData, by: 'trainingData[*].name', key: "{dataset}", optional: true}
    fields: {knownBias: bias, licence: licence}
""",
    """
format: proof
recognise: {path: outcome, exists: true}
resources:
  - extends: {kind: ModelCard, into: fairnessAudits, by: [id], key: "{model | @path}", links: 'fairnessAudits[*].report'}
    fields: {outcome: outcome, date: date}
""",
)
CARD = """registered: tone
about: Tells tone.
data: [{name: reviews, licence: MIT}, {name: forum}]
audits: [{date: 2026-01-05}, {date: 2026-06-01, report: ../proof/june.yaml}]
"""


def joined(*files):
    found = [read(text, path, FORMATS) for path, text in files]
    return join([r for f in found for r in f.resources], [x for f in found for x in f.fragments])


def test_file_beside_fills_in_what_the_resource_leaves_out():
    (card,), problems = joined(
        ("models/tone/card.yaml", CARD),
        ("models/tone/notes.yaml", "notes: Other words.\ntask: sorting\nlicence: MIT\nlimits: TBD\n"),
    )

    assert problems == ()
    assert (card.id, card.fields["description"], card.fields["task"]) == ("tone", "Tells tone.", "sorting")
    assert card.fields["licence"] == {"id": "MIT"}
    assert card.locate("task") == ("models/tone/notes.yaml", (2, 7, 2, 14))
    assert card.locate("licence.id") == ("models/tone/notes.yaml", (3, 10, 3, 13))
    assert card.locate("description")[0] == "models/tone/card.yaml"
    assert card.locate("id")[0] == "models/tone/card.yaml"
    assert card.state("limitations") == "placeholder"


def test_part_without_a_whole_stands_alone_and_takes_in_the_next():
    (card,), problems = joined(
        ("models/tone/a.yaml", "notes: First.\n"), ("models/tone/b.yaml", "notes: Second.\ntask: sorting\n")
    )

    assert problems == ()
    assert (card.id, card.format, card.path) == ("tone", "notes", "models/tone/a.yaml")
    assert card.fields == {"id": "tone", "description": "First.", "task": "sorting"}
    assert card.locate("task")[0] == "models/tone/b.yaml"


def test_parts_of_different_folders_stay_apart():
    cards, _ = joined(("a/notes.yaml", "notes: A\n"), ("b/notes.yaml", "notes: B\n"))

    assert [card.fields["description"] for card in cards] == ["A", "B"]


def test_part_that_may_stand_alone_does_so_where_it_could_belong_to_several():
    cards, problems = joined(
        ("m/a.yaml", CARD), ("m/b.yaml", CARD.replace("tone", "speller")), ("m/notes.yaml", "notes: x\ntask: sorting\n")
    )

    assert problems == ()
    assert [(card.id, card.fields.get("task")) for card in cards] == [
        ("tone", None),
        ("speller", None),
        ("m", "sorting"),
    ]


def test_item_of_a_list_is_filled_in_where_it_names_the_part():
    (card,), problems = joined(
        ("card.yaml", CARD), ("data/sheet.yaml", "dataset: reviews\nbias: Young writers.\nlicence: GPL\n")
    )

    assert problems == ()
    assert card.fields["trainingData"] == [
        {"name": "reviews", "licence": "MIT", "knownBias": "Young writers."},
        {"name": "forum"},
    ]
    assert card.locate("trainingData[0].knownBias") == ("data/sheet.yaml", (2, 7, 2, 21))
    assert card.locate("trainingData[0].licence")[0] == "card.yaml"


def test_optional_part_that_nothing_names_is_no_fault():
    cards, problems = joined(("card.yaml", CARD), ("data/sheet.yaml", "dataset: elsewhere\nbias: x\n"))

    assert problems == ()
    assert "knownBias" not in str(cards[0].fields)


@pytest.mark.parametrize("path", ["proof/june.yaml", "models/proof/june.yaml"])
def test_item_of_a_list_is_filled_in_where_it_links_to_the_file(path):
    (card,), problems = joined(
        ("models/card.yaml", CARD.replace("../proof", "proof" if path.startswith("m") else "../proof")),
        (path, "outcome: pass\ndate: 2026-05-30\n"),
    )

    assert problems == ()
    assert card.fields["fairnessAudits"] == [
        {"date": "2026-01-05"},
        {"date": "2026-06-01", "report": card.fields["fairnessAudits"][1]["report"], "outcome": "pass"},
    ]
    assert card.locate("fairnessAudits[1].outcome")[0] == path


def test_link_may_be_seen_from_the_repositorys_root():
    (card,), _ = joined(("models/card.yaml", CARD.replace("../proof", "proof")), ("proof/june.yaml", "outcome: pass\n"))

    assert card.fields["fairnessAudits"][1]["outcome"] == "pass"


def test_address_on_the_web_is_no_link_to_a_file():
    (card,), problems = joined(
        ("models/card.yaml", CARD.replace("../proof", "https://example.org/proof")),
        ("proof/june.yaml", "outcome: pass\n"),
    )

    assert [problem.code for problem in problems] == ["orphan"]
    assert "outcome" not in str(card.fields)


def test_new_item_is_added_where_the_resource_is_named():
    (card,), _ = joined(("card.yaml", CARD), ("june.yaml", "model: tone\noutcome: fail\n"))

    assert card.fields["fairnessAudits"][2] == {"outcome": "fail"}


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("{kind: ModelCard, key: '{a}', links: report}", "unknown field of ModelCard `report`"),
        ("{kind: ModelCard, key: '{a}', by: 'trainingData[*].nam'}", "unknown field of ModelCard `trainingData"),
        ("{kind: ModelCard, key: '{a}', optional: perhaps}", "`optional` is `true` or `false`"),
    ],
)
def test_mistake_is_told(extends, message):
    with pytest.raises(DefinitionError) as caught:
        load(f"format: mine\nrecognise: mine\nresources: [{{extends: {extends}, fields: {{name: n}}}}]")

    assert message in str(caught.value)
