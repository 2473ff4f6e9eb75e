"""Numbers of lives that are written in place."""

from typing import Any

from roadmap_guard.engine.lives import Life, lives
from roadmap_guard.engine.statistics import Row, Slipper, due_field, statistics
from roadmap_guard.engine.versions import Version
from roadmap_guard.git.history import Step
from roadmap_guard.git.snapshot import Entry
from support.policies import resource


def lived(*commits: dict[str, list[dict[str, Any]]], kind: str = "RoadmapItem") -> list[Life]:
    """The lives of the resources in these versions of files, committed month by month."""
    steps, versions = [], {}
    for number, files in enumerate(commits, 1):
        for path, items in files.items():
            versions[path, str(number)] = Version(
                tuple(resource(kind, **fields)._replace(path=path) for fields in items)
            )
        entries = tuple(Entry(path, 0o100644, str(number), "file") for path in files)
        steps.append(Step(str(number), f"2026-{number:02}-15", "A", entries, ()))
    return lives(steps, versions)


def rows(found: list[Life]) -> dict[str, tuple[int, int]]:
    return {row.what: (row.changes, row.resources) for row in statistics(found).rows}


def test_changes_and_resources_are_counted_by_sort():
    found = lived(
        {"a": [{"id": "1", "target": "2026-01", "stage": "stable"}, {"id": "2", "target": "2026-Q4", "owners": ["x"]}]},
        {"a": [{"id": "1", "target": "2026-03", "stage": "beta"}, {"id": "2", "target": "2026-Q3", "owners": ["y"]}]},
        {"a": [{"id": "1", "target": "2026-05", "stage": "beta"}, {"id": "2", "owners": ["y"]}]},
    )

    assert rows(found) == {
        "dates moved later": (2, 1),
        "dates moved later when they were over": (1, 1),
        "dates moved earlier": (1, 1),
        "dates removed": (1, 1),
        "stage moved back": (1, 1),
        "owners changed": (1, 1),
    }


def test_an_item_with_stages_slips_by_its_stages_and_not_by_its_one_target():
    staged = lived(
        {"a": [{"id": "1", "target": "v1.1", "stageTargets": {"alpha": "v1.1", "beta": "v1.2"}}]},
        {"a": [{"id": "1", "target": "v1.2", "stageTargets": {"alpha": "v1.1", "beta": "v1.3"}}]},
    )

    assert due_field(staged[0]) == "stageTargets"
    assert statistics(staged).rows == (Row("RoadmapItem", "dates moved later", 1, 1, {"stageTargets.beta": 1}),)


def test_one_change_of_a_resource_that_stands_in_two_files_counts_once():
    copy = {"id": "shop/up", "target": 0.99}
    lowered = {"id": "shop/up", "target": 0.9}

    assert rows(lived({"a": [copy], "b": [copy]}, {"a": [lowered], "b": [lowered]}, kind="SLO")) == {
        "target lowered": (1, 1)
    }


def test_those_that_slipped_most_come_first():
    found = lived(
        {
            "a": [
                {"id": "1", "target": "2026"},
                {"id": "2", "target": "2026", "title": "Two"},
                {"id": "3", "target": "2026"},
            ]
        },
        {
            "a": [
                {"id": "1", "target": "2027"},
                {"id": "2", "target": "2027", "title": "Two"},
                {"id": "3", "target": "2026"},
            ]
        },
        {
            "a": [
                {"id": "1", "target": "2027"},
                {"id": "2", "target": "2028", "title": "Two"},
                {"id": "3", "target": "2025"},
            ]
        },
    )

    assert statistics(found).slipped == (
        Slipper("RoadmapItem", "2", "Two", "a", 2, 731),
        Slipper("RoadmapItem", "1", "", "a", 1, 365),
    )


def test_what_is_over_is_told_apart_from_what_is_there():
    found = statistics(lived({"a": [{"id": "1"}, {"id": "2"}]}, {"a": [{"id": "1"}]}))

    assert (found.there, found.gone, found.first, found.last) == (1, 1, "2026-01-15", "2026-02-15")
