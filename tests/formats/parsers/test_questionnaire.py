"""What is an answer, and what only stands there because the form has it."""

import pytest

from roadmap_guard.formats.joining import join
from roadmap_guard.formats.parsers import questionnaire
from roadmap_guard.model.node import plain
from support.formats import parse, read

FORM = "# KEP-1: X\n\n## Production Readiness Review Questionnaire\n\n"
DISABLED = "###### Can the feature be disabled once it has been enabled (i.e. can we roll back the enablement)?\n\n"
METRICS = "###### What specific metrics should inform a rollback?\n\n"
TESTED = "###### Were upgrade and rollback tested? Was the upgrade->downgrade->upgrade path tested?\n\n"
ENABLED = "###### How can this feature be enabled / disabled in a live cluster?\n\n"
KEP = "title: X\nkep-number: 1\nowning-sig: sig-shop\nstatus: implementable\n"


def answers(text, form=FORM):
    (document,) = parse(form + text, "README.md")
    return plain(questionnaire.tree(document).root)["answers"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Yes.", {"supported": "yes"}),
        ("Yes, by turning the gate off.", {"supported": "yes", "disable": "by turning the gate off."}),
        ("**No**. Data is rewritten.", {"supported": "no", "disable": "Data is rewritten."}),
        ("By turning the gate off.", {"disable": "By turning the gate off."}),
        ("None of it.", {"disable": "None of it."}),
        ("<!-- Yes. -->", {"disable": ""}),
    ],
)
def test_answer_that_begins_with_a_verdict_is_taken_apart(answer, expected):
    assert answers(DISABLED + answer) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Tested by hand.", "Tested by hand."),
        ("Yes, in e2e.", "Yes, in e2e."),
        ("No.", "none"),
        ("Not yet.", "none"),
        ("N/A", "none"),
        ("Will be tested.", "none"),
        ("TODO: write it.", "none"),
        ("", ""),
    ],
)
def test_promise_to_test_is_no_test(answer, expected):
    assert answers(TESTED + answer) == {"tested": expected}


@pytest.mark.parametrize(
    "template",
    [
        "- [ ] Feature gate (also fill in values in `kep.yaml`)\n  - Feature gate name:\n- [ ] Other\n  - Describe the mechanism:\n",
        "- [ ] Other\n  - Will enabling / disabling the feature require downtime of the control\n    plane?\n",
        "- [] Feature gate\n",
        "<!--\nPick one.\n\n- [x] Feature gate\n-->\n",
        "\n[gate]: https://example.org/gate\n",
    ],
)
def test_form_that_nobody_filled_in_is_no_answer(template):
    assert answers(ENABLED + template) == {"enable": ""}


def test_line_below_a_box_that_nobody_ticked_counts_if_somebody_wrote_it():
    assert answers(ENABLED + "- [ ] Feature gate\n  - Feature gate name: Pay\n  - Components:\n    - shop\n")[
        "enable"
    ] == ("- [ ] Feature gate\n  - Feature gate name: Pay\n  - Components:\n    - shop")


def test_label_without_a_value_is_left_out_of_an_answer():
    assert answers(ENABLED + "- [x] Feature gate\n  - Feature gate name: Pay\n  - Components:\n")["enable"] == (
        "- [x] Feature gate\n  - Feature gate name: Pay"
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("`pay_errors`", ["`pay_errors`"]),
        ("- `a`\n- `b`\n  and more\n    - c", ["`a`", "`b` and more\n- c"]),
        ("One.\n\nTwo\nlines.", ["One.", "Two\nlines."]),
        ("These:\n\n1. a\n2. b", ["a", "b"]),
        ("Mind that:", ["Mind that:"]),
        ("", []),
    ],
)
def test_metrics_are_told_one_by_one(answer, expected):
    assert answers(METRICS + answer) == {"triggers": expected}


@pytest.mark.parametrize(
    "question",
    [
        "* **Can the feature be disabled once it has been enabled (i.e. can we rollback\n  the enablement)?** ",
        "- **Can the feature be disabled once it has been enabled?**\n  ",
        "**Can the feature be disabled once it was enabled?**\n",
        "#### can the feature be disabled once it has been enabled\n",
    ],
)
def test_question_is_known_by_how_it_begins(question):
    assert answers(question + "Yes, always.") == {"supported": "yes", "disable": "always."}


def test_answer_ends_where_another_question_or_part_begins():
    text = (
        DISABLED
        + "Yes, so.\n\n###### Are there any tests for feature enablement/disablement?\n\nNo.\n\n## History\n\nYes."
    )

    assert answers(text) == {"supported": "yes", "disable": "so."}


def test_bold_words_in_an_answer_are_no_question():
    assert answers(METRICS + "**Important:** all of them.\n\n* **Latency**: high")["triggers"] == [
        "**Important:** all of them.",
        "**Latency**: high",
    ]


@pytest.mark.parametrize("text", ["# Other\n", "", "## Production Readiness Review Questionnaire\n", METRICS])
def test_file_that_asks_nothing_answers_nothing(text):
    assert answers(text, form="") == {}


def test_code_in_an_answer_belongs_to_it_and_is_never_a_heading():
    assert answers(TESTED + "So:\n\n```sh\n## Not a heading\nrun\n```\n")["tested"] == "So:\n## Not a heading\nrun"


def test_answer_stands_where_it_was_written_and_a_missing_one_at_its_question():
    (document,) = parse(FORM + METRICS + "- `a`\n\n" + TESTED, "README.md")
    found = questionnaire.tree(document).root.get("answers")

    assert found.get("triggers").items[0].span[:] == (7, 1, 7, 6)
    assert found.get("tested").span[:] == (9, 1, 9, 90)


def test_failure_modes_have_their_mitigation():
    text = "###### What are other known failure modes?\n\n- Slow\n  - Detection: x\n  - Mitigations: turn it\n    off\n- Gone\n"

    assert answers(text)["failureModes"] == [
        {"description": "Slow", "mitigation": "turn it off"},
        {"description": "Gone"},
    ]


def test_readme_fills_in_what_the_proposal_beside_it_leaves_open():
    readme = FORM + DISABLED + "Yes, in parts.\n\n" + METRICS + "`pay_errors`\n"
    keps = [
        *read(KEP + "disable-supported: false\n", "keps/sig-shop/1-x/kep.yaml").resources,
        *read(KEP, "keps/sig-shop/1-y/kep.yaml").resources,
    ]
    fragments = [f for name in ("x", "y", "z") for f in read(readme, f"keps/sig-shop/1-{name}/README.md").fragments]
    (said, silent), problems = join(keps, fragments)

    assert problems == ()
    assert (said.fields["rollback"]["supported"], silent.fields["rollback"]["supported"]) == (False, True)
    assert said.fields["rollback"]["triggers"] == ["`pay_errors`"]
    assert said.locate("rollback.triggers") == ("keps/sig-shop/1-x/README.md", said.positions["rollback.triggers"])
    assert said.locate("rollback.supported")[0] == "keps/sig-shop/1-x/kep.yaml"
    assert silent.locate("rollback")[0] == "keps/sig-shop/1-y/README.md"


def test_document_of_another_language_answers_nothing():
    (document,) = parse("a: b")

    assert plain(questionnaire.tree(document).root) == {"answers": {}}


def test_items_nested_beyond_any_sense_are_read_all_the_same():
    answer = "\n".join(f"{' ' * (2 * n)}- item {n}" for n in range(400))

    assert answers(METRICS + answer)["triggers"][0].endswith("- item 399")
