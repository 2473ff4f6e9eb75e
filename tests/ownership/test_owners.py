from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership import owners
from roadmap_guard.ownership.registry import Identity, Ownership


def read(**files: str):
    return owners.read({name.replace("__", "/"): text.encode() for name, text in files.items()})


def test_path_belongs_to_the_approvers_of_its_folder_and_of_those_above():
    registry = read(OWNERS="approvers: [root]\n", slo__OWNERS="reviewers: [r]\napprovers:\n  - ann\n  - bob\n")

    assert registry.owners_of("slo/deep/x.yaml") == Ownership(("ann", "bob", "root"), "slo/", "slo/OWNERS", 2)
    assert registry.owners_of("x.yaml") == Ownership(("root",), "/", "OWNERS", 1)


def test_no_parent_owners_ends_the_inheritance():
    registry = read(OWNERS="approvers: [root]\n", slo__OWNERS="options: {no_parent_owners: true}\napprovers: [ann]\n")

    assert registry.owners_of("slo/x").owners == ("ann",)


def test_folder_whose_files_name_no_approver_has_no_ownership():
    assert read(slo__OWNERS="reviewers: [r]\n").owners_of("slo/x") is None
    assert read(slo__OWNERS="approvers: [a]\n").owners_of("slow/x") is None


def test_approvers_reviewers_and_the_file_itself_are_known_but_not_who_has_left():
    registry = read(slo__OWNERS="approvers: [ann]\nreviewers: [rob]\nemeritus_approvers: [eve]\n")

    assert registry.names == dict.fromkeys(["//slo/OWNERS", "ann", "rob", "eve"], "slo/OWNERS")
    assert {name for name, known in registry.identities.items() if known.left} == {"eve"}


def test_who_approves_anywhere_has_not_left():
    registry = read(OWNERS="emeritus_approvers: [Ann]\n", slo__OWNERS="approvers: [ann]\n")

    assert registry.identities == {"ann": Identity("person")}


def test_aliases_and_their_members_are_known():
    registry = read(OWNERS_ALIASES="aliases:\n  payments-leads: [ann, 1234]\n")

    assert list(registry.names) == ["payments-leads", "ann", "1234"]
    assert registry.identities["payments-leads"] == Identity("team", members=("ann", "1234"))


def test_name_of_an_alias_is_a_team_wherever_it_stands():
    registry = read(OWNERS="approvers: [Leads, bob]\n", OWNERS_ALIASES="aliases: {leads: [ann]}\n")

    assert registry.identities["Leads"] == Identity("team", members=("ann",))
    assert registry.identities["bob"] == Identity("person")


def test_alias_among_the_members_of_another_is_reported_and_aliases_in_a_circle_end():
    registry = read(OWNERS_ALIASES="aliases:\n  a: [b]\n  b: [a, ann]\n")

    assert [problem.code for problem in registry.problems] == ["owners-alias-nested"] * 2
    assert registry.identities["a"].members == ("b",)


def test_alias_without_members_is_reported_where_it_stands():
    (problem,) = read(OWNERS_ALIASES="aliases:\n  leads: [ann]\n  nobody: []\n").problems

    assert (problem.code, problem.span.line, problem.span.column) == ("owners-alias", 3, 3)
    assert "`nobody`" in problem.message


def test_filters_give_owners_by_the_path_below_the_folder():
    registry = read(slo__OWNERS='filters:\n  ".*": {approvers: [ann]}\n  "^api/.*[.]go$":\n    approvers: [gopher]\n')

    assert registry.owners_of("slo/api/x.go") == Ownership(("ann", "gopher"), "slo/", "slo/OWNERS", 2)
    assert registry.owners_of("slo/x.go").owners == ("ann",)
    assert registry.problems == ()


def test_filter_alone_owns_what_it_matches_and_names_itself():
    registry = read(OWNERS='filters:\n  "[.]go$":\n    approvers: [gopher]\n')

    assert registry.owners_of("a/x.go") == Ownership(("gopher",), "[.]go$", "OWNERS", 3)
    assert registry.owners_of("a/x.py") is None


def test_filter_that_cannot_be_tried_in_bounded_time_is_remarked_on():
    registry = read(OWNERS='filters:\n  ".*": {approvers: [ann]}\n  "(a+)+$": {approvers: [gopher]}\n')
    (problem,) = registry.problems

    assert registry.owners_of("aaa").owners == ("ann",)
    assert "gopher" in registry.names
    assert (problem.code, problem.level, problem.span.line) == ("owners-filter", "note", 3)


def test_filters_beside_approvers_have_no_effect_and_are_reported():
    registry = read(OWNERS='approvers: [ann]\nfilters:\n  "[.]go$": {approvers: [gopher]}\n')
    (problem,) = registry.problems

    assert registry.owners_of("x.go").owners == ("ann",)
    assert (problem.code, problem.span.line) == ("owners-filter-unused", 3)


def test_file_of_another_dialect_is_named_as_not_read_and_makes_nobody_unknown():
    registry = read(OWNERS="set noparent\nann@acme.example\n*\n")
    (problem,) = registry.problems

    assert (problem.code, problem.level) == ("owners-dialect", "note")
    assert registry.names == {"//OWNERS": "OWNERS"}
    assert not registry.lists


def test_file_that_is_no_yaml_is_a_problem():
    registry = read(OWNERS="approvers: [ann\n")

    assert [problem.refuses for problem in registry.problems] == [True]
    assert registry.owners_of("x") is None


def test_empty_file_says_nothing():
    registry = read(OWNERS="\n")

    assert (registry.problems, registry.owners_of("x"), registry.lists) == ((), None, False)


@given(st.binary(max_size=200), st.sampled_from(["OWNERS", "OWNERS_ALIASES", "a/OWNERS"]))
def test_any_bytes_are_read_without_an_exception(data, path):
    registry = owners.read({path: b"approvers:" + data})

    assert registry.owners_of("a/b") is None or registry.owners_of("a/b").path == path
