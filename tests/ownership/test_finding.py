import pytest

from roadmap_guard.ownership.finding import CONFIGURATION, Index, Known
from roadmap_guard.ownership.registry import Identity


def index(*names: str, via: str = "CODEOWNERS") -> Index:
    return Index(Known(name, via) for name in names)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("@acme/payments", "payments"),
        ("@acme/payments", "@ACME/Payments"),
        ("@acme/payments", "group:default/payments"),
        ("payments", "@acme/payments"),
        ("@octocat", "octocat"),
        ("a@acme.example", "A@acme.example"),
        ("//slo/OWNERS", "//slo/OWNERS"),
    ],
)
def test_owner_is_found_in_another_notation(known, asked):
    assert index(known).find(asked).known == Known(known, "CODEOWNERS")


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("@acme/payments", "@globex/payments"),
        ("@acme/payments", "acme"),
        ("@acme/payments", "payment"),
        ("a@acme.example", "a"),
        ("@octocat", ""),
        ("@octocat", "@"),
    ],
)
def test_owner_that_is_somebody_else_is_not_found(known, asked):
    assert index(known).find(asked) is None


def test_exact_organisation_is_preferred_to_a_team_without_one():
    assert (
        index("payments", "@globex/payments", "@acme/payments").find("acme/payments").known.written == "@acme/payments"
    )


def test_configured_domain_vouches_for_its_addresses_alone():
    domains = index("*@acme.example", via=CONFIGURATION)

    assert domains.find("new.hire@acme.example")
    assert not domains.find("x@evil.example")
    assert not domains.find("@acme.example")


def test_domain_written_in_a_file_under_check_vouches_for_nobody():
    assert index("*@acme.example", via="OWNERS_ALIASES").find("x@acme.example") is None


def test_nearest_known_owner_is_suggested_as_it_is_written():
    assert index("@acme/payments", "@acme/search").near("paymets") == ("@acme/payments",)


def test_team_of_another_organisation_is_suggested():
    assert index("@acme/payments").near("@globex/payments") == ("@acme/payments",)


def test_nothing_is_suggested_where_nothing_is_near():
    assert index("@acme/payments").near("zebra") == ()


@pytest.mark.parametrize("size", [1, 6_000])
def test_suggestions_are_not_sought_at_any_price(size):
    many = index(*(f"@acme/team-{number}" for number in range(size)))

    assert many.near("team-0" + "x" * 200) == ()
    assert many.near("team-o") == (("@acme/team-0",) if size == 1 else ())


TEAM, PERSON = Identity("team"), Identity("person")


def test_person_is_not_found_by_the_name_of_a_team():
    people = Index([Known("@payments", "CODEOWNERS", PERSON)])

    assert people.find("@acme/payments") is None
    assert people.find("group:default/payments") is None
    assert people.find("user:payments")


def test_bare_name_of_a_team_and_a_person_means_the_team_and_names_the_other():
    both = Index([Known("@payments", "CODEOWNERS", PERSON), Known("group:default/payments", "catalog-info.yaml", TEAM)])
    found = both.find("payments")

    assert found.known.written == "group:default/payments"
    assert [known.written for known in found.others] == ["@payments"]


def test_one_team_known_from_two_files_is_not_two_owners():
    both = Index([Known("@acme/payments", "CODEOWNERS"), Known("group:default/payments", "catalog-info.yaml")])

    assert both.find("payments").others == ()


def test_bare_name_in_two_organisations_means_the_first_and_names_the_other():
    found = index("@acme/payments", "@globex/payments").find("payments")

    assert found.known.written == "@acme/payments"
    assert [known.written for known in found.others] == ["@globex/payments"]


def test_owner_is_found_by_display_name_address_and_account_elsewhere():
    identity = Identity("team", also=("Team Payments", "payments@acme.example", "@acme/pay"))
    known = Index([Known("group:default/payments", "org.yaml", identity)])

    for name in ("team payments", "payments@acme.example", "@ACME/pay", "pay"):
        assert known.find(name).known.written == "group:default/payments"
    assert known.find("@globex/pay") is None


def test_who_has_left_is_not_known_but_remembered():
    known = Index([Known("eve", "OWNERS", Identity("person", left=True)), Known("ann", "OWNERS", PERSON)])

    assert known.find("eve") is None
    assert known.has_left("@Eve")
    assert not known.has_left("ann")


def test_no_more_than_three_candidates_are_given_the_likest_first():
    assert index("@a/team-a", "@a/team-b", "@a/team-c", "@a/team-d", "@a/teams").near("teams")[0] == "@a/teams"
    assert len(index("@a/team-a", "@a/team-b", "@a/team-c", "@a/team-d", "@a/teams").near("teams")) == 3


def test_candidates_are_sought_for_the_first_unknown_names_only_but_a_same_name_is_always_told():
    known = index("@acme/payments")

    assert [bool(known.near(f"payment{letter}")) for letter in "x" * 60].count(True) == 50
    assert known.near("@globex/payments") == ("@acme/payments",)
