import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.model.span import Span
from roadmap_guard.ownership import codeowners, github
from roadmap_guard.ownership.registry import Ownership, Registry


def read(text: str) -> Registry:
    return codeowners.read({"CODEOWNERS": text.encode()})


def test_last_matching_line_wins():
    registry = read("*  @acme/everyone\n/slo/  @acme/reliability\n*.md  @acme/writers\n")

    assert registry.owners_of("slo/checkout.yaml").owners == ("@acme/reliability",)
    assert registry.owners_of("slo/README.md").owners == ("@acme/writers",)
    assert registry.owners_of("main.go").owners == ("@acme/everyone",)


def test_ownership_names_the_pattern_and_its_line():
    ownership = read("# first\n\n/slo/ @a b@acme.example\n").owners_of("slo/x.yaml")

    assert ownership == Ownership(("@a", "b@acme.example"), "/slo/", "CODEOWNERS", 3)
    assert ownership.parts == (ownership,)


def test_line_without_owners_leaves_its_paths_unowned_on_purpose():
    registry = read("/apps/ @octocat\n/apps/github\n")

    assert registry.owners_of("apps/github/x").owners == ()
    assert registry.owners_of("apps/other").owners == ("@octocat",)


def test_path_without_a_matching_line_has_no_ownership():
    assert read("/slo/ @a\n").owners_of("roadmap/x.yaml") is None


def test_hash_begins_a_comment_wherever_it_stands():
    registry = read("# @nobody\n/slo/ @a # and @ghost\n/roadmap/ @b#@ghost\n")

    assert list(registry.names) == ["@a", "@b"]


def test_file_without_lines_is_a_registry_without_names():
    assert read("\n# nothing yet\n").names == {}


def test_windows_line_ends_byte_order_mark_and_tabs_are_read():
    registry = codeowners.read({"CODEOWNERS": b"\xef\xbb\xbf/slo/\t@a\r\n/x/\t \t@b\r\n"})

    assert registry.owners_of("slo/x").owners == ("@a",)
    assert registry.problems == ()


def test_escaped_blank_belongs_to_the_pattern():
    assert read(r"/our\ plans/ @a").owners_of("our plans/x.yaml").owners == ("@a",)


def test_name_that_is_no_utf8_still_matches_its_file():
    registry = codeowners.read({"CODEOWNERS": b"/caf\xe9/ @a\n"})

    assert registry.owners_of("caf\udce9/x").owners == ("@a",)


def test_unsupported_pattern_is_reported_where_it_stands_and_owns_nothing():
    registry = read("* @everyone\n  !/slo/ @a\n")
    (problem,) = registry.problems

    assert problem.code == "codeowners-pattern"
    assert (
        problem.message
        == "pattern `!/slo/`: negation with `!` does not work in CODEOWNERS, so GitHub ignores the whole line"
    )
    assert problem.span == Span(2, 3, 2, 9)
    assert (problem.level, problem.refuses) == ("warning", False)
    assert registry.owners_of("slo/x").owners == ("@everyone",)


def test_invalid_owner_makes_the_whole_line_count_for_nothing():
    registry = read("* @everyone\n/slo/ @a payments @b\n")
    (problem,) = registry.problems

    assert problem.code == "codeowners-owner"
    assert problem.span == Span(2, 10, 2, 18)
    assert problem.remedy == "Did you mean `@payments`?"
    assert registry.owners_of("slo/x").owners == ("@everyone",)
    assert "@a" not in registry.names


def test_every_invalid_owner_of_a_line_is_named():
    problems = codeowners.read({".github/CODEOWNERS": b"/slo/ @@maintainer docs@ @a/b/c"}).problems

    assert [problem.span.column for problem in problems] == [7, 20, 26]
    assert {problem.remedy for problem in problems} == {"Write `@user`, `@organisation/team` or an e-mail address."}


def test_messages_are_printable_and_not_endless():
    (problem,) = codeowners.read({"CODEOWNERS": b"* \xff" + b"a" * 5000}).problems

    assert problem.message.encode("utf-8")
    assert len(problem.message) < 200


def test_first_of_the_three_locations_counts_and_the_others_are_reported():
    files = {"docs/CODEOWNERS": b"* @docs", "CODEOWNERS": b"* @root", ".github/CODEOWNERS": b"* @github"}
    registry = codeowners.read(files)

    assert registry.owners_of("x").owners == ("@github",)
    assert [problem.path for problem in registry.problems] == ["CODEOWNERS", "docs/CODEOWNERS"]
    assert {problem.code for problem in registry.problems} == {"codeowners-shadowed"}


def test_file_of_three_megabytes_is_refused_as_github_refuses_it():
    line = b"/slo/ @a\n"
    small = line * (github.MOST_BYTES // len(line) - 1)
    registry = codeowners.read({"CODEOWNERS": small + b"#" * (github.MOST_BYTES - len(small))})
    (problem,) = registry.problems

    assert (problem.code, problem.level, problem.refuses) == ("codeowners-size", "error", True)
    assert registry.owners_of("slo/x") is None
    assert registry.names == {}


def test_user_of_github_is_a_person():
    registry = read("* @ada @acme/payments b@acme.example\n")

    assert {name: known.type for name, known in registry.identities.items()} == {"@ada": "person"}


DIALECTS = {
    "[Docs]\n/docs @a": "GitLab",
    "[Docs][2] @a\n/docs": "GitLab",
    "^[Docs]\r\n/docs @a\r\n": "GitLab",
    "* @@maintainer": "GitLab",
    "/docs @a\n*.md @b": "GitHub",
    "[a-z]*.md @a": "GitHub",
    "# [Docs]\n/docs @a # or @@maintainer": "GitHub",
}


@pytest.mark.parametrize(("text", "platform"), DIALECTS.items())
def test_file_that_only_gitlab_would_understand_is_gitlabs(text, platform):
    owned = codeowners.read({"CODEOWNERS": text.encode(), ".github/CODEOWNERS": b"* @hub"}).owners_of("docs/x.rst")
    shadowed = codeowners.read({"CODEOWNERS": text.encode(), ".github/CODEOWNERS": b"* @hub"}).problems

    assert owned.owners == ("@hub",)
    assert ("codeowners-shadowed" in {problem.code for problem in shadowed}) is (platform == "GitHub")


def test_file_at_the_root_is_gitlabs_where_only_gitlab_has_a_place_of_its_own():
    registry = codeowners.read({"CODEOWNERS": b"* @root\n!/x @a\n", ".gitlab/CODEOWNERS": b"* @hidden\n"})
    (problem,) = registry.problems

    assert registry.owners_of("x").owners == ()
    assert (problem.path, problem.code) == (".gitlab/CODEOWNERS", "codeowners-shadowed")
    assert problem.message.endswith("GitLab reads CODEOWNERS and no other")


def test_repository_on_both_platforms_knows_the_owners_of_both_and_asks_github_first():
    registry = codeowners.read({".github/CODEOWNERS": b"/a @hub\n", ".gitlab/CODEOWNERS": b"* @lab\n"})

    assert registry.owners_of("a").owners == ("@hub",)
    assert registry.owners_of("b").owners == ("@lab",)
    assert registry.names == {"@hub": ".github/CODEOWNERS", "@lab": ".gitlab/CODEOWNERS"}
    assert registry.problems == ()


@pytest.mark.parametrize("path", [".github/CODEOWNERS", ".gitlab/CODEOWNERS"])
def test_file_of_too_many_lines_is_refused_with_the_limit(path):
    registry = codeowners.read({path: b"/a*b @x\n" * 50_001})
    (problem,) = registry.problems

    assert (problem.code, problem.level, problem.refuses) == ("codeowners-lines", "error", True)
    assert "50,001 lines" in problem.message
    assert "50,000" in problem.message
    assert registry.owners_of("a1b") is None


@pytest.mark.parametrize("path", [".github/CODEOWNERS", ".gitlab/CODEOWNERS"])
def test_remarks_on_a_file_that_is_wrong_in_every_line_stay_few(path):
    problems = codeowners.read({path: b"/a bare\n" * 5_000}).problems

    assert len(problems) == 101
    assert problems[-1].code == "ownership-remarks"
    assert problems[-1].level == "note"


HOSTILE = ["/" + "a*" * 1_900 + "b", "**/a" * 900 + "/b", "?*" * 1_500 + "/b"]


@pytest.mark.parametrize("path", [".github/CODEOWNERS", ".gitlab/CODEOWNERS"])
@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_pattern_comes_to_an_end(path, pattern):
    registry = codeowners.read({path: f"{pattern} @a\n".encode() * 20})

    assert registry.owners_of("a" * 2_000 + "/" + "a/" * 500 + "b2") is None


@given(st.binary(max_size=400), st.text(max_size=20), st.sampled_from([".github/CODEOWNERS", ".gitlab/CODEOWNERS"]))
def test_any_bytes_are_read_without_an_exception(data, path, place):
    registry = codeowners.read({place: data})

    assert registry.owners_of(path) is None or registry.owners_of(path).path == place
    assert all(problem.span.line >= 1 and problem.span.column >= 1 for problem in registry.problems)
