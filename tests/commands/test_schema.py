"""`roadmap-guard schema`: the published schemas."""

import json

import pytest
from jsonschema import Draft202012Validator

from roadmap_guard.commands.schema import published
from support.guard import guard


def test_all_are_listed_by_name(tmp_path):
    assert guard(tmp_path, "schema").out.splitlines() == list(published())


@pytest.mark.parametrize("name", published())
def test_each_is_a_valid_schema(name):
    Draft202012Validator.check_schema(json.loads(published()[name].read_bytes()))


def test_one_is_printed_as_it_is(tmp_path):
    assert json.loads(guard(tmp_path, "schema", "SLO").out)["title"] == "Service level objective"


def test_an_unknown_one_gets_the_nearest(tmp_path):
    run = guard(tmp_path, "schema", "Slo")

    assert run.code == 2
    assert "did you mean 'SLO'?" in run.err
