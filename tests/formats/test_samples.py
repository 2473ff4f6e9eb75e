"""Every built-in format against files of our own: what is read, what is refused, and what only looks like it.

`samples/<format>/<file>` is a file of that dialect and `<file>.expected.yaml` beside it all that must come of it. A file
called `near-*` is of another dialect or of none.
"""

import pytest
import yaml

from roadmap_guard.kinds import field_schema
from roadmap_guard.model.resource import Resource
from support.formats import BUILT_IN
from support.samples import FILES, SAMPLES, expected_of, format_of, read, told

samples = pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SAMPLES)))


@samples
def test_sample_gives_exactly_what_is_expected(file):
    expected = expected_of(file)

    assert told(file) == (yaml.safe_load(expected.read_text()) if expected.exists() else {})


@samples
def test_sample_is_recognised_as_its_own_format_alone_and_a_near_miss_as_none(file):
    formats = {recognised.format for recognised in read(file)[0].recognised}

    assert formats == (set() if file.name.startswith("near-") else {format_of(file)})


@samples
def test_no_two_formats_claim_a_sample(file):
    assert not [problem for problem in read(file)[1] if problem.code == "ambiguous"]


@samples
def test_position_of_every_text_is_where_the_file_says_it(file):
    lines = file.read_text().splitlines()
    for resource in read(file)[0].resources:
        for field, span in resource.positions.items():
            literal = resource.texts.get(field) or text_of(resource, field)
            if literal and span.line == span.end_line and field not in resource.placeholders:
                written = lines[span.line - 1][span.column - 1 : span.end_column - 1].strip("'\"").replace("\\", "")
                assert is_said_in(literal, written), field


def text_of(resource: Resource, field: str) -> str:
    """A text that stands in the file as it is; a choice of the kind may follow from a whole mapping."""
    value = resource.fields.get(field)
    return value if isinstance(value, str) and "enum" not in (field_schema(resource.kind, field) or {}) else ""


def is_said_in(literal: str, written: str) -> bool:
    return written in literal or literal in written or bool(set(literal.split("/")) & set(written.split("/")))


@samples
def test_every_field_that_is_read_is_one_of_the_kind_that_the_dialect_can_say(file):
    for resource in read(file)[0].resources:
        for field in resource.fields:
            assert field_schema(resource.kind, field) is not None
            assert field in resource.expressible


@samples
def test_sample_reads_the_same_twice(file):
    assert read(file) == read(file)


def test_every_format_has_samples_and_near_misses():
    for format_ in BUILT_IN.names:
        names = [file.name for file in FILES if format_of(file) == format_]
        assert any(name.startswith("near-") for name in names), format_
        assert any(not name.startswith("near-") for name in names), format_


def test_every_sample_belongs_to_a_format():
    assert {format_of(file) for file in FILES} <= set(BUILT_IN.names)
