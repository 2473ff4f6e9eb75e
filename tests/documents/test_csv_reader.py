"""CSV as RFC 4180 has it, and as trackers and spreadsheets write it."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents import LIMITS, language_of, parse
from roadmap_guard.model.node import plain


def root(text, path="a.csv"):
    parsed = parse(path, text.encode() if isinstance(text, str) else text)
    assert parsed.problems == ()
    (document,) = parsed.documents
    assert document.language == "csv"
    return document.root


def rows(text, path="a.csv"):
    return plain(root(text, path).get("rows"))


def problems(text, path="a.csv", limits=LIMITS):
    parsed = parse(path, text.encode(), limits)
    return [(problem.code, *problem.span[:2]) for problem in parsed.problems]


@pytest.mark.parametrize("path", ["plan.csv", "PLAN.CSV", "plan.tsv", "plan.tab"])
def test_the_ending_tells_the_language(path):
    assert language_of(path) == "csv"


def test_rows_are_mappings_by_the_names_of_the_header():
    text = "Key,Summary\nA-1,Sessions\nA-2,Retire\n"

    assert list(root(text).get("header")) == ["Key", "Summary"]
    assert rows(text) == [{"Key": "A-1", "Summary": "Sessions"}, {"Key": "A-2", "Summary": "Retire"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,true\n", [{"a": "1", "b": "true"}]),
        ("a,b\n,x\n", [{"a": None, "b": "x"}]),
        ('a,b\n"",x\n', [{"a": None, "b": "x"}]),
        ("a,b\n  ,x\n", [{"a": None, "b": "x"}]),
        ('a,b\n"x, ""y""\nz",2\n', [{"a": 'x, "y"\nz', "b": "2"}]),
        ("a,b\r\n1,2\r\n", [{"a": "1", "b": "2"}]),
        ('a,b\r\n"x\r\ny",2\r\n', [{"a": "x\ny", "b": "2"}]),
        ("a,b\n1,2", [{"a": "1", "b": "2"}]),
        (" a ,b\n1,2\n", [{"a": "1", "b": "2"}]),
        ("\ufeffa,b\n1,2\n", [{"a": "1", "b": "2"}]),
        ("a\nx\n", [{"a": "x"}]),
        ("a,b\n", []),
    ],
)
def test_cells_are_text_and_empty_ones_are_null(text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize("text", ["a,b\n\n1,2\n", "a,b\n,\n1,2\n\n\n", "\n\na,b\n1,2\n,\n"])
def test_a_row_that_says_nothing_is_no_row(text):
    assert rows(text) == [{"a": "1", "b": "2"}]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.csv", "a;b\n1,5;2\n"),
        ("a.csv", "a\tb\n1,5\t2\n"),
        ("a.csv", "sep=;\na;b\n1,5;2\n"),
        ("a.csv", "SEP=;\r\na;b\r\n1,5;2\r\n"),
        ("a.tsv", "a\tb\n1,5\t2\n"),
        ("a.csv", 'a,b\n"1,5",2\n'),
    ],
)
def test_the_header_tells_what_parts_the_columns(path, text):
    assert rows(text, path) == [{"a": "1,5", "b": "2"}]


def test_names_in_quotes_do_not_count_for_what_parts_the_columns():
    assert rows('"x;y;z",b\n1,2\n') == [{"x;y;z": "1", "b": "2"}]


def test_a_tsv_file_is_parted_by_tabs_whatever_stands_in_its_header():
    assert rows("a,b,c\n1,2,3\n", "a.tsv") == [{"a,b,c": "1,2,3"}]


def test_a_quoted_word_at_the_beginning_of_a_cell_between_tabs_is_text():
    assert rows('a\tb\n"Pay" now\t"Pay"\n"x\ny"\t"""Pay"" now"\n"" z\t"y"\'s\n', "a.tsv") == [
        {"a": '"Pay" now', "b": "Pay"},
        {"a": "x\ny", "b": '"Pay" now'},
        {"a": '"" z', "b": '"y"\'s'},
    ]


def test_a_quote_inside_a_cell_between_tabs_is_text():
    assert rows('a\tb\nthe "new" one\t"x\ty"\n', "a.tsv") == [{"a": 'the "new" one', "b": "x\ty"}]


def test_a_column_that_stands_several_times_is_a_list_of_what_it_says():
    assert rows("k,Labels,Labels,Labels\nA,x,,y\nB,,,\n") == [
        {"k": "A", "Labels": ["x", "y"]},
        {"k": "B", "Labels": []},
    ]


def test_every_cell_knows_its_place():
    found = root('Key,Why\nA,"first\nsecond"\nB,\n')
    first, second = found.get("rows").items

    assert found.get("header").get("Why").span[:] == (1, 5, 1, 8)
    assert found.get("header").span[:] == (1, 1, 1, 8)
    assert first.span[:] == (2, 1, 3, 8)
    assert first.get("Why").span[:] == (2, 3, 3, 8)
    assert first.key("Why").span[:] == (1, 5, 1, 8)
    assert (second.get("Key").span[:], second.get("Why").span[:]) == ((4, 1, 4, 2), (4, 3, 4, 3))
    assert found.span[:] == (1, 1, 4, 3)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('a,b\n"x,1\n', ("csv-quotes", 2, 1)),
        ('a,b\n"x"",1\n', ("csv-quotes", 2, 1)),
        ('a,b\n"x"y,1\n', ("csv-quotes", 2, 4)),
        ('a,b\n"x" ,1\n', ("csv-quotes", 2, 4)),
        ('a,b\nx"y,1\n', ("csv-quotes", 2, 2)),
        ('a,b\n1, "y"\n', ("csv-quotes", 2, 4)),
        ('"a,b\n1,2\n', ("csv-quotes", 1, 1)),
        ("a,b\n1\n", ("csv-row", 2, 1)),
        ("a,b\n1,2\n1,2,3\n", ("csv-row", 3, 1)),
        ("a,\n1,2\n", ("csv-column", 2, 3)),
        ("a,b\n1,x\0\n", ("control-character", 2, 4)),
        ("a,b\r1,2\r", ("line-separator", 1, 4)),
        ("a,b\n<<<<<<< ours\n1,2\n>>>>>>> theirs\n", ("conflict-markers", 2, 1)),
    ],
)
def test_what_readers_disagree_about_is_refused_where_it_stands(text, problem):
    assert problems(text) == [problem]
    assert parse("a.csv", text.encode()).documents == ()


def test_every_row_with_a_wrong_number_of_cells_is_told():
    (first, second) = parse("a.csv", b"a,b\n1\n1,2\n1,2,3\n").problems

    assert first.message == "the row has 1 cell; the header on line 1 has 2 cells"
    assert second.message == "the row has 3 cells; the header on line 1 has 2 cells"


def test_of_very_many_wrong_rows_twenty_are_told():
    found = problems("a,b\n" + "1\n" * 100_000)

    assert len(found) == 20
    assert found[-1] == ("csv-row", 21, 1)


def test_a_column_without_a_name_may_be_empty():
    assert rows("a,,\n1,,\n") == [{"a": "1"}]


@pytest.mark.parametrize("text", ["", "\n", "sep=;\n", ",,,\n"])
def test_a_file_that_says_nothing_is_empty(text):
    assert problems(text) == [("empty-document", 1, 1)]


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (LIMITS._replace(file_bytes=10), ("file-too-large", 1, 1)),
        (LIMITS._replace(nodes=5), ("too-many-nodes", 3, 3)),
        (LIMITS._replace(scalar_chars=4), ("scalar-too-long", 3, 3)),
        (LIMITS._replace(key_chars=2), ("key-too-long", 1, 3)),
    ],
)
def test_limits_hold(limits, problem):
    assert problems("a,bcd\n1,2\n3,45678\n", limits=limits) == [problem]


def test_a_name_that_looks_like_another_is_told():
    assert problems("Оwner,b\n1,2\n") == [("confusable", 1, 1)]  # noqa: RUF001 - a Cyrillic letter


@pytest.mark.parametrize("data", ["a;b\n".encode("utf-16"), "a,b\né,1\n".encode("latin-1")])
def test_other_encodings_are_refused(data):
    assert [problem.code for problem in parse("a.csv", data).problems] == ["encoding"]


CELLS = st.text(alphabet='ab,;"\n\té =-', max_size=8).filter(lambda text: not text or bool(text.strip()))


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_another_program_wrote_comes_back(table, line_end, quoting):
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=line_end, quoting=quoting).writerows([["x", "y", "z"], *table])

    expected = [dict(zip("xyz", (cell or None for cell in row), strict=True)) for row in table if any(row)]
    assert rows(written.getvalue()) == expected


@given(st.text(alphabet='a,;"\n\r\t sep=', max_size=40))
def test_no_text_breaks_the_reader(text):
    parsed = parse("a.csv", text.encode())
    told = {problem.code for problem in parsed.problems}

    assert bool(parsed.documents) != bool(told)
