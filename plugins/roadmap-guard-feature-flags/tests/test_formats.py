"""What is read from flag files, and where it stands."""

import json

import pytest
from roadmap_guard_feature_flags import roadmap_guard_formats

from roadmap_guard import documents
from roadmap_guard.formats import reading, registry
from roadmap_guard.formats.registry import FormatSet


@pytest.fixture(scope="module")
def formats() -> FormatSet:
    return registry.load((), roadmap_guard_formats())


@pytest.fixture
def read(formats):
    """The reading of a file, given by its text."""

    def from_text(text: str, name: str = "flags.yaml") -> reading.Reading:
        parsed = documents.parse(name, text.encode())
        assert not parsed.problems
        return reading.read(formats, parsed.documents)

    return from_text


GOFF = """\
checkout-redesign:
  variations: {old: false, new: true}
  disable: true
  defaultRule:
    progressiveRollout:
      end:
        variation: new
        percentage: 80
        date: 2027-03-01T09:00:00Z
      initial:
        variation: old
        date: 2027-02-01T09:00:00Z
  metadata:
    owner: payments, risk
    description: The new checkout.
    created: 2026-11-02
    expiry: 2027-06-30
    roadmapItem: PAY-7
    issue: https://issues.example.com/7
"""


def test_go_feature_flag_is_read_with_its_metadata_and_progressive_rollout(read):
    [flag] = read(GOFF).resources

    assert (flag.kind, flag.id, flag.format) == ("FeatureFlag", "checkout-redesign", "go-feature-flag")
    labels = flag.fields["labels"]
    assert labels["issue"] == "https://issues.example.com/7"
    assert {name: value for name, value in flag.fields.items() if name != "labels"} == {
        "id": "checkout-redesign",
        "name": "checkout-redesign",
        "description": "The new checkout.",
        "owners": ["payments", "risk"],
        "enabled": False,
        "createdOn": "2026-11-02",
        "expires": "2027-06-30",
        "roadmapItem": "PAY-7",
        "stages": [
            {"variant": "new", "percentage": 0, "date": "2027-02-01T09:00:00Z"},
            {"variant": "new", "percentage": 80, "date": "2027-03-01T09:00:00Z"},
        ],
    }
    assert {
        name: flag.positions[name][:2] for name in ("owners", "expires", "stages[0].date", "stages[1].percentage")
    } == {
        "owners": (14, 12),
        "expires": (17, 13),
        "stages[0].date": (12, 15),
        "stages[1].percentage": (8, 21),
    }


def test_progressive_rollout_ends_at_everyone_where_it_names_no_percentage(read):
    [flag] = read(GOFF.replace("        percentage: 80\n", "")).resources

    assert [stage["percentage"] for stage in flag.fields["stages"]] == [0, 100]


def test_experiment_ends_with_its_flag_unless_the_metadata_names_a_day(read):
    text = """\
colour:
  variations: {blue: b, green: g}
  defaultRule: {percentage: {blue: 50, green: 50}}
  experimentation: {start: 2026-11-01T00:00:00Z, end: 2026-12-01T00:00:00Z}
"""
    [flag] = read(text).resources
    [named] = read(f"{text}  metadata: {{expires: 2027-01-01}}\n").resources

    assert flag.fields["expires"] == "2026-12-01"
    assert named.fields["expires"] == "2027-01-01"
    assert flag.fields["percentages"] == [
        {"variant": "blue", "percentage": 50},
        {"variant": "green", "percentage": 50},
    ]
    assert flag.positions["percentages[1].percentage"][:2] == (3, 47)


def test_scheduled_rollout_has_a_stage_for_each_variation_of_each_step(read):
    [flag] = read("""\
ledger:
  variations: {old: a, new: b}
  defaultRule: {variation: old}
  scheduledRollout:
    - date: 2027-01-01T00:00:00Z
      defaultRule: {percentage: {old: 90, new: 10}}
    - date: 2027-02-01T00:00:00Z
      defaultRule: {percentage: {old: 0, new: 100}}
""").resources

    assert flag.fields["defaultVariant"] == "old"
    assert [(s["variant"], s["percentage"], s["date"][:7]) for s in flag.fields["stages"]] == [
        ("old", 90, "2027-01"),
        ("new", 10, "2027-01"),
        ("old", 0, "2027-02"),
        ("new", 100, "2027-02"),
    ]


def test_scheduled_rollout_by_audience_has_a_stage_for_each_step(read):
    [flag] = read("""\
ledger:
  variations: {old: a, new: b}
  defaultRule: {variation: old}
  scheduledRollout:
    - date: 2027-01-01T00:00:00Z
      targeting: [{name: beta, query: beta eq "true", variation: new}]
    - date: 2027-02-01T00:00:00Z
      defaultRule: {variation: new}
""").resources

    assert flag.fields["stages"] == [
        {"audience": 'beta eq "true"', "date": "2027-01-01T00:00:00Z"},
        {"variant": "new", "percentage": 100, "date": "2027-02-01T00:00:00Z"},
    ]


FLAGD = {
    "$schema": "https://flagd.dev/schema/v0/flags.json",
    "metadata": {"team": "search"},
    "flags": {
        "ranking": {
            "state": "ENABLED",
            "variants": {"on": True, "off": False},
            "defaultVariant": "off",
            "targeting": {"fractional": [{"cat": [{"var": "email"}]}, ["on", 25], ["off"]]},
            "metadata": {"owner": "ranking", "expires": "2027-01-31", "permanent": False},
        },
        "shed-load": {"state": "DISABLED", "variants": {"on": True}, "defaultVariant": None},
    },
}


def test_flagd_is_read_with_metadata_of_the_flag_before_that_of_the_set(read):
    ranking, shed_load = read(json.dumps(FLAGD, indent=2), "flags.json").resources

    assert (ranking.id, ranking.format) == ("ranking", "flagd")
    assert {name: value for name, value in ranking.fields.items() if name != "labels"} == {
        "id": "ranking",
        "name": "ranking",
        "owners": ["ranking"],
        "enabled": True,
        "state": "ENABLED",
        "defaultVariant": "off",
        "expires": "2027-01-31",
        "permanent": False,
        "percentages": [{"variant": "on", "percentage": 25}, {"variant": "off", "percentage": 1}],
    }
    assert shed_load.fields == {
        "id": "shed-load",
        "name": "shed-load",
        "owners": ["search"],
        "enabled": False,
        "state": "DISABLED",
    }


def test_flagd_split_may_stand_in_a_branch_and_hold_weights_that_are_not_known(read):
    split = {"fractional": [["on", {"-": [{"var": "$flagd.timestamp"}, 1]}], [{"var": "tier"}, 10]]}
    flag = FLAGD["flags"]["ranking"] | {"targeting": {"if": [{"in": ["@acme", {"var": "email"}]}, "on", split]}}
    [ranking] = read(json.dumps({"flags": {"ranking": flag}}), "flags.json").resources

    assert ranking.fields["percentages"] == [{"variant": "on"}, {"percentage": 10}]


@pytest.mark.parametrize(
    "document",
    [
        {"flags": [{"key": name, **flag} for name, flag in FLAGD["flags"].items()]},
        {
            "apiVersion": "core.openfeature.dev/v1beta1",
            "kind": "FeatureFlag",
            "metadata": {"name": "search"},
            "spec": {"flagSpec": {"flags": FLAGD["flags"], "metadata": FLAGD["metadata"]}},
        },
    ],
    ids=["list", "Kubernetes resource"],
)
def test_flagd_flags_have_other_homes_too(read, document):
    found = read(json.dumps(document), "flags.json")

    assert [(flag.id, flag.fields["enabled"]) for flag in found.resources] == [("ranking", True), ("shed-load", False)]
    assert not found.problems


def test_unknown_shape_of_the_kubernetes_resource_is_a_problem(read):
    [problem] = read("apiVersion: core.openfeature.dev/v9\nkind: FeatureFlag\nspec: {flags: {}}\n").problems

    assert problem.code == "format"
    assert problem.refuses


@pytest.mark.parametrize(
    "text",
    [
        "flags: {a: {state: open, variants: {}}}",
        "flags: [--verbose]",
        "variations: {a: 1}\ndefaultRule: {variation: a}",
        "a: {variations: [1, 2], defaultRule: {}}",
        "a: {variations: {b: 1}}",
        "apiVersion: v1\nkind: ConfigMap\ndata: {}",
    ],
)
def test_file_of_something_else_is_left_alone(read, text):
    found = read(text)

    assert found.recognised == ()
    assert not found.problems
