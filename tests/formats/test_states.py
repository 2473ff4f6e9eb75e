"""What becomes of a field that the file does not fill: rules and readers are told why."""

import pytest

from support.formats import defined, load, read

FIELDS = "{title: a, owners: b, labels: c, targetDate: d, rollback: {fields: {procedure: e, triggers: f}}, description: {first: [g, h]}}"


def one(text, fields=FIELDS, language="yaml"):
    head, path = ("", "x.yaml") if language == "yaml" else ("---\nmine: 1\n---\n", "x.md")
    found = read(head + text if head else f"mine: 1\n{text}", path, defined(fields, language=language))
    return found.resources[0]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "absent"),
        ("a: Faster\n", "filled"),
        ("a:\n", "empty"),
        ("a: ''\n", "empty"),
        ("a: ' '\n", "empty"),
        ("a: []\n", "empty"),
        ("a: TBD\n", "placeholder"),
        ("a: None\n", "none"),
        ("a: Not applicable.\n", "none"),
        ("a: [x, y]\n", "unreadable"),
    ],
)
def test_single_value_has_a_state(text, state):
    assert one(text).states["title"] == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("b: []\n", "empty"),
        ("b:\n", "empty"),
        ("b: [TBD]\n", "placeholder"),
        ("b: [N/A, TBD]\n", "none"),
        ("b: [TBD, ada]\n", "filled"),
        ("b: [[x]]\n", "filled"),
    ],
)
def test_list_has_the_state_of_its_items(text, state):
    assert one(text).states["owners"] == state


@pytest.mark.parametrize(
    ("text", "state"), [("c: {}\n", "empty"), ("c: {x: 1}\n", "filled"), ("c: TBD\n", "placeholder")]
)
def test_labels_have_a_state(text, state):
    assert one(text).states["labels"] == state


def test_object_has_the_state_of_what_is_inside_it():
    resource = one("e: TBD\nf: []\n")

    assert resource.state("rollback") == "placeholder"
    assert resource.state("rollback.procedure") == "placeholder"
    assert resource.state("rollback.triggers") == "empty"
    assert one("e: TBD\nf: [x]\n").state("rollback") == "filled"
    assert one("e: TBD\nf: [x]\n").states["rollback.procedure"] == "placeholder"
    assert "rollback.procedure" not in one("e: 5\n").states


def test_of_several_places_the_weightiest_reason_counts():
    assert one("g:\nh: TBD\n").state("description") == "placeholder"
    assert one("g: None\nh:\n").state("description") == "none"
    assert one("g: TBD\nh: Yes it is\n").state("description") == "filled"


def test_value_that_cannot_be_read_is_unreadable():
    assert one("d: soon\n").state("targetDate") == "unreadable"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("a: 12 days\n", "filled"),
        ("a: soon\n", "absent"),
        ("a: TBD\n", "placeholder"),
        ("a: None\n", "none"),
        ("a:\n", "empty"),
        ("a: ''\n", "empty"),
    ],
)
def test_text_without_the_part_that_is_sought_has_the_state_of_the_whole(text, state):
    assert one(text, r"{title: {path: a, extract: '(\d+)'}}").state("title") == state


def test_state_of_one_item_can_be_asked():
    assert one("b: [ada]\n").state("owners[0]") == "filled"
    assert one("b: [ada]\n").state("owners[1]") == "absent"


def test_states_name_every_field_that_the_dialect_has_a_place_for():
    assert one("a: x\nb: []\n", "{title: a, owners: b, labels: c}").states == {
        "id": "filled",
        "title": "filled",
        "owners": "empty",
        "labels": "absent",
    }


SECTIONS = "{description: {section: Reasons}, title: {label: Owner}}"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("# T\n", "absent"),
        ("# T\n\n## Reasons\n", "empty"),
        ("# T\n\n## Reasons\n\n<!-- say why -->\n", "empty"),
        ("# T\n\n## Reasons\n\n- **Cost:**\n", "empty"),
        ("# T\n\n## Reasons\n\n[More Information Needed]\n", "placeholder"),
        ("# T\n\n## Reasons\n\n* None <br>\n", "none"),
        ("# T\n\n## Reasons\n\n### Cost\n\nN/A\n\n### Time\n\nTBD\n", "none"),
        ("# T\n\n## Reasons\n\nNone of it is paid for.\n", "filled"),
    ],
)
def test_section_has_a_state(body, state):
    assert one(body, SECTIONS, "markdown").state("description") == state


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("- **Owner**:\n", "empty"),
        ("- **Owner**: TBD\n", "placeholder"),
        ("**Owner:** None\n", "none"),
        ("| a | b |\n|---|---|\n| Owner | ada |\n", "filled"),
        ("| a | b |\n|---|---|\n| Owner | |\n", "empty"),
    ],
)
def test_label_has_a_state(body, state):
    assert one(body, SECTIONS, "markdown").state("title") == state


def test_shape_of_a_value_is_no_mistake_in_a_lenient_format():
    strict = "format: mine\nrecognise: {path: mine, exists: true}\nresources: [{kind: RoadmapItem, id: '{mine}', fields: {title: {first: [a, b]}, targetDate: d}}]"
    text = "mine: 1\na: {x: 1}\nb: [y, z]\nd: soon\n"
    found = read(text, formats=load(strict + "\nlenient: true\n"))

    assert found.resources[0].state("title") == "unreadable"
    assert [problem.message.split(",")[0] for problem in found.problems] == ["`targetDate` of RoadmapItem is `soon`"]
    assert len(read(text, formats=load(strict)).problems) == 3


def test_list_that_is_filled_from_one_place_is_not_said_to_be_empty_in_another():
    resource = one("a: []\nb: [ada]\n", "{owners: {collect: [a, b]}}")

    assert resource.states == {"id": "filled", "owners": "filled"}
    assert dict(resource.unsaid) == {}
    assert one("a: []\nb: []\n", "{owners: {collect: [a, b]}}").state("owners") == "empty"


def test_items_that_are_not_meant_leave_a_list_absent_not_empty():
    fields = "{owners: {path: 'a[*]', where: {path: ., type: text}}}"

    assert one("a: [{name: ada}]\n", fields).state("owners") == "absent"
    assert one("a: []\n", fields).state("owners") == "empty"
    assert one("a: [{name: ada}, grace]\n", fields).fields["owners"] == ["grace"]


@pytest.mark.parametrize(
    "fields",
    [
        "{tracking: {each: 'a[*]', fields: {url: u}}}",
        "{tracking: {each: 'a[*].b', fields: {url: u}}}",
        "{tracking: {first: [{each: c, fields: {url: u}}, {each: 'a[*]', fields: {url: u}}]}}",
    ],
)
def test_list_without_items_is_empty(fields):
    assert one("a: []\n", fields).state("tracking") == "empty"
    assert one("a: {}\n", fields).state("tracking") == "absent"
    assert one("", fields).state("tracking") == "absent"


def test_text_joined_from_a_list_without_items_is_empty():
    fields = "{description: {path: 'a[*]', join: ', '}}"

    assert one("a: []\n", fields).state("description") == "empty"
    assert one("a: [x]\n", fields).state("description") == "filled"
