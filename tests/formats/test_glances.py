"""Looks at the whole text of a Markdown file, for formats without metadata of their own."""

import pytest

from roadmap_guard.documents.markdown_root import MarkdownRoot
from roadmap_guard.formats.conditions import condition_of
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.paths import Place
from support.formats import load, node, parse, read

TEXT = "---\ntitle: Plan\n---\n# Plan\n\nTask List\n\n  gantt\n"


def condition(text):
    errors = Errors("x.yaml")
    found = condition_of(node(text), errors)
    assert errors.problems == []
    return found


def holds(text, path="x.md", content=TEXT):
    (document,) = parse(content, path)
    return condition(text).holds(Place(document.root, document))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{contains: Task List}", True),
        ("{contains: [Roadmap, Task List]}", True),
        ("{contains: task list}", False),
        ("{contains: 'title: Plan'}", True),
        (r"{line: '^\s*gantt$'}", True),
        ("{line: '^gantt'}", False),
        ("{line: 'List$'}", True),
        ("{all: [{contains: gantt}, {not: {line: '^# Other'}}]}", True),
    ],
)
def test_glance_sees_the_text_as_written(text, expected):
    assert holds(text) is expected


def test_other_languages_have_no_text_to_glance_at():
    assert not holds("{contains: a}", "x.yaml", "a: b")
    assert not holds("{line: a}", "x.json", '{"a": "b"}')


def test_glance_that_fails_says_what_it_looked_for():
    (document,) = parse(TEXT, "x.md")
    place = Place(document.root, document)

    assert [f.message for f in condition("{contains: [a b, c]}").failures(place)] == [
        "the text does not contain `a b` or `c`"
    ]
    assert [f.message for f in condition("{line: '^x'}").failures(place)] == ["no line matches `^x`"]
    assert condition("{contains: gantt}").failures(place) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{contains: a, path: b}", "`contains` stands alone, without `path`"),
        ("{contains: []}", "an empty list where texts are needed"),
        ("{line: '('}", "`(` is not a regular expression"),
        ("{line: [a]}", "an expression is text, not a list"),
    ],
)
def test_mistake_in_a_glance_is_told(text, message):
    errors = Errors("x.yaml")
    condition_of(node(text), errors)

    assert any(message in problem.message for problem in errors.problems)


def test_body_of_a_file_that_no_glance_chose_is_never_read(monkeypatch):
    formats = load(
        "format: mine\nlanguages: markdown\n"
        "recognise: {all: [{contains: Task List}, {path: title, equals: Plan}, {path: sections, type: list}]}\n"
        "resources: [{kind: RoadmapItem, id: '{title}', fields: {title: title}}]"
    )
    bodies = []
    monkeypatch.setattr(MarkdownRoot, "_read", lambda root: bodies.append(root.text) or {})

    assert read("# Other\n", "a.md", formats).recognised == ()
    assert bodies == []
    read(TEXT, "b.md", formats)
    assert bodies == [TEXT]


def test_body_too_large_to_be_read_is_not_glanced_at_either():
    assert not holds("{contains: Task List}", content=TEXT + "x\n" * 30_000)
