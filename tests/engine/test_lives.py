"""The lives of resources, from the histories of real repositories."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_guard.engine.histories import Histories
from roadmap_guard.engine.lives import Life, lives
from roadmap_guard.engine.request import Request
from roadmap_guard.engine.session import open_session
from roadmap_guard.engine.versions import Version
from roadmap_guard.formats import registry
from roadmap_guard.git.errors import GitError, ShallowError
from roadmap_guard.git.history import Step
from roadmap_guard.git.snapshot import Entry
from roadmap_guard.model.report import Mode
from roadmap_guard.policy.timelines import slips
from support.history import item, levels, plan
from support.policies import resource
from support.repository import Scratch, scratch

FORMATS = registry.load()


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    return scratch(tmp_path / "repo")


def all_lives(repo: Scratch) -> dict[str, Life]:
    with open_session(Request(start=repo.path, mode="commit", head="HEAD")) as session:
        return {life.last.id: life for life in Histories(session, FORMATS, "2026-11-20").all}


def told(life: Life) -> list[str]:
    """What happened, in order: `modified plan.yaml target=2026-Q1>2026-Q2`."""
    return [
        " ".join(
            [
                event.what,
                event.path,
                *(f"{d.field}={d.before}>{d.after}" for d in event.differences if d.field in SHOWN),
            ]
        )
        for event in life.events
    ]


SHOWN = ("target", "status", "title")


def write(repo: Scratch, **files: str | bytes) -> None:
    repo.commit({f"{name}.yaml": text for name, text in files.items()})


def test_a_life_tells_every_change_of_its_fields(repo):
    write(repo, plan=plan(item("one", target="2026-Q1")))
    write(repo, plan=plan(item("one", target="2026-Q2"), item("two")))
    write(repo, plan="# reformatted\n" + plan(item("one", target="2026-Q2"), item("two")))
    write(repo, plan=plan(item("one"), item("two")))

    assert told(all_lives(repo)["one"]) == [
        "added plan.yaml",
        "modified plan.yaml target=2026-Q1>2026-Q2",
        "modified plan.yaml target=2026-Q2>None",
    ]
    assert told(all_lives(repo)["two"]) == ["added plan.yaml"]


def test_a_life_goes_on_where_it_moves_between_files_or_its_file_is_renamed(repo):
    write(repo, a=plan(item("one"), item("two", target="2026-Q1")))
    write(repo, a=plan(item("one")), b=plan(item("two", target="2026-Q2")))
    repo.git("mv", "b.yaml", "c.yaml")
    repo.commit()

    assert told(all_lives(repo)["two"]) == [
        "added a.yaml",
        "modified b.yaml target=2026-Q1>2026-Q2",
        "moved c.yaml",
    ]


def test_a_life_goes_on_where_the_id_changes(repo):
    write(repo, slo=levels({"service": "shop", "name": "up", "target": "99.9%"}))
    write(repo, slo=levels({"service": "shop", "name": "available", "target": "99.9%"}))
    life = all_lives(repo)["shop/available"]

    assert [(event.what, event.name) for event in life.events] == [
        ("added", "shop/up"),
        ("modified", "shop/available"),
    ]


def test_a_version_that_cannot_be_read_is_a_gap_and_the_next_is_compared_with_the_last_readable_one(repo):
    write(repo, plan=plan(item("one", target="2026-Q1")))
    write(repo, plan="spec: [\n")
    write(repo, plan=b"\xff\xfe\x00")
    write(repo, plan=plan(item("one", target="2026-Q3")))

    assert [event.split()[0] for event in told(all_lives(repo)["one"])] == [
        "added",
        "unreadable",
        "unreadable",
        "modified",
    ]
    assert told(all_lives(repo)["one"])[-1] == "modified plan.yaml target=2026-Q1>2026-Q3"


def test_a_value_that_cannot_be_read_is_unknown_not_removed(repo):
    one = {"service": "shop", "name": "up"}
    write(repo, slo=levels({**one, "target": "99.9%"}))
    write(repo, slo=levels({**one, "target": "a lot", "description": "x"}))
    write(repo, slo=levels({**one, "target": "99%", "description": "x"}))

    assert told(all_lives(repo)["shop/up"]) == [
        "added slo.yaml",
        "modified slo.yaml",
        "modified slo.yaml target=0.999>0.99",
    ]


def test_a_link_or_a_file_that_is_too_large_is_a_gap(repo):
    write(repo, plan=plan(item("one")))
    (repo.root / "plan.yaml").unlink()
    repo.link("plan.yaml", "other.yaml")
    repo.git("add", "plan.yaml")
    repo.commit()
    (repo.root / "plan.yaml").unlink()
    write(repo, plan="# " + "x" * 1_100_000 + "\n" + plan(item("one")))
    write(repo, plan=plan(item("one", status="done")))

    assert [event.split()[0] for event in told(all_lives(repo)["one"])] == [
        "added",
        "unreadable",
        "unreadable",
        "modified",
    ]


def test_what_comes_back_after_its_removal_goes_on(repo):
    write(repo, plan=plan(item("one", target="2026-Q1")), other=plan(item("two")))
    repo.git("rm", "-q", "plan.yaml")
    repo.commit()
    write(repo, back=plan(item("one", target="2026-Q2")))
    life = all_lives(repo)["one"]

    assert told(life) == ["added plan.yaml", "removed plan.yaml", "returned back.yaml target=2026-Q1>2026-Q2"]
    assert not life.is_over


def test_a_merge_is_one_event_with_all_that_it_brought(repo):
    write(repo, plan=plan(item("one", target="2026-Q1")))
    repo.git("checkout", "-q", "-b", "side")
    write(repo, plan=plan(item("one", target="2026-Q2")))
    write(repo, plan=plan(item("one", target="2026-Q3")))
    repo.git("checkout", "-q", "main")
    write(repo, x="x: 1")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")

    assert told(all_lives(repo)["one"]) == ["added plan.yaml", "modified plan.yaml target=2026-Q1>2026-Q3"]


def test_names_of_any_bytes_have_a_life(repo):
    repo.index_paths({b"caf\xe9.yaml": plan(item("one"))})
    repo.git("commit", "-qm", "x")

    assert told(all_lives(repo)["one"]) == ["added caf\udce9.yaml"]


def test_files_out_of_scope_have_no_life(repo):
    config = "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {scope: {exclude: [attic/]}}\n"
    repo.commit({"roadmap-guard.yaml": config, "attic/plan.yaml": plan(item("one")), "plan.txt": plan(item("two"))})

    assert all_lives(repo) == {}


def test_two_resources_of_one_id_live_apart(repo):
    write(repo, a=plan(item("one", target="2026-Q1")), b=plan(item("one", target="2027")))
    write(repo, b=plan(item("one", target="2028")))
    with open_session(Request(start=repo.path, mode="commit", head="HEAD")) as session:
        found = [told(life) for life in Histories(session, FORMATS, "2026-11-20").all]

    assert found == [["added a.yaml"], ["added b.yaml", "modified b.yaml target=2027>2028"]]


def slips_of(repo: Scratch, name: str, mode: Mode = "worktree", path: str = "plan.yaml", **fields: Any) -> int:
    """How often the target slipped, for a resource with these fields that stands in the work tree, the index or HEAD."""
    request = Request(start=repo.path, mode=mode, head="HEAD" if mode == "commit" else "")
    with open_session(request) as session:
        about = resource("RoadmapItem", id=name, title=f"The {name}", **fields)._replace(path=path)
        return slips(Histories(session, FORMATS, "2026-11-20").of(about), "target")


def test_what_is_not_committed_yet_is_the_last_change(repo):
    write(repo, plan=plan(item("one", target="2026-Q1")))

    assert slips_of(repo, "one", target="2026-Q2") == 1
    assert slips_of(repo, "one", "index", target="2026-Q2") == 1
    assert slips_of(repo, "one", "commit", target="2026-Q2") == 0
    assert slips_of(repo, "one", target="2026-Q1") == 0
    assert slips_of(repo, "one", path="moved.yaml", target="2026-Q2") == 1


def test_what_was_never_committed_has_a_history_that_begins_today(repo):
    with open_session(Request(start=repo.path)) as session:
        found = Histories(session, FORMATS, "2026-11-20").of(resource("RoadmapItem", id="new"))

    assert (found["firstSeen"], found["lastChanged"], found["target"]) == ("2026-11-20", "2026-11-20", [])


def test_fields_from_other_files_are_no_uncommitted_change(repo):
    write(repo, plan=plan(item("one")))
    with open_session(Request(start=repo.path)) as session:
        about = resource("RoadmapItem", id="one", title="The one", approvals=[{"by": "x"}])
        found = Histories(session, FORMATS, "2026-11-20").of(
            about._replace(path="plan.yaml", homes={"approvals[0]": "approvals/one.yaml"})
        )

    assert found["approvals"] == []
    assert found["lastChanged"] == "2026-11-02"


def test_a_shallow_clone_cannot_tell_and_says_what_to_do(repo, tmp_path):
    write(repo, plan=plan(item("one")))
    write(repo, plan=plan(item("one", target="2026-Q2")))
    clone = repo.clone(tmp_path / "clone", "--depth=1")

    with pytest.raises(ValueError, match=r"this clone is shallow.*fetch-depth: 0"):
        slips_of(clone, "one")
    with pytest.raises(ShallowError):
        all_lives(clone)


def test_a_partial_clone_names_the_object_that_is_missing(repo, tmp_path):
    write(repo, plan=plan(item("one")))
    write(repo, plan=plan(item("one", target="2026-Q2")))
    repo.git("config", "uploadpack.allowFilter", "true")
    clone = repo.clone(tmp_path / "clone", "--filter=blob:none")

    with pytest.raises(GitError, match="is missing: this clone is partial"):
        all_lives(clone)


def test_files_outside_of_a_repository_have_no_history(tmp_path):
    (tmp_path / "plan.yaml").write_text(plan(item("one")))
    with open_session(Request(start=str(tmp_path), paths=("plan.yaml",))) as session:
        histories = Histories(session, FORMATS, "2026-11-20")
        with pytest.raises(ValueError, match="outside of a repository"):
            histories.of(resource("RoadmapItem", id="one"))
        assert histories.all == []


FILES = st.dictionaries(
    st.sampled_from(["a.yaml", "b.yaml", "c.yaml"]),
    st.none() | st.dictionaries(st.sampled_from(["one", "two", "three"]), st.sampled_from(["2026", "2027"])),
    min_size=1,
)


def replay(commits: list[dict[str, Any]], backwards: bool) -> list[list[str]]:
    """The lives of these commits, each file by its items; None takes it away. The order of files within a commit is turned round."""
    steps, versions, present = [], {}, set()
    for number, files in enumerate(commits):
        names = sorted(files, reverse=backwards)
        there = [name for name in names if files[name] is not None]
        for name in there:
            found = [
                resource("RoadmapItem", id=key, target=due)._replace(path=name) for key, due in files[name].items()
            ]
            versions[name, str(number)] = Version(tuple(found))
        gone = tuple(name for name in names if files[name] is None and name in present)
        present = (present | set(there)) - set(gone)
        steps.append(
            Step(
                str(number),
                "2026-01-01",
                "A",
                tuple(Entry(name, 0o100644, str(number), "file") for name in there),
                gone,
            )
        )
    return sorted(told(life) for life in lives(steps, versions))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FILES, max_size=5))
def test_the_order_of_files_within_a_commit_decides_nothing(commits):
    unique = [
        {name: items for name, items in files.items() if items is None or not _elsewhere(files, name, items)}
        for files in commits
    ]
    assert replay(unique, backwards=False) == replay(unique, backwards=True)


def _elsewhere(files: dict[str, Any], name: str, items: dict[str, str]) -> bool:
    """Whether another file of the commit has an item of the same id: which is which is then a matter of order."""
    return any(set(items) & set(other or ()) for key, other in files.items() if key != name)
