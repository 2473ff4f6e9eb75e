"""What a change did to resources, in real repositories."""

import random
from pathlib import Path
from typing import Any

import pytest

from roadmap_guard.engine.cases import Case
from roadmap_guard.engine.comparison import Comparison
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.selection import select
from roadmap_guard.engine.session import open_session
from roadmap_guard.formats import registry
from roadmap_guard.git.errors import GitError
from support.history import cards, item, levels, plan
from support.repository import Scratch, scratch

UP = {"service": "shop", "name": "up", "target": "99.9%"}
FORMATS = registry.load()


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repo")
    made.commit({"README": "x"})
    return made


def cases(repo: Scratch, base: str = "base", head: str = "HEAD", **more: Any) -> tuple[Case, ...]:
    request = Request(start=repo.path, mode="commit", base=base, head=head, **more)
    with open_session(request) as session:
        assert session.changes is not None
        selection = select(session, FORMATS, session.snapshot.entries())
        return Comparison(session, FORMATS, selection, session.changes).cases()


def told(repo: Scratch, **more: Any) -> dict[str, str]:
    """What happened to each resource, by its id: `modified target`."""
    return {
        case.resource.id: " | ".join(" ".join([change.type, *change.fields]) for change in case.changes)
        for case in cases(repo, **more)
    }


def start(repo: Scratch, **files: str) -> None:
    """The base, with these files (`__` stands for `/`)."""
    repo.commit(named(files))
    repo.git("branch", "-f", "base")


def named(files: dict[str, str]) -> dict[str, str]:
    return {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}


def test_only_what_the_change_touches_is_judged_though_more_stands_in_its_file(repo):
    start(repo, a=plan(item("one", status="planned"), item("two")), b=plan(item("three")))
    repo.commit(named({"a": plan(item("one", status="done"), item("two"))}))

    assert told(repo) == {"one": "modified status"}


def test_everything_is_judged_where_it_is_asked_for(repo):
    start(repo, a=plan(item("one"), item("two")), b=plan(item("three")))
    repo.commit(named({"a": plan(item("one", status="done"), item("two"))}))

    assert told(repo, everything=True) == {
        "one": "modified status",
        "two": "unchanged",
        "three": "unchanged",
    }


def test_what_is_new_was_added_with_all_its_fields(repo):
    start(repo)
    repo.commit(named({"a": plan(item("one"))}))

    assert told(repo) == {"one": "added title"}


def test_a_moved_resource_was_neither_removed_nor_added(repo):
    start(repo, a=plan(item("one"), item("two")))
    repo.commit(named({"a": plan(item("two")), "b": plan(item("one"))}))

    assert told(repo) == {"one": "moved"}
    [case] = cases(repo)
    assert case.resource.path == "b.yaml"
    assert case.changes[0].old.path == "a.yaml"


def test_a_renamed_file_moves_all_that_it_holds(repo):
    start(repo, a=plan(item("one"), item("two", status="done")))
    repo.git("mv", "a.yaml", "b.yaml")
    repo.commit(named({"b": plan(item("one"), item("two", status="planned"))}))

    assert told(repo) == {"one": "moved", "two": "modified status"}


def test_what_was_removed_is_pointed_at_by_its_old_file(repo):
    start(repo, a=plan(item("one"), item("two")), b=plan(item("three")))
    repo.git("rm", "-q", "b.yaml")
    repo.commit(named({"a": plan(item("two"))}))
    found = {case.resource.id: case for case in cases(repo)}

    assert told(repo) == {"one": "removed title", "three": "removed title"}
    assert [found[name].resource.locate("title") for name in found] == [
        ("a.yaml", (1, 1, 1, 1)),
        ("b.yaml", (1, 1, 1, 1)),
    ]
    assert all(case.is_removed for case in found.values())


def test_objectives_change_places_without_a_change(repo):
    down = {**UP, "name": "down"}
    start(repo, slo=levels(UP, down))
    repo.commit(named({"slo": levels(down, UP)}))

    assert told(repo) == {}


def test_a_renamed_objective_is_known_by_its_file_and_what_it_says(repo):
    start(repo, slo=levels(UP))
    repo.commit(named({"slo": levels({**UP, "name": "available"})}))
    [case] = cases(repo)

    assert (case.resource.id, case.changes[0].old.id) == ("shop/available", "shop/up")
    assert told(repo) == {"shop/available": "modified name"}


def test_a_change_of_a_part_in_another_file_is_a_change_of_the_whole(repo):
    audit = "apiVersion: roadmap-guard.dev/v1\nkind: FairnessAudit\nspec: {model: m, date: 2026-01-01}\n"
    start(repo, models=cards({"name": "m"}, {"name": "n"}), governance__fairness__m=audit)
    repo.commit(named({"governance__fairness__m": audit.replace("2026-01-01", "2026-02-01")}))

    assert list(told(repo)) == ["m"]
    assert "fairnessAudits" in told(repo)["m"]


def test_a_part_that_was_removed_is_a_change_of_the_whole_which_stays_as_it_is(repo):
    audit = "apiVersion: roadmap-guard.dev/v1\nkind: FairnessAudit\nspec: {model: m, date: 2026-01-01}\n"
    start(repo, models=cards({"name": "m"}, {"name": "n"}), governance__fairness__m=audit)
    repo.git("rm", "-q", "governance/fairness/m.yaml")
    repo.commit()

    assert told(repo) == {"m": "modified fairnessAudits"}


def test_before_is_the_merge_base_not_what_the_base_became_since(repo):
    start(repo, a=plan(item("one", status="planned")))
    repo.commit(named({"b": plan(item("two"))}))
    repo.git("checkout", "-q", "base")
    repo.commit(named({"a": plan(item("one", status="done"))}))
    repo.git("branch", "-f", "ahead")

    assert told(repo, base="ahead", head="main") == {"two": "added title"}


def crossed(repo: Scratch) -> None:
    """main and base have merged each other: two commits where they met last."""
    start(repo, a=plan(item("one", status="planned")), b=plan(item("two", status="planned")))
    repo.git("checkout", "-q", "-b", "other")
    repo.commit(named({"b": plan(item("two", status="done"))}))
    theirs = repo.head
    repo.git("checkout", "-q", "main")
    repo.commit(named({"a": plan(item("one", status="done"))}))
    ours = repo.head
    repo.git("merge", "-q", "-m", "theirs", theirs)
    repo.git("checkout", "-q", "other")
    repo.git("merge", "-q", "-m", "ours", ours)
    repo.git("branch", "-f", "base")
    repo.git("checkout", "-q", "main")


def test_of_several_merge_bases_each_counts(repo):
    crossed(repo)
    repo.commit(named({"c": plan(item("three"))}))

    assert told(repo) == {
        "one": "modified status",
        "two": "modified status",
        "three": "added title",
    }


def test_a_change_since_several_merge_bases_is_told_for_each_way_it_was(repo):
    crossed(repo)
    repo.commit(named({"a": plan(item("one", status="proposed"))}))

    assert [change.old.fields["status"] for change in cases(repo)[0].changes] in (
        ["planned", "done"],
        ["done", "planned"],
    )


def test_an_octopus_merge_changes_what_all_its_branches_did(repo):
    start(repo)
    for name in ("x", "y", "z"):
        repo.git("checkout", "-q", "-b", name, "base")
        repo.commit(named({name: plan(item(name))}))
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "-m", "all", "x", "y", "z")

    assert told(repo) == {"x": "added title", "y": "added title", "z": "added title"}


def test_lines_that_never_met_cannot_be_compared(repo):
    start(repo, a=plan(item("one")))
    repo.git("checkout", "-q", "--orphan", "alone")
    repo.commit()

    with pytest.raises(GitError) as caught:
        cases(repo)

    assert "no common ancestor" in caught.value.message


def test_a_shallow_clone_without_the_merge_base_is_refused_with_the_way_out(repo, tmp_path):
    start(repo, a=plan(item("one")))
    repo.commit({"b.yaml": "x: 1"})
    repo.git("checkout", "-q", "base")
    repo.commit({"c.yaml": "x: 1"})
    repo.git("branch", "-f", "ahead")
    repo.git("checkout", "-q", "main")
    clone = repo.clone(tmp_path / "clone", "--depth=1", "--no-single-branch")

    with pytest.raises(GitError) as caught:
        cases(clone, base="refs/remotes/origin/ahead")

    assert "fetch-depth: 0" in caught.value.remedy


def test_a_file_that_can_no_longer_be_read_removes_nothing(repo):
    start(repo, a=plan(item("one")))
    repo.commit({"a.yaml": "items: [\n"})

    assert told(repo) == {}


def test_what_leaves_the_scope_of_the_base_was_removed(repo):
    config = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {scope: {exclude: [attic/]}}\n"
    start(repo, a=plan(item("one")), **{"roadmap-guard": config})
    (repo.root / "attic").mkdir()
    repo.git("mv", "a.yaml", "attic/a.yaml")
    repo.commit()

    assert told(repo) == {"one": "removed title"}


def test_named_paths_narrow_what_is_judged_and_not_what_is_known(repo):
    start(repo, x__a=plan(item("one"), item("two")), y__b=plan(item("three")))
    repo.commit(named({"x__a": plan(item("four")), "y__b": plan(item("three"), item("one"))}))

    assert told(repo, paths=("x",)) == {"two": "removed title", "four": "added title"}
    assert told(repo, paths=("y",)) == {"one": "moved"}


def test_files_of_policies_that_the_change_touches_are_named(repo):
    start(repo, a=plan(item("one")))
    config = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {}\n"
    repo.commit({"roadmap-guard.yaml": config, ".roadmap-guard/waivers.yaml": "x: 1\n", "b.yaml": plan(item("two"))})
    [case] = cases(repo)

    assert case.changes[0].policies == (".roadmap-guard/waivers.yaml", "roadmap-guard.yaml")


def test_names_of_any_bytes_are_compared(repo):
    start(repo)
    repo.index_paths({b"caf\xe9.yaml": plan(item("one"))})
    repo.git("commit", "-qm", "x")
    repo.git("branch", "-f", "base")
    repo.index_paths({b"caf\xe9.yaml": plan(item("one", status="done"))})
    repo.git("commit", "-qm", "y")

    assert told(repo) == {"one": "modified status"}


def test_the_order_of_files_and_items_decides_nothing(repo):
    names = [f"item-{number}" for number in range(8)]
    mixed = random.Random(1)

    def scattered(status: str) -> dict[str, str]:
        mixed.shuffle(names)
        return {f"f{number}": plan(*(item(name, status=status) for name in names[number::3])) for number in range(3)}

    start(repo, **scattered("planned"))
    for _ in range(3):
        repo.commit(named(scattered("done")))

        assert told(repo) == dict.fromkeys(sorted(names, key=list(told(repo)).index), "modified status")
        assert {case.changes[0].old.fields["status"] for case in cases(repo)} == {"planned"}
