"""The check that holds a document to a schema."""

from typing import Any

from roadmap_guard.engine.checks.document_schema import check
from roadmap_guard.policy.checks import Failure
from roadmap_guard.policy.functions import Context
from roadmap_guard.policy.samples import sample

CONTEXT = Context("2026-11-20")


def failures(content: Any, schema: dict[str, Any]) -> list[Failure]:
    return list(check(sample({"content": content}, "Document"), {"schema": schema}, CONTEXT))


def test_a_document_that_fits_has_no_failure() -> None:
    assert failures({"a": 1}, {"required": ["a"]}) == []


def test_a_failure_points_at_the_place_in_the_content() -> None:
    schema = {"properties": {"a": {"items": {"type": "string"}}}}
    assert failures({"a": ["x", 1]}, schema) == [Failure("content.a[1]", "a[1] is 1; it must be text")]


def test_a_document_that_is_wrong_as_a_whole_is_pointed_at_as_a_whole() -> None:
    assert [failure.field for failure in failures([], {"type": "object"})] == ["content"]


def test_of_many_failures_twenty_are_told_and_the_rest_counted() -> None:
    found = failures(list(range(50)), {"items": {"type": "string"}})
    assert len(found) == 21
    assert found[-1] == Failure("content", "30 more places are not as they should be")
