"""Mistakes are told in order, with the nearest name that would be right."""

from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.span import Span
from roadmap_guard.policy.faults import Fault, PolicyError, did_you_mean, listed, quoted


def test_faults_come_in_the_order_of_path_and_place() -> None:
    faults = [
        Fault("b", Span(1, 1, 1, 1), "third"),
        Fault("a", Span(2, 1, 2, 1), "second", "mend it"),
        Fault("a", Span(1, 9, 1, 9), "first"),
    ]
    error = PolicyError(faults)
    assert isinstance(error, CannotCheckError)
    assert error.message == "a:1:9: first\na:2:1: second (mend it)\nb:1:1: third"
    assert error.remedy == "Nothing was checked: a policy with 3 mistakes does not load."


def test_the_nearest_name_is_suggested_whatever_its_case() -> None:
    assert did_you_mean("trget", ["target", "tier"]) == ' (did you mean "target"?)'
    assert did_you_mean("slo", ["SLO", "Service"]) == ' (did you mean "SLO"?)'
    assert did_you_mean("zebra", ["target", "tier"]) == ""


def test_names_are_listed_as_people_do() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "none",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert listed(["a", "b"], "or") == "a or b"


def test_quoted_text_is_one_short_line() -> None:
    assert quoted("a\n b") == '"a b"'
    assert quoted("x" * 80) == f'"{"x" * 80}"'
    assert quoted("x" * 81) == f'"{"x" * 79}…"'
