"""Teams and members are owners that exist; what is missing of a team is told at its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadmap_guard_team_file.teams import read, wants

from roadmap_guard.ownership import directory
from roadmap_guard.plugins import OwnerReader

TEAMS = b"""\
teams:
  - name: payments
    members: ["@ada", "@grace"]
    contact: "#payments"
    escalation: payments-primary
  - name: search
    members: "@alan"
    contact: "#search"
    escalation: {primary: search-primary, secondary: [search-lead]}
"""


def problems(data: bytes) -> list[tuple[int, int, str]]:
    return [(p.span.line, p.span.column, p.message) for p in read({"teams.yaml": data}).problems]


def test_only_the_file_at_the_root_is_wanted():
    assert [wants(path) for path in ("teams.yaml", "docs/teams.yaml", "teams.yml")] == [True, False, False]


def test_teams_and_members_are_known_and_the_file_says_so():
    assert read({"teams.yaml": TEAMS}).names == dict.fromkeys(
        ["payments", "@ada", "@grace", "search", "@alan"], "teams.yaml"
    )
    assert problems(TEAMS) == []


@pytest.mark.parametrize("name", ["payments", "@acme/payments", "group:default/payments", "ADA"])
def test_owner_is_found_in_any_notation(name):
    found = directory.read({"teams.yaml": TEAMS}, readers=[OwnerReader("teams.yaml", wants, read)])

    assert found.lookup(name).state == "known"


def test_nobody_owns_a_path_by_this_file():
    assert read({"teams.yaml": TEAMS}).owners_of("slo/checkout.yaml") is None


def test_team_without_members_contact_and_escalation_is_told_what_that_means():
    assert problems(b"teams:\n  - name: payments\n    members: []\n    contact:\n") == [
        (2, 11, "team payments has no `members`, so nobody is behind the name"),
        (2, 11, "team payments has no `contact`, so nobody knows where to ask"),
        (2, 11, "team payments has no `escalation`, so nobody is called when it matters"),
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"payments: {}\n", (1, 1, "the file has no list `teams`")),
        (b"teams: payments\n", (1, 1, "the file has no list `teams`")),
        (b"- payments\n", (1, 1, "the file has no list `teams`")),
        (b"teams:\n  - payments\n", (2, 5, "a team has no `name`")),
        (b"teams:\n  - members: ['@ada']\n", (2, 5, "a team has no `name`")),
    ],
)
def test_shape_that_is_not_that_of_a_team_file_is_told(data, problem):
    assert problems(data) == [problem]


def test_file_that_cannot_be_parsed_is_refused_by_the_parser():
    [problem] = read({"teams.yaml": b"teams: ["}).problems

    assert problem.refuses


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data):
    assert isinstance(read({"teams.yaml": b"teams:\n" + data}).names, dict)
