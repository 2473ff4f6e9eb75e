import pytest

from roadmap_guard.formats.draft import Draft
from roadmap_guard.formats.paths import PathSyntaxError, Place
from roadmap_guard.formats.templates import field_names
from roadmap_guard.formats.templates import parse as template
from support.formats import parse

TEXT = """
service: shop
name: " availability "
title: Up
owner: TBD
number: 1.10
empty:
list: [a]
"""


def fill(text, **fields):
    (document,) = parse(TEXT)
    written = template(text).fill(Place(document.root, document), Draft("SLO", "x.yaml"), fields)
    return None if written is None else written.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{service}/{name}", "shop/availability"),
        ("{absent | title}", "Up"),
        ("{owner | empty | list | title}", "Up"),
        ("[{absent}/]{name}", "availability"),
        ("[{service}/]{name}[/{absent}]", "shop/availability"),
        ("[a[b{absent}]c]", "ac"),
        ("v{number}", "v1.10"),
        ("{$team}-{name}", "blue-availability"),
        ("{$none | service}", "shop"),
        ("plain", "plain"),
    ],
)
def test_template_is_filled(text, expected):
    assert fill(text, team="blue") == expected


@pytest.mark.parametrize("text", ["{absent}", "{owner}", "{service}/{empty}", "{$none}", "{list}"])
def test_hole_that_stays_empty_leaves_no_text(text):
    assert fill(text) is None


def test_filled_template_points_at_the_last_value_in_it():
    (document,) = parse(TEXT)
    written = template("{service}/{title}[/{absent}]").fill(Place(document.root, document), Draft("SLO", "x.yaml"), {})

    assert written.span[:2] == (4, 8)


@pytest.mark.parametrize("text", ["{a", "a}", "[a", "a]", "{a}}", "{}", "{a..b}"])
def test_text_that_is_no_template_is_refused(text):
    with pytest.raises(PathSyntaxError):
        template(text)


def test_fields_in_a_template_are_found_at_every_depth():
    assert field_names(template("{$a}[/{b | $c}]")) == ["a", "c"]
