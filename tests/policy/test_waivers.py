"""Waivers and the baseline as files: read strictly, with every mistake told at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_guard.model.waiver import value_text
from roadmap_guard.policy.waivers import read_baseline, read_waivers

WAIVER = """\
    - rule: reliability/slo-target-meets-tier
      resource: checkout/availability
      field: target
      value: 0.995
      reason: The new database arrives in December.
      ticket: OPS-12
      requestedBy: "@dana"
      approvedBy: "@acme/sre"
      created: 2026-11-02
      expires: 2026-12-31
"""
HEAD = "apiVersion: roadmap-guard.dev/v1\nkind: Waivers\nspec:\n  waivers:\n"
BASELINE = """\
apiVersion: roadmap-guard.dev/v1
kind: Baseline
spec:
  created: 2026-11-02
  expires: 2027-01-31
  reason: Found when the tool was adopted.
  findings:
    reliability/slo-target-meets-tier:
      SLO checkout/availability: target = 0.995
      SLO search/latency: [target = 0.9, window]
"""


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_waivers("w.yaml", text.encode()).faults]


def test_a_waiver_says_what_for_how_long_and_by_whom():
    ((waiver,), faults) = read_waivers("w.yaml", (HEAD + WAIVER).encode())

    assert faults == ()
    assert waiver.place == "w.yaml:5"
    assert (waiver.rule, waiver.resource, waiver.field) == (
        "reliability/slo-target-meets-tier",
        "checkout/availability",
        "target",
    )
    assert waiver.value == "0.995"
    assert (waiver.created, waiver.expires) == ("2026-11-02", "2026-12-31")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("2026-12-31", "2026-12-32", '14:16: spec.waivers[0].expires is "2026-12-32", which is no date'),
        ("2026-12-31", "31.12.2026", "14:16: spec.waivers[0].expires is"),
        ("2026-12-31", "2026-12-31T00:00:00Z", "which is no date (write a day of the calendar, as 2026-11-20)"),
        ("2026-12-31", "never", 'expires is "never", which is no date'),
        ("2026-12-31", "2026-11-01", "it ends on 2026-11-01, before it begins on 2026-11-02"),
        ("      expires: 2026-12-31\n", "", '5:7: "expires" is missing in spec.waivers[0] (add it)'),
        ("      reason: The new database arrives in December.\n", "", '"reason" is missing'),
        ('"@acme/sre"', '""', "spec.waivers[0].approvedBy is empty"),
        ("ticket", "tiket", 'unknown key "tiket" in spec.waivers[0] (did you mean "ticket"?)'),
        ("      field: target\n", "", "a value without a field"),
        ("checkout/availability", "[a, b]", "resource is a list, it must be text"),
    ],
)
def test_a_waiver_with_a_mistake_counts_for_nothing_and_hides_no_other(before: str, after: str, fault: str):
    other = WAIVER.replace("checkout/availability", "search/latency")
    read = read_waivers("w.yaml", (HEAD + WAIVER.replace(before, after, 1) + other).encode())

    assert [waiver.resource for waiver in read.waivers] == ["search/latency"]
    assert any(fault in str(told) for told in read.faults), [str(told) for told in read.faults]


def test_a_mistake_of_the_file_takes_all_of_its_waivers_away():
    read = read_waivers("w.yaml", (HEAD.replace("spec:", "sepc: {}\nspec:") + WAIVER).encode())

    assert read.waivers == ()
    assert 'unknown key "sepc" (did you mean "spec"?)' in str(read.faults[0])


@pytest.mark.parametrize("text", ["", "[]", "{", HEAD, "kind: Waivers", HEAD + WAIVER + "---\n" + HEAD + WAIVER])
def test_what_is_no_file_of_waivers_is_told(text: str):
    read = read_waivers("w.yaml", text.encode())

    assert read.waivers == ()
    assert read.faults


def test_all_mistakes_are_told_at_once():
    wrong = WAIVER.replace("2026-12-31", "soon").replace("reason", "reson")

    assert len(faults(HEAD + wrong + wrong)) == 6


def test_a_baseline_holds_one_text_or_several_for_a_resource():
    (baseline, told) = read_baseline("b.yaml", BASELINE.encode())

    assert told == ()
    assert baseline is not None
    assert baseline.size == 3
    assert baseline.entries["reliability/slo-target-meets-tier"]["SLO search/latency"] == ("target = 0.9", "window")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2027-01-31", "whenever"),
        ("  reason: Found when the tool was adopted.\n", ""),
        ("target = 0.995", "{target: 0.995}"),
        ("[target = 0.9, window]", "[1]"),
        ("  findings:", "  fndings:"),
        ("kind: Baseline", "kind: Waivers"),
    ],
)
def test_a_baseline_with_a_mistake_counts_for_nothing(before: str, after: str):
    (baseline, told) = read_baseline("b.yaml", BASELINE.replace(before, after).encode())

    assert baseline is None
    assert told


@settings(max_examples=60)
@given(st.data())
def test_a_garbled_byte_is_never_quieter(data: st.DataObject):
    """A byte more or less: the waiver stays what it is, is told, or says visibly something else."""
    text = (HEAD + WAIVER).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    garbled = text[:at] + data.draw(st.binary(max_size=1)) + text[at + 1 :]
    original = read_waivers("w.yaml", text)
    read = read_waivers("w.yaml", garbled)

    assert read.faults or len(read.waivers) == len(original.waivers)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.995, "0.995"),
        (1.0, "1"),
        (1, "1"),
        (True, "true"),
        (None, "null"),
        ("2026-07-01", '"2026-07-01"'),
        (["a", 1.0], '["a",1]'),
    ],
)
def test_a_short_value_is_kept_as_it_is(value: object, text: str):
    assert value_text(value) == text


def test_a_long_value_is_kept_as_a_digest_that_follows_its_content():
    long = ["x" * 60]

    assert value_text(long).startswith("sha256:")
    assert value_text({"a": 1, "b": [2.0, *long]}) == value_text({"b": [2, *long], "a": 1.0})
    assert value_text([*long, "a"]) != value_text([*long, "b"])


def test_a_text_that_looks_like_a_digest_is_no_digest():
    digest = value_text("x" * 61)

    assert value_text(digest) != digest
