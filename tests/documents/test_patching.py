"""Fixes in the text of a file: only the words in question change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents.patching import patch
from roadmap_guard.model.document import Fix
from roadmap_guard.model.span import Span


def fix(line: int, column: int, old: str, new: str, length: int | None = None) -> Fix:
    end = column + (len(old) if length is None else length)
    return Fix(Span(line, column, line, end), old, new, "", safe=True)


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("a: old # why\n", fix(1, 4, "old", "new"), "a: new # why\n"),
        ("a: 'old'\r\n", fix(1, 4, "old", "new", 5), "a: 'new'\r\n"),
        ('a: "old"\n', fix(1, 4, "old", "@acme/x", 5), 'a: "@acme/x"\n'),
        ("a: old\n", fix(1, 4, "old", "@acme/x"), 'a: "@acme/x"\n'),
        ("é: old", fix(1, 4, "old", "2026-07-01"), "é: 2026-07-01"),
        ("a: 1\nb: 2\n", Fix(Span(2, 1, 2, 1), "", "c: 3\n", "", safe=True), "a: 1\nc: 3\nb: 2\n"),
        ("a: 1", Fix(Span(2, 1, 2, 1), "", "c: 3\n", "", safe=True), "a: 1\nc: 3\n"),
        ("", Fix(Span(1, 1, 1, 1), "", "c: 3\n", "", safe=True), "c: 3\n"),
    ],
)
def test_what_is_written_takes_the_place_of_the_old(text: str, change: Fix, after: str):
    assert patch("file.yaml", text, [change]).text == after


def test_prose_needs_no_quotes_and_front_matter_does():
    text = "---\nowner: old\n---\n\n- **Owner:** old\n"
    changes = [fix(2, 8, "old", "@acme/x"), fix(5, 14, "old", "@acme/x")]

    assert patch("card.md", text, changes).text == '---\nowner: "@acme/x"\n---\n\n- **Owner:** @acme/x\n'


@pytest.mark.parametrize(
    ("new", "after"),
    [("@acme/x", "k;@acme/x\n"), ("a; b", 'k;"a; b"\n'), ("a, b", 'k;"a, b"\n'), ('the "x"', 'k;"the ""x"""\n')],
)
def test_a_cell_of_csv_gets_quotes_where_it_needs_them(new: str, after: str):
    assert patch("plan.csv", "k;old\n", [fix(1, 3, "old", new)]).text == after


def test_a_cell_of_csv_in_quotes_keeps_them():
    assert patch("plan.csv", 'k,"old"\n', [fix(1, 3, "old", "a, b", 5)]).text == 'k,"a, b"\n'


@pytest.mark.parametrize(
    "change",
    [
        fix(1, 4, "other", "new"),
        fix(1, 5, "old", "new"),
        fix(9, 1, "old", "new"),
        Fix(Span(1, 4, 2, 1), "old", "new", "", safe=True),
        Fix(Span(9, 1, 9, 1), "", "new", "", safe=True),
    ],
)
def test_a_fix_whose_place_holds_something_else_is_not_made(change: Fix):
    patched = patch("file.yaml", "a: old\n", [change])

    assert patched.text == "a: old\n"
    assert patched.made == ()


def test_a_quote_is_never_written_into_quotes():
    assert patch("file.yaml", "a: 'old'\n", [fix(1, 4, "old", "it's", 5)]).made == ()


def test_of_fixes_that_overlap_the_first_is_made_and_the_same_one_once():
    patched = patch("file.yaml", "a: old\n", [fix(1, 4, "old", "new"), fix(1, 4, "old", "new"), fix(1, 5, "ld", "xx")])

    assert patched.text == "a: new\n"
    assert len(patched.made) == 1


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), st.sets(st.integers(0, 5)))
def test_what_is_between_fixes_stays(words: list[str], chosen: set[int]):
    text = "".join(f"k{number}: {word}  # {word}\n" for number, word in enumerate(words))
    changes = [fix(number + 1, 5, words[number], "longer") for number in chosen if number < len(words)]
    expected = "".join(
        f"k{number}: {'longer' if number in chosen else word}  # {word}\n" for number, word in enumerate(words)
    )

    assert patch("file.yaml", text, changes).text == expected
