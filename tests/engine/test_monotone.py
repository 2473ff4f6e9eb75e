"""What no change can do: quieten a check by a waiver of its own, by a file more, by another order, or by the clock."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.files import LOW_SLOTH, LOW_TARGET, ROADMAP, SLOTH
from support.guard import check, guard
from support.repository import Scratch, scratch
from support.runs import code, rendered, report
from support.waivers import BASELINE, CONFIG, FIELDS, WAIVERS, waiver, waivers

FEW = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])

SERVICES = ("checkout", "search", "ledger")
STATES = {"good": SLOTH, "low": LOW_SLOTH, "unreadable": LOW_SLOTH + "  bad: [", "odd": SLOTH.replace("99.99", "lots")}

CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "rule": st.sampled_from([LOW_TARGET, "reliability/*", "input/value", "reliability/slo-target-unit"]),
        "resource": st.sampled_from([f"{name}/availability" for name in SERVICES] + ["'*'"]),
        "field": st.sampled_from([None, "target", "owners"]),
        "value": st.sampled_from([None, "0.995", "0.9"]),
        "approvedBy": st.sampled_from(["'@acme/sre'", "'@dana'", "developer@example.com"]),
        "created": st.sampled_from(["2026-01-01", "2026-11-20", "2026-11-21"]),
        "expires": st.sampled_from(["2026-11-19", "2026-11-20", "2027-01-31", "never"]),
    },
)
"""Ways in which a waiver differs from a right one."""


def slo(service: str, state: str) -> str:
    return STATES[state].replace("checkout", service)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    return scratch(tmp_path_factory.mktemp("monotone"))


def committed(made: Scratch, files: dict[str, str], *parents: str) -> str:
    """A commit of exactly these files, on no branch."""
    made.git("read-tree", "--empty")
    made.index_paths({path.encode(): text for path, text in files.items()})
    return made.commit_tree(made.git("write-tree"), *parents)


def compared(made: Scratch, base: str, head: str):
    return report(made.root, mode="commit", head=head, base=base)


def loudness(found) -> tuple[int, int]:
    """Exit code, and errors."""
    return code(found), sum(finding.level == "error" for finding in found.findings)


STATE_OF_EACH = st.fixed_dictionaries({name: st.sampled_from(sorted(STATES)) for name in SERVICES})


@FEW
@given(
    before=STATE_OF_EACH,
    after=STATE_OF_EACH,
    items=st.lists(CHANGES, max_size=3),
    base_items=st.lists(CHANGES, max_size=2),
)
def test_a_waiver_at_head_never_lowers_the_exit_code(repository: Scratch, before, after, items, base_items):
    def files(states, changes):
        written = {f"slo/{name}.yaml": slo(name, state) for name, state in states.items()}
        held = {WAIVERS: waivers(*[waiver(**change) for change in changes])} if changes else {}
        return {"roadmap-guard.yaml": CONFIG, **written, **held}

    base = committed(repository, files(before, base_items))
    without = compared(repository, base, committed(repository, files(after, base_items), base))
    with_more = compared(repository, base, committed(repository, files(after, [*base_items, *items]), base))

    assert loudness(with_more) >= loudness(without)


@FEW
@given(states=STATE_OF_EACH, entries=st.lists(st.sampled_from(SERVICES), unique=True))
def test_a_baseline_at_head_never_lowers_the_exit_code(repository: Scratch, states, entries):
    files = {"roadmap-guard.yaml": CONFIG, **{f"slo/{name}.yaml": slo(name, state) for name, state in states.items()}}
    found = "".join(f"\n      SLO {name}/availability: target = 0.995" for name in sorted(entries)) or " {}"
    baseline = f"""\
apiVersion: roadmap-guard.dev/v1
kind: Baseline
spec:
  created: 2026-11-02
  expires: 2026-12-31
  reason: Trying it.
  findings:
    {LOW_TARGET}:{found}
"""
    base = committed(repository, {"roadmap-guard.yaml": CONFIG})
    without = compared(repository, base, committed(repository, files, base))
    with_one = compared(repository, base, committed(repository, {**files, BASELINE: baseline}, base))

    assert loudness(with_one) >= loudness(without)


@FEW
@given(
    states=STATE_OF_EACH,
    name=st.sampled_from(["slo/new.yaml", "a.yaml", "z.md", ".hidden.yml", "slo/checkout.json", "README.md"]),
    content=st.one_of(
        st.binary(max_size=200),
        st.sampled_from(
            [slo("new", state) for state in STATES] + [ROADMAP, waivers(), "", "---\n---\n", "*a", "[" * 100]
        ).map(str.encode),
    ),
)
def test_a_file_more_removes_no_finding_elsewhere(repository: Scratch, states, name, content):
    """Of files that nothing refers to: an owner registry or the target of a reference answers a question that another file asks."""
    files = {"roadmap-guard.yaml": CONFIG, **{f"slo/{name}.yaml": slo(name, state) for name, state in states.items()}}
    before = report(repository.root, mode="commit", head=committed(repository, files))
    after = report(repository.root, mode="commit", head=committed(repository, {**files, name: content}))
    kept = {(finding.rule, finding.path, finding.span, finding.message) for finding in after.findings}

    assert [
        finding
        for finding in before.findings
        if (finding.rule, finding.path, finding.span, finding.message) not in kept
    ] == []
    assert code(after) >= code(before)


TREE = {
    "roadmap-guard.yaml": CONFIG.replace("packs: [reliability@1]", "packs: [reliability@1, ownership@1]"),
    "slo/a.yaml": slo("a", "low"),
    "slo/b.yaml": slo("b", "low"),
    "slo/c.yaml": slo("c", "odd"),
    "slo/copy.yaml": slo("b", "good"),
    "roadmap/plan.yaml": ROADMAP,
    "CODEOWNERS": "* @acme/platform\n",
    WAIVERS: waivers(waiver(resource="a/availability"), waiver(resource="z/availability")),
    ".roadmap-guard/waivers/b.yaml": waivers(waiver(resource="c/availability", expires="2026-11-21")),
}


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(sorted(TREE)))
def test_the_order_in_which_files_were_made_changes_no_byte(order, tmp_path_factory: pytest.TempPathFactory):
    def bytes_of(names) -> str:
        made = scratch(tmp_path_factory.mktemp("order"))
        for name in names:
            made.stage({name: TREE[name]})
        return rendered(report(made.root), "json", population=True)

    assert bytes_of(order) == bytes_of(sorted(TREE))


def test_runs_side_by_side_and_other_hash_seeds_change_no_byte(tmp_path: Path):
    made = scratch(tmp_path)
    made.write(TREE)
    arguments = [("0",), ("1",), ("2",), ("random",)]
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda seed: seeded(made.root, *seed), arguments))

    assert len(set(runs)) == 1
    assert LOW_TARGET in runs[0]


def seeded(root: Path, seed: str) -> str:
    """The JSON report of a process whose sets and dictionaries are ordered by `seed`."""
    command = [sys.executable, "-m", "roadmap_guard", "check", "--format", "json", "--as-of", "2026-11-20"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONSAFEPATH": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False, text=True).stdout


@pytest.mark.parametrize("arguments", [(), ("--head", "HEAD")])
def test_the_date_given_alone_moves_time(arguments: tuple[str, ...], tmp_path: Path):
    made = scratch(tmp_path)
    made.commit(TREE)
    here = check(made.root, *arguments)
    far = check(made.root, *arguments, SOURCE_DATE_EPOCH="4102444800", TZ="Pacific/Kiritimati")
    later = check(made.root, *arguments, "--as-of", "2026-11-22")

    assert here.out == far.out
    assert [record["state"] for record in later.report["waivers"]] == ["active", "unused", "expired"]
    assert [record["state"] for record in here.report["waivers"]] == ["active", "unused", "unused"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_a_waiver_ends_at_the_end_of_its_day_in_utc_wherever_it_is_run(zone: str, tmp_path: Path):
    made = scratch(tmp_path)
    made.write(
        {
            "roadmap-guard.yaml": CONFIG,
            "slo/checkout.yaml": LOW_SLOTH,
            WAIVERS: waivers(waiver(expires=FIELDS["expires"])),
        }
    )
    before, after = "1798761599", "1798761600"  # 2026-12-31T23:59:59Z and the second after it

    assert guard(made.root, "check", SOURCE_DATE_EPOCH=before, TZ=zone).code == 0
    assert guard(made.root, "check", SOURCE_DATE_EPOCH=after, TZ=zone).code == 1
