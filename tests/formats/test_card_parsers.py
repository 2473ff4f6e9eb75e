"""The parsers for keys in many spellings, and for an index in a comment."""

import pytest

from roadmap_guard.formats.parsers import parse as tree_of
from roadmap_guard.formats.parsers.folded import fold
from roadmap_guard.model.node import Mapping, Scalar, plain
from support.formats import parse

PAGE = """# ResNet

<!-- a remark -->

Prose.

<!--
Type: model-index
Models:
- Name: resnet18
  Results: [{Metrics: {Top 1: 69.8%}}]
-->
"""


def tree(name, text, path):
    (document,) = parse(text, path)
    return tree_of(name, document).root


@pytest.mark.parametrize(
    ("key", "folded"),
    [
        ("Intended Use", "intended_use"),
        ("intendedUse", "intended_use"),
        ("intended-use", "intended_use"),
        ("Out_of_scope", "out_of_scope"),
        ("F1", "f1"),
        ("AUC", "auc"),
        (" x ", "x"),
    ],
)
def test_keys_are_told_apart_by_their_letters_alone(key, folded):
    assert fold(key) == folded


def test_document_keeps_its_shape_and_places_under_folded_keys():
    root = tree("folded-keys", "Intended Use: [{Primary-Users: a}, b]\nintended_use: c\n", "x.yaml")

    assert plain(root) == {"intended_use": [{"primary_users": "a"}, "b"]}
    assert isinstance(root, Mapping)
    key = root.key("intended_use")
    assert key is not None
    assert (key.text, key.span.line) == ("Intended Use", 1)


def test_index_in_a_comment_is_read_where_it_stands():
    root = tree("model-index", PAGE, "resnet.mdx")

    assert plain(root) == {
        "Type": "model-index",
        "Models": [{"Name": "resnet18", "Results": [{"Metrics": {"Top 1": "69.8%"}}]}],
    }
    assert isinstance(root, Mapping)
    name = root.get("Type")
    assert isinstance(name, Scalar)
    assert name.span[:2] == (8, 7)


def test_index_may_begin_on_the_line_of_the_comment():
    root = tree("model-index", "# A\n\n<!-- Type: model-index\nModels: []\n-->\n", "a.md")

    assert isinstance(root, Mapping)
    models = root.key("Models")
    assert models is not None
    assert models.span.line == 4


def test_index_of_its_own_is_the_document():
    assert plain(tree("model-index", "Models: [{Name: a}]\n", "metafile.yml")) == {"Models": [{"Name": "a"}]}


def test_comment_that_holds_no_index_gives_nothing():
    assert plain(tree("model-index", "# A\n\n<!--\nType: other\n-->\n", "a.md")) == {}


@pytest.mark.parametrize(
    ("comment", "code", "line"),
    [
        ("Type: model-index\n  x: [", "syntax", 5),
        ("Type: model-index\n" + "%A\n" * 100, "too-many-directives", 25),
        ("Type: model-index\nModels: [{Name: a, Name: b}]", "duplicate-key", 5),
    ],
)
def test_index_that_cannot_be_read_is_refused_where_it_stands(comment, code, line):
    (document,) = parse(f"# A\n\n<!--\n{comment}\n-->\n", "a.md")

    root, (told,) = tree_of("model-index", document)

    assert root is None
    assert (told.code, told.span.line, told.refuses) == (code, line, True)


def test_second_index_of_a_page_is_refused_beside_the_first():
    (document,) = parse(f"{PAGE}\n<!-- Type: model-index\nModels: [{{Name: b}}]\n-->\n", "a.md")

    root, (told,) = tree_of("model-index", document)

    assert plain(root)["Models"][0]["Name"] == "resnet18"
    assert (told.code, told.span.line, told.refuses) == ("format", 14, True)
