"""The pack loads, means what it says, and is described."""

import re
from pathlib import Path

import pytest
from roadmap_guard_feature_flags import (
    roadmap_guard_checks,
    roadmap_guard_formats,
    roadmap_guard_functions,
    roadmap_guard_packs,
)

from roadmap_guard.formats import registry
from roadmap_guard.policy import sources
from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.controls import Controls
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.packs import read_pack
from roadmap_guard.policy.testing import run_examples

README = (Path(__file__).parents[1] / "README.md").read_text()
FUNCTIONS_OF_BOTH = (*FUNCTIONS, *roadmap_guard_functions())
[SOURCE] = sources.in_folder(roadmap_guard_packs()[0], "the plugin")
PACK = read_pack(SOURCE)


def test_rules_name_only_what_exists():
    formats = registry.load((), roadmap_guard_formats())
    known = Known(FUNCTIONS_OF_BOTH, roadmap_guard_checks(), Controls(), formats.names)

    assert check_pack(PACK, SOURCE.files(), known) == []


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_examples_of_the_rule_hold(rule):
    results = run_examples([rule], FUNCTIONS_OF_BOTH, roadmap_guard_checks())

    assert [(result.number, result.complaints) for result in results if result.complaints] == []


def test_readme_lists_every_rule_with_its_level():
    listed = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", README, re.MULTILINE)

    assert sorted(listed) == sorted((rule.id.partition("/")[2], rule.level) for rule in PACK.rules)


def test_every_function_and_check_has_a_rule_that_uses_it():
    text = "".join(f"{rule.when} {rule.require} {rule.uses}" for rule in PACK.rules)

    assert [spec.name for spec in roadmap_guard_functions() if f"{spec.name}(" not in text] == []
    assert [name for name in roadmap_guard_checks() if name not in text] == []
