import pytest

from roadmap_guard.ownership import directory
from roadmap_guard.ownership.directory import OwnerReader
from roadmap_guard.ownership.registry import Identity, Lookup, Ownership, Registry, nobody

FILES = {
    "CODEOWNERS": b"/slo/ @acme/reliability\n/legacy/\n/old/ bare\n",
    "OWNERS": b"approvers: [root-approver]\n",
    "OWNERS_ALIASES": b"aliases: {release-managers: [ann]}\n",
    "slo/checkout.yaml": b"not an ownership file",
}


def test_first_dialect_with_an_answer_gives_the_ownership():
    owners = directory.read(FILES)

    assert owners.owners_of("slo/checkout.yaml").path == "CODEOWNERS"
    assert owners.owners_of("roadmap/2026.yaml").path == "OWNERS"


def test_path_unowned_on_purpose_is_not_handed_to_the_next_dialect():
    assert directory.read(FILES).owners_of("legacy/x").owners == ()


def test_path_that_nobody_speaks_of_has_no_ownership():
    assert directory.read({"CODEOWNERS": b"/slo/ @a"}).owners_of("x") is None


def test_owner_is_known_from_any_file():
    owners = directory.read(FILES)

    assert owners.lookup("Reliability") == Lookup("known", "@acme/reliability", "CODEOWNERS", type="team")
    assert owners.lookup("@ann") == Lookup("known", "ann", "OWNERS_ALIASES", type="person")
    assert owners.lookup("release-managers").members == ("ann",)
    assert owners.lookup("//OWNERS").state == "known"


def test_unknown_owner_keeps_its_name_and_gets_a_suggestion():
    found = directory.read(FILES).lookup("@acme/relibility")

    assert found == Lookup("unknown", "@acme/relibility", "", "@acme/reliability", candidates=("@acme/reliability",))


def test_without_any_file_or_configured_owner_nothing_can_be_said():
    assert directory.read({"README.md": b"x"}).lookup("@ann").state == "noRegistry"


def test_configured_owners_are_a_registry_of_their_own():
    owners = directory.read({}, extra=["payments-council", "*@acme.example"])

    assert owners.lookup("payments-council") == Lookup("known", "payments-council", "configuration")
    assert owners.lookup("eve@acme.example").state == "known"
    assert owners.lookup("ghost").state == "unknown"


def test_registry_that_names_nobody_makes_every_owner_unknown():
    assert directory.read({"CODEOWNERS": b"# empty\n"}).lookup("ann").state == "unknown"


def test_files_that_name_owners_only_in_passing_make_nobody_unknown():
    passing = Registry({"team-a": "x.yaml"}, nobody, lists=False)
    reader = OwnerReader("passing", lambda path: path == "x.yaml", lambda _: passing)

    assert directory.read({"x.yaml": b""}, readers=[reader]).lookup("team-b").state == "noRegistry"
    assert directory.read({"x.yaml": b""}, ["team-c"], [reader]).lookup("team-a").state == "known"


def test_person_who_has_left_is_unknown_and_said_to_have_left():
    files = {"OWNERS": b"approvers: [ann]\nemeritus_approvers: [eve]\n"}

    assert directory.read(files).lookup("@eve")[:2] == ("unknown", "@eve")
    assert directory.read(files).lookup("@eve").left
    assert not directory.read(files).lookup("@ann").left


def test_others_of_the_same_name_are_told():
    reader = OwnerReader(
        "catalog",
        lambda path: path == "x.yaml",
        lambda _: Registry({"group:default/ann": "x.yaml"}, nobody, identities={"group:default/ann": Identity()}),
    )
    found = directory.read({**FILES, "x.yaml": b""}, readers=[*directory.READERS, reader]).lookup("ann")

    assert (found.name, found.type, found.candidates) == ("group:default/ann", "team", ("ann",))


def test_problems_of_every_dialect_are_collected():
    files = {**FILES, "OWNERS_ALIASES": b"aliases: {nobody: []}\n"}

    assert [problem.code for problem in directory.read(files).problems] == ["codeowners-owner", "owners-alias"]


def test_further_dialect_joins_as_a_reader():
    entry = Ownership(("team-a",), "*", "catalog.yaml", 1)
    registry = Registry({"team-a": "catalog.yaml"}, {"x": entry}.get)
    catalog = OwnerReader("catalog", lambda path: path == "catalog.yaml", lambda _: registry)
    owners = directory.read({"catalog.yaml": b""}, readers=[*directory.READERS, catalog])

    assert owners.lookup("group:default/team-a").via == "catalog.yaml"
    assert owners.owners_of("x") == entry
    assert owners.owners_of("y") is None


def test_wanted_files_are_those_that_a_reader_would_take():
    paths = ["CODEOWNERS", ".github/CODEOWNERS", "a/OWNERS", "OWNERS_ALIASES", "a/OWNERS_ALIASES", "OWNERS.md"]

    assert directory.wanted(paths) == set(paths[:4])


CATALOGUE = b"""\
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada, annotations: {github.com/user-login: lovelace}}
spec: {profile: {displayName: Ada Example, email: ada@acme.example}}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments}
spec: {type: team}
"""


@pytest.mark.parametrize("other", ["ada", "user:ada", "@lovelace", "ada@acme.example", "Ada  example"])
def test_names_of_one_entity_are_one_owner(other):
    assert directory.read({"org.yaml": CATALOGUE}).same("user:default/ada", other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("@ada", "Ada", True),
        ("@acme/payments", "payments", True),
        ("@acme/payments", "@globex/payments", False),
        ("group:payments", "user:payments", False),
        ("@payments", "@ada", False),
        ("", "", False),
    ],
)
def test_names_that_no_registry_knows_are_compared_as_far_as_they_say(one, other, same):
    assert directory.read({}).same(one, other) is same
    assert directory.read({"org.yaml": CATALOGUE}).same(one, other) is same


def test_team_and_person_of_one_name_are_two_owners():
    owners = directory.read({"CODEOWNERS": b"* @payments\n", "org.yaml": CATALOGUE})

    assert not owners.same("@payments", "group:payments")
    assert owners.same("payments", "group:default/payments")


def test_file_with_the_mark_of_a_dialect_is_read_wherever_it_lies():
    assert directory.is_marked(CATALOGUE)
    assert not directory.is_marked(b"kind: Group\n")
    assert (
        directory.read({"odd.json": b'{"apiVersion": "backstage.io/v1beta1"}', "x.yaml": CATALOGUE}).lookup("ada").via
        == "x.yaml"
    )
