"""A finding keeps its name when lines move, files are renamed and lists are put in another order."""

from roadmap_guard.engine.fingerprints import distinct, of_outcome, of_problem
from roadmap_guard.model.outcome import Outcome
from support import reports


def named(field: str = "target", **fields) -> str:
    resource = reports.resource()._replace(fields={"id": "checkout/availability", **fields})
    return of_outcome(Outcome(reports.rule(), resource, "fail", field))


def test_it_does_not_depend_on_line_or_file():
    outcome = Outcome(reports.rule(), reports.resource(), "fail", "target")
    moved = outcome._replace(resource=outcome.resource._replace(path="elsewhere.yaml"))

    assert of_outcome(moved) == of_outcome(outcome)


def test_an_element_is_known_by_its_name_not_by_its_index():
    results = [{"metric": "impact_ratio"}, {"metric": "tpr_gap"}]

    assert named("results[0].value", results=results) == named("results[1].value", results=results[::-1])
    assert named("results[0].value", results=results) != named("results[1].value", results=results)


def test_a_text_is_its_own_name():
    assert named("owners[1]", owners=["a", "b"]) == named("owners[0]", owners=["b"])


def test_an_element_without_a_name_goes_by_its_index():
    assert named("risks[0]", risks=[{}, {}]) != named("risks[1]", risks=[{}, {}])


def test_a_field_that_is_not_there_has_a_name_too():
    assert named("rollback.procedure") == named("rollback.procedure") != named("rollback")


def test_parts_do_not_run_into_each_other():
    assert of_problem("a", "bc", "") != of_problem("ab", "c", "")


def test_repeated_names_are_told_apart_by_their_order():
    first, other, second = distinct(["x", "y", "x"])

    assert (first, other) == ("x", "y")
    assert second not in {"x", "y"}
    assert distinct(["x", "x"])[1] == second
