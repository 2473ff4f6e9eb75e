"""`roadmap-guard waivers`: written with an end, listed, and pruned without harm to the rest of the file."""

import json
from pathlib import Path

import pytest

from roadmap_guard.policy.waivers import read_waivers
from support.files import LOW_TARGET, ROADMAP, SLOTH
from support.guard import guard
from support.repository import Scratch, scratch
from support.runs import code, report
from support.waivers import CONFIG, FILES, WAIVERS, waiver, waivers

DAY = ("--as-of", "2026-11-20")
PEOPLE = ("--requested-by", "@dana", "--approved-by", "@acme/sre")
ADD = ("waivers", "add", LOW_TARGET, "checkout/availability", "--reason", "Soon: the new database.", *PEOPLE, *DAY)


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path)
    made.write(FILES)
    return made


def text_of(repository: Scratch, path: str = WAIVERS) -> str:
    return (repository.root / path).read_text()


def test_a_waiver_is_written_with_its_end_and_the_value_that_fails(repository: Scratch):
    done = guard(repository.root, *ADD)
    ((made,), faults) = read_waivers(WAIVERS, text_of(repository).encode())

    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        f"added to {WAIVERS}:5: {LOW_TARGET} for checkout/availability, target, through 2027-02-18",
        "It counts where it is merged.",
    ]
    assert faults == ()
    assert (made.field, made.value, made.created, made.expires) == ("target", "0.995", "2026-11-20", "2027-02-18")
    assert code(report(repository.root)) == 0


def test_the_end_is_no_later_than_the_rule_allows(repository: Scratch):
    repository.write({"roadmap-guard.yaml": f"{CONFIG}  rules: {{{LOW_TARGET}: {{waivable: {{maxDays: 7}}}}}}\n"})
    guard(repository.root, *ADD)

    assert "expires: 2026-11-27" in text_of(repository)


def test_the_name_of_a_rule_is_enough_where_one_pack_has_it(repository: Scratch):
    short = [LOW_TARGET.partition("/")[2] if word == LOW_TARGET else word for word in ADD]

    assert guard(repository.root, *short).code == 0
    assert f"rule: {LOW_TARGET}" in text_of(repository)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({LOW_TARGET: "slo-target-meets-teir"}, "no selected pack has a rule slo-target-meets-teir"),
        (
            {"checkout/availability": "checkout/availabilty"},
            "there is no SLO checkout/availabilty (did you mean checkout/availability?)",
        ),
        ({"@acme/sre": "@acme/payments"}, "@acme/payments may not approve it: the approvers are @acme/sre"),
        ({"@dana": "@Acme/SRE"}, "@acme/sre asked for it and approved it"),
        (
            {LOW_TARGET: "reliability/slo-target-below-one"},
            "needs no waiver for checkout/availability: the outcome is pass",
        ),
    ],
)
def test_a_waiver_that_would_not_count_is_not_written(changes: dict[str, str], message: str, repository: Scratch):
    done = guard(repository.root, *(changes.get(word, word) for word in ADD))

    assert done.code == 2
    assert message in done.err
    assert not (repository.root / WAIVERS).exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--expires", "2027-05-20"), "it lasts 181 days"),
        (("--expires", "soon"), "--expires soon is no date"),
        (("--expires", "2026-11-19"), "--expires 2026-11-19 lies before 2026-11-20"),
        (("--field", "window"), "it fails at target, not at window"),
        (("--file", "waivers.yaml"), "waivers are not read from waivers.yaml"),
        (("--file", ".roadmap-guard/waivers/../../x.yaml"), "waivers are not read from"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(options: tuple[str, str], message: str, repository: Scratch):
    done = guard(repository.root, *ADD, *options)

    assert done.code == 2
    assert message in done.err
    assert not (repository.root / WAIVERS).exists()


def test_a_field_that_is_absent_may_not_be_filled_in_wrongly(repository: Scratch):
    """What was waived is that there is no rollback plan, not whatever is written there later."""
    risky = ROADMAP.replace("status: planned", "status: in-progress\n      risk: high")
    repository.write({"roadmap-guard.yaml": CONFIG.replace("reliability@1", "rollback@1"), "plan.yaml": risky})
    added = guard(
        repository.root, "waivers", "add", "high-risk-item-has-way-back", "RM-1", "--reason", "Soon.", *PEOPLE, *DAY
    )

    assert added.code == 0, added.err
    assert code(report(repository.root)) == 0
    repository.write({"plan.yaml": f"{risky}      rollback: {{supported: false}}\n"})
    changed = report(repository.root)
    assert code(changed) == 1
    assert [record.state for record in changed.waivers] == ["changed"]


COMMENTED = """\
# Waivers are approved in #sre-office-hours.
apiVersion: roadmap-guard.dev/v1
kind: Waivers
spec:
  waivers:   # oldest first

    # Waits for the vendor.
    - rule: reliability/slo-target-meets-tier   # the floor is new
      resource: "search/latency"
      reason: >
        The vendor
        is late.
      requestedBy: '@dana'
      approvedBy: '@acme/sre'
      created: 2026-11-02
      expires: 2026-11-10   # short on purpose

    # Second.
    - expires: 2026-12-31
      created: 2026-11-02
      approvedBy: '@acme/sre'
      requestedBy: '@dana'
      reason: Soon.
      resource: checkout/availability
      rule: reliability/slo-target-meets-tier
# The end.
"""


def test_comments_and_order_stay_when_a_waiver_is_added(repository: Scratch):
    repository.write({WAIVERS: COMMENTED, "slo/other.yaml": FILES["slo/checkout.yaml"].replace("checkout", "other")})
    added = [word.replace("checkout/availability", "other/availability") for word in ADD]
    done = guard(repository.root, *added)
    text = text_of(repository)

    assert done.code == 0, done.err
    assert [line for line in COMMENTED.splitlines() if line.strip() and line not in text] == []
    assert text.index("search/latency") < text.index("checkout/availability") < text.index("other/availability")


def test_prune_removes_what_has_ended_and_nothing_else(repository: Scratch):
    repository.write({WAIVERS: COMMENTED})
    done = guard(repository.root, "waivers", "prune", *DAY)
    gone = COMMENTED.partition("    # Waits for the vendor.\n")[2].partition("    # Second.\n")[0]

    assert done.out.splitlines() == [
        f"removed from {WAIVERS}:8: {LOW_TARGET} for search/latency (expired: it ended on 2026-11-10)",
        "1 waiver removed",
    ]
    assert text_of(repository) == COMMENTED.replace("    # Waits for the vendor.\n" + gone, "")
    assert code(report(repository.root)) == 0


def test_prune_leaves_an_empty_list_that_can_be_added_to(repository: Scratch):
    repository.write({WAIVERS: waivers(), "slo/checkout.yaml": SLOTH})
    guard(repository.root, "waivers", "prune", *DAY)

    assert text_of(repository).endswith("  waivers: []\n")
    repository.write({"slo/checkout.yaml": FILES["slo/checkout.yaml"]})
    assert guard(repository.root, *ADD).code == 0
    assert code(report(repository.root)) == 0


def test_prune_reaches_every_file_and_keeps_what_is_needed(repository: Scratch):
    other = ".roadmap-guard/waivers/old.yaml"
    repository.write({WAIVERS: waivers(), other: waivers(waiver(expires="2026-11-03"), waiver(resource="gone/slo"))})
    done = guard(repository.root, "waivers", "prune", *DAY)

    assert "2 waivers removed" in done.out
    assert text_of(repository) == waivers()
    assert "waivers: []" in text_of(repository, other)


def test_prune_without_anything_to_remove_changes_no_byte(repository: Scratch):
    odd = waivers().replace("    - ", "    -   ").replace("\n      ", "\n        ")
    repository.write({WAIVERS: odd})

    assert guard(repository.root, "waivers", "prune", *DAY).out == "0 waivers removed\n"
    assert text_of(repository) == odd


def test_a_list_in_one_line_is_left_to_a_person(repository: Scratch):
    flow = "apiVersion: roadmap-guard.dev/v1\nkind: Waivers\nspec: {waivers: [{rule: a/b, resource: r, reason: R, requestedBy: d, approvedBy: '@acme/sre', created: 2026-01-01, expires: 2026-02-01}]}\n"
    repository.write({WAIVERS: flow})
    done = guard(repository.root, "waivers", "prune", *DAY)

    assert "Remove the waivers by hand" in done.err or "0 waivers removed" in done.out
    assert text_of(repository) == flow


def test_the_list_as_json_has_every_field(repository: Scratch):
    repository.write({WAIVERS: waivers(waiver(ticket="OPS-12"))})
    (row,) = json.loads(guard(repository.root, "waivers", "list", "--format", "json", *DAY).out)

    assert row["state"] == "active"
    assert row["daysLeft"] == 41
    assert row["ticket"] == "OPS-12"
    assert (row["path"], row["line"]) == (WAIVERS, 5)


def test_a_repository_without_waivers_says_so(repository: Scratch):
    assert guard(repository.root, "waivers", "list", *DAY).out == "no waivers\n"


def test_states_and_problems_can_be_explained(repository: Scratch):
    for name in ("waiver/expired", "waiver/pending", "baseline/grown"):
        assert guard(repository.root, "explain", name).out.startswith(f"# {name}\n")
    assert "did you mean 'waiver/expired'" in guard(repository.root, "explain", "waiver/expird").err
