"""The structure that code scanning needs. The official validator has the last word, where it is installed: name it in
ROADMAP_GUARD_SARIF_MULTITOOL (npm package `@microsoft/sarif-multitool-linux`, file `Sarif.Multitool`).
"""

import json
import os
import subprocess

import pytest

from roadmap_guard.model.span import Span
from roadmap_guard.report import sarif
from support import reports

MULTITOOL = os.environ.get("ROADMAP_GUARD_SARIF_MULTITOOL")  # read before the environment is scrubbed


def run_of(report):
    log = json.loads(sarif.render(report))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


CASES = {
    "rich": reports.report(),
    "clean": reports.clean(),
    "empty": reports.empty(),
    **{f"hostile {number}": reports.hostile(text) for number, text in enumerate(reports.HOSTILE)},
}


@pytest.mark.parametrize("name", CASES)
def test_every_result_has_a_rule_a_place_and_a_text(name):
    run = run_of(CASES[name])
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(CASES[name].findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"].endswith(".")
        assert result["partialFingerprints"]["roadmapGuard/v1"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert "endLine" not in region
        artifact = location["physicalLocation"]["artifactLocation"]
        assert artifact["uriBaseId"] == "%SRCROOT%"
        assert artifact["uri"].isascii()
        assert not artifact["uri"].startswith("/")
        assert ":" not in artifact["uri"]


@pytest.mark.parametrize("name", CASES)
def test_every_rule_has_the_texts_that_code_scanning_demands(name):
    for rule in run_of(CASES[name])["tool"]["driver"]["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(rule["properties"]["tags"]) <= 10
        assert "security-severity" not in rule["properties"]


def test_links_and_placeholders_in_a_message_are_text():
    text = run_of(reports.hostile("see [x](1) and {0} \\ end"))["results"][0]["message"]["text"]
    assert text.startswith(r"see \[x\](1) and {{0}} \\ end.")


def test_a_region_is_one_line():
    def region(span):
        run = run_of(reports.clean(findings=(reports.finding(span=span),)))
        return run["results"][0]["locations"][0]["physicalLocation"]["region"]

    assert region(Span(3, 5, 3, 9)) == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    assert region(Span(3, 5, 9, 2)) == {"startLine": 3, "startColumn": 5}
    assert region(Span(1, 1, 1, 1)) == {"startLine": 1}


def test_a_waived_finding_is_no_alert():
    assert run_of(reports.clean(findings=(reports.finding(outcome="waived"),)))["results"] == []


def test_more_results_than_may_be_shown_are_cut_worst_first_and_the_cut_is_told():
    worst = reports.finding(path="last.yaml")
    notes = tuple(reports.finding(level="note") for _ in range(5_000))
    run = run_of(reports.clean(findings=(*notes, worst)))
    assert len(run["results"]) == 5_000
    assert run["results"][0]["level"] == "error"
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert [(each["descriptor"]["id"], each["message"]["text"]) for each in told] == [
        ("results-cut", "1 results are left out, the least severe ones.")
    ]


def test_exactly_as_many_results_as_may_be_shown_are_not_cut():
    run = run_of(reports.clean(findings=tuple(reports.finding() for _ in range(5_000))))
    assert len(run["results"]) == 5_000
    assert run["invocations"][0]["toolExecutionNotifications"] == []


def test_an_incomplete_run_is_no_success_and_says_why():
    invocation = run_of(reports.report())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [each["descriptor"]["id"] for each in invocation["toolExecutionNotifications"]] == [
        "incomplete",
        "refused-file",
    ]
    assert (
        invocation["toolExecutionNotifications"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "models/legacy.md"
    )
    assert invocation["toolConfigurationNotifications"][0]["descriptor"]["id"] == "tuned-rule"
    assert run_of(reports.clean())["invocations"][0]["executionSuccessful"] is True


def test_the_commit_is_named_where_its_home_is_known():
    assert run_of(reports.report())["versionControlProvenance"] == [
        {
            "repositoryUri": "https://github.com/example/payments",
            "revisionId": reports.HEAD,
            "branch": "refs/heads/main",
            "mappedTo": {"uriBaseId": "%SRCROOT%"},
        }
    ]
    assert "versionControlProvenance" not in run_of(reports.empty())


@pytest.mark.skipif(not MULTITOOL, reason="ROADMAP_GUARD_SARIF_MULTITOOL names no validator")
@pytest.mark.parametrize("name", CASES)
def test_the_official_validator_has_nothing_to_say(name, tmp_path):
    (tmp_path / "log.sarif").write_text(sarif.render(CASES[name]))
    rules = ["--rule-kind", "Sarif;Gh", "--level", "Error;Warning", "--log", "ForceOverwrite"]
    subprocess.run([MULTITOOL, "validate", "log.sarif", "--output", "verdict.sarif", *rules], cwd=tmp_path, check=True)
    verdict = json.loads((tmp_path / "verdict.sarif").read_text(encoding="utf-8-sig"))
    assert verdict["runs"][0]["results"] == []
