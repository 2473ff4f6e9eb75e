"""Formats that are read as another one is."""

import pytest

from roadmap_guard.formats.errors import DefinitionError
from roadmap_guard.formats.joining import join
from support.formats import load, read

LENDER = """
format: lender
recognise: {path: lender, exists: true}
placeholders: [later]
resources: [{kind: RoadmapItem, id: "{id}", fields: {title: name, description: about}}]
"""
BORROWER = "format: borrower\nrecognise: {path: borrower, exists: true}\nresources: lender\n"


def test_format_may_be_read_as_another_one():
    (found,) = read("borrower: 1\nid: a\nname: Faster\nabout: later\n", formats=load(LENDER, BORROWER)).resources

    assert (found.format, found.id, found.fields["title"], found.placeholders) == (
        "borrower",
        "a",
        "Faster",
        ("description",),
    )


def test_placeholders_of_its_own_take_the_place_of_the_lenders():
    formats = load(LENDER, BORROWER + "placeholders: [soon]\n")
    (found,) = read("borrower: 1\nid: a\nname: soon\nabout: later\n", formats=formats).resources

    assert found.fields == {"id": "a", "description": "later"}


def test_built_in_format_may_lend():
    mine = "format: mine\nrecognise: {path: mine, exists: true}\nresources: sloth\n"
    (found,) = read("mine: 1\nservice: s\nslos: [{name: x, objective: 99}]\n", formats=load(mine)).resources

    assert (found.kind, found.id) == ("SLO", "s/x")


def test_what_is_read_like_another_format_may_belong_to_a_resource_elsewhere():
    sheet = BORROWER + "extends: {kind: RoadmapItem, by: id, key: '{id}'}\n"
    formats = load(LENDER, sheet)
    whole = read("lender: 1\nid: a\nname: Faster\n", formats=formats)
    part = read("borrower: 1\nid: a\nname: Slower\nabout: Half the time.\n", "b.yaml", formats)

    (found,), _ = join(whole.resources, part.fragments)
    assert (found.fields["title"], found.fields["description"]) == ("Faster", "Half the time.")
    ((alone,), _) = join((), part.fragments)
    assert (alone.id, alone.fields["title"]) == ("a", "Slower")


@pytest.mark.parametrize(
    ("definitions", "message"),
    [
        ([BORROWER], "`lender`"),
        ([BORROWER.replace("lender", "slotth")], "Did you mean `sloth`?"),
        (
            [LENDER, BORROWER, BORROWER.replace("borrower", "third").replace("lender", "borrower")],
            "no resources of its own",
        ),
        ([BORROWER.replace("lender", "borrower")], "no resources of its own"),
    ],
)
def test_lender_must_be_there_and_have_resources(definitions, message):
    with pytest.raises(DefinitionError, match="resources") as caught:
        load(*definitions)

    assert message in str(caught.value)
