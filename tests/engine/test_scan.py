"""Every file that is read ends in one record, whatever is in it."""

from pathlib import Path

from roadmap_guard.documents import LIMITS
from roadmap_guard.engine.scan import Scan, scan
from roadmap_guard.formats import registry
from roadmap_guard.git.repository import discover
from roadmap_guard.git.worktree import WorkTree
from support.files import SLOTH
from support.repository import Files, scratch

FORMATS = registry.load()


def scanned(folder: Path, files: Files) -> Scan:
    scratch(folder).write(files)
    with discover(str(folder)) as repository:
        snapshot = WorkTree(repository)
        return scan(snapshot, snapshot.entries(), FORMATS, LIMITS)


def test_each_file_is_checked_or_refused(tmp_path: Path):
    found = scanned(tmp_path, {"a.yaml": SLOTH, "b.yaml": "a: [", "c.json": "{}", "d.md": "# Title\n"})

    assert [(record.path, record.state, record.resources) for record in found.files] == [
        ("a.yaml", "checked", 1),
        ("b.yaml", "refused", 0),
        ("c.json", "checked", 0),
        ("d.md", "checked", 0),
    ]


def test_a_record_names_the_formats_that_were_recognised(tmp_path: Path):
    both = f"{SLOTH}---\napiVersion: openslo/v1\nkind: Service\nmetadata: {{name: a}}\nspec: {{}}\n"

    [record] = scanned(tmp_path, {"both.yaml": both}).files

    assert record.formats == ("openslo-v1", "sloth")


def test_a_refused_document_does_not_take_its_neighbours_with_it(tmp_path: Path):
    found = scanned(tmp_path, {"two.yaml": f"{SLOTH}---\nbad: [\n"})

    assert [resource.id for resource in found.resources] == ["checkout/availability"]
    assert [record.state for record in found.files] == ["refused"]


def test_a_broken_file_with_a_word_of_ours_is_an_error_and_without_one_a_note(tmp_path: Path):
    found = scanned(tmp_path, {"ours.yaml": SLOTH + "x: [", "theirs.yaml": "x: ["})

    assert {problem.path: problem.level for problem in found.problems} == {"ours.yaml": "error", "theirs.yaml": "note"}


def test_a_bomb_is_an_error_wherever_it_lies(tmp_path: Path):
    found = scanned(tmp_path, {"bomb.yaml": "[" * 1000})

    assert [(problem.code, problem.level) for problem in found.problems] == [("too-deep", "error")]


def test_remarks_on_files_of_others_are_left_out(tmp_path: Path):
    found = scanned(tmp_path, {"theirs.yaml": "country: no\n", "ours.yaml": SLOTH.replace("availability\n", "no\n", 1)})

    assert {problem.path for problem in found.problems} == {"ours.yaml"}


def test_the_word_on_of_a_rule_is_no_mistake(tmp_path: Path):
    rule = "apiVersion: roadmap-guard.dev/v1\nkind: Rule\nmetadata: {id: target-kept}\nspec:\n  on: change\n"

    assert not scanned(tmp_path, {"policies/own/1.0.0/rules/target-kept.yaml": rule}).problems


def test_the_bytes_of_files_that_hold_nothing_are_let_go(tmp_path: Path):
    assert set(scanned(tmp_path, {"a.yaml": SLOTH, "b.yaml": "x: 1"}).contents) == {"a.yaml"}
