"""A format is looked at where its triggers are seen, and only there."""

import pytest

from roadmap_guard.formats.conditions import Trigger
from roadmap_guard.formats.triggers import TriggerTable
from support.formats import node

TABLE = TriggerTable(
    [
        ("always", ()),
        ("kind", (Trigger(("kind",), "SLO"),)),
        ("spec", (Trigger(("spec", "goal")), Trigger(("other",)))),
        ("each", (Trigger(("*", "goal")),)),
        ("each-text", (Trigger(("*", "type", "of"), "slo"),)),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{kind: SLO}", ["kind"]),
        ("{kind: SLI}", []),
        ("{kind: {SLO: 1}}", []),
        ("{other: 1, kind: SLO}", ["kind", "spec"]),
        ("{spec: {goal: 1}}", ["spec", "each"]),
        ("{spec: [goal]}", []),
        ("{a: 1, b: {goal: }}", ["each"]),
        ("[{x: 1}, {goal: 1, type: {of: slo}}]", ["each", "each-text"]),
        ("{a: {type: {of: sli}}}", []),
        ("{goal: 1}", []),
        ("[goal]", []),
        ("goal", []),
    ],
)
def test_look_finds_what_is_seen(text, names):
    assert TABLE.look(node(text)) == ["always", *names]
