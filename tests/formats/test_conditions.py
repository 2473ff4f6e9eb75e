import pytest

from roadmap_guard.formats.conditions import Trigger, condition_of
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.paths import Place
from support.formats import node, parse

DOCUMENT = """
apiVersion: tool/v1
kind: SLO
spec: {targets: [90, 99], on: true, text: "true", blank: "", empty: [], nothing: , share: 0.9}
slos: [{name: a}, {target: 99}, {name: b, target: 95}]
"""


def condition(text):
    errors = Errors("x.yaml")
    compiled = condition_of(node(text), errors)
    assert not errors.problems, errors.problems
    return compiled


def place():
    (document,) = parse(DOCUMENT)
    return Place(document.root, document)


TRUE = [
    "kind",
    "{path: kind, equals: SLO}",
    "{path: kind, in: [SLI, SLO]}",
    "{path: apiVersion, matches: '^tool/'}",
    "{path: 'spec.targets[*]', equals: 99}",
    "{path: spec.on, equals: true}",
    "{path: spec.text, equals: true}",
    "{path: spec.targets, type: list}",
    "{path: spec, type: mapping}",
    "{path: spec.on, type: boolean}",
    "{path: spec.share, type: number}",
    "{path: spec.text, type: text}",
    "{path: spec.nothing, exists: true}",
    "{path: spec.absent, exists: false}",
    "{not: spec.blank}",
    "{all: [kind, apiVersion]}",
    "{any: [absent, kind]}",
    "{atLeast: 2, of: [kind, absent, spec]}",
    "{path: 'slos[*]', where: {all: [name, {path: target, equals: 95}]}}",
    "{path: 'spec.targets[*]', where: {path: ., equals: 90}}",
    "{path: ['absent[*]', 'slos[*]'], where: {path: target, equals: 95}}",
]
FALSE = [
    "absent",
    "spec.blank",
    "spec.empty",
    "spec.nothing",
    "{path: kind, equals: slo}",
    "{path: spec, equals: x}",
    "{path: spec.on, type: number}",
    "{path: apiVersion, matches: '^v1'}",
    "{path: kind, exists: false}",
    "{not: kind}",
    "{all: [kind, absent]}",
    "{any: [absent, spec.blank]}",
    "{atLeast: 3, of: [kind, absent, spec]}",
    "{path: 'slos[*]', where: {all: [name, {path: target, equals: 99}]}}",
    "{path: 'absent[*]', where: name}",
]


@pytest.mark.parametrize("text", TRUE)
def test_condition_that_holds_has_no_failures(text):
    assert condition(text).holds(place())
    assert condition(text).failures(place()) == []


@pytest.mark.parametrize("text", FALSE)
def test_condition_that_does_not_hold_says_why(text):
    assert not condition(text).holds(place())
    assert all(failure.message for failure in condition(text).failures(place()))
    assert condition(text).failures(place())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("absent", "`absent` is absent"),
        ("spec.blank", "`spec.blank` is empty"),
        ("{path: kind, in: [SLI, Service]}", "`kind` is `SLO`, not `SLI` or `Service`"),
        ("{path: spec, type: list}", "`spec` is a mapping, not a list"),
        ("{path: kind, exists: false}", "`kind` is there"),
        ("{not: {path: kind, equals: SLO}}", "`kind` must not be `SLO`"),
    ],
)
def test_failure_names_the_place_the_value_and_what_would_do(text, message):
    assert [failure.message for failure in condition(text).failures(place())] == [message]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("kind", [Trigger(("kind",))]),
        ("{path: kind, in: [A, B]}", [Trigger(("kind",), "A"), Trigger(("kind",), "B")]),
        ("{path: a.b, equals: x}", [Trigger(("a", "b"), "x")]),
        ("{path: 'a[*].b', equals: x}", [Trigger(("a",))]),
        ("{all: [kind, {path: version, equals: v1}]}", [Trigger(("version",), "v1")]),
        ("{any: [a, b]}", [Trigger(("a",)), Trigger(("b",))]),
        ("{atLeast: 2, of: [a, b, c]}", [Trigger(("a",)), Trigger(("b",))]),
        ("{any: [a, {not: b}]}", []),
        ("{path: '@path', matches: x}", []),
        ("{path: a, exists: false}", []),
        ("{path: 'a.b[*]', where: c}", [Trigger(("a", "b"))]),
        ("{path: '*', where: {path: c, equals: x}}", [Trigger(("*", "c"), "x")]),
        ("{path: '[*].a.b', exists: true}", [Trigger(("*", "a", "b"))]),
        ("{path: '*', where: {path: '*.a', where: c}}", []),
        ("{path: '*', where: {not: c}}", []),
        ("{path: '*.*', where: c}", []),
        ("{path: [a, 'b[*]', 'a[*]'], where: c}", [Trigger(("a",)), Trigger(("b",))]),
        ("{path: [a, '*.*'], where: c}", []),
    ],
)
def test_triggers_are_what_every_document_must_show_for_which_it_holds(text, triggers):
    assert list(condition(text).triggers()) == triggers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{path: a, equls: x}", "unknown word in a condition `equls`. Did you mean `equals`?"),
        ("{path: a, equals: x, in: [y]}", "one test at a time: `equals` or `in`"),
        ("{equals: x}", "a condition needs `path`"),
        ("{path: a..b}", "`a..b` is not a path"),
        ("{path: a, matches: '('}", "`(` is not a regular expression"),
        ("{path: a, type: array}", "unknown type `array`"),
        ("{path: a, exists: maybe}", "`exists` is `true` or `false`"),
        ("{all: a}", "`all` needs a list of conditions"),
        ("{all: [], path: a}", "`all` stands alone, without `path`"),
        ("{path: a, where: b, equals: c}", "`where` stands with `path` alone"),
        ("{section: a, where: b}", "`where` stands with `path` alone"),
        ("{path: [a, [b]], where: c}", "a path is text, not a list"),
        ("{atLeast: 3, of: [a, b]}", "`atLeast` is a whole number from 1 to 2"),
        ("[a, b]", "a condition is a list; it must be a mapping"),
        ("{path: [a]}", "a path is text, not a list"),
        ("{path: a, in: [[b]]}", "a list where a text is needed"),
    ],
)
def test_mistake_in_a_condition_is_told(text, message):
    errors = Errors("x.yaml")
    condition_of(node(text), errors)

    assert any(message in problem.message for problem in errors.problems), errors.problems


def test_expression_is_searched_in_the_first_thousand_characters():
    (document,) = parse(f"a: {'x' * 1000}needle")

    assert not condition("{path: a, matches: needle}").holds(Place(document.root, document))
