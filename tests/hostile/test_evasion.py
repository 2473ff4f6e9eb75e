"""A change cannot slip past the policies by what it does to a file, to an id, to a date or to its own history."""

import json
from collections.abc import Mapping

import pytest
import yaml

from support.files import CONFIG, LOW_SLOTH, LOW_TARGET, SLOTH
from support.guard import Run
from support.history import item, plan
from support.hostile_processes import Server
from support.repository import Scratch, scratch
from support.waivers import BASELINE, FILES, WAIVERS, waiver, waivers
from support.waivers import CONFIG as APPROVING

TOLD = f":8:16 {LOW_TARGET}"
DISGUISED = LOW_SLOTH.replace("prometheus/v1", '"prometheus\\x2fv1"')


@pytest.fixture
def repository(tmp_path) -> Scratch:
    return scratch(tmp_path / "repository")


def start(repository: Scratch, files: Mapping[str, str]) -> str:
    """The base, with these files."""
    return repository.commit({"roadmap-guard.yaml": CONFIG, **files})


def judged(server: Server, repository: Scratch, base: str, *more: str) -> Run:
    return server.check(repository.root, "--head", "HEAD", "--base", base, *more)


UNREADABLE = {
    "merge key": DISGUISED.replace("labels:\n", "labels:\n  <<: {}\n"),
    "duplicate key": DISGUISED + "service: checkout\n",
    "local tag": DISGUISED.replace("service: checkout", "service: !x checkout"),
    "syntax": "version: [",
    "control character": DISGUISED + "# \x07\n",
    "pointer": "version https://git-lfs.github.com/spec/v1\n",
}


@pytest.mark.parametrize("trick", UNREADABLE)
@pytest.mark.parametrize("decoy", [{}, {"decoy.yaml": SLOTH}], ids=["alone", "with a decoy of the same id"])
def test_a_file_of_ours_does_not_become_another_tools_by_being_unreadable(
    server: Server, repository: Scratch, trick: str, decoy: Mapping[str, str]
):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.commit({"slo.yaml": UNREADABLE[trick], **decoy})

    run = judged(server, repository, base)

    assert run.code == 1
    assert [(found["path"], found["level"]) for found in run.report["findings"] if found["path"] == "slo.yaml"] == [
        ("slo.yaml", "error")
    ]


def test_a_new_file_does_not_hide_its_dialect_in_an_escape(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.commit({"new.yaml": UNREADABLE["merge key"]})

    assert judged(server, repository, base).rules == ["new.yaml:4:3 input/merge-key"]
    assert judged(server, repository, base).code == 1


@pytest.mark.parametrize("target", ["slo.txt", "vendor/slo.yaml"])
def test_a_link_in_the_place_of_a_file_removes_what_is_not_checked_where_it_leads(
    server: Server, repository: Scratch, target: str
):
    base = start(
        repository, {"slo.yaml": SLOTH, "roadmap-guard.yaml": CONFIG.replace("{}", "{scope: {exclude: [vendor/]}}")}
    )
    repository.git("rm", "-q", "slo.yaml")
    repository.write({target: LOW_SLOTH})
    repository.link("slo.yaml", target)
    repository.git("add", "--all")
    repository.commit()

    assert judged(server, repository, base).code == 1


def test_a_link_to_where_a_file_was_moved_is_no_removal(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.git("mv", "slo.yaml", "moved.yaml")
    repository.link("slo.yaml", "moved.yaml")
    repository.git("add", "--all")
    repository.commit()

    assert judged(server, repository, base).code == 0


def test_a_waiver_serves_no_namesake_in_a_file_that_the_change_does_not_touch(server: Server, repository: Scratch):
    base = start(repository, {**FILES, WAIVERS: waivers()})
    repository.commit({"other/checkout.yaml": LOW_SLOTH})

    run = judged(server, repository, base)

    assert run.code == 1
    assert f"other/checkout.yaml{TOLD}" in run.rules


def test_the_baseline_takes_in_no_namesake_in_a_file_that_the_change_does_not_touch(
    server: Server, repository: Scratch
):
    repository.commit(FILES)
    made = server.guard(
        repository.root, "baseline", "create", "--expires=2027-02-28", "--reason=x", "--as-of=2026-11-20"
    )
    base = repository.commit({BASELINE: (repository.root / BASELINE).read_text()})
    repository.commit({"other/checkout.yaml": LOW_SLOTH})
    copied = judged(server, repository, base)
    repository.git("rm", "-q", "slo/checkout.yaml")
    repository.commit()
    moved = judged(server, repository, base)

    assert made.code == 0
    assert f"other/checkout.yaml{TOLD}" in copied.rules
    assert (copied.code, moved.code) == (1, 0)


def test_a_waiver_serves_no_namesake_on_the_same_line(server: Server, repository: Scratch):
    known = yaml.safe_load(LOW_SLOTH)
    worse = {**known, "slos": [{**known["slos"][0], "objective": 50}]}
    given = waivers(waiver(field=None, value=None))
    base = repository.commit({"roadmap-guard.yaml": APPROVING, "slo.json": json.dumps([known]), WAIVERS: given})
    repository.commit({"slo.json": json.dumps([known, worse])})

    assert judged(server, repository, base).code == 1


def test_an_old_date_on_a_commit_brings_no_waiver_back(server: Server, repository: Scratch):
    repository.stage({**FILES, WAIVERS: waivers(waiver(expires="2026-12-31"))})
    repository.git("commit", "-qm", "x", GIT_COMMITTER_DATE="2027-06-01T00:00:00Z")
    base = repository.head
    repository.stage({"slo/checkout.yaml": LOW_SLOTH.replace("Requests", "All requests")})
    repository.git("commit", "-qm", "x", GIT_COMMITTER_DATE="2026-12-01T00:00:00Z")

    run = server.guard(repository.root, "check", "--format", "json", "--head", "HEAD", "--base", base)

    assert run.code == 1
    assert run.report["asOf"] == "2027-06-01"


def slipped(repository: Scratch) -> str:
    """The base: an item that slipped twice, which is as often as is let pass."""
    config = CONFIG.replace("{}", "{packs: [delivery@1], failOn: warning}")
    repository.commit({"roadmap-guard.yaml": config, "plan.yaml": plan(item("one", target="2026-Q4"))})
    repository.commit({"plan.yaml": plan(item("one", target="2027-Q1"))})
    return repository.commit({"plan.yaml": plan(item("one", target="2027-Q2"))})


def straight(_: Scratch, __: str) -> None:
    """On top of the base."""


def from_nothing(repository: Scratch, base: str) -> None:
    """A root of its own, with the base merged into it."""
    repository.git("checkout", "-q", "--orphan", "own")
    repository.commit()
    repository.git("merge", "-q", "-s", "ours", "--allow-unrelated-histories", "-m", "x", base)


def from_the_first(repository: Scratch, base: str) -> None:
    """A branch of the first commit, with the base merged into it."""
    repository.git("checkout", "-q", "-b", "own", f"{base}~2")
    repository.git("merge", "-q", "--no-ff", "-m", "x", base)


@pytest.mark.parametrize("line", [straight, from_nothing, from_the_first])
def test_a_change_does_not_choose_the_history_that_it_is_judged_by(server: Server, repository: Scratch, line):
    base = slipped(repository)
    line(repository, base)
    repository.commit({"plan.yaml": plan(item("one", target="2027-Q3"))})

    run = judged(server, repository, base)

    assert run.code == 1
    assert "delivery/dates-slip-seldom" in " ".join(run.rules)


CARD = """\
---
license: apache-2.0
pipeline_tag: text-classification
---
# Credit model

## Limitations

It was trained on applications of one year.
"""


def test_a_card_that_grows_over_the_limit_hides_nothing(server: Server, repository: Scratch):
    base = start(repository, {"README.md": CARD})
    repository.commit({"README.md": CARD + "\n" * 20_001})

    run = judged(server, repository, base)

    assert run.code == 1
    assert "README.md:1:1 input/body-too-large" in run.rules


KEPT = {
    "blank": ("    objective: 99.99\n", "    objective: ~\n", "reliability/slo-target-kept"),
    "placeholder": ("    objective: 99.99\n", "    objective: TBD\n", "reliability/slo-target-kept"),
    "no tier": ("  tier: tier-1\n", "", "reliability/critical-slo-tier-kept"),
    "another tier": ("tier: tier-1", "tier: tier-3", "reliability/critical-slo-tier-kept"),
}


@pytest.mark.parametrize("trick", KEPT)
def test_an_objective_does_not_leave_what_it_is_held_to(server: Server, repository: Scratch, trick: str):
    old, new, rule = KEPT[trick]
    base = start(repository, {"slo.yaml": SLOTH})
    assert old in SLOTH
    repository.commit({"slo.yaml": SLOTH.replace(old, new)})

    run = judged(server, repository, base)

    assert run.code == 1
    assert rule in " ".join(run.rules)


def test_a_path_that_stands_twice_in_a_tree_is_refused(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    rows = [("roadmap-guard.yaml", CONFIG), *(("slo.yaml", text) for text in (LOW_SLOTH, SLOTH))]
    raw = b"".join(b"100644 %s\0" % name.encode() + bytes.fromhex(repository.blob(text)) for name, text in rows)
    tree = repository.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=raw)
    head = repository.commit_tree(tree, base)

    run = server.check(repository.root, "--head", head, "--base", base)

    assert run.code == 1
    assert run.rules == ["slo.yaml:1:1 input/bad-tree"]


def test_blanks_around_the_word_of_a_dialect_do_not_matter(server: Server, repository: Scratch):
    base = start(repository, {"slo.yaml": SLOTH})
    repository.commit({"slo.yaml": LOW_SLOTH.replace("version: prometheus/v1", 'version: "prometheus/v1\\n"')})

    run = judged(server, repository, base)

    assert run.code == 1
    assert f"slo.yaml{TOLD}" in run.rules
