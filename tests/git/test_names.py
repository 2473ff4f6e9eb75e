"""Names of files: what they are as text, and which spell trouble."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.git.names import bytes_of, is_escaping, path_problems, text_of


@given(st.binary())
def test_any_bytes_survive_as_text(path: bytes):
    assert bytes_of(text_of(path)) == path


@pytest.mark.parametrize(
    "path", ["..", "a/../b", ".", "a/./b", ".git", ".GIT/config", "a/.git", "", "/a", "a//b", "a/"]
)
def test_g08_a_path_that_leaves_its_place_is_told(path: str):
    assert is_escaping(path.encode())


@pytest.mark.parametrize(
    "path", ["a", "...", "..a", "a..", ".gitignore", ".github/x.yaml", "a.git/b", "a/..b/c", " ", "-"]
)
def test_an_ordinary_path_is_not_escaping(path: str):
    assert not is_escaping(path.encode())


def test_ordinary_paths_have_no_problems():
    paths = [
        "README.md",
        ".github/workflows/ci.yml",
        "docs/é.yaml",
        "console.yaml",
        "a.b/com10.yaml",
        "x/nul-1.yaml",
        "Ⅷ.md",
    ]

    assert path_problems(paths) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("README.MD", "readme.md"),
        ("docs/A.yaml", "docs/a.yaml"),
        ("cafe\u0301.yaml", "caf\u00e9.yaml"),
        ("stra\u00dfe.yaml", "STRASSE.yaml"),
        ("E\u0301.yaml", "\u00e9.yaml"),
    ],
)
def test_g04_paths_that_are_one_elsewhere_are_told(first: str, second: str):
    [problem] = path_problems([first, "other.yaml", second])

    assert (problem.code, problem.level, problem.refuses) == ("path-collision", "warning", False)
    assert {problem.path} | {first, second} == {first, second}
    assert repr(min(first, second, key=str.encode)) in problem.message


@pytest.mark.parametrize(
    "path",
    [
        "CON.yaml",
        "docs/con",
        "a/LPT1.b.yaml",
        "nul/a.yaml",
        "a.yaml.",
        "a.yaml ",
        "dir./a.yaml",
        "a:b",
        "a?",
        'a"',
        "a\\b",
        "a\tb",
        "a\nb",
    ],
)
def test_g05_a_name_that_windows_cannot_have_is_told(path: str):
    [problem] = path_problems([path])

    assert (problem.code, problem.level, problem.refuses, problem.path) == ("non-portable-path", "note", False, path)


def test_g08_a_crafted_path_is_an_error():
    assert [(problem.code, problem.level) for problem in path_problems(["../a.yaml"])] == [("bad-tree", "error")]


def test_problems_come_in_the_order_of_their_paths():
    assert [problem.path for problem in path_problems(["z.", "b.yaml", "a.", "B.yaml"])] == ["a.", "b.yaml", "z."]
