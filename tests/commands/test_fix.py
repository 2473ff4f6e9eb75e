"""`roadmap-guard fix`: what has one right answer is mended in place, and checked again."""

from pathlib import Path

import pytest

from support.files import ROADMAP, SLOTH
from support.guard import check, guard
from support.repository import Scratch, scratch

DAY = ("--as-of", "2026-11-20")
OWNERS = {"CODEOWNERS": "* @acme/payments @acme/platform\n"}
OPENSLO = """\
apiVersion: openslo/v1
kind: SLO
metadata: {name: search, labels: {owner: "@acme/payments"}}
spec:
  service: search
  indicator: {metadata: {name: i}, spec: {ratioMetric: {good: {metricSource: {type: P, spec: {query: a}}}, total: {metricSource: {type: P, spec: {query: b}}}}}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives:
    - target: 99.95   # four nines soon
"""


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path)
    made.write(OWNERS)
    return made


def fixed(repository: Scratch, path: str, text: str, *options: str) -> str:
    """The text after `fix`; it must not change a second time."""
    repository.write({path: text})
    done = guard(repository.root, "fix", *DAY, *options)
    assert done.code == 0, done.err
    after = (repository.root / path).read_text()
    guard(repository.root, "fix", *DAY, *options)
    assert (repository.root / path).read_text() == after
    return after


def rules(repository: Scratch) -> set[str]:
    return {item["rule"] for item in check(repository.root).report["findings"]}


SAFE = {
    "spelling of a choice": (ROADMAP, "status: planned", "status: plannde   # soon", "status: planned   # soon"),
    "spelling of a quoted choice": (ROADMAP, "status: planned", "status: 'planed'", "status: 'planned'"),
    "spelling of a key": (ROADMAP, "      status:", "      staus:", "      status:"),
    "form of a date": (ROADMAP, "target: 2027-Q1", "target: 2027/1/3 # x", "target: 2027-01-03 # x"),
    "form of a quoted date": (ROADMAP, "target: 2027-Q1", 'target: "2027/01/03"', 'target: "2027-01-03"'),
    "percent in a ratio": (OPENSLO, "99.95   #", "99.95   #", "0.9995   #"),
    "case of an owner": (SLOTH, "owner: payments", 'owner: "@Acme/PAYMENTS"', 'owner: "@acme/payments"'),
}


@pytest.mark.parametrize("name", SAFE)
def test_a_safe_fix_changes_only_the_words_in_question(name: str, repository: Scratch):
    text, right, wrong, mended = SAFE[name]
    path = "file.yaml"

    assert fixed(repository, path, text.replace(right, wrong)) == text.replace(right, mended)
    assert not [rule for rule in rules(repository) if rule.startswith("input/")]


UNSAFE = {
    "ratio in percent": (SLOTH, "99.99", "0.9995", "99.95"),
    "name of an unknown owner": (SLOTH, "owner: payments", 'owner: "@acme/paymnts"', 'owner: "@acme/payments"'),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_what_changes_the_meaning_of_a_file_waits_for_unsafe(name: str, repository: Scratch):
    text, right, wrong, mended = UNSAFE[name]
    before = text.replace(right, wrong)

    assert fixed(repository, "file.yaml", before) == before
    assert "1 more with --unsafe" in guard(repository.root, "fix", *DAY).out
    assert fixed(repository, "file.yaml", before, "--unsafe") == text.replace(right, mended)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (ROADMAP, "status: planned", "status: soonish"),
        (ROADMAP, "target: 2027-Q1", "targetDate: 03/01/2027"),
        (ROADMAP, "target: 2027-Q1", "targetDate: 2027/02/30"),
        (SLOTH, "99.99", "5"),
        (OPENSLO, "99.95", "12"),
        (OPENSLO, "99.95", "100"),
    ],
)
def test_what_has_no_one_answer_is_left_to_a_person(text: str, right: str, wrong: str, repository: Scratch):
    before = text.replace(right, wrong)

    assert fixed(repository, "file.yaml", before, "--unsafe") == before


def test_diff_shows_and_changes_nothing(repository: Scratch):
    repository.write({"plan.yaml": ROADMAP.replace("planned", "plannde")})
    done = guard(repository.root, "fix", "--diff", *DAY)

    assert "-      status: plannde\n+      status: planned\n" in done.out
    assert done.out.endswith("plan.yaml:10:15: would write `planned` for `plannde`\n1 fix can be made in 1 file\n")
    assert "plannde" in (repository.root / "plan.yaml").read_text()


def test_named_paths_narrow_it(repository: Scratch):
    wrong = ROADMAP.replace("planned", "plannde")
    repository.write({"a.yaml": wrong, "b.yaml": wrong.replace("RM-1", "RM-2")})
    guard(repository.root, "fix", "a.yaml", *DAY)

    assert "planned" in (repository.root / "a.yaml").read_text()
    assert "plannde" in (repository.root / "b.yaml").read_text()


RISKY = (
    ROADMAP.replace("status: planned", "status: in-progress\n      risk: high   # really")
    + "    - id: RM-2\n      title: Next\n      status: done\n"
)


def test_a_missing_section_is_added_to_be_filled_in(repository: Scratch):
    after = fixed(repository, "plan.yaml", RISKY)
    added = [line for line in after.splitlines() if line not in RISKY.splitlines()]

    assert [line for line in RISKY.splitlines() if line not in after.splitlines()] == []
    assert added[0] == "      rollback:"
    assert {line.split(": ")[1] for line in added[1:]} == {"TBD"}
    assert "rollback/high-risk-item-has-way-back" in rules(repository)
    assert not [rule for rule in rules(repository) if rule.startswith("input/")]


def test_a_section_is_not_added_to_an_object_in_one_line(repository: Scratch):
    flow = (
        ROADMAP.partition("    - id")[0]
        + "    - {id: RM-1, title: T, status: in-progress, risk: high, target: 2027-Q1}\n"
    )

    assert fixed(repository, "plan.yaml", flow) == flow


def test_a_fix_after_which_the_check_is_worse_is_given_up_and_hides_no_other(repository: Scratch):
    twice = ROADMAP.replace("      status: planned", "      status: planned\n      staus: done")
    repository.write({"a.yaml": twice, "b.yaml": ROADMAP.replace("RM-1", "RM-2").replace("planned", "plannde")})
    done = guard(repository.root, "fix", *DAY)

    assert "a.yaml: left alone, because the check would come out worse" in done.out
    assert (repository.root / "a.yaml").read_text() == twice
    assert "planned" in (repository.root / "b.yaml").read_text()


def test_check_with_fix_mends_first_and_tells_what_remains(repository: Scratch):
    repository.write({"plan.yaml": ROADMAP.replace("planned", "plannde"), "slo.yaml": SLOTH.replace("99.99", "99.5")})
    done = check(repository.root, "--fix")

    assert done.code == 1
    assert "plan.yaml:10:15: write `planned` for `plannde`" in done.err
    assert [item["path"] for item in done.report["findings"] if item["level"] == "error"] == ["slo.yaml"]


@pytest.mark.parametrize("option", [("--staged",), ("--head", "HEAD")])
def test_only_the_work_tree_is_mended(option: tuple[str, ...], repository: Scratch):
    repository.commit({"plan.yaml": ROADMAP})

    assert check(repository.root, "--fix", *option).code == 2


def test_markdown_and_json_are_mended_where_they_stand(repository: Scratch):
    import json

    import yaml

    text = json.dumps(yaml.safe_load(ROADMAP.replace("planned", "plannde")), indent=2)

    assert fixed(repository, "plan.json", text) == text.replace("plannde", "planned")


def test_line_ends_stay_as_they_are(repository: Scratch):
    text = ROADMAP.replace("\n", "\r\n")
    repository.write({"plan.yaml": text.replace("planned", "plannde")})
    guard(repository.root, "fix", *DAY)

    assert (repository.root / "plan.yaml").read_bytes() == text.encode()
