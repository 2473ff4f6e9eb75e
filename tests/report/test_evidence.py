import pytest

from roadmap_guard.report import evidence
from support import reports


def verdict(*states):
    outcomes = [
        reports.outcome(reports.resource(resource_id=str(n)), reports.rule(), state) for n, state in enumerate(states)
    ]
    found = {each.control.id: each for each in evidence.by_control(reports.build(outcomes, rules=[reports.rule()]))}
    return found["soc2:A1.1"].verdict


@pytest.mark.parametrize(
    ("states", "word"),
    [
        (("pass",), "evidence found"),
        (("pass", "notApplicable"), "evidence found"),
        (("pass", "fail"), "gaps"),
        (("pass", "waived"), "gaps"),
        (("pass", "error"), "gaps"),
        (("notApplicable",), "not evaluated"),
        ((), "not evaluated"),
    ],
)
def test_a_control_has_evidence_only_if_its_rules_pass_wherever_they_apply(states, word):
    assert verdict(*states) == word


def test_a_control_without_a_rule_is_listed_as_not_evaluated():
    found = {each.control.id: each for each in evidence.by_control(reports.report())}
    assert set(found) == set(reports.CONTROLS)
    assert found["soc2:CC9.2"].verdict == "not evaluated"
    assert found["soc2:CC9.2"].rules == ()


def test_a_control_that_no_catalogue_knows_is_listed_as_such():
    rule = reports.rule(controls=("house-rules:7",))
    found = evidence.by_control(reports.build([reports.outcome(reports.resource(), rule, "pass")]))
    (control,) = (each.control for each in found if each.control.id == "house-rules:7")
    assert (control.standard, control.clause, control.status) == ("house-rules", "7", "not in a catalogue")


def test_the_counts_of_all_rules_are_all_outcomes():
    report = reports.report()
    assert sum(sum(each.counts.values()) for each in evidence.by_rule(report)) == len(report.outcomes)


def test_a_selected_rule_that_no_resource_met_is_listed():
    report = reports.build([], rules=[reports.rule()])
    (only,) = evidence.by_rule(report)
    assert sum(only.counts.values()) == 0


def test_owners_come_with_most_errors_first_and_a_finding_counts_for_each_of_its_owners():
    found = (
        reports.finding(owners=("a",), level="warning"),
        reports.finding(owners=("b", "c")),
        reports.finding(owners=()),
        reports.finding(owners=("c",)),
    )
    loads = evidence.by_owner(found)
    assert [(load.owner, *load.levels.values(), load.resources) for load in loads] == [
        ("c", 2, 0, 0, 1),
        ("b", 1, 0, 0, 1),
        (evidence.NO_OWNER, 1, 0, 0, 1),
        ("a", 0, 1, 0, 1),
    ]
