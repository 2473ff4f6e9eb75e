import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_guard import documents
from roadmap_guard.formats import reading
from support.formats import BUILT_IN, load, parse, read

ITEMS = """
format: items
recognise: {path: items, exists: true}
placeholders: [nobody, {matches: '^v0\\.'}]
closed: {/: [items, team, more]}
resources:
  - kind: RoadmapItem
    each: items[*]
    id: ["{id}", "{$title}"]
    fields: {title: title, owners: {first: [who, /team]}, target: due}
  - kind: Objective
    when: more
    each: more.*
    where: {path: title, exists: true}
    id: "{@key}"
    fields: {title: title}
"""
FORMATS = load(ITEMS)


def resources(text):
    return read(text, formats=FORMATS).resources


def problems(text):
    return [(problem.code, problem.level, *problem.span[:2]) for problem in read(text, formats=FORMATS).problems]


def test_resource_knows_its_file_its_document_and_its_range():
    text = "a: 1\n---\nitems:\n  - {id: x,\n     title: One}\n"
    (resource,) = resources(text)

    assert (resource.path, resource.document, resource.format) == ("x.yaml", 1, "items")
    assert resource.span == (4, 5, 5, 17)
    assert list(resource.fields) == ["id", "title"]
    assert resource.homes == {}


def test_what_the_root_says_holds_for_every_object_that_says_nothing_itself():
    text = "team: blue\nitems: [{id: a}, {id: b, who: ada}, {id: c, who: TBD}]"

    assert [resource.fields["owners"] for resource in resources(text)] == [["blue"], ["ada"], ["blue"]]


def test_second_template_names_what_has_no_id():
    assert [resource.id for resource in resources("items: [{id: a}, {title: B}, {id: TBD, title: C}]")] == [
        "a",
        "B",
        "C",
    ]


def test_object_without_a_name_is_read_all_the_same_and_told():
    (first, second) = resources("items: [{who: ada}, {who: grace}]")

    assert (first.id, second.id) == ("x.yaml#1", "x.yaml#2")
    assert problems("items: [{who: ada}]") == [("id", "warning", 1, 9)]


def test_each_block_reads_its_own_part_of_the_document():
    text = "items: [{id: a}]\nmore: {fast: {title: Fast}, slow: {x: 1}}"

    assert [(resource.kind, resource.id) for resource in resources(text)] == [
        ("RoadmapItem", "a"),
        ("Objective", "fast"),
    ]


def test_document_without_any_object_is_noted():
    assert problems("items: []") == [("empty", "note", 1, 1)]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "items: {id: a, title: One}",
            (1, 8),
            "`items` of items is a mapping, not a list, in which each item begins with `- `.",
        ),
        ("items: {a: {title: One}}\nmore: {b: {title: Two}}", (1, 8), None),
    ],
)
def test_mapping_where_a_list_of_objects_is_meant_is_an_error(text, place, message):
    (problem,) = read(text, formats=FORMATS).problems

    assert (problem.code, problem.level, problem.span[:2]) == ("value", "error", place)
    assert message is None or problem.message == message


def test_mapping_that_another_block_reads_is_no_list_that_is_missing():
    both = (
        ITEMS.partition("  - kind: Objective")[0]
        + "  - {kind: RoadmapItem, each: items.*, id: '{@key}', fields: {title: title}}"
    )
    found = read("items: {a: {title: One}}", formats=load(both))

    assert [resource.id for resource in found.resources] == ["a"]
    assert not found.problems


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("spec: [{id: a}]", "`spec` of Roadmap is a list of 1, not a mapping with `items`."),
        (
            "spec: {items: {id: a}}",
            "`spec.items` of Roadmap is a mapping, not a list, in which each item begins with `- `.",
        ),
        (
            "metadata: payments\nspec: {items: [{id: a}]}",
            "`metadata` of Roadmap is `payments`, not a mapping with `description`, `labels`, `name`, `owners` or `title`.",
        ),
    ],
)
def test_native_file_of_another_shape_is_an_error(text, message):
    found = read(f"apiVersion: roadmap-guard.dev/v1\nkind: Roadmap\n{text}")

    assert message in [problem.message for problem in found.problems if problem.level == "error"]


def test_strange_key_in_a_closed_mapping_is_told_with_the_nearest():
    found = read("items: [{id: a}]\nteem: x", formats=FORMATS)

    assert [problem.message for problem in found.problems] == ["items has no field `teem`. Did you mean `team`?"]
    assert not found.problems[0].refuses


@pytest.mark.parametrize("who", ["nobody", "Nobody", "v0.9", "TBD"])
def test_format_has_placeholders_of_its_own(who):
    (resource,) = resources(f"items: [{{id: a, who: {who}}}]")

    assert "owners" not in resource.fields
    assert resource.placeholders == ("owners",)


def test_target_of_an_item_is_read_as_a_time_or_a_release():
    due, released, vague = resources("items: [{id: a, due: 2026-Q3}, {id: b, due: v1.4}, {id: c, due: soon}]")

    assert due.fields.items() >= {"target": "2026-Q3", "targetDate": "2026-09-30", "targetPrecision": "quarter"}.items()
    assert released.fields.items() >= {"targetRelease": "v1.4", "targetPrecision": "release"}.items()
    assert vague.fields == {"id": "c", "target": "soon"}
    assert due.positions["targetDate"] == due.positions["target"]
    assert due.expressible >= {"targetDate", "targetPrecision", "targetRelease"}


@pytest.mark.parametrize("day", ["31.03.2027", "03/01/2027", "1-3-2027", "2027-02-30"])
def test_target_that_is_a_day_in_another_form_is_told_and_no_release(day):
    found = read(f"items: [{{id: a, due: {day}}}]", formats=FORMATS)

    assert [(problem.code, problem.span[:2]) for problem in found.problems] == [("value", (1, 22))]
    assert found.resources[0].fields == {"id": "a"}
    assert found.resources[0].unsaid["target"] == "unreadable"


def test_documents_are_read_in_their_order_and_apart():
    texts = ["items: [{id: a}]", "other: 1", "items: [{id: b}]"]
    parsed = [document for number, text in enumerate(texts) for document in parse(text, f"{number}.yaml")]
    found = reading.read(FORMATS, parsed)

    assert [(recognised.path, recognised.format) for recognised in found.recognised] == [
        ("0.yaml", "items"),
        ("2.yaml", "items"),
    ]
    assert [resource.path for resource in found.resources] == ["0.yaml", "2.yaml"]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["TBD", "99.9%", "30d", "2026-Q3"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = [
    "service",
    "slos",
    "spec",
    "metadata",
    "title",
    "owning-sig",
    "kep-number",
    "model_details",
    "considerations",
    "items",
]
HEADS = [
    {"version": "prometheus/v1", "service": "a"},
    {"apiVersion": "openslo/v1", "kind": "SLO"},
    {"apiVersion": "sloth.slok.dev/v1", "kind": "PrometheusServiceLevel"},
    {"apiVersion": "pyrra.dev/v1alpha1", "kind": "ServiceLevelObjective"},
    {"apiVersion": "roadmap-guard.dev/v1", "kind": "Roadmap"},
    {"apiVersion": "roadmap-guard.dev/v1", "kind": "ServiceLevels"},
    {"apiVersion": "roadmap-guard.dev/v1", "kind": "ModelGovernance"},
    {"kep-number": 1, "owning-sig": "a", "title": "t"},
    {"kind": "List"},
]
INNER = st.dictionaries(
    st.sampled_from(["objectives", "slos", "items", "models", "audits", "target", "name", "window"]),
    ANYTHING,
    max_size=4,
)


@settings(max_examples=150)
@given(
    st.sampled_from(HEADS),
    st.dictionaries(st.sampled_from(KEYS), ANYTHING | INNER | st.lists(INNER, max_size=3), max_size=4),
)
def test_no_document_whatever_its_shape_stops_the_reader(head, rest):
    import json

    text = json.dumps(rest | head)
    found = reading.read(BUILT_IN, documents.parse("x.json", text.encode()).documents)

    for resource in found.resources:
        assert resource.id == resource.fields["id"]
        assert None not in resource.fields.values()
        assert set(resource.texts) <= set(resource.positions)


def test_what_is_said_once_for_very_many_objects_is_refused_in_time():
    labels = ", ".join(f"k{number}: v" for number in range(3000))
    objectives = "    - {target: 0.9}\n" * 3000
    text = f"apiVersion: openslo/v1\nkind: SLO\nmetadata: {{name: a, labels: {{{labels}}}}}\nspec:\n  objectives:\n{objectives}"
    found = read(text)

    assert [(problem.code, problem.level, problem.refuses) for problem in found.problems] == [
        ("expansion", "error", True)
    ]
    assert 0 < len(found.resources) < 3000


def test_mistake_that_many_objects_take_over_is_told_once():
    text = "apiVersion: openslo/v1\nkind: SLO\nmetadata: {name: a}\nspec: {timeWindow: [{duration: 28D}], objectives: [{target: 0.9}, {target: 0.99}]}"

    assert [problem.code for problem in read(text).problems] == ["value"]


def test_name_of_absurd_length_is_cut():
    (resource,) = resources(f"items: [{{id: {'x' * 10_000}}}]")

    assert len(resource.id) == 500
