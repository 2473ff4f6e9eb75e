"""The functions of expressions, each by a table."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.policy.functions import FUNCTIONS, Context, calls

AS_OF = Context("2026-11-20")


def call(name: str, *given_: Any, context: Context = AS_OF) -> Any:
    spec = next(spec for spec in FUNCTIONS if spec.name == name)
    return spec.implementation(context, *given_)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("days", ("2026-01-01", "2026-03-01"), 59),
        ("days", ("2028-01-01", "2028-03-01"), 60),
        ("days", ("2026-03-01", "2026-01-01"), -59),
        ("days", ("2026-01-01T23:59:59Z", "2026-01-02T00:00:00+14:00"), 1),
        ("days", ("0001-01-01", "9999-12-31"), 3652058),
        ("daysSince", ("2026-11-19",), 1),
        ("daysSince", ("2026-11-21",), -1),
        ("daysUntil", ("2026-11-21",), 1),
        ("daysUntil", ("2026-11-20",), 0),
        ("percent", (0.9995,), "99.95 %"),
        ("percent", (0.999,), "99.9 %"),
        ("percent", (1.0,), "100 %"),
        ("percent", (1,), "100 %"),
        ("percent", (0.0,), "0 %"),
        ("percent", (0.07,), "7 %"),
        ("percent", (1e-7,), "0.00001 %"),
        ("percent", (0.99999999,), "99.999999 %"),
        ("humanDuration", (2_592_000,), "30 days"),
        ("humanDuration", (86_400,), "1 day"),
        ("humanDuration", (5_400,), "1 hour 30 minutes"),
        ("humanDuration", (61,), "1 minute 1 second"),
        ("humanDuration", (0,), "0 seconds"),
        ("glob", ("tier-1", "tier-*"), True),
        ("glob", ("tier-1", "tier-?"), True),
        ("glob", ("tier-10", "tier-?"), False),
        ("glob", ("tier-1", "tier-[12]"), True),
        ("glob", ("docs/a.md", "docs/*.md"), True),
        ("glob", ("docs/deep/a.md", "docs/*.md"), False),
        ("glob", ("docs/deep/a.md", "docs/**/*.md"), True),
        ("glob", ("docs/a.md", "docs/**/*.md"), True),
        ("glob", ("docs/a.md", "**"), True),
        ("glob", ("a.md", "**/a.md"), True),
        ("glob", ("Docs", "docs"), False),
    ],
)
def test_a_function_gives(name: str, arguments: tuple[Any, ...], expected: object) -> None:
    assert call(name, *arguments) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "reason"),
    [
        ("days", ("soon", "2026-01-01"), '"soon" is not a date like 2026-11-20'),
        ("daysSince", ("2026-02-30",), '"2026-02-30" is not a date: day is out of range for month'),
        ("daysSince", ("20260101",), '"20260101" is not a date like 2026-11-20'),
        ("daysSince", ("2026-1-1",), '"2026-1-1" is not a date like 2026-11-20'),
        ("daysSince", ("2026-01-01x",), '"2026-01-01x" is not a date like 2026-11-20'),
        ("daysSince", ("２０２６-01-01",), '"２０２６-01-01" is not a date like 2026-11-20'),  # noqa: RUF001 - wide digits are meant
        ("daysUntil", ("",), '"" is not a date like 2026-11-20'),
        ("humanDuration", (-1,), "a duration of -1 seconds"),
        ("ref", ("Slo", "x"), 'there is no kind "Slo" (did you mean "SLO"?)'),
        ("refs", ("slos",), 'there is no kind "slos" (did you mean "SLO"?)'),
    ],
)
def test_a_function_refuses_what_it_cannot_answer(name: str, arguments: tuple[Any, ...], reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        call(name, *arguments)


def test_without_a_registry_nobody_is_known_or_unknown() -> None:
    assert call("owner", "team") == {"state": "noRegistry", "name": "team"}
    assert call("fileOwners", "a") == []
    assert call("ref", "SLO", "a") is None
    assert call("refs", "SLO") == []


def test_a_hostile_text_does_not_hold_up_a_pattern() -> None:
    assert call("glob", "a" * 5_000 + "b", "*a" * 20 + "c") is False
    assert call("glob", "/".join("a" * 2_000), "/".join(["**", "a"] * 20 + ["b"])) is False


@given(st.dates(), st.dates())
def test_days_there_and_back_cancel_out(one: Any, other: Any) -> None:
    there, back = call("days", str(one), str(other)), call("days", str(other), str(one))
    assert there == -back == (other - one).days


@given(st.text(), st.text())
def test_a_pattern_matches_or_not_whatever_the_text(text: str, pattern: str) -> None:
    assert call("glob", text, pattern) in (True, False)
    assert call("glob", text, "**") is True


def test_it_is_known_how_each_function_is_called() -> None:
    known = calls(FUNCTIONS)
    assert known["percent"] == "percent(double) or percent(int)"
    assert known["days"] == "days(string, string)"
    assert all(spec.doc.endswith(".") for spec in FUNCTIONS)


BO = {"by": "bo"}


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ({}, {}, False),
        ({"approvals": [BO]}, {}, True),
        ({"approvals": [BO]}, {"approvals": []}, True),
        ({"approvals": [BO]}, {"approvals": [BO]}, False),
        ({"approvals": [{"by": "ana"}]}, {"approvals": [{"by": "ana"}, BO]}, False),
        ({"approvals": [{"stage": "beta"}]}, {}, False),
        ({"approvals": [{**BO, "date": "2026-11-20"}]}, {"approvals": [BO]}, True),
        ({"approvals": [{**BO, "date": "2026-11-20"}]}, {"approvals": [{**BO, "date": "2026-11-20"}]}, False),
        ({"approvals": [{**BO, "date": "2026-11-20"}]}, {"approvals": [{**BO, "date": "2026-01-01"}]}, True),
        ({"approvals": [{**BO, "date": "2026-11-21"}]}, {}, False),
        ({"approvals": [BO]}, {"approvals": [{**BO, "date": "2026-01-01"}]}, False),
        ({"approvals": [BO], "owners": ["bo"]}, {}, False),
        ({"approvals": [BO]}, {"owners": ["bo"]}, False),
        ({"approvals": [BO], "owners": [{"name": "Bo B.", "contact": "bo"}]}, {}, False),
        ({"approvals": [BO], "owners": [{"name": "ana"}]}, {"owners": ["cy"]}, True),
        ({"approvals": [BO, {"by": "ana"}], "owners": ["bo"]}, {}, True),
    ],
)
def test_an_approval_is_new_if_somebody_else_than_an_owner_gave_it_since(now: Any, before: Any, expected: bool) -> None:
    assert call("approvedAnew", now, before) is expected


def test_an_owner_is_known_in_every_notation() -> None:
    context = AS_OF._replace(same_owner=lambda one, other: one.lstrip("@") == other.lstrip("@"))

    assert call("approvedAnew", {"approvals": [{"by": "@bo"}], "owners": ["bo"]}, {}, context=context) is False
    assert call("approvedAnew", {"approvals": [{"by": "@bo"}]}, {"approvals": [BO]}, context=context) is False
