import json

import pytest

from roadmap_guard.formats.testing import differences, expected_path, read_expectation, read_sample, unfilled
from roadmap_guard.model.errors import CannotCheckError
from support.formats import load

FORMATS = load(
    "format: mine\nrecognise: {path: items, type: list}\nresources: [{kind: RoadmapItem, each: 'items[*]', id: '{key}', "
    "fields: {title: name, description: about, owners: {path: who, split: ','}, progress: sure, rollback: {fields: {procedure: back}}}}]",
    "format: alerts\nrecognise: {path: alerts, exists: true}\n"
    "resources: [{kind: SLO, each: 'alerts[*]', id: '{name}', fields: {page: paged}}]",
    "format: audits\nrecognise: {path: audit, exists: true}\nresources: [{extends: {kind: ModelCard, into: fairnessAudits, "
    "by: id, key: '{model}'}, fields: {date: audit}}]",
)
ITEM = {"kind": "RoadmapItem", "id": "A-1", "fields": {"title": "Faster", "owners": ["x", "y"]}}
SAMPLE = "items:\n  - {key: A-1, name: Faster, who: 'x, y'}\n"


def found(text: str, *names: str):
    return read_sample(FORMATS, names or ("mine",), "sample.yaml", text.encode())


def expectation(value: object):
    return read_expectation("sample.expected.json", json.dumps(value).encode())


@pytest.mark.parametrize(
    ("sample", "expected"),
    [("a/b.yaml", "a/b.expected.json"), ("b.c.md", "b.c.expected.json"), ("a.b/c", "a.b/c.expected.json")],
)
def test_expectation_stands_beside_the_sample(sample, expected):
    assert expected_path(sample) == expected


def test_sample_that_comes_out_as_expected_differs_in_nothing():
    assert differences(expectation({"resources": [ITEM]}), found(SAMPLE)) == []


def test_what_came_of_a_sample_is_what_is_expected_of_it_once_written():
    text = SAMPLE + "  - {key: A-2, sure: 0.5}\n"

    assert differences(expectation(found(text).told), found(text)) == []


def test_field_that_differs_is_told_with_both_values_and_its_place():
    wanted = {**ITEM, "fields": {"title": "Fast", "owners": ["x", "z"], "description": "d"}}

    assert differences(expectation({"resources": [wanted]}), found(SAMPLE)) == [
        'RoadmapItem A-1: title is "Faster", expected "Fast" (at 2:22)',
        'RoadmapItem A-1: owners[1] is "y", expected "z" (at 2:35)',
        'RoadmapItem A-1: description is absent, expected "d"',
    ]


def test_field_that_nobody_expects_is_told():
    wanted = {**ITEM, "fields": {"title": "Faster"}}

    assert differences(expectation({"resources": [wanted]}), found(SAMPLE)) == [
        'RoadmapItem A-1: owners[0] is "x", expected nothing (at 2:35)',
        'RoadmapItem A-1: owners[1] is "y", expected nothing (at 2:35)',
    ]


def test_object_that_is_missing_and_one_too_many_are_told():
    wanted = {"resources": [{**ITEM, "id": "A-2"}]}

    assert differences(expectation(wanted), found(SAMPLE)) == [
        "RoadmapItem A-2 is expected and did not come. Did you mean `RoadmapItem A-1`?",
        "RoadmapItem A-1 came and is not expected",
    ]


def test_second_object_of_a_name_is_compared_with_the_second():
    text = SAMPLE + "  - {key: A-1, name: Slower}\n"
    wanted = {"resources": [ITEM, {"kind": "RoadmapItem", "id": "A-1", "fields": {"title": "Slow"}}]}

    assert differences(expectation(wanted), found(text)) == [
        'RoadmapItem A-1 (2): title is "Slower", expected "Slow" (at 3:22)'
    ]


def test_true_is_not_one():
    told = found("alerts: [{name: a, paged: true}]", "alerts")

    assert differences(expectation({"resources": [{"kind": "SLO", "id": "a", "fields": {"page": 1}}]}), told) == [
        "SLO a: page is true, expected 1 (at 1:27)"
    ]


def test_problem_that_nobody_expects_is_told_in_full_and_one_that_did_not_come_by_its_code():
    told = found("items: [{key: A-1, name: [x, y]}]")
    wanted = {"resources": [{"kind": "RoadmapItem", "id": "A-1", "fields": {}}], "problems": ["9:9 value"]}

    first, second = differences(expectation(wanted), told)
    assert first.startswith("1:26 value: `title` of RoadmapItem ")
    assert second == "the problem 9:9 value is expected and did not come"


def test_part_of_another_file_is_compared_as_resources_are():
    told = found("{audit: 2026-01-01, model: scoring}", "audits")
    part = {"kind": "ModelCard", "into": "fairnessAudits", "key": "scoring", "fields": {"date": "2026-01-02"}}

    assert differences(expectation({"parts": [part]}), told) == [
        'fairnessAudits of scoring: date is "2026-01-01", expected "2026-01-02" (at 1:9)'
    ]


def test_sample_of_another_format_says_why_it_is_not_of_this_one():
    assert differences(expectation({"resources": [ITEM]}), found("version: prometheus/v1\nservice: a\nslos: []\n")) == [
        "document 1 is read as `sloth`",
        "document 1 is not mine: `items` is absent, not a list",
    ]


def test_empty_expectation_is_that_of_a_file_which_is_not_of_the_format():
    assert differences(expectation({}), found("other: 1")) == []
    assert differences(expectation({}), found(SAMPLE)) == ["RoadmapItem A-1 came and is not expected"]


def test_fields_that_no_sample_fills_are_listed():
    assert unfilled(FORMATS, ["mine"], [found(SAMPLE)]) == [
        "RoadmapItem.description",
        "RoadmapItem.progress",
        "RoadmapItem.rollback",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"resource": []}', "unknown key `resource`. Did you mean `resources`?"),
        ('{"resources": [{"kind": "SLO", "name": "x"}]}', "unknown key `name`."),
        ('{"resources": [1]}', "an item of resources is no mapping"),
        ("[]", "is no mapping"),
        ('{"a": 1', "sample.expected.json:1:8: "),
    ],
)
def test_mistake_in_an_expectation_is_told(text, message):
    with pytest.raises(CannotCheckError) as caught:
        read_expectation("sample.expected.json", text.encode())

    assert message in caught.value.message
