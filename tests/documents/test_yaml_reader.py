"""Well-formed YAML: positions, keys, anchors, merging where it is allowed, streams."""

import pytest

from roadmap_guard.documents import LIMITS, parse
from roadmap_guard.model.document import Parsed
from roadmap_guard.model.node import Mapping, Node, Scalar, plain
from support.source_text import at, covered

GOLDEN = """\
# a comment
name: checkout
owner:   'team payments'   # quoted
empty:
nested:
  list:
  - one
  -   two words
  - {flow: [1, "2"], more: x}

  last: end
wrapped: first
  second
quoted: "first
  second"
literal: |
  line one

  line three

folded: >-
    folded text
    goes on
# between
tagged: !!str 12
anchored: &here value
alias: *here
"""


def read(text: str, **limits: int) -> Parsed:
    return parse("a.yaml", text.encode(), LIMITS._replace(**limits))


def root(text: str, **limits: int) -> Mapping:
    parsed = read(text, **limits)
    assert [problem for problem in parsed.problems if problem.refuses] == []
    found = parsed.documents[0].root
    assert isinstance(found, Mapping)
    return found


@pytest.mark.parametrize(
    ("steps", "source"),
    [
        (["name"], "checkout"),
        (["owner"], "'team payments'"),
        (["empty"], ""),
        (["nested", "list", 0], "one"),
        (["nested", "list", 1], "two words"),
        (["nested", "list", 2], '{flow: [1, "2"], more: x}'),
        (["nested", "list", 2, "flow"], '[1, "2"]'),
        (["nested", "list", 2, "flow", 1], '"2"'),
        (["nested", "list"], '- one\n  -   two words\n  - {flow: [1, "2"], more: x}'),
        (["nested"], 'list:\n  - one\n  -   two words\n  - {flow: [1, "2"], more: x}\n\n  last: end'),
        (["wrapped"], "first\n  second"),
        (["quoted"], '"first\n  second"'),
        (["literal"], "|\n  line one\n\n  line three"),
        (["folded"], ">-\n    folded text\n    goes on"),
        (["tagged"], "!!str 12"),
        (["anchored"], "&here value"),
        (["alias"], "&here value"),
    ],
)
@pytest.mark.parametrize("variant", ["plain", "crlf", "mark", "astral"])
def test_span_covers_the_node_and_nothing_else(variant: str, steps: list[str | int], source: str) -> None:
    text = {
        "plain": GOLDEN,
        "crlf": GOLDEN.replace("\n", "\r\n"),
        "mark": "\ufeff" + GOLDEN,
        "astral": GOLDEN.replace("checkout", "\U0001f6d2").replace("one", "\U0001f947"),
    }[variant]
    node = at(root(text), *steps)
    found = covered(text.removeprefix("\ufeff"), node.span).replace("\r\n", "\n")
    assert found.replace("\U0001f6d2", "checkout").replace("\U0001f947", "one") == source


def test_span_of_the_whole_document_ends_with_its_last_value() -> None:
    assert covered(GOLDEN, root(GOLDEN).span) == GOLDEN[len("# a comment\n") :].rstrip("\n")


def test_empty_value_stands_after_its_colon() -> None:
    assert at(root("a:   # nothing\nb: 1"), "a").span == (1, 3, 1, 3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("? a\n? b\n", (1, 4)),
        ("? a\n", (1, 4)),
        ("? a\n:\nb: 1\n", (2, 2)),
        ("{a\n, b}", (1, 3)),
        ("x:\n  ? a\n  ? b\n", (2, 6)),
    ],
)
def test_missing_value_stands_after_its_key(text: str, place: tuple[int, int]) -> None:
    found = root(text)
    nested = found.get("x")
    assert at(nested or found, "a").span == (*place, *place)


def test_empty_items_stand_after_their_dashes() -> None:
    found = at(root("a:\n  -\n  - # nothing\n  - b\n"), "a")
    assert [at(found, n).span[:2] for n in range(3)] == [(2, 4), (3, 4), (4, 5)]


def test_empty_value_with_an_anchor_stands_where_the_anchor_does() -> None:
    found = root("\na: [1]\nb:\n- &x \n")
    assert at(found, "b", 0).span == (4, 3, 4, 5)
    assert read("\n- &x ").documents[0].root.span == (2, 1, 2, 5)


def test_key_has_its_own_span() -> None:
    key = root("a: 1\n'b c' : 2").key("b c")
    assert key is not None
    assert key.span == (2, 1, 2, 6)


def test_columns_count_code_points() -> None:
    assert at(root('{"\U0001f600\U0001f600": x}'), "\U0001f600\U0001f600").span == (1, 8, 1, 9)


def test_keys_are_reached_by_their_text() -> None:
    assert plain(root("1: a\n0x10: b\ntrue: c\n~: d\n1.50: e\n2026-01-01: f\n'g': h\n")) == {
        "1": "a",
        "16": "b",
        "true": "c",
        "null": "d",
        "1.5": "e",
        "2026-01-01": "f",
        "g": "h",
    }


def test_text_and_number_of_the_same_name_are_one_key() -> None:
    (problem,) = read("1: a\n'1': b\n").problems
    assert problem.code == "duplicate-key"


def test_every_mistake_of_a_document_is_named() -> None:
    problems = read("a: 1\na: 2\nb: !x 1\nc: *none\n").problems
    assert [(problem.code, problem.span.line) for problem in problems] == [
        ("duplicate-key", 2),
        ("tag", 3),
        ("alias", 4),
    ]


def test_mistakes_are_listed_up_to_twenty_of_a_kind() -> None:
    problems = read("".join(f"a{n}: !x 1\n" for n in range(50))).problems
    assert len(problems) == 20
    assert problems[-1].message.endswith("the rest of the document was not read")


def test_remarks_are_listed_up_to_twenty_of_a_kind_and_the_document_is_read() -> None:
    parsed = read("- no\n" * 50)
    assert len(parsed.documents) == 1
    assert len(parsed.problems) == 20
    assert parsed.problems[-1].message.endswith("further ones are not listed")


def test_alias_shares_the_node_it_names() -> None:
    found = root("a: &x {k: 1}\nb: *x\n")
    assert at(found, "a") is at(found, "b")


def test_alias_may_be_a_key() -> None:
    assert plain(root("a: &x k\n*x : 1\n")) == {"a": "k", "k": 1}


def test_anchors_end_with_their_document() -> None:
    parsed = read("a: &x 1\n---\nb: *x\n")
    assert [document.number for document in parsed.documents] == [0]
    assert [(problem.code, problem.span.line) for problem in parsed.problems] == [("alias", 3)]


MERGED = """\
base: &base {a: 1, b: 1}
more: &more {b: 2, c: 2}
one: {<<: *base, b: 3}
two:
  <<: [*base, *more]
  d: 4
deep: {<<: {<<: *more, e: 5}}
"""


def test_merge_keys_are_followed_where_they_are_allowed() -> None:
    found = plain(root(MERGED, merge_keys=True))
    assert isinstance(found, dict)
    assert found["one"] == {"b": 3, "a": 1}
    assert found["two"] == {"d": 4, "a": 1, "b": 1, "c": 2}
    assert found["deep"] == {"e": 5, "b": 2, "c": 2}


def test_merged_value_stands_where_it_was_written() -> None:
    assert at(root(MERGED, merge_keys=True), "two", "c").span.line == 2


@pytest.mark.parametrize("value", ["3", "[{a: 1}, 2]", "null"])
def test_only_mappings_can_be_merged(value: str) -> None:
    (problem,) = read(f"a:\n  <<: {value}\n", merge_keys=True).problems
    assert (problem.code, problem.span.line, problem.refuses) == ("merge-key", 2, True)


def test_two_merge_keys_are_a_duplicate_even_where_they_are_allowed() -> None:
    (problem,) = read("<<: {a: 1}\n<<: {b: 1}\n", merge_keys=True).problems
    assert problem.code == "duplicate-key"


def test_merging_counts_as_expansion() -> None:
    keys = "".join(f"  k{n}: 1\n" for n in range(2_000))
    parsed = read(f"base: &base\n{keys}uses:\n" + "  - <<: *base\n" * 2_000, merge_keys=True)
    assert [problem.code for problem in parsed.problems] == ["alias-expansion"]


def test_merge_key_as_a_value_is_text() -> None:
    assert plain(root("a: <<\n")) == {"a": "<<"}


def test_documents_are_numbered_through_empty_and_refused_ones() -> None:
    parsed = read("a: 1\n---\n---\nb: [\n---\nc: 1\nc: 2\n---\nd: 1\n")
    assert [(document.number, plain(document.root)) for document in parsed.documents] == [(0, {"a": 1}), (4, {"d": 1})]
    assert [(problem.code, problem.span.line) for problem in parsed.problems] == [("syntax", 5), ("duplicate-key", 7)]
    assert [problem.message.rpartition(" (")[2] for problem in parsed.problems] == ["document 3)", "document 4)"]


def test_document_of_a_bad_directive_is_refused_and_the_next_is_read() -> None:
    parsed = read("%YAML 3.0\n---\na: 1\n---\nb: 1\n")
    assert [problem.code for problem in parsed.problems] == ["yaml-version"]
    assert [plain(document.root) for document in parsed.documents] == [{"b": 1}]


def test_document_ends_without_documents_are_harmless() -> None:
    parsed = read("...\n# x\n...\na: 1\n...\n...\n---\nb: 1\n")
    assert [plain(document.root) for document in parsed.documents] == [{"a": 1}, {"b": 1}]
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b: c\n", 1, "quote a value that holds `: `"),
        ("a:\n - b\n c: d\n", 3, "list that begins on line 2"),
        ("a: 1\nfoo\nb: 2\n", 3, "line 2 is no `key: value`"),
        ("a: {b: 1\nc: 2\n", 2, "mapping that begins on line 1"),
        ("a: [1 2\n", 2, "list that begins on line 1"),
        ('a: "x\nb: 1\n', 3, "quotes that open on line 1"),
        ('a: "\\q"\n', 1, "unknown escape"),
        ("a: `x`\n", 1, "cannot begin with '`'"),
        ("a: 1\n b: 2\n", 2, "mapping where none can stand"),
    ],
)
def test_syntax_error_says_what_is_wrong_and_where(text: str, line: int, message: str) -> None:
    (problem,) = read(text).problems
    assert problem.code == "syntax"
    assert problem.span.line == line
    assert message in problem.message


def test_github_expression_in_quotes_is_no_template() -> None:
    (problem,) = read('a: "${{ x }}"\nb: ${{ x }}: y: z\n').problems
    assert problem.code == "syntax"


def test_root_may_be_a_scalar() -> None:
    (document,) = read("just text").documents
    assert isinstance(document.root, Scalar)
    assert document.root.span == (1, 1, 1, 10)


def test_nodes_are_of_the_model() -> None:
    nodes: list[Node] = [root("a: [1]"), at(root("a: [1]"), "a")]
    assert [repr(node) for node in nodes] == [
        "Mapping({'a': Sequence([Scalar(1, 1:5)])})",
        "Sequence([Scalar(1, 1:5)])",
    ]
