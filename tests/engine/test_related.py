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


KEP = """\
title: Quick pay
kep-number: 1234
owning-sig: sig-shop
authors: ["@a"]
approvers: ["@b"]
status: implementable
stage: beta
latest-milestone: v1.36
disable-supported: true
"""

README = """\
# KEP-1234: Quick pay

## Production Readiness Review Questionnaire

### Feature Enablement and Rollback

###### Can the feature be disabled once it has been enabled (i.e. can we roll back the enablement)?

Yes.

### Rollout, Upgrade and Rollback Planning

###### How can a rollout or rollback fail? Can it impact already running workloads?

"""


def test_a_proposal_is_asked_for_the_answers_of_its_readme_only_where_it_has_one(tmp_path: Path):
    made = scratch(tmp_path / "repository")
    made.commit({"keps/sig-shop/1234-quick-pay/kep.yaml": KEP})
    unwritten = "rollback/rollback-procedure-written"

    assert unwritten not in {rule.split()[1] for rule in check(made.root).rules}
    made.commit({"keps/sig-shop/1234-quick-pay/README.md": README})
    assert unwritten in {rule.split()[1] for rule in check(made.root).rules}
