import json

import pytest
from jsonschema import Draft202012Validator

from roadmap_guard.report import json_report, json_text, schema_text
from support import reports


def _strict(schema):
    """Unknown members are allowed to readers; our own output has none."""
    if isinstance(schema, dict):
        closed = {name: _strict(part) for name, part in schema.items()}
        return {"additionalProperties": False, **closed} if "properties" in schema else closed
    return [_strict(part) for part in schema] if isinstance(schema, list) else schema


SCHEMA = json.loads(schema_text())
STRICT = Draft202012Validator(_strict(SCHEMA))


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("population", [True, False])
@pytest.mark.parametrize("make", [reports.report, reports.clean, reports.empty])
def test_the_report_fits_its_schema(make, population):
    STRICT.validate(json.loads(json_report.render(make(), population=population)))


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_a_hostile_report_fits_its_schema_and_is_plain_ascii(hostile):
    text = json_report.render(reports.hostile(hostile), population=True)
    assert text.isascii()
    assert "##" not in text
    STRICT.validate(json.loads(text))
    json.loads(text)["findings"][0]["message"].encode()


def test_text_comes_back_as_it_was():
    text = 'a ##[x] "quoted" \\ \u202e \x1b 漢字 \U0001f469'
    found = json.loads(json_report.render(reports.hostile(text)))["findings"][0]
    assert found["message"] == found["path"] == text


def test_a_byte_that_is_not_utf_8_comes_as_its_escape():
    assert json.loads(json_report.render(reports.hostile("caf\udce9")))["findings"][0]["path"] == "caf\\udce9"


def test_the_sums_close():
    report = json.loads(json_report.render(reports.report(), population=True))
    files, outcomes = report["summary"]["files"], report["summary"]["outcomes"]
    assert (
        files["seen"] == files["checked"] + files["refused"] + files["excluded"] == len(report["population"]["files"])
    )
    assert sum(outcomes.values()) == len(report["population"]["outcomes"])
    assert sum(report["summary"]["resources"].values()) == len(report["population"]["resources"])
    assert sum(report["summary"]["findings"].values()) == len(report["findings"])
    assert len(report["notChecked"]) == files["refused"] + files["excluded"]


def test_numbers_that_json_cannot_hold_are_written_as_text():
    rule = reports.rule(params={"floor": float("nan"), "cap": float("-inf"), "list": [1, float("inf")]})
    report = reports.build([reports.outcome(reports.resource(), rule, "pass")])
    loaded = json.loads(json_report.render(report, population=True), parse_constant=pytest.fail)
    assert loaded["population"]["rules"][0]["params"] == {"floor": "nan", "cap": "-inf", "list": [1, "inf"]}


def test_the_machine_s_own_paths_stay_out():
    assert "/home/dev/payments" not in json_report.render(reports.report(), population=True)


def test_equal_reports_give_equal_bytes_whatever_the_order_of_their_mappings():
    report = reports.report()
    turned = report._replace(
        rules=dict(reversed(report.rules.items())), controls=dict(reversed(report.controls.items()))
    )
    assert json_report.render(turned, population=True) == json_report.render(report, population=True)


def test_the_digest_changes_with_any_outcome():
    report = reports.report()
    first, *rest = report.outcomes
    changed = report._replace(outcomes=(first._replace(message="other"), *rest))
    assert json_report.digest(report) == json_report.digest(reports.report())
    assert json_report.digest(changed) != json_report.digest(report)


def test_json_on_one_line_is_for_people():
    assert json_text.line({"b": "é", "a": 0.5}) == '{"a": 0.5, "b": "é"}'
