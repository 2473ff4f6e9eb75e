"""`roadmap-guard audit`: the evidence of a commit."""

import csv
import json
from pathlib import Path

from support.files import LOW_SLOTH, LOW_TARGET
from support.guard import guard
from support.repository import Scratch


def audit(repository: Scratch, folder: Path, *arguments: str):
    run = guard(repository.root, "audit", "-o", str(folder), *arguments)
    return run, json.loads((folder / "audit.json").read_text())


def test_it_writes_a_page_a_table_and_the_result_they_are_made_of(repository: Scratch, tmp_path: Path):
    run, _ = audit(repository, tmp_path / "out")

    assert run.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"audit.html", "audit.csv", "audit.json"}
    assert (tmp_path / "out" / "audit.html").read_text().startswith("<!doctype html>")


def test_the_full_population_is_there_passes_too_and_its_counts_close(repository: Scratch, tmp_path: Path):
    repository.commit({"slo/low.yaml": LOW_SLOTH})

    _, report = audit(repository, tmp_path / "out")
    with (tmp_path / "out" / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    outcomes = report["population"]["outcomes"]
    assert len(rows) == len(outcomes) == sum(report["summary"]["outcomes"].values())
    assert {"pass", "fail", "notApplicable"} <= {outcome["state"] for outcome in outcomes}


def test_it_names_the_commit_its_author_and_where_the_repository_is_from(repository: Scratch, tmp_path: Path):
    repository.git("remote", "add", "origin", "https://user:secret@example.com/acme/payments.git")
    repository.git("tag", "v1.0")

    _, report = audit(repository, tmp_path / "out", "--head", "v1.0")

    assert report["source"]["head"] == repository.head
    assert report["source"]["url"] == "https://example.com/acme/payments.git"
    assert report["source"]["commit"]["author"] == "A Developer <developer@example.com>"
    assert report["source"]["commit"]["tags"] == ["v1.0"]


def test_the_command_on_the_page_gives_the_same_bytes_in_a_clone(repository: Scratch, tmp_path: Path):
    repository.git("tag", "v1.0")
    clone = repository.clone(tmp_path / "clone")
    audit(repository, tmp_path / "first", "--head", "v1.0")
    page = (tmp_path / "first" / "audit.html").read_text()
    _, _, command = page.partition("roadmap-guard audit ")

    audit(clone, tmp_path / "again", *command.partition("<")[0].split())

    for name in ("audit.html", "audit.csv", "audit.json"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "first" / name).read_bytes(), name


def test_a_sha256_repository_is_audited_without_what_cannot_be_read_of_its_commit(tmp_path: Path):
    from support.files import SLOTH
    from support.repository import scratch

    made = scratch(tmp_path / "repository", "--object-format=sha256")
    made.commit({"slo.yaml": SLOTH})

    run, report = audit(made, tmp_path / "out")

    assert run.code == 0
    assert report["source"]["commit"] is None


def test_an_older_commit_can_be_judged_again_with_the_same_bytes(repository: Scratch, tmp_path: Path):
    old = repository.head
    first, _ = audit(repository, tmp_path / "first", "--head", old)
    repository.commit({"slo/checkout.yaml": LOW_SLOTH})
    second, _ = audit(repository, tmp_path / "second", "--head", old)

    assert (first.code, second.code) == (0, 0)
    for name in ("audit.html", "audit.csv", "audit.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_what_the_work_tree_holds_does_not_count(repository: Scratch, tmp_path: Path):
    repository.write({"slo/checkout.yaml": LOW_SLOTH})

    run, report = audit(repository, tmp_path / "out")

    assert run.code == 0
    assert LOW_TARGET not in {finding["rule"] for finding in report["findings"]}


def test_a_folder_that_cannot_be_made_is_told(repository: Scratch, tmp_path: Path):
    (tmp_path / "taken").write_text("a file")

    run = guard(repository.root, "audit", "-o", str(tmp_path / "taken"))

    assert run.code == 2
    assert "the folder" in run.err
