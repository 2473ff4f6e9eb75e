"""A rule that could never work is refused before it judges anything, at the character where it is wrong."""

import pytest

from roadmap_guard.policy.checking import Known, check_pack
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.packs import read_pack
from support.policies import NAME, RULE, changed, files, load, source

REQUIRE = "require: object.target >= params.floors[object.tier]"
KNOWN = Known(FUNCTIONS, ("dependency-cycle",), ("soc2:A1.1",), ("sloth", "pyrra"))
FILE = "policies/rules/target-floor.yaml"
MIXED = "numbers of both kinds do not mix: write 1.0 beside a double, or convert with double()"


def faults(rule: str) -> list[str]:
    return [str(fault) for fault in check_pack(load(rule), files(rule), KNOWN)]


def faults_of_requirement(source: str) -> list[str]:
    """The faults of another requirement, from the column of its first character, which is 12."""
    return [fault.removeprefix(f"{FILE}:12:") for fault in faults(changed(RULE, REQUIRE, f"require: {source}"))]


def test_a_sound_rule_has_no_fault() -> None:
    assert faults(RULE) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("object.trget >= 0.9", '19: SLO has no field "trget" (did you mean "target"?) (the fields are id, name, '),
        ("has(object.tear)", '16: SLO has no field "tear" (did you mean "tier"?)'),
        ("object.target >= 1", f"26: >= does not take double and int ({MIXED})"),
        ("object.windowSeconds > 0.5", f"33: > does not take int and double ({MIXED})"),
        (
            "object.target >= 'high'",
            "26: >= does not take double and string (text is not a number: take off the quotes, or convert with string() or double())",
        ),
        (
            "object.tier == null",
            "24: == does not take string and null_type (an absent field is not null: ask has(...))",
        ),
        ("object.tier", "12: require gives string, not true or false (write a comparison, or has(...))"),
        ("object.tier && true", "24: && does not take string and bool (write a comparison, or has(...))"),
        ('object["tier"] == "x"', "18: [ ] does not take SLO and string (reach a field with a dot)"),
        ("object.tier.deep == 'x'", "23: a value of type string has no fields (leave out what follows the dot)"),
        (
            "dayz(object.id, object.id) == 1",
            (
                '12: unknown function "dayz" (did you mean "days"?) (beside CEL\'s own, the functions are days, daysSince, '
                "daysUntil, percent, humanDuration, glob, mentions, ref, refs, owner, sameOwner, fileOwners, fileOwnership, direction, approvedAnew, slips and slipDays)"
            ),
        ),
        ("object.id.startswith('a')", '22: unknown function "startswith" (did you mean "startsWith"?)'),
        ("days(object.id) == 1", "12: days() takes other arguments (write days(string, string))"),
        ("days(object.target, object.id) == 1", "16: days() does not take double and string"),
        (
            "objet.target > 0.5",
            (
                '12: unknown name "objet" (did you mean "object"?) (the names here are object, params, now, resource and history; '
                "text stands in quotes)"
            ),
        ),
        ("object.tier == gold", '27: unknown name "gold"'),
        ("params.floor > 0.5", '19: the rule has no param "floor" (did you mean "floors"?)'),
        ("params.floors['x'] > 1", f"31: > does not take double and int ({MIXED})"),
        ("resource.pth == 'x'", '21: Resource has no field "pth" (did you mean "path"?)'),
        (
            "object.target > ",
            "27: this is not CEL: the expression ends too early (finish it, and close every bracket and quote)",
        ),
        ('object.tier == "a', "27: this is not CEL: "),
        ("object.target > 0.5)", "31: this is not CEL: "),
        ("object.queries.all(q, q.x == 1)", "35: a value of type string has no fields"),
        ("has(object)", "16: has() argument must be a field selection"),
        ("object.id.matches('(')", '30: "(": invalid regular expression: missing ): ( (write it in the syntax of RE2)'),
        ("object.id.matches(r'[z-a]')", '30: "[z-a]": invalid regular expression'),
        (
            'ref("Slo", "x") == null',
            '16: unknown kind "Slo" (did you mean "SLO"?) (the kinds are Dataset, ErrorBudgetPolicy,',
        ),
        ('size(refs("slo")) > 0', '22: unknown kind "slo" (did you mean "SLO"?)'),
        (
            'object.windowType == "roling"',
            '33: object.windowType is never "roling" (did you mean "rolling"?) (it is one of rolling or calendar)',
        ),
        ('object.windowType in ["rolling", "week"]', '45: object.windowType is never "week"'),
    ],
)
def test_a_fault_is_told_at_its_character(source: str, fault: str) -> None:
    (found,) = faults_of_requirement(source)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "source",
    [
        'object.labels.team == "x" && object.labels["team"].size() > 0',
        'ref("SLO", object.id).anything == 1',
        "object.windowSeconds / 86400 > 1",
        "double(object.windowSeconds) / 2.0 > 1.0",
        "object.tier in params.floors",
        "timestamp(object.reviewedOn + 'T00:00:00Z') < now",
        'object.windowType == "rolling" && object.alerting in ["enabled", "absent"]',
        "percent(object.target) == '' || percent(1) == ''",
        'owner(object.owners[0]).state == "known"',
        "object.queries.filter(q, q != '').map(q, size(q)).exists(n, n > 1)",
        'fileOwners(resource.path) == [] && glob(resource.path, "a/*")',
    ],
)
def test_what_is_sound_is_let_through(source: str) -> None:
    assert faults_of_requirement(f">-\n    {source}") == []


def test_several_mistakes_of_one_expression_are_all_told() -> None:
    found = faults_of_requirement("object.trget > 0.5 && object.tear == 'x'")
    assert [fault.split(" (")[0] for fault in found] == ['19: SLO has no field "trget"', '41: SLO has no field "tear"']


STYLES = {
    "plain": ("require: object.trget > 0.5", (12, 19)),
    "plain on two lines": ("require: object.target > 0.5 &&\n    object.trget > 0.5", (13, 12)),
    "single quotes": ("require: 'object.tier == ''x'' && object.trget > 0.5'", (12, 44)),
    "double quotes": ('require: "object.tier == \\"x\\" \\x26& object.trget > 0.5"', (12, 47)),
    "a literal block": ("require: |\n    object.target > 0.5\n      && object.trget > 0.5", (14, 17)),
    "a folded block": ("require: >-\n    object.target > 0.5\n    && object.trget > 0.5", (14, 15)),
    "a block with an indicator": ("require: |2-\n    object.target > 0.5\n    && object.trget > 0.5", (14, 15)),
}


@pytest.mark.parametrize("style", STYLES)
def test_the_place_is_right_however_the_value_is_written(style: str) -> None:
    text, (line, column) = STYLES[style]
    (found,) = faults(changed(RULE, REQUIRE, text))
    assert found.startswith(f'{FILE}:{line}:{column}: SLO has no field "trget"')


def test_the_place_of_a_hole_is_right() -> None:
    wrong = changed(RULE, "below {percent(params.floors", "below {{or near}} {percent(params.flors")
    column = wrong.split("\n")[13].index("flors") + 1
    (found,) = faults(wrong)
    assert found.startswith(f'{FILE}:14:{column}: the rule has no param "flors" (did you mean "floors"?)')


def test_a_brace_that_stands_alone_is_told() -> None:
    wrong = changed(RULE, "is below {percent", "is } below {percent")
    column = wrong.split("\n")[13].index("} below") + 1
    (found,) = faults(wrong)
    assert found == f"{FILE}:14:{column}: a }} without its {{ (double a brace that is meant as text: {{{{ }}}})"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("fields: [tier]", "fields: [tear]", '10:31: SLO has no field "tear" (did you mean "tier"?)'),
        (
            "fields: [tier]",
            "fields: [tier.deep]",
            '10:31: SLO.tier has no field "deep" (leave out what follows the dot)',
        ),
        ("fields: [tier]", "fields: ['queries[*].x']", '10:31: SLO.queries has no field "x"'),
        ("fields: [tier]", "fields: [tier], formats: [slth]", '10:48: unknown format "slth" (did you mean "sloth"?)'),
        ("  at: target\n  m", "  at: trget\n  m", '13:7: SLO has no field "trget" (did you mean "target"?)'),
        ("soc2:A1.1", "soc2:A1.2", '6:14: unknown control "soc2:A1.2" (did you mean "soc2:A1.1"?)'),
        ("soc2:A1.1", "iso:9", '6:14: unknown control "iso:9" (there are soc2:A1.1)'),
        (
            REQUIRE,
            "uses: dependency-cycles",
            '12:9: unknown check "dependency-cycles" (did you mean "dependency-cycle"?)',
        ),
        (
            "  at: target\n  m",
            "  foreach: querys[*]\n  as: [query]\n  at: target\n  m",
            '13:12: SLO has no field "querys" (did you mean "queries"?)',
        ),
        (
            "  at: target\n  m",
            "  foreach: tier[*]\n  as: [one]\n  at: target\n  m",
            '13:12: SLO has a string in "tier", not a list (walk a list)',
        ),
    ],
)
def test_names_that_do_not_exist_are_told(old: str, new: str, fault: str) -> None:
    found = faults(changed(RULE, old, new))
    assert [text.removeprefix(f"{FILE}:").startswith(fault) for text in found] == ([True] if fault else [])


def card_rule(require: str, at: str = "result.value") -> str:
    text = changed(RULE, "{kind: SLO, fields: [tier]}", "{kind: ModelCard}")
    text = changed(
        text, "  when: has(object.tier)\n", "  foreach: fairnessAudits[*].results[*]\n  as: [audit, result]\n"
    )
    text = changed(text, REQUIRE, f"require: {require}")
    text = changed(text, "  at: target\n  message", f"  at: {at}\n  message")
    return changed(text, text[text.index('"target {') : text.index("  remediation")], "it fails\n")


def test_elements_of_lists_have_the_types_of_the_kind() -> None:
    assert faults(card_rule("result.value >= 0.8 && audit.auditor.independent")) == []
    assert [
        fault.removeprefix(FILE) for fault in faults(card_rule("result.valu >= 0.8 && audit.auditr.independent"))
    ] == [
        (
            ':13:19: ModelCard.fairnessAudits.results has no field "valu" (did you mean "value"?) '
            "(the fields are metric, type, attribute, group, value, min, max and passed)"
        ),
        (
            ':13:40: ModelCard.fairnessAudits has no field "auditr" (did you mean "auditor"?) (the fields are id, date, '
            "modelVersion, auditor, methodology, dataset, attributes, results, outcome, mitigations, exceptions, report, "
            "reportDigest, publicSummary and nextDue)"
        ),
    ]


def test_words_of_an_element_are_checked_too() -> None:
    (found,) = faults(card_rule('audit.outcome == "passed"'))
    assert found.startswith(f'{FILE}:13:29: audit.outcome is never "passed" (did you mean "pass"?)')


@pytest.mark.parametrize(
    ("at", "fault"),
    [
        ("audit.date", ""),
        ("result", ""),
        ("rollback.owner", ""),
        ("result.valu", 'ModelCard.fairnessAudits.results has no field "valu"'),
        ("audits.date", 'ModelCard has no field "audits"'),
        ("fairnessAudits.date", 'ModelCard.fairnessAudits is a list, so it has no field "date"'),
    ],
)
def test_the_field_to_point_at_exists(at: str, fault: str) -> None:
    found = faults(card_rule("result.value >= 0.8", at))
    assert len(found) == bool(fault)
    assert all(text.startswith(f"{FILE}:14:7: {fault}") for text in found)


@pytest.mark.parametrize(
    ("params", "source", "sound"),
    [
        ("{limit: 3}", "object.windowSeconds > params.limit", True),
        ("{limit: 3}", "object.target > params.limit", False),
        ("{limit: 3.0}", "object.target > params.limit", True),
        ("{words: [a, b]}", "object.tier in params.words", True),
        ("{words: [a, b]}", "object.target in params.words", False),
        ("{words: []}", "object.tier in params.words", True),
        ("{mixed: {a: 1, b: x}}", "params.mixed.a == 1 && params.mixed.b == 'x'", True),
        ("{deep: {a: {b: 1.0}}}", "params.deep.a.b > object.target", True),
        ("{strict: true}", "params.strict || object.target > 0.5", True),
        ("{pattern: '('}", "object.id.matches(params.pattern)", False),
        ("{pattern: 'a+'}", "object.id.matches(params.pattern)", True),
        ("{nothing: null}", "params.nothing == null", True),
        ("{floors: {a: 1.0}}", "has(params.floors) && params.floors.exists(f, f == object.tier)", True),
    ],
)
def test_params_have_the_types_of_their_values(params: str, source: str, sound: bool) -> None:
    text = changed(RULE, "params: {floors: {tier-1: 0.9995, tier-2: 0.999}}", f"params: {params}")
    text = changed(text, REQUIRE, f"require: {source}")
    text = changed(text, text[text.index('"target {') : text.index("  remediation")], "it fails\n")
    assert bool(faults(text)) is not sound


def test_the_faults_of_all_rules_come_in_the_order_of_files_and_lines() -> None:
    wrong = changed(RULE, REQUIRE, "require: object.trget > 0.5")
    other = changed(wrong, "id: target-floor", "id: other")
    content = {**files(wrong), "rules/other.yaml": other.encode()}

    found = check_pack(read_pack(source(content)), content, KNOWN)
    assert [fault.path for fault in found] == ["policies/rules/other.yaml", f"policies/{NAME}"]
