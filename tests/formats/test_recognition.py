import pytest

from support.formats import load, read

FOREIGN = [
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {}\n",
    "name: ci\non: [push]\njobs: {}\n",
    "{}\n",
    "[]\n",
    "- a\n- b\n",
    "text\n",
    "kind: List\nitems: []\n",
    "kind: List\nitems: {a: 1}\n",
    "kind: [x]\nitems: [{kind: y}]\n",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_document_gives_nothing_at_all(text):
    assert read(text) == ((), (), (), ())


def test_list_is_read_item_by_item_and_says_where_each_stands():
    text = "- {version: prometheus/v1, service: a, slos: [{name: x, objective: 99}]}\n- {other: 1}\n- {version: prometheus/v9, slos: []}\n"
    found = read(text)

    assert [resource.id for resource in found.resources] == ["a/x"]
    assert [(problem.code, problem.span.line) for problem in found.problems] == [("format", 3)]


def test_list_that_a_format_knows_as_a_whole_is_not_taken_apart():
    formats = load(
        "format: mine\nrecognise: {path: '[*].slug', exists: true}\nresources: [{kind: RoadmapItem, each: '[*]', id: '{slug}', fields: {title: t}}]"
    )

    assert [resource.id for resource in read("- {slug: a}\n- {slug: b}", formats=formats).resources] == ["a", "b"]


def test_list_inside_a_list_is_not_searched():
    assert read("- - {version: prometheus/v1, service: a, slos: [{name: x, objective: 99}]}") == ((), (), (), ())


def test_document_of_a_family_that_no_format_knows_is_refused_with_the_nearest_name():
    (problem,) = read("apiVersion: openslo/v1\nkind: SL0\n").problems

    assert (problem.code, problem.level, problem.refuses) == ("format", "error", True)
    assert problem.message.startswith("`kind` is `SL0`; known here: ")
    assert problem.message.endswith("Did you mean `SLO`?")
    assert problem.span[:2] == (2, 7)


def test_family_without_the_key_that_tells_its_members_apart_is_told_so():
    (problem,) = read("apiVersion: roadmap-guard.dev/v1\nspec: {}\n").problems

    assert problem.message.startswith("This looks like ")
    assert "`kind` is absent" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "kind: Roadmap\nspec: {items: []}\n",
        "kind: ServiceLevels\nspec: {objectives: []}\n",
        "kind: ModelGovernance\nspec: {audits: []}\n",
        "kind: FairnessAudit\nspec: {model: credit}\n",
    ],
)
def test_native_file_without_its_first_line_is_refused(text):
    (problem,) = read(text).problems

    assert problem.refuses
    assert "`apiVersion` is absent" in problem.message


@pytest.mark.parametrize("text", ["kind: Roadmap\nitems: []\n", "apiVersion: x/v1\nkind: Roadmap\nspec: {items: []}\n"])
def test_roadmap_of_another_tool_is_none_of_ours(text):
    assert read(text) == ((), (), (), ())


def test_value_in_a_message_cannot_paint_the_terminal():
    (problem,) = read('apiVersion: "openslo/\\u001b[31m"\nkind: SLO\n').problems

    assert "\x1b" not in problem.message
