"""A rule file that is wrong does not load, and says where, what and how to mend it."""

import pytest

from support.policies import RULE, changed, faults_of, load

AT = "  at: target\n  message: "
FILE = "policies/rules/target-floor.yaml"
MISTAKES = {
    "an unknown key at the top": (
        "rationale: |",
        "rational: |",
        [
            '1:1: "rationale" is missing (add it)',
            (
                '17:1: unknown key "rational" (did you mean "rationale"?) '
                "(the keys here are apiVersion, kind, metadata, spec, rationale and examples)"
            ),
        ],
    ),
    "an unknown key of spec": (
        AT,
        "  pointAt: target\n  message: ",
        [
            (
                '13:3: unknown key "pointAt" in spec '
                "(the keys here are level, match, message, remediation, on, when, foreach, as, require, uses, at, params and waivable)"
            )
        ],
    ),
    "a condition that was mistyped": (
        "  when: has",
        "  wehn: has",
        [
            (
                '11:3: unknown key "wehn" in spec (did you mean "when"?) '
                "(the keys here are level, match, message, remediation, on, when, foreach, as, require, uses, at, params and waivable)"
            )
        ],
    ),
    "an unknown key of match": (
        "kind: SLO, fields: [tier]}",
        "kind: SLO, field: [tier]}",
        [
            '10:22: unknown key "field" in spec.match (did you mean "fields"?) (the keys here are kind, fields and formats)'
        ],
    ),
    "an unknown kind": (
        "match: {kind: SLO,",
        "match: {kind: Slo,",
        [
            (
                '10:17: unknown kind "Slo" (did you mean "SLO"?) (the kinds are Dataset, Document, ErrorBudgetPolicy, FeatureFlag, ModelCard, '
                "Objective, Owner, RoadmapItem, SLO and Service)"
            )
        ],
    ),
    "another api version": (
        "roadmap-guard.dev/v1",
        "roadmap-guard.dev/v2",
        ['1:13: apiVersion is "roadmap-guard.dev/v2" (write roadmap-guard.dev/v1)'],
    ),
    "another kind of file": ("kind: Rule", "kind: Pack", ['2:7: kind is "Pack" (write Rule)']),
    "an id that is no name": (
        "id: target-floor",
        "id: Target_Floor",
        [
            (
                '4:7: rule id "Target_Floor" is not a name (use lower-case letters and digits, in words joined by -: '
                "slo-target-meets-tier)"
            )
        ],
    ),
    "an id that is not the file's name": (
        "id: target-floor",
        "id: other",
        ['4:7: rule id "other" differs from its file\'s name (rename the file to other.yaml)'],
    ),
    "an alias that is no id": (
        "  controls: [soc2:A1.1]",
        "  controls: [soc2:A1.1]\n  aliases: [old-name, Old]",
        [
            (
                '7:23: alias "Old" is not a rule id (use lower-case letters and digits, in words joined by -: '
                "slo-target-meets-tier)"
            )
        ],
    ),
    "an unknown level": (
        "level: error",
        "level: fatal",
        ['9:10: spec.level is "fatal" (use error, warning or note)'],
    ),
    "a number where text belongs": (
        "remediation: Raise the target.",
        "remediation: 42",
        ['15:16: spec.remediation is "42", a whole number, it must be text (put it in quotes: "42")'],
    ),
    "empty text": (
        "title: Targets are high enough",
        'title: ""',
        ["5:10: metadata.title is empty (write it, or leave the key out if it is optional)"],
    ),
    "nothing where text belongs": (
        "  remediation: Raise the target.",
        "  remediation:",
        ["15:15: spec.remediation is nothing, it must be text"],
    ),
    "text where a list belongs": (
        "controls: [soc2:A1.1]",
        "controls: soc2:A1.1",
        ['6:13: metadata.controls is "soc2:A1.1", text, it must be a list'],
    ),
    "a list where a mapping belongs": (
        "params: {floors: {tier-1: 0.9995, tier-2: 0.999}}",
        "params: [1, 2]",
        ["16:11: spec.params is a list, it must be a mapping"],
    ),
    "a param that is no identifier": (
        "params: {floors: {",
        'params: {"the floor": 1, floors: {',
        ['16:25: param "the floor" is not an identifier (use letters, digits and _, beginning with a letter)'],
    ),
    "a reference without an address": (
        '"https://example.com/book"',
        "example.com/book",
        ['7:37: "example.com/book" is not a web address (begin it with https://)'],
    ),
    "nothing required": (
        "  require: object.target >= params.floors[object.tier]\n",
        "",
        ["9:3: the rule requires nothing (add require: <CEL>, or uses: <check>)"],
    ),
    "two requirements": (
        AT,
        "  uses: dependency-cycle\n" + AT,
        ["13:9: a rule has either require or uses, not both (remove one of them)"],
    ),
    "foreach that walks no list": (
        AT,
        "  foreach: queries\n  as: [query]\n" + AT,
        ['13:12: "queries" is not a path of lists (write for example fairnessAudits[*].results[*])'],
    ),
    "a list without a name": (
        AT,
        "  foreach: queries[*]\n" + AT,
        ["9:3: foreach walks 1 lists, as names 0 (write one name for each [*])"],
    ),
    "a name that CEL has": (
        AT,
        "  foreach: queries[*]\n  as: [object]\n" + AT,
        ['14:8: "object" cannot name an element (use letters, digits and _, beginning with a letter)'],
    ),
    "one name for two elements": (
        AT,
        "  foreach: queries[*].more[*]\n  as: [one, one]\n" + AT,
        ['14:13: two elements are called "one" (give each list its own name)'],
    ),
    "no example that fails": (
        "  - fails: {kind: SLO, id: a/b, tier: tier-1, target: 0.999}\n    at: target\n",
        "",
        ["20:3: no example that fails (add one: - fails: {id: a, ...})"],
    ),
    "no examples": (
        RULE[RULE.index("examples:") :],
        "examples: []\n",
        [
            "19:11: no example that fails (add one: - fails: {id: a, ...})",
            "19:11: no example that passes (add one: - passes: {id: a, ...})",
        ],
    ),
    "an example that says two things": (
        "  - notApplicable: {kind: SLO, id: a/b, target: 0.9}\n",
        "  - notApplicable: {kind: SLO, id: a/b, target: 0.9}\n    passes: {kind: SLO}\n",
        [
            (
                "23:5: examples[2] says passes and notApplicable "
                "(write exactly one of passes, fails and notApplicable, with a resource under it)"
            )
        ],
    ),
    "an example with an unknown context": (
        "  - notApplicable: {kind: SLO, id: a/b, target: 0.9}\n",
        "  - notApplicable: {kind: SLO, id: a/b, target: 0.9}\n    context: {today: 2026-11-20}\n",
        [
            (
                '24:15: unknown key "today" in examples[2].context '
                "(the keys here are now, resources, owners, fileOwners, params, oldObject, change, policies and history)"
            )
        ],
    ),
    "an example on a day that does not exist": (
        "  - notApplicable: {kind: SLO, id: a/b, target: 0.9}\n",
        "  - notApplicable: {kind: SLO, id: a/b, target: 0.9}\n    context: {now: 2026-02-30}\n",
        ['24:20: "2026-02-30" is not a date (write it as 2026-11-20)'],
    ),
    "a passing example that points somewhere": (
        "tier: tier-1, target: 0.9999}\n",
        "tier: tier-1, target: 0.9999}\n    at: target\n",
        ["21:9: examples[0] passes, so it has no at (remove it)"],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_the_way_out(name: str) -> None:
    old, new, expected = MISTAKES[name]
    assert faults_of(lambda: load(changed(RULE, old, new))) == [f"{FILE}:{fault}" for fault in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: the file holds no document (Delete the file, or fill it.)"),
        ("- a\n", "1:1: the file is a list, it must be a mapping (begin with apiVersion: roadmap-guard.dev/v1)"),
        (RULE + "---\n" + RULE, "1:1: the file holds 2 YAML documents (write exactly one)"),
    ],
)
def test_a_file_holds_one_mapping(text: str, expected: str) -> None:
    assert f"{FILE}:{expected}" in faults_of(lambda: load(text))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    wrong = changed(changed(RULE, "level: error", "level: fatal"), "rationale: |", "rational: |")
    lines = [fault.split(":")[1] for fault in faults_of(lambda: load(wrong))]
    assert lines == ["1", "9", "17"]


def test_what_the_parser_refuses_is_told_with_its_place() -> None:
    (fault, *_) = faults_of(lambda: load(changed(RULE, "  level: error", "  level: error\n  level: note")))
    assert fault.startswith(f"{FILE}:10:3: ")
    assert "level" in fault


def test_a_rule_is_read_whole() -> None:
    (rule,) = load().rules
    assert rule.id == "acme/target-floor"
    assert rule.match == ("SLO", ("tier",), ())
    assert rule.params == {"floors": {"tier-1": 0.9995, "tier-2": 0.999}}
    assert rule.references == (("A book", "https://example.com/book"),)
    assert rule.rationale == "Because it says so."
    assert [example.expect for example in rule.examples] == ["pass", "fail", "notApplicable"]
    assert rule.examples[1].at == "target"
    assert rule.expressions["require"] == (12, 12, 12, 55)


def test_former_ids_without_a_pack_belong_to_the_same_pack() -> None:
    text = changed(RULE, "  controls:", "  aliases: [old-floor, former/floor]\n  controls:")
    assert load(text).rules[0].aliases == ("acme/old-floor", "former/floor")


def test_the_context_of_an_example_keeps_what_is_written_and_nothing_else() -> None:
    text = changed(RULE, "target: 0.9}\n", "target: 0.9}\n    context: {owners: {known: [a]}, now: 2026-01-31}\n")
    assert load(text).rules[0].examples[2].context == {"owners": {"known": ["a"]}, "now": "2026-01-31"}
