"""`roadmap-guard resources`: what was read."""

import json

from support.files import ROADMAP
from support.guard import guard
from support.repository import Scratch


def test_a_table_names_kind_id_dialect_and_place(repository: Scratch):
    run = guard(repository.root, "resources")

    assert run.code == 0
    assert run.out.splitlines()[1].split() == ["SLO", "checkout/availability", "sloth", "slo/checkout.yaml:7"]


def test_json_gives_every_field_with_its_position(repository: Scratch):
    [slo] = json.loads(guard(repository.root, "resources", "--format", "json").out)

    assert slo["fields"]["target"] == 0.9999
    assert slo["positions"]["target"] == [8, 16]
    assert "windowSeconds" not in slo["fields"]


def test_a_kind_narrows_the_list(repository: Scratch):
    repository.commit({"plan.yaml": ROADMAP})

    run = guard(repository.root, "resources", "--kind", "RoadmapItem", "--head", "HEAD")

    assert "RM-1" in run.out
    assert "checkout" not in run.out


def test_a_pack_that_does_not_load_does_not_hide_what_was_read(repository: Scratch):
    run = guard(repository.root, "resources", "--kind", "Slo")

    assert run.code == 2
    assert "SLO" in run.err
