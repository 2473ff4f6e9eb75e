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
    return tree_of(name, document)


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


@pytest.mark.parametrize("comment", ["Type: model-index\n  x: [", "Type: model-index\n" + "%A\n" * 100, "Type: other"])
def test_comment_that_holds_no_index_gives_nothing(comment):
    assert plain(tree("model-index", f"# A\n\n<!--\n{comment}\n-->\n", "a.md")) == {}
