import pytest

from support.formats import defined, read

CARD = """---
mine: 1
---
# A plan

- **Owner**: ada, grace

## 1. **Reasons** [optional]:

Because.

### More

And so.

## Done when

- fast
- cheap

### Later

- pretty

## Intended Use(s)

<!-- who? -->

### Direct use

[More Information Needed]

## Uses

### Direct use

Sorting.

## Form

- **Model type:** [More Information Needed]
- **Licence:** TBD

## Facts

| Field | Answer |
| --- | --- |
| Contact | ada@example.org |
"""


def one(fields):
    (resource,) = read(CARD, "plan.md", defined(fields, language="markdown")).resources
    return resource


@pytest.mark.parametrize(
    ("words", "description"),
    [
        ("{section: Reasons}", "Because.\n\nAnd so."),
        ("{section: reason*}", "Because.\n\nAnd so."),
        ("{section: [Missing, More]}", "And so."),
        ("{section: Reasons/More}", "And so."),
        ("{section: Uses/Direct use}", "Sorting."),
        ("{label: contact}", "ada@example.org"),
        ("{label: Contact, section: Facts}", "ada@example.org"),
    ],
)
def test_answer_is_found_by_heading_or_label(words, description):
    assert one(f"{{description: {words}}}").fields["description"] == description


@pytest.mark.parametrize(
    "words",
    [
        "{section: Missing}",
        "{section: Other/More}",
        "{label: Contact, section: Reasons}",
        "{section: Reason}",
        "{label: Missing}",
    ],
)
def test_what_no_heading_or_label_names_is_absent(words):
    resource = one(f"{{description: {words}}}")

    assert "description" not in resource.fields
    assert resource.placeholders == ()


@pytest.mark.parametrize(
    "words", ["{section: Intended Use}", "{section: Form}", "{label: Model type}", "{label: [Missing, Licence]}"]
)
def test_section_or_label_without_an_answer_is_a_placeholder(words):
    resource = one(f"{{description: {words}}}")

    assert "description" not in resource.fields
    assert resource.placeholders == ("description",)


def test_path_goes_on_in_the_section_and_all_below_it():
    assert one("{exitCriteria: {section: Done when, path: 'items[*]'}}").fields["exitCriteria"] == [
        "fast",
        "cheap",
        "pretty",
    ]


def test_table_is_read_row_by_row():
    fields = "{exitCriteria: {section: Facts, path: 'tables[0][*].Answer'}}"

    assert one(fields).fields["exitCriteria"] == ["ada@example.org"]


def test_label_may_hold_a_list():
    assert one("{owners: {label: Owner, split: ','}}").fields["owners"] == ["ada", "grace"]


def test_text_of_a_section_stands_from_its_first_line_to_the_last_below_it():
    assert one("{description: {section: Reasons}}").positions["description"] == (10, 1, 14, 8)


def test_section_that_several_words_name_answers_once():
    assert one("{exitCriteria: {section: [Reasons, reason*, More]}}").fields["exitCriteria"] == ["Because.\n\nAnd so."]
    assert one("{exitCriteria: {section: [More, Reasons]}}").fields["exitCriteria"] == ["And so.", "Because."]
    assert one("{exitCriteria: {section: [Later, Done when], path: 'items[*]'}}").fields["exitCriteria"] == [
        "pretty",
        "fast",
        "cheap",
    ]


def test_label_that_several_words_name_answers_once():
    assert one("{owners: {label: [Owner, own*, Contact]}}").fields["owners"] == ["ada, grace", "ada@example.org"]


def test_label_below_headings_that_do_not_count_is_no_answer():
    assert one("{description: {label: Contact, outside: Reasons}}").fields["description"] == "ada@example.org"
    assert "description" not in one("{description: {label: Contact, outside: [Missing, fact*]}}").fields


def test_label_below_a_heading_nested_in_one_that_does_not_count_is_no_answer():
    card = "---\nmine: 1\n---\n# Card\n\n## Data\n\n### Source\n\n- **Owner:** eve\n\n## Details\n\n- **Owner:** ada\n"
    formats = defined("{owners: {label: Owner, outside: Data}}", language="markdown")

    assert read(card, "plan.md", formats).resources[0].fields["owners"] == ["ada"]


def test_section_is_given_without_what_stands_below_headings_that_do_not_count():
    card = "---\nmine: 1\n---\n# Card\n\n## Use\n\nTrading.\n\n### Out of scope\n\nLaw.\n\n#### Why\n\nUntested.\n\n### More\n\nMail.\n"
    formats = defined("{description: {section: Use, outside: Out of scope}}", language="markdown")

    assert read(card, "plan.md", formats).resources[0].fields["description"] == "Trading.\n\nMail."


def test_section_of_nothing_but_headings_that_do_not_count_says_nothing():
    card = "---\nmine: 1\n---\n# Card\n\n## Law\n\n### Use\n\nCourts.\n"
    formats = defined("{description: {section: Use, outside: Law}}", language="markdown")

    assert "description" not in read(card, "plan.md", formats).resources[0].fields


def test_ampersand_in_a_heading_is_read_as_and():
    card = "---\nmine: 1\n---\n# Card\n\n## Use & limits\n\nTrading.\n"
    formats = defined("{description: {section: Use and limits}}", language="markdown")

    assert read(card, "plan.md", formats).resources[0].fields["description"] == "Trading."


def test_backslashes_in_a_heading_do_not_count():
    card = "---\nmine: 1\n---\n# Card\n\n## Out\\-of\\-scope use\n\nTrading.\n"
    formats = defined("{description: {section: Out-of-scope use}}", language="markdown")

    assert read(card, "plan.md", formats).resources[0].fields["description"] == "Trading."


def test_line_breaks_of_html_at_the_ends_of_lines_are_no_part_of_a_text():
    card = "---\nmine: 1\n---\n# Card\n\n## Use <br>\n\nTrading. <br>\nSorting<br/> mail.<BR>\n"
    (resource,) = read(card, "plan.md", defined("{description: {section: Use*}}", language="markdown")).resources

    assert resource.fields["description"] == "Trading.\nSorting<br/> mail."


def test_section_may_be_a_condition():
    fields = "{title: {path: title, when: {section: Done when, exists: true}}, description: {path: title, when: {section: Missing, exists: true}}}"

    assert one(fields).fields["title"] == "A plan"
    assert "description" not in one(fields).fields


def test_document_that_is_no_markdown_has_no_sections():
    (resource,) = read(
        "mine: 1\nsections: x", formats=defined("{description: {section: x}, title: {label: x}}")
    ).resources

    assert set(resource.fields) == {"id"}


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        ("{section: Form, path: fields.*}", ["Model type"]),
        ("{section: Facts, path: fields.*}", ["Contact"]),
        ("{section: Done when, path: 'items[*]'}", ["fast", "cheap", "pretty"]),
        ("{section: [Missing]}", None),
        ("{label: [Owner, Contact]}", ["Owner", "Contact"]),
    ],
)
def test_items_of_a_list_may_be_sought_in_sections_and_labels(each, expected):
    field = "." if "items" in each else "'@key'"
    fields = f"{{tracking: {{each: {each}, fields: {{url: {field}}}}}}}"
    found = one(fields).fields.get("tracking")

    assert (found and [item["url"] for item in found][: len(expected)]) == expected
