"""Every file is checked, refused with a finding, or excluded by the configuration; no file changes the fate of another."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.files import LOW_SLOTH, LOW_TARGET
from support.guard import Run
from support.hostile_documents import ALL
from support.hostile_processes import Server
from support.hostile_repositories import PIECES, Piece, build, in_scope, write
from support.repository import Scratch, scratch

few = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def checked_in_every_way(server: Server, repo: Scratch) -> dict[str, Run]:
    """The reports on the same files as a work tree, an index, a commit, and a commit without a work tree."""
    runs = {"work tree": server.check(repo.root), "index": server.check(repo.root, "--staged", "--report", "all")}
    repo.git("commit", "-q", "--allow-empty", "-m", "all")
    runs["commit"] = server.check(repo.root, "--head", "HEAD")
    bare = Path(f"{repo.root}.git")
    repo.git("clone", "-q", "--bare", "--local", repo.path, str(bare))
    return {**runs, "bare repository": server.check(bare, "--head", "HEAD")}


def findings(run: Run, *keys: str) -> Counter[tuple[Any, ...]]:
    keys = keys or ("path", "rule", "line", "column")
    return Counter(tuple(finding[key] for key in keys) for finding in run.report["findings"])


def assert_accounts(run: Run, seen: int, excluded: int) -> None:
    assert run.err == ""
    report = run.report
    files = report["summary"]["files"]
    assert (files["seen"], files["excluded"]) == (seen, excluded)
    assert files["seen"] == files["checked"] + files["refused"] + files["excluded"]
    states = Counter(record["state"] for record in report["notChecked"])
    assert states == Counter({state: files[state] for state in ("refused", "excluded") if files[state]})
    told = {finding["path"] for finding in report["findings"]}
    assert {record["path"] for record in report["notChecked"] if record["state"] == "refused"} <= told
    assert run.code == (
        2 if not report["complete"] else any(finding["level"] == "error" for finding in report["findings"])
    )


@few
@given(pieces=PIECES)
def test_every_file_is_accounted_for_and_the_account_is_the_same_however_it_is_read(
    server: Server, pieces: dict[bytes, Piece]
):
    with TemporaryDirectory() as folder:
        runs = checked_in_every_way(server, build(Path(folder) / "repo", pieces))
    names = [name for name in pieces if in_scope(name)]
    for run in runs.values():
        assert_accounts(run, len(names) + 1, sum(name.startswith(b"vendor/") for name in names))
    accounts = {
        (run.code, repr(run.report["findings"]), repr(run.report["notChecked"]), repr(run.report["summary"]))
        for run in runs.values()
    }

    assert len(accounts) == 1


@few
@given(pieces=PIECES, data=st.data())
def test_a_further_file_takes_away_no_finding_elsewhere(
    server: Server, pieces: dict[bytes, Piece], data: st.DataObject
):
    further = data.draw(st.sampled_from(sorted(pieces)))
    with TemporaryDirectory() as folder:
        repo = build(Path(folder) / "repo", {name: piece for name, piece in pieces.items() if name != further})
        before = findings(server.check(repo.root))
        write(repo.root, further, pieces[further])
        after = findings(server.check(repo.root))

    assert not before - after


@few
@given(pieces=PIECES, data=st.data())
def test_the_order_in_which_files_were_made_changes_no_byte(
    server: Server, pieces: dict[bytes, Piece], data: st.DataObject
):
    other = dict(data.draw(st.permutations(list(pieces.items()))))
    outputs = set()
    with TemporaryDirectory() as folder:
        for number, order in enumerate((pieces, other)):
            root = Path(folder) / str(number)
            scratch(root)
            for name, piece in order.items():
                write(root, name, piece)
            outputs.add(server.check(root).out)

    assert len(outputs) == 1


@pytest.fixture(scope="module")
def hostile(server: Server, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The rules of the findings at each path of a work tree that holds every hostile document, and two low targets."""
    repo = scratch(tmp_path_factory.mktemp("hostile") / "repo")
    repo.write({"0.yaml": LOW_SLOTH, "z.yaml": LOW_SLOTH.replace("checkout", "z")})
    repo.write({f"{number}/{row.path}": row.data() for number, row in enumerate(ALL, 1)})
    run = server.check(repo.root)
    assert_accounts(run, len(ALL) + 2, 0)
    told: dict[str, set[str]] = {}
    for finding in run.report["findings"]:
        told.setdefault(finding["path"], set()).add(finding["rule"])
    return told


def test_no_hostile_file_hides_what_stands_beside_it(hostile: dict[str, set[str]]):
    assert LOW_TARGET in hostile["0.yaml"] & hostile["z.yaml"]


@pytest.mark.parametrize("number", [n for n, row in enumerate(ALL, 1) if row.refused], ids=lambda n: ALL[n - 1].name)
def test_every_hostile_document_is_refused_by_name(hostile: dict[str, set[str]], number: int):
    row = ALL[number - 1]
    codes = row.refused if len(row.data()) <= 1 << 20 else ("file-too-large",)

    assert {f"input/{code}" for code in codes} <= hostile[f"{number}/{row.path}"]
