import pytest

from roadmap_guard.formats.detection import detect
from support.formats import BUILT_IN, load, parse


def told(text: str, recognise: str, path: str = "x.yaml") -> tuple[bool, tuple[str, ...], bool]:
    """Whether a format with this condition matches, what it misses, and whether the document comes near."""
    language = "markdown" if path.endswith(".md") else "yaml"
    formats = load(
        f"format: mine\nlanguages: {language}\nrecognise: {recognise}\n"
        "resources: [{kind: RoadmapItem, id: '{a}', fields: {title: b}}]"
    )
    (document,) = parse(text, path)
    found = next(each for each in detect(formats, document) if each.format == "mine")
    return found.matched, found.failed, found.near


def test_format_that_matches_comes_first_and_misses_nothing():
    (document,) = parse("version: prometheus/v1\nservice: a\nslos: []\n")
    first, second, *_ = detect(BUILT_IN, document)

    assert (first.format, first.matched, first.failed) == ("sloth", True, ())
    assert not second.matched
    assert second.failed


def test_member_of_the_documents_family_comes_before_all_others_and_tells_each_requirement():
    (document,) = parse("version: prometheus/v2\nslos: []\n")
    first = detect(BUILT_IN, document)[0]

    assert (first.format, first.near) == ("sloth", True)
    assert first.failed == ("`version` is `prometheus/v2`, not `prometheus/v1`", "`service` is absent")


def test_document_that_has_nothing_of_a_format_is_near_none():
    (document,) = parse("one: 1\n")

    assert not [each.format for each in detect(BUILT_IN, document) if each.near or each.matched]


def test_markdown_is_held_against_formats_of_markdown_alone():
    (document,) = parse("# Title\n", "x.md")

    assert {detection.format for detection in detect(BUILT_IN, document)} == set(BUILT_IN.of_language("markdown"))


def test_alternatives_are_told_together_and_many_of_them_by_number():
    recognise = "{any: [a, b, {all: [c, d]}, {path: e, type: list}, f, {path: g, equals: x}]}"

    assert told("z: 1", recognise) == (False, ("none of `a`, `b`, `c` with `d`, `e` and 2 more fits",), False)


def test_of_alternatives_the_one_that_is_met_in_part_is_meant():
    assert told("c: 1", "{any: [{all: [a, b, e]}, {all: [c, d]}]}") == (False, ("`d` is absent",), False)


def test_single_alternative_is_told_as_a_requirement():
    assert told("z: 1", "{any: [a]}")[1] == ("`a` is absent",)


def test_count_of_requirements_is_told_with_what_counts():
    assert told("a: 1", "{atLeast: 2, of: [a, b, c]}") == (False, ("1 of 2 of `a`, `b`, `c` fit",), True)
    assert told("{a: 1, c: 1}", "{atLeast: 2, of: [a, b, c]}")[0]


@pytest.mark.parametrize("part", ["{not: sdk}", "{not: {any: [sdk, layout]}}"])
def test_what_rules_a_format_out_is_named(part):
    assert told("{a: 1, sdk: x}", f"{{all: [a, {part}]}}") == (False, ("it is ruled out by `sdk`",), True)


@pytest.mark.parametrize("part", ["{not: sdk}", "{path: sdk, exists: false}", "{path: ., type: mapping}"])
def test_requirement_that_any_document_meets_brings_none_near(part):
    assert told("z: 1", f"{{all: [a, {part}]}}") == (False, ("`a` is absent",), False)


def test_of_list_items_the_nearest_is_told():
    recognise = "{path: 'items[*]', where: {all: [key, {path: state, in: [open, done]}]}}"

    assert told("items: [{x: 1}, {key: a, state: maybe}]", recognise)[1] == (
        "in `items[*]` `state` is `maybe`, not `open` or `done`",
    )
    assert told("items: []", recognise)[1] == ("`items[*]` is absent",)
    assert told("items: [{x: 1}, {key: a, state: open}]", recognise)[0]


def test_text_of_a_markdown_file_is_told_like_any_requirement():
    assert told("# T\n", "{all: [{contains: gantt}, {path: title}]}", "x.md") == (
        False,
        ("the text does not contain `gantt`",),
        True,
    )


def test_selectors_are_named_as_written_among_alternatives():
    recognise = "{any: [{section: [Uses, Usage]}, {label: Owner}, {line: '^x$'}]}"

    assert told("# T\n", recognise, "x.md")[1] == ("none of `Uses | Usage`, `Owner`, `^x$` fits",)
