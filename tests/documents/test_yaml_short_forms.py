"""CloudFormation's functions in short form: read as the mapping that they abbreviate, in its place, under every limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents import LIMITS, parse
from roadmap_guard.documents.yaml_short_forms import FUNCTIONS
from roadmap_guard.model.document import Parsed
from roadmap_guard.model.node import Mapping, Node, Plain, Scalar, plain
from support.source_text import at, covered


def read(text: str, **limits: int) -> Parsed:
    return parse("template.yaml", text.encode(), LIMITS._replace(**limits))


def root(text: str) -> Node:
    parsed = read(text)
    assert parsed.problems == ()
    return parsed.documents[0].root


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref Goal", {"Ref": "Goal"}),
        ("!Condition IsProduction", {"Condition": "IsProduction"}),
        ("!Sub '${AWS::StackName}-slo'", {"Fn::Sub": "${AWS::StackName}-slo"}),
        ("!Sub ['${a}', {a: 1}]", {"Fn::Sub": ["${a}", {"a": 1}]}),
        ("!GetAtt Shop.Endpoint.Address", {"Fn::GetAtt": ["Shop", "Endpoint.Address"]}),
        ("!GetAtt [Shop, Arn]", {"Fn::GetAtt": ["Shop", "Arn"]}),
        ("!GetAtt Shop", {"Fn::GetAtt": "Shop"}),
        ("!GetAZs ''", {"Fn::GetAZs": ""}),
        ("!GetAZs", {"Fn::GetAZs": ""}),
        ("!If [A, !Ref B, !Sub c]", {"Fn::If": ["A", {"Ref": "B"}, {"Fn::Sub": "c"}]}),
        ("!Not [!Equals [!Ref A, '']]", {"Fn::Not": [{"Fn::Equals": [{"Ref": "A"}, ""]}]}),
        ("!Transform {Name: AWS::Include}", {"Fn::Transform": {"Name": "AWS::Include"}}),
        ("!Select\n  - 0\n  - !Split [',', a]", {"Fn::Select": [0, {"Fn::Split": [",", "a"]}]}),
        ("!ToJsonString\n  a: !Length [1]", {"Fn::ToJsonString": {"a": {"Fn::Length": [1]}}}),
        ("!Ref 99.9", {"Ref": "99.9"}),
        ("!Ref true", {"Ref": "true"}),
    ],
)
def test_short_form_is_the_mapping_that_it_abbreviates(short: str, long: Plain) -> None:
    assert plain(root(f"value: {short}\n")) == {"value": long}


def test_every_function_has_its_own_name() -> None:
    assert len(FUNCTIONS) == 28
    for tag, name in FUNCTIONS.items():
        assert name in (tag[1:], f"Fn::{tag[1:]}")
        assert plain(root(f"{tag} x")) == {name: "x"}


SOURCE = """\
reference: !Ref Goal
quoted: !Sub   "a"   # comment
anchored: &name !Ref Goal
inner: !Ref &inner Goal
text: !Sub |
  one

  two

list: !Join
  # comment
  - ""
  - [a, !Ref b]
mapping: !Transform
  Name: x
flow: {k: !GetAtt 'Shop.Arn', m: !If [A, b, c]}
nothing: !GetAZs
last: !GetAtt Shop.Endpoint.Port
"""


@pytest.mark.parametrize(
    ("steps", "source"),
    [
        (["reference"], "!Ref Goal"),
        (["reference", "Ref"], "Goal"),
        (["quoted"], '!Sub   "a"'),
        (["quoted", "Fn::Sub"], '"a"'),
        (["anchored"], "&name !Ref Goal"),
        (["inner"], "!Ref &inner Goal"),
        (["anchored", "Ref"], "Goal"),
        (["inner", "Ref"], "Goal"),
        (["text"], "!Sub |\n  one\n\n  two"),
        (["text", "Fn::Sub"], "|\n  one\n\n  two"),
        (["list"], '!Join\n  # comment\n  - ""\n  - [a, !Ref b]'),
        (["list", "Fn::Join"], '- ""\n  - [a, !Ref b]'),
        (["list", "Fn::Join", 1, 1], "!Ref b"),
        (["mapping"], "!Transform\n  Name: x"),
        (["mapping", "Fn::Transform"], "Name: x"),
        (["flow", "k"], "!GetAtt 'Shop.Arn'"),
        (["flow", "k", "Fn::GetAtt", 1], "Arn"),
        (["flow", "m"], "!If [A, b, c]"),
        (["flow", "m", "Fn::If"], "[A, b, c]"),
        (["nothing"], "!GetAZs"),
        (["nothing", "Fn::GetAZs"], ""),
        (["flow", "k", "Fn::GetAtt"], "'Shop.Arn'"),
        (["last", "Fn::GetAtt"], "Shop.Endpoint.Port"),
        (["last", "Fn::GetAtt", 0], "Shop"),
        (["last", "Fn::GetAtt", 1], "Endpoint.Port"),
    ],
)
@pytest.mark.parametrize("variant", ["plain", "crlf", "second document"])
def test_span_covers_the_mapping_and_its_value(variant: str, steps: list[str | int], source: str) -> None:
    text = {"plain": SOURCE, "crlf": SOURCE.replace("\n", "\r\n"), "second document": f"---\n{SOURCE}"}[variant]
    parsed = read(text)
    assert parsed.problems == ()
    assert covered(text, at(parsed.documents[0].root, *steps).span).replace("\r\n", "\n") == source


def test_the_key_stands_where_the_tag_stands() -> None:
    mapping = at(root(SOURCE), "anchored")
    assert isinstance(mapping, Mapping)
    key = mapping.key("Ref")
    assert key is not None
    assert (key.text, covered(SOURCE, key.span)) == ("Ref", "!Ref")


def test_attribute_that_is_folded_or_escaped_stands_where_the_whole_text_stands() -> None:
    found = root('- !GetAtt >-\n    Shop.Arn\n- !GetAtt "Sho\\x70.Arn"\n')
    for number, parts in enumerate((["Shop", "Arn"], ["Shop", "Arn"])):
        value = at(found, number, "Fn::GetAtt")
        assert plain(value) == parts
        assert at(value, 0).span == at(value, 1).span == value.span


def test_alias_stands_for_the_whole_mapping() -> None:
    found = root("a: &x !Ref Goal\nb: *x\n")
    assert at(found, "a") is at(found, "b")
    assert plain(found) == {"a": {"Ref": "Goal"}, "b": {"Ref": "Goal"}}


@pytest.mark.parametrize(
    "tag", ["!ref", "!Fn::Sub", "!Reference", "!include", "!Ref.x", "!reference", "!ENV", "!vault"]
)
def test_other_local_tags_stay_refused(tag: str) -> None:
    for text in (f"a: {tag} x\n", f"a: {tag} [x]\n", f"a: {tag} {{x: y}}\n"):
        parsed = read(text)
        assert parsed.documents == ()
        assert [problem.code for problem in parsed.problems] == ["tag"]


def test_tag_that_a_directive_gives_another_meaning_is_refused() -> None:
    assert [problem.code for problem in read("%TAG ! tag:example.com,2000:\n---\na: !Ref b\n").problems] == ["tag"]


@pytest.mark.parametrize("text", ["!Ref a: 1\n", "? !Ref a\n: 1\n", "? !Join [a]\n: 1\n"])
def test_short_form_is_no_key(text: str) -> None:
    assert [problem.code for problem in read(text).problems] == ["complex-key"]


def test_short_form_inside_itself_is_refused() -> None:
    assert [problem.code for problem in read("a: &x !Join ['', [*x]]\n").problems] == ["alias"]


def nested(levels: int) -> str:
    return "!Not [" * levels + "x" + "]" * levels


@pytest.mark.parametrize(("levels", "codes"), [(32, []), (33, ["too-deep"]), (100_000, ["too-deep"])])
def test_depth_counts_the_mapping_and_what_is_in_it(levels: int, codes: list[str]) -> None:
    assert [problem.code for problem in read(nested(levels)).problems] == codes


@pytest.mark.parametrize(("items", "codes"), [(33, []), (34, ["too-many-nodes"])])
def test_mapping_key_and_value_count_as_values(items: int, codes: list[str]) -> None:
    parsed = read("- !Ref x\n" * items, nodes=100)
    assert [problem.code for problem in parsed.problems] == codes


def test_attribute_counts_as_a_list_of_two() -> None:
    assert read("!GetAtt a.b", nodes=5).problems == ()
    assert [problem.code for problem in read("!GetAtt a.b", nodes=4).problems] == ["too-many-nodes"]


@pytest.mark.parametrize(("aliases", "codes"), [(9, []), (10, ["alias-expansion"])])
def test_alias_counts_for_mapping_key_and_value(aliases: int, codes: list[str]) -> None:
    parsed = read("- &x !Ref y\n" + "- *x\n" * aliases, expanded_nodes=31)
    assert [problem.code for problem in parsed.problems] == codes


def test_long_text_is_refused_as_everywhere() -> None:
    assert [problem.code for problem in read(f"!Sub {'x' * 11}", scalar_chars=10).problems] == ["scalar-too-long"]


def test_many_comments_between_tag_and_value_are_read_once() -> None:
    parsed = read("a: !Join\n" + "# comment\n" * 50_000 + "  - x\n")
    assert plain(parsed.documents[0].root) == {"a": {"Fn::Join": ["x"]}}


WORDS = st.text("abc.:-", min_size=1, max_size=8)
TREES = st.recursive(
    WORDS | st.integers(0, 9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(WORDS, inner, max_size=3)
        | st.tuples(st.sampled_from(sorted(FUNCTIONS)), inner)
    ),
    max_leaves=12,
)
Tree = str | int | list["Tree"] | dict[str, "Tree"] | tuple[str, "Tree"]


def short(tree: Tree) -> str:
    if isinstance(tree, tuple):
        return f"{tree[0]} {short(tree[1]) if not isinstance(tree[1], tuple) else f'[{short(tree[1])}]'}"
    if isinstance(tree, list):
        return f"[{', '.join(map(short, tree))}]"
    if isinstance(tree, dict):
        return "{" + ", ".join(f'"{key}": {short(value)}' for key, value in tree.items()) + "}"
    return f'"{tree}"' if isinstance(tree, str) else str(tree)


def long(tree: Tree) -> Plain:
    if isinstance(tree, tuple):
        tag, value = tree
        inner: Plain = [long(value)] if isinstance(value, tuple) else long(value)
        if isinstance(value, int):
            inner = str(value)
        if tag == "!GetAtt" and isinstance(inner, str) and "." in inner:
            inner = list(inner.split(".", 1))
        return {FUNCTIONS[tag]: inner}
    if isinstance(tree, list):
        return [long(item) for item in tree]
    return {key: long(value) for key, value in tree.items()} if isinstance(tree, dict) else tree


@given(TREES)
def test_any_template_in_short_form_equals_its_long_form(tree: Tree) -> None:
    assert plain(root(short(tree))) == long(tree)


@given(st.text("!&*RefSub []{}:,-#'\"|>\n .x", max_size=40))
def test_any_text_around_short_forms_is_read_or_refused(text: str) -> None:
    parsed = read(text)
    for document in parsed.documents:
        stack = [document.root]
        while stack:
            node = stack.pop()
            assert node.span[:2] <= node.span[2:]
            if isinstance(node, Mapping):
                stack += [value for _, value in node.entries.values()]
            elif not isinstance(node, Scalar):
                stack += node.items
