"""`roadmap-guard formats` and formats of a repository's own."""

import json
import textwrap
from pathlib import Path

from support.files import SLOTH
from support.guard import check, guard
from support.repository import Scratch

CONFIG = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  formats:
    - format: acme-plan
      title: Acme's plan
      recognise: {all: [{path: plan, type: list}, {path: acmePlanVersion, exists: true}]}
      resources:
        - kind: RoadmapItem
          each: plan[*]
          id: "{key}"
          fields:
            title: what
            owners: who
            status: {path: state, values: {todo: planned, doing: inProgress, done: done}}
            target: due
"""

PLAN = """\
acmePlanVersion: 3
plan:
  - {key: A-1, what: Move sessions, who: "@acme/platform", state: doing, due: 2027-Q1}
"""

DOIGN = "`status` of RoadmapItem is `doign`, not `todo`, `doing` or `done`. Did you mean `doing`?"


def test_list_names_every_format(repository: Scratch):
    run = guard(repository.root, "formats", "list")

    assert run.code == 0
    assert {"sloth", "openslo-v1", "kep", "native-roadmap"} <= {line.split()[0] for line in run.out.splitlines()}


def test_detect_tells_the_format_of_each_document(repository: Scratch):
    run = guard(repository.root, "formats", "detect", "slo/checkout.yaml")

    assert run.code == 0
    assert run.out.startswith("document 1: sloth\n")


def test_detect_of_something_else_says_what_is_missing(repository: Scratch):
    repository.write({"near.yaml": SLOTH.replace("prometheus/v1", "prometheus/v9")})

    run = guard(repository.root, "formats", "detect", "near.yaml")

    assert run.code == 1
    assert "not sloth: `version` is `prometheus/v9`" in run.out


def test_detect_reads_a_list_as_a_check_does(repository: Scratch):
    repository.write(
        {"list.yaml": "- {version: prometheus/v1, service: a, slos: [{name: x, objective: 99}]}\n- {other: 1}\n"}
    )

    run = guard(repository.root, "formats", "detect", "list.yaml")

    assert (run.code, run.out) == (0, "document 1: sloth\n")


def test_detect_is_brief_where_nothing_comes_near(repository: Scratch):
    repository.write({"README.md": "# Hello\n"})

    run = guard(repository.root, "formats", "detect", "--explain", "README.md")

    assert run.code == 1
    assert run.out == "document 1: no known format\n  nothing in it points to any known format for markdown\n"


def test_detect_looks_at_a_file_outside_of_any_repository(tmp_path: Path):
    (tmp_path / "slo.yaml").write_text(SLOTH)

    run = guard(tmp_path, "formats", "detect", "slo.yaml")

    assert (run.code, run.out) == (0, "document 1: sloth\n")


def test_definition_is_held_to_the_samples_of_a_folder(tmp_path: Path):
    definition(tmp_path, {"plan.yaml": PLAN, "more/other.yaml": "plan: 1\n"})
    written = guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples", "--write")
    expected = json.loads((tmp_path / "samples/plan.expected.json").read_text())
    again = guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples")

    assert written.code == again.code == 0
    assert [(item["id"], item["fields"]["status"]) for item in expected["resources"]] == [("A-1", "inProgress")]
    assert json.loads((tmp_path / "samples/more/other.expected.json").read_text()) == {}
    assert again.out.splitlines() == [
        "samples/more/other.yaml: nothing",
        "samples/plan.yaml: 1 RoadmapItem",
        "2 of 2 samples came out as expected",
    ]


def test_sample_that_differs_is_told_by_field_and_place(tmp_path: Path):
    definition(tmp_path, {"plan.yaml": PLAN})
    guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples", "--write")
    (tmp_path / "samples/plan.yaml").write_text(PLAN.replace("sessions", "caches"))

    run = guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples/plan.yaml")

    assert run.code == 1
    assert run.out.splitlines() == [
        'samples/plan.yaml: RoadmapItem A-1: title is "Move caches", expected "Move sessions" (at 3:22)',
        "0 of 1 samples came out as expected",
    ]


def test_sample_without_expectation_must_be_read_without_a_problem(tmp_path: Path):
    definition(tmp_path, {"good.yaml": PLAN, "bad.yaml": PLAN.replace("doing", "doign"), "strange.yaml": "plan: []\n"})

    run = guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples")

    assert run.code == 1
    assert run.out.splitlines() == [
        f"samples/bad.yaml: 3:67 value: {DOIGN}",
        "samples/good.yaml: 1 RoadmapItem",
        "samples/strange.yaml: document 1 is not acme-plan: `acmePlanVersion` is absent",
        "1 of 3 samples came out as expected",
    ]


def test_fields_that_no_sample_says_are_named(tmp_path: Path):
    definition(tmp_path, {"plan.yaml": PLAN.replace('who: "@acme/platform", ', "")})

    assert "no sample says: RoadmapItem.owners\n" in guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples").out


def test_format_of_the_configuration_is_tested_by_its_name(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG, "plan.yaml": PLAN})

    run = guard(repository.root, "formats", "test", "acme-plan", "plan.yaml")

    assert (run.code, run.out.splitlines()[0]) == (0, "plan.yaml: 1 RoadmapItem")


def test_definition_that_is_no_file_and_no_format_suggests_the_nearest(repository: Scratch):
    run = guard(repository.root, "formats", "test", "sloht", "slo/checkout.yaml")

    assert run.code == 2
    assert "sloht is neither a file nor a format (did you mean 'sloth'?)" in run.err


def test_folder_without_a_sample_is_no_success(tmp_path: Path):
    definition(tmp_path, {})

    assert guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples").code == 2


def test_wrong_definition_under_test_says_where(tmp_path: Path):
    definition(tmp_path, {"plan.yaml": PLAN})
    file = tmp_path / "acme-plan.yaml"
    file.write_text(file.read_text().replace("title: what", "titel: what"))

    run = guard(tmp_path, "formats", "test", "acme-plan.yaml", "samples")

    assert run.code == 2
    assert "acme-plan.yaml:9:7: " in run.err
    assert "Did you mean `title`?" in run.err


def definition(folder: Path, samples: dict[str, str]) -> None:
    """The configuration's definition as a file of its own, and a folder of samples."""
    text = CONFIG.partition("  formats:\n")[2].replace("- format", "  format")
    (folder / "acme-plan.yaml").write_text(textwrap.dedent(text))
    (folder / "samples").mkdir()
    for name, content in samples.items():
        file = folder / "samples" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)


def test_a_repository_defines_a_format_of_its_own(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG, "plan.yaml": PLAN})

    run = guard(repository.root, "resources", "--kind", "RoadmapItem", "--format", "json")
    [item] = json.loads(run.out)

    assert item["id"] == "A-1"
    assert item["format"] == "acme-plan"
    assert item["fields"]["status"] == "inProgress"
    assert item["positions"]["owners[0]"] == [3, 42]


def test_a_value_that_the_definition_does_not_know_is_told_at_its_place(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG, "plan.yaml": PLAN.replace("doing", "doign")})

    run = check(repository.root)

    assert "plan.yaml:3:67 input/value" in run.rules


def test_a_wrong_definition_does_not_load_and_says_where(repository: Scratch):
    repository.write({"roadmap-guard.yaml": CONFIG.replace("resources:", "resorces:"), "plan.yaml": PLAN})

    run = check(repository.root)

    assert run.code == 2
    assert "roadmap-guard.yaml:8:7" in run.err


TABLE = """\
apiVersion: roadmap-guard.dev/v1
kind: Config
spec:
  formats:
    - format: acme-export
      title: Export of Acme's tracker
      languages: csv
      recognise: {all: [header.Issue key, header.Due date]}
      resources:
        - kind: RoadmapItem
          each: rows[*]
          id: "{Issue key}"
          fields:
            title: Summary
            owners: Assignee
            status: {path: Status, values: {To Do: planned, Done: done}}
            targetDate: {path: Due date, dates: "%d/%b/%y"}
"""
EXPORT = """\
Issue key,Summary,Assignee,Status,Due date
PAY-1,"Payouts, faster",@acme/pay,To Do,15/Feb/27
PAY-2,Ledger,@acme/pay,To Doo,31/Mar/27
"""


def test_the_export_of_a_tracker_is_checked_row_by_row(repository: Scratch):
    repository.commit({"roadmap-guard.yaml": TABLE, "tracker/export.csv": EXPORT})

    run = check(repository.root, "tracker")

    assert run.report["summary"]["resources"] == {"RoadmapItem": 2}
    assert run.rules == ["tracker/export.csv:3:24 input/value"]
    assert run.code == 1


def test_a_mistake_in_an_export_is_mended_in_its_cell(repository: Scratch):
    repository.commit({"roadmap-guard.yaml": TABLE, "tracker/export.csv": EXPORT})

    assert guard(repository.root, "fix", "tracker").code == 0
    assert (repository.root / "tracker/export.csv").read_text() == EXPORT.replace("To Doo", "To Do")


def test_a_date_that_slips_in_an_export_has_a_history(repository: Scratch):
    repository.commit({"roadmap-guard.yaml": TABLE, "export.csv": EXPORT})
    repository.commit({"export.csv": EXPORT.replace("15/Feb/27", "01/Mar/27")})

    run = guard(repository.root, "history", "PAY-1")

    assert "targetDate: 2027-02-15 -> 2027-03-01   (later by 14 days)" in run.out


def test_tables_are_opened_only_where_a_format_is_written_in_csv(repository: Scratch):
    repository.write({"data/train.csv": 'a,b\n"broken\n'})

    assert check(repository.root).report["summary"]["files"]["seen"] == 1

    repository.write({"roadmap-guard.yaml": TABLE})

    run = check(repository.root)
    assert run.report["summary"]["files"]["seen"] == 3
    assert "data/train.csv:2:1 input/csv-quotes" in run.rules


def test_a_broken_export_is_an_error_and_a_broken_table_of_data_a_note(repository: Scratch):
    repository.commit({"roadmap-guard.yaml": TABLE})
    repository.write({"export.csv": EXPORT.replace(",To Do,", ","), "data.csv": "a,b\n1\n"})

    findings = {item["path"]: item["level"] for item in check(repository.root).report["findings"]}

    assert (findings["export.csv"], findings["data.csv"]) == ("error", "note")
