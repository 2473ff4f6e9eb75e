"""`roadmap-guard baseline`: a repository with many findings adopts the tool, and their number only falls."""

from pathlib import Path

import pytest
import yaml

from roadmap_guard.policy.waivers import read_baseline
from support.files import LOW_SLOTH, LOW_TARGET, SLOTH
from support.guard import check, guard
from support.policies import PACK, RULE
from support.repository import Scratch, scratch
from support.runs import code, report
from support.waivers import BASELINE, CONFIG, FILES, WAIVERS, waivers

DAY = ("--as-of", "2026-11-20")
ONE_RULE = {
    "roadmap-guard.yaml": "apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec: {packs: [], policies: [policies]}\n",
    "policies/acme/1.0.0/pack.yaml": PACK,
    "policies/acme/1.0.0/rules/target-floor.yaml": RULE,
}


def services(count: int) -> dict[str, str]:
    """Files of ten failing SLOs each."""
    head = LOW_SLOTH.partition("slos:\n")[0]
    body = LOW_SLOTH.partition("slos:\n")[2]
    return {
        f"slo/{number:04}.yaml": head.replace("checkout", f"service-{number}")
        + "slos:\n"
        + "".join(body.replace("availability", f"objective-{n}") for n in range(10))
        for number in range(count)
    }


@pytest.fixture(scope="module")
def legacy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with 2,000 findings at the level error."""
    root = tmp_path_factory.mktemp("legacy")
    made = scratch(root)
    made.write({**services(200), **ONE_RULE})
    return root


def test_a_repository_with_2000_findings_adopts_the_tool_in_one_command(legacy: Path):
    before = check(legacy)
    adopted = guard(legacy, "baseline", "create", "--expires", "2027-02-28", *DAY)
    after = check(legacy)

    assert before.code == 1
    assert before.report["summary"]["findings"]["error"] == 2000
    assert adopted.code == 0, adopted.err
    assert "2,000 findings through 2027-02-28" in adopted.out
    assert after.code == 0
    assert after.report["findings"] == []
    assert after.report["summary"]["outcomes"]["waived"] == 2000
    assert after.report["baseline"]["matched"] == 2000

    # A new finding is told, also of the same rule in a file that has others.
    new = legacy / "slo" / "0007.yaml"
    text = new.read_text()
    new.write_text(text + text.partition("slos:\n")[2].partition("  - name: objective-1\n")[0].replace("-0", "-new"))
    found = check(legacy)
    assert found.code == 1
    assert [(item["rule"], item["resource"]["id"]) for item in found.report["findings"]] == [
        ("acme/target-floor", "service-7/objective-new")
    ]
    new.write_text(text)

    # A mended one is a note until it is taken out, and never gets in again.
    new.write_text(text.replace("99.5", "99.99", 1))
    mended = check(legacy)
    assert mended.code == 0
    assert [item["rule"] for item in mended.report["findings"]] == ["baseline/gone"]
    assert "service-7/objective-0" in mended.report["findings"][0]["message"]
    pruned = guard(legacy, "baseline", "prune", *DAY)
    assert pruned.out == f"1 finding taken out of {BASELINE}, 1,999 left\n"
    new.write_text(text)
    assert check(legacy).code == 1


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path)
    made.write(FILES)
    return made


def create(repository: Scratch, *options: str) -> None:
    done = guard(repository.root, "baseline", "create", *DAY, *options)
    assert done.code == 0, done.err


def test_the_file_is_sorted_and_says_what_it_accepts(repository: Scratch):
    create(repository)
    text = (repository.root / BASELINE).read_text()

    assert yaml.safe_load(text.replace("2026-11-20", "'a'").replace("2027-05-19", "'b'")) == {
        "apiVersion": "roadmap-guard.dev/v1",
        "kind": "Baseline",
        "spec": {
            "created": "a",
            "expires": "b",
            "reason": "Found when roadmap-guard was adopted.",
            "findings": {LOW_TARGET: {"SLO checkout/availability": "target = 0.995"}},
        },
    }


def test_writing_it_again_changes_no_byte(repository: Scratch):
    create(repository)
    first = (repository.root / BASELINE).read_bytes()
    create(repository, "--force")

    assert (repository.root / BASELINE).read_bytes() == first


def test_lines_and_files_may_move(repository: Scratch):
    create(repository)
    (repository.root / "slo/checkout.yaml").unlink()
    repository.write({"teams/payments/slo.yaml": "# Moved.\n\n" + LOW_SLOTH})

    assert code(report(repository.root)) == 0


@pytest.mark.parametrize(
    "changed",
    [
        LOW_SLOTH.replace("99.5", "99.4"),
        LOW_SLOTH.replace("name: availability", "name: success"),
        LOW_SLOTH + LOW_SLOTH.partition("slos:\n")[2].replace("availability", "other"),
    ],
    ids=["another value", "another resource", "one more"],
)
def test_what_changes_or_is_new_is_told(changed: str, repository: Scratch):
    create(repository)
    repository.write({"slo/checkout.yaml": changed})

    assert code(report(repository.root)) == 1


def test_a_second_resource_of_the_same_name_does_not_hide_behind_the_first(repository: Scratch):
    create(repository)
    repository.write({"slo/copy.yaml": LOW_SLOTH})
    found = report(repository.root)

    assert [outcome.state for outcome in found.outcomes if outcome.rule.id == LOW_TARGET] == ["waived", "fail"]
    assert code(found) == 1


def test_it_counts_through_its_last_day(repository: Scratch):
    create(repository, "--expires", "2026-12-31")

    assert code(report(repository.root, "2026-12-31")) == 0
    ended = report(repository.root, "2027-01-01")
    assert code(ended) == 1
    assert "baseline/expired" in [finding.rule for finding in ended.findings]
    assert "baseline/expiring" in [finding.rule for finding in report(repository.root, "2026-12-20").findings]


def test_without_it_everything_is_told(repository: Scratch):
    create(repository)

    assert check(repository.root).code == 0
    assert check(repository.root, "--no-baseline").code == 1


def test_a_rule_that_cannot_be_waived_is_left_out(repository: Scratch):
    strict = f"{CONFIG}  rules: {{{LOW_TARGET}: {{waivable: false}}}}\n"
    create(repository)
    repository.write({"roadmap-guard.yaml": strict})
    found = report(repository.root)
    again = guard(repository.root, "baseline", "create", "--force", *DAY)

    assert code(found) == 1
    assert "baseline/not-waivable" in [finding.rule for finding in found.findings]
    assert again.out.splitlines()[1:] == [f"left out: findings of {LOW_TARGET}, which cannot be waived"]


def test_an_end_later_than_a_rule_allows_is_refused(repository: Scratch):
    done = guard(repository.root, "baseline", "create", "--expires", "2027-05-20", *DAY)

    assert done.code == 2
    assert f"{LOW_TARGET} allows 180 at most" in done.err
    assert "The latest end that every rule allows is 2027-05-19." in done.err
    assert not (repository.root / BASELINE).exists()


@pytest.mark.parametrize("end", ["soon", "2026-11-19", "2026-13-01"])
def test_an_end_that_is_none_is_refused(end: str, repository: Scratch):
    done = guard(repository.root, "baseline", "create", "--expires", end, *DAY)

    assert done.code == 2
    assert end in done.err
    assert "Traceback" not in done.err
    assert not (repository.root / BASELINE).exists()


def test_one_that_is_there_is_not_replaced_unasked(repository: Scratch):
    create(repository)
    done = guard(repository.root, "baseline", "create", *DAY)

    assert done.code == 2
    assert f"{BASELINE} is there already" in done.err


def test_a_file_that_was_not_read_is_left_out_and_stays_an_error(repository: Scratch):
    repository.write({"slo/broken.yaml": SLOTH + "  bad: ["})
    done = guard(repository.root, "baseline", "create", *DAY)

    assert "left out: 1 problem of files that were not read" in done.out
    assert code(report(repository.root)) == 1


def test_a_problem_with_a_file_that_was_read_is_taken_in(repository: Scratch):
    repository.write(
        {"slo/checkout.yaml": SLOTH, "slo/odd.yaml": SLOTH.replace("99.99", "lots").replace("checkout", "odd")}
    )
    assert code(report(repository.root)) == 1
    create(repository)

    assert code(report(repository.root)) == 0
    (baseline, _) = read_baseline(BASELINE, (repository.root / BASELINE).read_bytes())
    assert baseline is not None
    assert "slo/odd.yaml" in baseline.entries["input/value"]


def test_what_a_waiver_covers_is_not_taken_in(repository: Scratch):
    repository.write({WAIVERS: waivers()})
    create(repository)

    assert "findings: {}" in (repository.root / BASELINE).read_text()


def test_prune_never_adds(repository: Scratch):
    create(repository)
    repository.write({"slo/other.yaml": LOW_SLOTH.replace("checkout", "other")})
    guard(repository.root, "baseline", "prune", *DAY)

    assert "other" not in (repository.root / BASELINE).read_text()


def test_prune_without_a_baseline_says_how_to_make_one(repository: Scratch):
    done = guard(repository.root, "baseline", "prune")

    assert done.code == 2
    assert "roadmap-guard baseline create" in done.err


def test_it_is_not_written_through_a_link(repository: Scratch, tmp_path_factory: pytest.TempPathFactory):
    outside = tmp_path_factory.mktemp("outside")
    repository.link(".roadmap-guard", str(outside))
    done = guard(repository.root, "baseline", "create", *DAY)

    assert done.code == 2
    assert list(outside.iterdir()) == []


# A change, compared with its base


def compared(repository: Scratch, base: str):
    return report(repository.root, mode="commit", head="HEAD", base=base)


@pytest.fixture
def based(repository: Scratch) -> Scratch:
    repository.commit({**FILES, "slo/search.yaml": SLOTH.replace("checkout", "search")})
    create(repository)
    repository.commit({BASELINE: (repository.root / BASELINE).read_text()})
    return repository


LOW_SEARCH = LOW_SLOTH.replace("checkout", "search")


def test_a_change_cannot_take_its_own_findings_in(based: Scratch):
    base = based.head
    based.write({"slo/search.yaml": LOW_SEARCH})
    create(based, "--force")
    based.commit({"slo/search.yaml": LOW_SEARCH, BASELINE: (based.root / BASELINE).read_text()})
    found = compared(based, base)
    told = [finding for finding in found.findings if finding.rule == "baseline/grown"]

    assert code(found) == 1
    assert LOW_TARGET in [finding.rule for finding in found.findings]
    assert "it takes in 1 finding more: SLO search/availability" in told[0].message


@pytest.mark.parametrize(("approver", "exit_code"), [("@acme/sre", 0), ("@acme/payments", 1)])
def test_a_baseline_grows_with_an_approver_only(approver: str, exit_code: int, based: Scratch):
    base = based.head
    based.write({"slo/search.yaml": LOW_SEARCH})
    create(based, "--force", "--approved-by", approver)
    based.write({"slo/search.yaml": SLOTH.replace("checkout", "search")})
    based.commit({BASELINE: (based.root / BASELINE).read_text()})

    assert code(compared(based, base)) == exit_code


def test_a_baseline_is_not_prolonged_in_passing(based: Scratch):
    base = based.head
    text = (based.root / BASELINE).read_text().replace("2027-05-19", "2027-06-19").replace("2026-11-20", "2026-12-21")
    based.commit({BASELINE: text})
    found = compared(based, base)

    assert "baseline/grown" in [finding.rule for finding in found.findings]


def test_the_first_baseline_is_pending_until_it_is_merged(repository: Scratch):
    base = repository.commit(FILES)
    create(repository)
    repository.commit({BASELINE: (repository.root / BASELINE).read_text()})
    found = compared(repository, base)

    assert code(found) == 0
    assert "baseline/pending" in [finding.rule for finding in found.findings]
    assert found.baseline is not None
    assert (found.baseline.state, found.baseline.matched) == ("pending", 0)
