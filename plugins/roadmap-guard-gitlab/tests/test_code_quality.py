"""The Code Quality report has what GitLab asks for."""

import json

import pytest
from jsonschema import Draft202012Validator
from roadmap_guard_gitlab.code_quality import render

from roadmap_guard.model.report import Finding, PolicyInfo, Report, ResourceRef, Source
from roadmap_guard.model.span import Span

SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
"""What https://docs.gitlab.com/ci/testing/code_quality/ says of the format, and no more than that."""

FINDING = Finding(
    rule="reliability/slo-target-meets-tier",
    level="error",
    outcome="fail",
    message="target 99.9 % is below the tier-1 floor 99.95 %",
    remediation="Raise the target.",
    path="slo/checkout.yaml",
    span=Span(7, 14, 7, 18),
    resource=ResourceRef("SLO", "checkout/availability", "sloth"),
    field="target",
    owners=(),
    controls=(),
    fingerprint="7d0f3b52c8a94e16",
)


def report(*findings: Finding) -> Report:
    policy = PolicyInfo("base", "", "", (), ())
    return Report("1.0.0", "2026-11-20", Source("commit"), policy, (), (), (), findings, {}, {})


def test_entry_says_what_where_and_how_bad():
    [entry] = json.loads(render(report(FINDING)))

    assert entry == {
        "description": "target 99.9 % is below the tier-1 floor 99.95 %",
        "check_name": "reliability/slo-target-meets-tier",
        "fingerprint": "7d0f3b52c8a94e16",
        "severity": "major",
        "location": {"path": "slo/checkout.yaml", "lines": {"begin": 7}},
    }


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({"level": "error"}, "major"),
        ({"level": "warning"}, "minor"),
        ({"level": "note"}, "info"),
        ({"level": "error", "outcome": "error"}, "critical"),
    ],
)
def test_severity_follows_the_level_and_undecided_is_worse(change, severity):
    [entry] = json.loads(render(report(FINDING._replace(**change))))

    assert entry["severity"] == severity


def test_report_fits_the_published_format_whatever_the_texts_hold():
    hostile = FINDING._replace(message="##[add-mask]\n::error::\udcff", path="slo/ä\udcff.yaml")
    text = render(report(FINDING, hostile))

    Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert text.isascii()
    assert "##" not in text


def test_nothing_found_is_an_empty_array():
    assert render(report()) == "[]\n"
