from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.engine.pairing import pairs
from roadmap_guard.model.resource import Resource
from support.policies import resource

RESOURCES = st.lists(
    st.builds(
        lambda name, path, title, target: item(name, path, title=title, target=target),
        st.sampled_from("abc"),
        st.sampled_from(["x.yaml", "y.yaml"]),
        st.sampled_from(["One", "Two"]),
        st.sampled_from(["2026", "2027"]),
    ),
    max_size=5,
)


def item(id_: str, path: str = "plan.yaml", /, **fields: Any) -> Resource:
    return resource("RoadmapItem", id=id_, **fields)._replace(path=path)


def slo(id_: str, path: str = "slo.yaml", /, **fields: Any) -> Resource:
    return resource("SLO", id=id_, **fields)._replace(path=path)


def told(before: list[Resource], after: list[Resource]) -> list[tuple[str | None, str | None]]:
    return [
        (old and f"{old.id} {old.path}", new and f"{new.id} {new.path}") for old, new in pairs(before, after)
    ]  # fmt: skip


def test_the_same_id_is_the_same_resource_wherever_it_stands():
    assert told([item("a"), item("b")], [item("b", "other.yaml"), item("c", title="C")]) == [
        ("b plan.yaml", "b other.yaml"),
        (None, "c plan.yaml"),
        ("a plan.yaml", None),
    ]


def test_ids_are_of_a_kind():
    assert told([item("a", title="A")], [slo("a")]) == [(None, "a slo.yaml"), ("a plan.yaml", None)]


def test_of_several_with_one_id_those_of_one_file_belong_together():
    before = [item("a", "x.yaml"), item("a", "y.yaml")]

    assert told(before, [item("a", "y.yaml"), item("a", "z.yaml")]) == [
        ("a y.yaml", "a y.yaml"),
        ("a x.yaml", "a z.yaml"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (slo("checkout/up", service="checkout", name="up"), slo("up", "other.yaml", service="checkout", name="up")),
        (slo("old/up", service="old", objective="up"), slo("new/up", service="new", objective="up", target=0.9)),
        (slo("a", queries=["x", "y"]), slo("b", "other.yaml", queries=["x", "y"], target=0.9)),
        (item("1", title="Faster checkout"), item("2", "other.yaml", title="Faster checkout", target="2026")),
        (item("1", title="Faster checkout", target="2026"), item("2", title="Fast checkout", target="2026")),
    ],
    ids=["service and name", "file and objective", "queries", "title", "the one of its file"],
)
def test_a_resource_whose_id_changed_is_known_by_other_signs(before, after):
    assert [(pair.before, pair.after) for pair in pairs([before], [after])] == [(before, after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (item("1", title="Faster checkout", target="2026"), item("2", title="Search", target="2027")),
        (slo("a", queries=["x"]), slo("b", "other.yaml", queries=["y"])),
        (slo("a", "x.yaml", name="up"), slo("b", "y.yaml", name="up")),
    ],
    ids=["another item in its file", "another query", "a name without a service"],
)
def test_what_only_stands_in_the_same_place_is_not_the_same(before, after):
    assert told([before], [after]) == [(None, f"{after.id} {after.path}"), (f"{before.id} {before.path}", None)]


def test_a_sign_that_two_resources_bear_pairs_none_of_them():
    before = [item("1", "a.yaml", title="Search")]
    after = [item("2", "b.yaml", title="Search"), item("3", "c.yaml", title="Search")]

    assert [pair.before for pair in pairs(before, after)] == [None, None, before[0]]


@given(RESOURCES, RESOURCES)
def test_every_resource_of_both_sides_is_told_once(before, after):
    found = pairs(before, after)

    assert [id(pair.after) for pair in found if pair.after] == [id(new) for new in after]
    assert sorted(id(pair.before) for pair in found if pair.before) == sorted(map(id, before))


@given(RESOURCES)
def test_what_did_not_change_is_paired_with_itself(resources):
    assert [pair.before for pair in pairs(resources, resources)] == resources
