import pytest

from roadmap_guard.ownership.names import CONFIGURATION, Index, Known, Name, normalise


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("@octocat", Name("", "octocat")),
        (" OctoCat ", Name("", "octocat")),
        ("@Acme/Payments", Name("acme", "payments")),
        ("acme/payments", Name("acme", "payments")),
        ("@acme/platform/frontend", Name("acme/platform", "frontend")),
        ("@@maintainer", Name("", "maintainer")),
        ("Payments@Acme.Example", Name("", "payments@acme.example")),
        ("group:default/payments", Name("", "payments")),
        ("user:octocat", Name("", "octocat")),
        ("group::payments", Name("", "payments")),
        ("//services/OWNERS", Name("", "//services/owners")),
        ("", Name("", "")),
    ],
)
def test_every_notation_comes_down_to_a_scope_and_a_base(text, name):
    assert normalise(text) == name


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
    assert index(known).find(asked) == (known, "CODEOWNERS")


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
    assert index("payments", "@globex/payments", "@acme/payments").find("acme/payments").written == "@acme/payments"


def test_configured_domain_vouches_for_its_addresses_alone():
    domains = index("*@acme.example", via=CONFIGURATION)

    assert domains.find("new.hire@acme.example")
    assert not domains.find("x@evil.example")
    assert not domains.find("@acme.example")


def test_domain_written_in_a_file_under_check_vouches_for_nobody():
    assert index("*@acme.example", via="OWNERS_ALIASES").find("x@acme.example") is None


def test_nearest_known_owner_is_suggested_as_it_is_written():
    assert index("@acme/payments", "@acme/search").nearest("paymets") == "@acme/payments"


def test_team_of_another_organisation_is_suggested():
    assert index("@acme/payments").nearest("@globex/payments") == "@acme/payments"


def test_nothing_is_suggested_where_nothing_is_near():
    assert index("@acme/payments").nearest("zebra") == ""


@pytest.mark.parametrize("size", [1, 6_000])
def test_suggestions_are_not_sought_at_any_price(size):
    many = index(*(f"@acme/team-{number}" for number in range(size)))

    assert many.nearest("team-0" + "x" * 200) == ""
    assert many.nearest("team-o") == ("@acme/team-0" if size == 1 else "")
