"""`roadmap-guard history`: the life of a resource, and the numbers of all."""

import json
from pathlib import Path

import pytest

from support.guard import guard
from support.history import item, levels, plan
from support.repository import Scratch, scratch


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repo")
    up = {"service": "shop", "name": "up", "target": "99.9%"}
    made.commit({"plan.yaml": plan(item("PAY-1", target="2026-Q1"), item("PAY-2")), "slo.yaml": levels(up)})
    made.commit(
        {"plan.yaml": plan(item("PAY-1", target="2026-Q3"), item("PAY-2")), "slo.yaml": levels({**up, "target": "99%"})}
    )
    made.commit({"plan.yaml": "spec: ["})
    made.git("rm", "-q", "plan.yaml")
    made.commit({"pay.yaml": plan(item("PAY-1", target="2027", status="inProgress"))})
    return made


def test_the_life_of_a_resource_is_told_commit_by_commit(repo: Scratch):
    run = guard(repo.root, "history", "PAY-1")
    commits = repo.git("rev-list", "--reverse", "HEAD").split()

    assert run.code == 0
    assert run.out == (
        "RoadmapItem PAY-1: The PAY-1\n"
        "pay.yaml (native-roadmap)\n"
        "\n"
        f"2026-11-02  {commits[0][:10]}  added       plan.yaml  A Developer\n"
        f"2026-11-02  {commits[1][:10]}  modified    plan.yaml  A Developer\n"
        "    target: 2026-Q1 -> 2026-Q3   (later by 183 days, when it was over)\n"
        "    targetDate: 2026-03-31 -> 2026-09-30   (later by 183 days, when it was over)\n"
        f"2026-11-02  {commits[2][:10]}  unreadable  plan.yaml (a value is missing here, or a bracket above is not closed)  A Developer\n"
        f"2026-11-02  {commits[3][:10]}  modified    pay.yaml  A Developer\n"
        "    status: (absent) -> inProgress\n"
        "    target: 2026-Q3 -> 2027   (later by 457 days, when it was over)\n"
        "    targetDate: 2026-09-30 -> 2027-12-31   (later by 457 days, when it was over)\n"
        "    targetPrecision: quarter -> year\n"
    )


def test_json_gives_every_change_with_its_direction(repo: Scratch):
    [life] = json.loads(guard(repo.root, "history", "shop/up", "--format", "json").out)
    [_, lowered] = life["events"]

    assert (life["kind"], life["path"], life["isOver"]) == ("SLO", "slo.yaml", False)
    assert lowered["changes"] == [
        {"field": "target", "from": 0.999, "to": 0.99, "direction": "lowered", "days": 0, "missed": False}
    ]
    assert lowered["author"] == "A Developer <developer@example.com>"


def test_a_field_narrows_the_story(repo: Scratch):
    out = guard(repo.root, "history", "PAY-1", "--field", "status").out

    assert "(absent) -> inProgress" in out
    assert "target" not in out


def test_what_is_no_longer_there_has_a_history_too(repo: Scratch):
    out = guard(repo.root, "history", "PAY-2").out

    assert "plan.yaml (native-roadmap); it is no longer there" in out
    assert "removed" in out


def test_a_former_commit_has_the_history_up_to_it(repo: Scratch):
    assert "pay.yaml" not in guard(repo.root, "history", "PAY-1", "--head", "HEAD~2").out


def test_a_former_id_is_known_and_the_new_one_told(repo: Scratch):
    repo.commit({"slo.yaml": levels({"service": "shop", "name": "available", "target": "99%"})})

    assert "slo.yaml (now called shop/available)" in guard(repo.root, "history", "shop/up").out


def test_an_unknown_id_is_refused_with_the_nearest(repo: Scratch):
    run = guard(repo.root, "history", "PAY-11")

    assert run.code == 2
    assert "(did you mean 'PAY-1'?)" in run.err


@pytest.mark.parametrize("arguments", [[], ["PAY-1", "--stats"]])
def test_one_resource_or_all_must_be_asked_for(repo: Scratch, arguments: list[str]):
    run = guard(repo.root, "history", *arguments)

    assert run.code == 2
    assert "--stats" in run.err


def test_the_numbers_of_all_tell_slips_and_what_was_lowered(repo: Scratch):
    out = guard(repo.root, "history", "--stats").out

    assert out == (
        "3 resources in this history, 2 of them still there, 2026-11-02 to 2026-11-02\n"
        "\n"
        "RoadmapItem                              changes  resources\n"
        "  dates moved later                            2          1\n"
        "  dates moved later when they were over        2          1\n"
        "\n"
        "SLO                                      changes  resources\n"
        "  target lowered                               1          1\n"
        "\n"
        "slipped most\n"
        "  2 times, 640 days: PAY-1  The PAY-1  pay.yaml\n"
    )


def test_the_numbers_as_json_name_every_slipper(repo: Scratch):
    found = json.loads(guard(repo.root, "history", "--stats", "--kind", "RoadmapItem", "--format", "json").out)

    assert (found["there"], found["gone"]) == (1, 1)
    assert found["slipped"] == [
        {"kind": "RoadmapItem", "id": "PAY-1", "title": "The PAY-1", "path": "pay.yaml", "slips": 2, "days": 640}
    ]
    assert {row["kind"] for row in found["rows"]} == {"RoadmapItem"}


def test_a_repository_without_resources_has_no_numbers(tmp_path: Path):
    repo = scratch(tmp_path / "empty")
    repo.commit({"README.md": "x"})

    assert guard(repo.root, "history", "--stats").out == "0 resources in this history, 0 of them still there\n"


def test_a_shallow_clone_has_no_history_to_tell(repo: Scratch, tmp_path: Path):
    clone = repo.clone(tmp_path / "clone", "--depth=1")

    run = guard(clone.root, "history", "--stats")

    assert run.code == 2
    assert "fetch-depth: 0" in run.err


def test_words_of_a_repository_reach_the_terminal_harmless(repo: Scratch):
    repo.commit({"evil.yaml": plan({"id": "x", "title": "\x1b[2J::error::y"})})

    assert "\x1b" not in guard(repo.root, "history", "x").out
