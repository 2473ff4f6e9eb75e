"""The shipped packs are proven here, so that a run need not prove them again."""

import pytest

from roadmap_guard.engine.checks import CHECKS
from roadmap_guard.formats import registry
from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.controls import Controls
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.pack_reading import contents, read
from roadmap_guard.policy.packs import PackSource
from roadmap_guard.policy.sources import available
from roadmap_guard.policy.testing import run_examples

PACKS = pytest.mark.parametrize("source", available(), ids=lambda source: f"{source.name}-{source.version}")


@PACKS
def test_no_rule_of_a_shipped_pack_has_a_fault(source: PackSource) -> None:
    known = Known(FUNCTIONS, CHECKS, Controls(), registry.load(()).names)
    faults = check_pack(read(source)[1], contents(source), known)
    assert [str(fault) for fault in faults] == []


@PACKS
def test_every_example_of_a_shipped_pack_holds(source: PackSource) -> None:
    results = run_examples(read(source)[1].rules, FUNCTIONS, CHECKS)
    assert [(result.rule, result.number, result.complaints) for result in results if result.complaints] == []


@PACKS
def test_every_rule_shows_when_it_does_not_apply_if_it_has_a_condition(source: PackSource) -> None:
    silent = [
        rule.id
        for rule in read(source)[1].rules
        if rule.when and "notApplicable" not in {example.expect for example in rule.examples}
    ]
    assert silent == []
