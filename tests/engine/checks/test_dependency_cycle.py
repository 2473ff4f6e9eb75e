"""A resource that depends on itself by way of others is told once for each cycle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.engine.checks.dependency_cycle import check
from roadmap_guard.policy.checks import NotApplicable
from roadmap_guard.policy.functions import Context
from support import reports


def failures(edges: dict[str, list[str]], name: str):
    fields = {key: {"id": key, "dependsOn": [{"ref": target} for target in targets]} for key, targets in edges.items()}
    resource = reports.resource()._replace(kind="RoadmapItem", id=name, fields=fields[name])
    found = check(resource, {}, Context("2026-11-20", refs=lambda _kind: list(fields.values())))
    return found if isinstance(found, NotApplicable) else list(found)


def test_a_ring_is_told_at_its_first_member_with_the_way_round():
    ring = {"a": ["b"], "b": ["c"], "c": ["a"]}

    [failure] = failures(ring, "a")

    assert failure.message == "it depends on itself: a -> b -> c -> a"
    assert failure.field == "dependsOn[0]"
    assert failures(ring, "b") == failures(ring, "c") == []


def test_the_edge_that_leads_into_the_cycle_is_pointed_at():
    [failure] = failures({"a": ["x", "b"], "b": ["a"], "x": []}, "a")

    assert failure.field == "dependsOn[1]"


def test_what_depends_on_itself_directly_is_a_cycle():
    assert failures({"a": ["a"]}, "a")[0].message == "it depends on itself: a -> a"


def test_what_leads_into_a_cycle_is_not_in_it():
    assert failures({"a": ["b"], "b": ["c"], "c": ["b"]}, "a") == []


@pytest.mark.parametrize("edges", [{"a": ["missing"]}, {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["e"], "e": []}])
def test_a_way_that_ends_is_none(edges):
    assert failures(edges, "a") == []


def test_without_dependencies_it_does_not_apply():
    assert isinstance(failures({"a": []}, "a"), NotApplicable)


names = st.sampled_from("abcdef")


@given(st.dictionaries(names, st.lists(names, min_size=1, max_size=4), min_size=1))
def test_it_finds_a_cycle_exactly_where_one_can_walk_in_a_circle(edges):
    def reachable(start: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(edges.get(start, []))
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += edges.get(name, [])
        return seen

    in_circle = {name for name in edges if name in reachable(name)}
    told = {name for name in edges if failures(edges, name)}

    assert told <= in_circle
    assert bool(told) == bool(in_circle)
