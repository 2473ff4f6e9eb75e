import csv
import io

import pytest

from roadmap_guard.report import audit_csv
from support import reports


def rows(report):
    text = audit_csv.render(report)
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_every_outcome_is_a_row_also_a_pass():
    report = reports.report()
    found = rows(report)
    assert [row["state"] for row in found] == [outcome.state for outcome in report.outcomes]
    assert {"pass", "fail", "error", "waived", "notApplicable"} == {row["state"] for row in found}


def test_a_row_says_all_about_its_outcome():
    (row,) = (row for row in rows(reports.report()) if row["state"] == "waived")
    assert row["rule"] == "reliability/slo-target-meets-tier"
    assert row["pack"] == "reliability 1.2.0"
    assert row["resource"] == "batch/freshness"
    assert (row["path"], row["line"], row["column"]) == ("slo/search.yaml", "7", "14")
    assert row["controls"] == "soc2:A1.1"
    assert row["file_oid"] == "b" * 40
    assert row["commit"] == reports.HEAD
    assert row["as_of"] == "2026-11-20"


def test_an_empty_run_has_the_header_alone():
    assert rows(reports.empty()) == []
    assert audit_csv.render(reports.empty()).count("\r\n") == 1


def test_every_column_is_explained():
    assert all(audit_csv.COLUMNS.values())


@pytest.mark.parametrize("hostile", reports.HOSTILE)
def test_no_cell_is_a_formula_and_no_row_is_broken(hostile):
    report = reports.hostile(hostile)
    text = audit_csv.render(report)
    found = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    assert len(found) == 1 + len(report.outcomes)
    assert {len(row) for row in found} == {len(audit_csv.COLUMNS)}
    for cell in (cell for row in found for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))  # noqa: RUF001 - a full-width formula
        assert "\n" not in cell
    text.encode()
