"""Parts of a whole are found by where they stand, without reading the repository."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.engine.related import _expression
from support.guard import check
from support.repository import scratch

CARD = """\
---
license: mit
pipeline_tag: text-classification
governance: {version: "2.0", risk: {tier: high}, owners: [{name: risk, contact: risk@example.com}]}
---
# Scoring
"""

AUDIT = """\
apiVersion: roadmap-guard.dev/v1
kind: FairnessAudit
metadata: {name: scoring-2026}
spec:
  model: Scoring
  date: 2026-10-01
  modelVersion: "2.0"
"""


@pytest.mark.parametrize(
    ("glob", "path", "matches"),
    [
        ("models/*.yaml", "models/a.yaml", True),
        ("models/*.yaml", "models/deep/a.yaml", False),
        ("models/**/a.yaml", "models/a.yaml", True),
        ("models/**/a.yaml", "models/x/y/a.yaml", True),
        ("a?.yaml", "ab.yaml", True),
        ("a?.yaml", "a/.yaml", False),
        ("[*].yaml", "*.yaml", True),
        ("[*].yaml", "a.yaml", False),
        ("a.yaml", "abyaml", False),
    ],
)
def test_globs_are_those_of_git(glob, path, matches):
    assert bool(re.fullmatch(_expression(glob), path)) is matches


@given(st.text(min_size=1, max_size=20))
def test_a_name_made_literal_matches_itself_alone(name):
    from roadmap_guard.formats.joining import _literal

    assert re.fullmatch(_expression(_literal(name)), name, re.DOTALL)
    assert not re.fullmatch(_expression(_literal(name)), name + "x", re.DOTALL)


@pytest.fixture
def repository(tmp_path: Path):
    made = scratch(tmp_path / "repository")
    made.commit({"models/scoring.md": CARD, "models/scoring.audit.yaml": AUDIT})
    return made


def test_an_audit_beside_a_card_counts_when_only_the_card_is_checked(repository):
    missing = "fairness/audit-present"

    assert missing not in {rule.split()[1] for rule in check(repository.root, "models/scoring.md").rules}
    repository.git("rm", "-q", "models/scoring.audit.yaml")
    assert missing in {rule.split()[1] for rule in check(repository.root, "models/scoring.md").rules}


def test_a_card_is_checked_when_only_its_audit_changes(repository):
    repository.stage({"models/scoring.audit.yaml": AUDIT.replace('"2.0"', '"1.0"')})

    run = check(repository.root, "--staged")

    assert "models/scoring.audit.yaml:7:17 fairness/audit-covers-version" in run.rules


def test_an_audit_of_no_card_is_told(repository):
    repository.stage({"models/other.audit.yaml": AUDIT.replace("Scoring", "Nobody")})

    assert [rule.split()[1] for rule in check(repository.root, "--staged").rules].count("input/orphan") == 1
