from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.ownership import owners


def read(**files: str):
    return owners.read({name.replace("__", "/"): text.encode() for name, text in files.items()})


def test_path_belongs_to_the_approvers_of_its_folder_and_of_those_above():
    registry = read(OWNERS="approvers: [root]\n", slo__OWNERS="reviewers: [r]\napprovers:\n  - ann\n  - bob\n")

    assert registry.owners_of("slo/deep/x.yaml") == (("ann", "bob", "root"), "slo/", "slo/OWNERS", 2)
    assert registry.owners_of("x.yaml") == (("root",), "/", "OWNERS", 1)


def test_no_parent_owners_ends_the_inheritance():
    registry = read(OWNERS="approvers: [root]\n", slo__OWNERS="options: {no_parent_owners: true}\napprovers: [ann]\n")

    assert registry.owners_of("slo/x").owners == ("ann",)


def test_folder_whose_files_name_no_approver_has_no_ownership():
    assert read(slo__OWNERS="reviewers: [r]\n").owners_of("slo/x") is None
    assert read(slo__OWNERS="approvers: [a]\n").owners_of("slow/x") is None


def test_approvers_reviewers_and_the_file_itself_are_known_but_not_who_has_left():
    registry = read(slo__OWNERS="approvers: [ann]\nreviewers: [rob]\nemeritus_approvers: [eve]\n")

    assert registry.names == dict.fromkeys(["//slo/OWNERS", "ann", "rob"], "slo/OWNERS")


def test_aliases_and_their_members_are_known():
    registry = read(OWNERS_ALIASES="aliases:\n  payments-leads: [ann, 1234]\n")

    assert list(registry.names) == ["payments-leads", "ann", "1234"]


def test_alias_without_members_is_reported_where_it_stands():
    (problem,) = read(OWNERS_ALIASES="aliases:\n  leads: [ann]\n  nobody: []\n").problems

    assert (problem.code, problem.span.line, problem.span.column) == ("owners-alias", 3, 3)
    assert "`nobody`" in problem.message


def test_filter_for_every_file_gives_the_owners_and_a_narrower_one_is_remarked_on():
    registry = read(OWNERS='filters:\n  ".*": {approvers: [ann]}\n  "[.]go$": {approvers: [gopher]}\n')
    (problem,) = registry.problems

    assert registry.owners_of("x.go").owners == ("ann",)
    assert "gopher" in registry.names
    assert (problem.code, problem.level, problem.span.line) == ("owners-filter", "note", 3)


def test_file_of_another_dialect_is_named_as_not_read():
    registry = read(OWNERS="set noparent\nann@acme.example\n*\n")
    (problem,) = registry.problems

    assert (problem.code, problem.level) == ("owners-dialect", "note")
    assert registry.names == {}


def test_file_that_is_no_yaml_is_a_problem():
    registry = read(OWNERS="approvers: [ann\n")

    assert [problem.refuses for problem in registry.problems] == [True]
    assert registry.owners_of("x") is None


def test_empty_file_says_nothing():
    registry = read(OWNERS="\n")

    assert (registry.names, registry.problems, registry.owners_of("x")) == ({}, (), None)


@given(st.binary(max_size=200), st.sampled_from(["OWNERS", "OWNERS_ALIASES", "a/OWNERS"]))
def test_any_bytes_are_read_without_an_exception(data, path):
    registry = owners.read({path: b"approvers:" + data})

    assert registry.owners_of("a/b") is None or registry.owners_of("a/b").path == path
