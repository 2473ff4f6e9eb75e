from roadmap_guard.ownership import codeowners
from roadmap_guard.ownership.registry import Ownership, Registry

PATH = ".gitlab/CODEOWNERS"


def read(text: str) -> Registry:
    return codeowners.read({PATH: text.encode()})


def parts(text: str, path: str) -> list[tuple[str, tuple[str, ...], int]]:
    """Section, owners and approvals of each part."""
    found = read(text).owners_of(path)
    return [(part.section, part.owners, part.approvals) for part in found.parts] if found else []


def told(text: str) -> list[str]:
    return [f"{p.span.line}:{p.span.column} {p.code}: {p.message}" for p in read(text).problems]


def test_every_section_with_a_match_holds_at_once():
    text = "* @admin\n[README Owners]\nREADME.md @user1 @user2\ninternal/README.md @user4\n[Others]\nREADME.md @user3\n"

    assert parts(text, "README.md") == [
        ("", ("@admin",), 1),
        ("README Owners", ("@user1", "@user2"), 1),
        ("Others", ("@user3",), 1),
    ]
    assert parts(text, "internal/README.md")[1] == ("README Owners", ("@user4",), 1)


def test_ownership_names_owners_of_all_sections_once():
    found = read("* @a @b\n[Docs]\n*.md @b @c\n").owners_of("x.md")

    assert found.everyone == ("@a", "@b", "@c")
    assert found.others == (Ownership(("@b", "@c"), "*.md", PATH, 3, "Docs"),)


def test_within_a_section_the_last_match_wins():
    assert parts("[Docs]\n*.md @writers\nterms.md @legal\n", "terms.md") == [("Docs", ("@legal",), 1)]


def test_line_without_owners_takes_those_of_its_section():
    text = "[Database] @dba @agarcia\nmodel/db/\nconfig/db/setup.md @docs\n"

    assert parts(text, "model/db/x") == [("Database", ("@dba", "@agarcia"), 1)]
    assert parts(text, "config/db/setup.md") == [("Database", ("@docs",), 1)]


def test_section_asks_for_as_many_approvals_as_its_header_says():
    assert parts("[Docs][2] @docs\n*.md\n", "x.md") == [("Docs", ("@docs",), 2)]


def test_optional_section_asks_for_none_and_comes_last():
    text = "^[Ruby] @ruby\n*.rb\n[All] @all\n*\n"

    assert parts(text, "x.rb") == [("All", ("@all",), 1), ("Ruby", ("@ruby",), 0)]


def test_sections_of_one_name_are_one_whatever_their_case_and_the_first_spelling_counts():
    text = "[Documentation]\ndocs/ @docs\n[Database]\nREADME.md @db\n[DOCUMENTATION]\n/docs/x.md @x\n"

    assert parts(text, "docs/x.md") == [("Documentation", ("@x",), 1)]
    assert parts(text, "docs/y.md") == [("Documentation", ("@docs",), 1)]


def test_section_is_optional_only_if_all_its_headers_say_so():
    assert parts("[Docs] @a\n*.md\n^[docs] @b\n*.txt\n", "x.txt") == [("Docs", ("@b",), 1)]
    assert parts("^[Docs] @a\n*.md\n^[docs] @b\n*.txt\n", "x.txt") == [("Docs", ("@b",), 0)]


def test_names_with_colons_and_nested_groups_are_read():
    text = "[Secure::Secret Detection] @gitlab-org/secure/secret-detection\n/a @marcel.amirault\n/b\n"

    assert parts(text, "b") == [("Secure::Secret Detection", ("@gitlab-org/secure/secret-detection",), 1)]
    assert parts(text, "a")[0][1] == ("@marcel.amirault",)


def test_exclusion_holds_in_its_section_whatever_comes_behind_it():
    text = "[Ruby]\n*.rb @ruby\n!/config/**/*.rb\n/config/routes.rb @ops\n[Config]\n/config/ @conf\n"

    assert parts(text, "config/routes.rb") == [("Config", ("@conf",), 1)]
    assert parts(text, "lib/x.rb") == [("Ruby", ("@ruby",), 1)]


def test_path_that_is_only_excluded_is_unowned_on_purpose():
    found = read("* @a\n!*.lock\n").owners_of("deep/yarn.lock")

    assert found == Ownership((), "!*.lock", PATH, 2, "", 0)


def test_path_without_a_match_has_no_ownership():
    assert read("[Docs]\n/docs/ @a\n").owners_of("slo/x") is None


def test_roles_and_addresses_are_owners():
    assert parts("x @@Developer @@maintainers a.b@acme.example\n", "x")[0][1] == (
        "@@Developer",
        "@@maintainers",
        "a.b@acme.example",
    )


def test_owner_in_no_known_form_is_ignored_alone():
    text = "/path/* @group user_without_at @@reporter @user\n"

    assert parts(text, "path/x")[0][1] == ("@group", "@user")
    assert told(text) == [
        "1:16 codeowners-owner: `user_without_at` is not a user, group, role or e-mail address, so GitLab ignores it",
        "1:32 codeowners-owner: `@@reporter` is not a user, group, role or e-mail address, so GitLab ignores it",
    ]
    assert read(text).problems[0].remedy == "Did you mean `@user_without_at`?"


def test_comment_behind_a_pattern_is_none_and_owners_in_it_count():
    text = "/docs/ @docs  # formerly of @old\n"

    assert parts(text, "docs/x")[0][1] == ("@docs", "@old")
    assert [line.split(":")[:2] for line in told(text)] == [["1", "29 codeowners-comment"]]
    assert told("/docs/ @docs  # all of it\n!x # not this\n  # a line of its own with @nobody\n") == []


def test_line_that_nobody_owns_is_reported():
    assert told("[Docs]\n/docs/\n") == [
        "2:1 codeowners-unowned: `/docs/` has no owner that GitLab knows, so it approves changes by itself"
    ]
    assert read("[Docs]\n/docs/\n").owners_of("docs/x").owners == ()


def test_hash_and_blanks_are_escaped_with_a_backslash():
    text = "\\#file @a\n/our\\ plans/ @b\n"

    assert parts(text, "deep/#file")[0][1] == ("@a",)
    assert parts(text, "our plans/x")[0][1] == ("@b",)


def test_header_without_its_bracket_is_skipped_and_the_section_goes_on():
    text = "[Docs] @docs\n[Next @next\n/a\n"

    assert parts(text, "a") == [("Docs", ("@docs",), 1)]
    assert told(text) == [
        "2:1 codeowners-section: `[Next @next` is no header of a section, so GitLab skips it: the `]` is missing"
    ]


def test_faults_of_a_header_are_named_and_the_section_begins():
    assert parts("[Docs][two] @docs\n/a @x\n", "a") == [("Docs", ("@x",), 1)]
    assert told("[Docs][0] @d\n^[Docs][2] @d\n[] @d\n[Docs]@d\n") == [
        "1:1 codeowners-section: header `[Docs][0] @d`: `[0]`: this is no number from 1 on, so 1 counts",
        "2:1 codeowners-section: header `^[Docs][2] @d`: `[2]`: an optional section asks for no approvals",
        "3:1 codeowners-section: header `[] @d`: the section has no name",
        "4:1 codeowners-section: header `[Docs]@d`: `@d` follows without a blank and is ignored",
    ]


def test_endless_count_of_approvals_is_cut():
    assert parts(f"[Docs][{'9' * 10_000}] @a\nx\n", "x")[0][2] == 999


def test_windows_line_ends_and_byte_order_mark_are_read():
    registry = codeowners.read({PATH: b"\xef\xbb\xbf[Docs] @a\r\n/x\r\n"})

    assert registry.owners_of("x").owners == ("@a",)
    assert registry.problems == ()


def test_pattern_longer_than_any_path_is_left_out():
    assert [line.split(":")[1] for line in told("/" + "*" * 5_000 + " @a\n")] == ["1 codeowners-pattern"]
