"""What a definition may say, and what is told where it says something else."""

import pytest

from roadmap_guard.formats import registry
from roadmap_guard.formats.errors import DefinitionError
from support.formats import load, parse

GOOD = """
format: mine
title: Mine
documentation: https://example.org/mine
languages: [yaml]
recognise: {path: mine, exists: true}
family: {path: mine, exists: true}
placeholders: [nobody, {matches: '^x+$'}]
closed: {/: [mine, items]}
resources:
  - kind: RoadmapItem
    when: mine
    each: items[*]
    where: id
    id: ["{id}", "{$title}"]
    fields:
      title: {first: [name, title]}
"""


def mistakes(text):
    with pytest.raises(DefinitionError) as raised:
        load(text)
    return [(problem.span.line, problem.span.column, problem.message) for problem in raised.value.problems]


def with_fields(fields, kind="RoadmapItem"):
    return f"format: mine\nrecognise: mine\nresources:\n  - kind: {kind}\n    id: '{{id}}'\n    fields: {fields}\n"


def test_definition_is_compiled():
    format_ = load(GOOD).get("mine")

    assert (format_.title, format_.languages, format_.documentation) == ("Mine", ("yaml",), "https://example.org/mine")
    (block,) = format_.blocks
    assert block.kind == "RoadmapItem"
    assert block.expressible >= {"id", "title"}


def test_format_is_written_in_yaml_and_json_unless_it_says_otherwise():
    assert load(with_fields("{}")).get("mine").languages == ("yaml", "json")


def test_every_mistake_is_told_at_once_with_its_place():
    text = GOOD.replace("recognise:", "recognize:").replace("first: [", "frist: [")

    assert [(line, column) for line, column, _ in mistakes(text)] == [(2, 1), (6, 1), (17, 14), (17, 15)]


def test_mistakes_are_one_error_that_names_file_line_and_column():
    with pytest.raises(DefinitionError) as raised:
        load(with_fields("{titel: a, onwers: b}"))

    assert raised.value.message.splitlines() == [
        "roadmap-guard.yaml:6:14: unknown field of RoadmapItem `titel`. Did you mean `title`?",
        "roadmap-guard.yaml:6:24: unknown field of RoadmapItem `onwers`. Did you mean `owners`?",
    ]
    assert "`title`" in raised.value.remedy


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("{title: {pth: a}}", "unknown word in `title` `pth`. Did you mean `path`?"),
        ("{title: a..b}", "`a..b` is not a path: cannot read `.b`"),
        ("{title: [a, b]}", "`title` is a list; it must be a mapping"),
        ("{title: {unit: percent}}", "`title` needs one of `path`"),
        ("{title: {path: a, unit: percent}}", "`unit` is for numbers and lengths of time"),
        ("{title: {path: a, dates: '%d/%m/%Y'}}", "`dates` is for days of the calendar"),
        ("{startDate: {path: a, dates: '%d/%m'}}", "`%d/%m` does not spell a day, month and year"),
        ("{startDate: {path: a, dates: [dd/mm/yyyy]}}", "`dd/mm/yyyy` does not spell a day, month and year"),
        ("{startDate: {path: a, dates: '%d/%m/%Y%'}}", "`%d/%m/%Y%` does not spell a day, month and year"),
        ("{progress: {path: a, unit: percents}}", "unknown unit `percents`. Did you mean `percent`?"),
        ("{status: {path: a, values: {x: finished}}}", "`status` of a constant is `finished`, not `proposed`"),
        ("{status: {const: finished}}", "`status` of a constant is `finished`"),
        ("{status: {path: a, otherwise: dunno}}", "`status` of a constant is `dunno`"),
        ("{status: {path: a, values: [x]}}", "`values` is a list"),
        ("{startDate: {path: a, default: soon}}", "`startDate` of a constant is `soon`, not a date"),
        ("{title: {first: a}}", "`first` needs a list"),
        ("{title: {first: []}}", "`first` needs a list"),
        ("{title: {collect: [a]}}", "`collect` is for lists and labels; `title` is neither"),
        ("{title: {first: [a], template: b}}", "`template` and `first` do not go together"),
        ("{title: {template: '{a'}}", "`{a` is not a template"),
        ("{title: {template: [a]}}", "a template is text, not a list"),
        ("{title: {template: '{$id}'}}", "`$id` works only in `id`"),
        ("{title: {path: a, extract: x}}", "`extract` needs exactly one group"),
        ("{title: {path: a, extract: '('}}", "`(` is not a regular expression"),
        ("{title: {path: a, split: ','}}", "`title` is a single value, so `split` has no meaning here"),
        ("{owners: {path: a, join: ','}}", "`owners` is a list, so `join` has no meaning here"),
        ("{progress: {path: a, join: ','}}", "`join` makes one text of several; `progress` is no text"),
        ("{title: {path: a, where: b}}", "`where` chooses items of a list"),
        ("{rollback: {path: a, unit: days}}", "`rollback` holds objects, so `unit` has no meaning here"),
        (
            "{rollback: {fields: {suported: a}}}",
            "unknown field of RoadmapItem `rollback.suported`. Did you mean `rollback.supported`?",
        ),
        ("{rollback: {fields: a}}", "`fields` is text; it must be a mapping of field names"),
        ("{title: {fields: {x: a}}}", "`fields` is for objects; `title` is none"),
        ("{title: {each: 'a[*]', fields: {x: a}}}", "`each` is for lists of objects; `title` is none"),
        ("{tracking: {each: 'a[*]'}}", "`each` needs `fields`"),
        (
            "{tracking: {each: {path: a, splitt: ','}, fields: {url: .}}}",
            "unknown word in `each` `splitt`. Did you mean `split`?",
        ),
        ("{tracking: {each: {path: a, split: []}, fields: {url: .}}}", "`split` needs a text"),
        ("{tracking: {each: {split: ','}, fields: {url: .}}}", "`each` is a path, or has `path`, `section` or `label`"),
        ("{tracking: {each: [a], fields: {url: .}}}", "a path is text, not a list"),
        ("{owners: {path: a, split: {}}}", "`split` needs a text"),
        ("{tracking: {each: 'a[*]', fields: {link: b}}}", "unknown field of RoadmapItem `tracking[*].link`"),
        ("{status: {const: done, unit: percent}}", "a constant is not converted, so `unit` has no meaning here"),
        ("{title: {label: Owner, path: a}}", "`label` and `path` do not go together"),
        ("{title: {path: a, outside: Data}}", "`outside` goes with `label` or with `section`, and not with both"),
        (
            "{title: {label: Owner, section: Facts, outside: Data}}",
            "`outside` goes with `label` or with `section`, and not with both",
        ),
        ("{title: {section: []}}", "an empty list where texts are needed"),
        ("{title: {path: a, when: {path: b, is: c}}}", "unknown word in a condition `is`"),
    ],
)
def test_mistake_in_a_field_is_told(fields, message):
    assert any(message in told for _, _, told in mistakes(with_fields(fields)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: RoadmapItem", "kind: RoadmapItm", "unknown kind `RoadmapItm`. Did you mean `RoadmapItem`?"),
        ("languages: [yaml]", "languages: [yml]", "unknown language `yml`. Did you mean `yaml`?"),
        ("format: mine", "format:", "`format` needs a text"),
        ("format: mine\n", "", "`format` needs a text"),
        ("closed: {/: [mine, items]}", "closed: [mine]", "`closed` is a mapping from paths"),
        ("{matches: '^x+$'}", "{match: x}", "unknown word in a placeholder `match`"),
        ('id: ["{id}", "{$title}"]', "", "a resource needs an `id` template"),
        ("{$title}", "{$titel}", "unknown field `titel`. Did you mean `title`?"),
        ("each: items[*]", "each: items[", "`items[` is not a path"),
        ("fields:\n", "verbatim: {path: .}\n    fields:\n", "`verbatim` is a path, or has `paths`"),
        ("recognise: {path: mine, exists: true}\n", "", "format `mine` has no `recognise`"),
    ],
)
def test_mistake_around_the_fields_is_told(old, new, message):
    assert old in GOOD
    assert any(message in told for _, _, told in mistakes(GOOD.replace(old, new)))


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("{kind: ModelCard, into: audits, key: '{model}'}", "unknown field of ModelCard `audits`"),
        ("{kind: Model, into: fairnessAudits, key: '{model}'}", "unknown kind `Model`"),
        ("{kind: ModelCard, into: fairnessAudits}", "`extends` needs a `key`"),
        ("{kind: ModelCard, into: fairnessAudits, by: nam, key: '{model}'}", "unknown field of ModelCard `nam`"),
        ("{kind: ModelCard, into: fairnessAudits, key: '{model}', next: x}", "unknown word in `extends` `next`"),
        ("{kind: ModelCard, into: tags, key: '{model}'}", "`tags` of ModelCard holds no objects"),
        ("x", "`extends` is text; it must be a mapping"),
    ],
)
def test_mistake_in_extends_is_told(extends, message):
    text = f"format: mine\nrecognise: mine\nresources: [{{extends: {extends}, fields: {{date: d}}}}]"

    assert any(message in told for _, _, told in mistakes(text))


def test_extends_gives_no_id():
    text = "format: mine\nrecognise: mine\nresources: [{id: '{a}', extends: {kind: ModelCard, into: rollback, key: '{m}'}, fields: {owner: o}}]"

    assert any("`id` and `extends` do not go together" in told for _, _, told in mistakes(text))


@pytest.mark.parametrize(
    "text",
    ["- a", "text", "format: mine\nrecognise: mine\nresources: {}", "format: mine\nrecognise: mine\nresources: [x]"],
)
def test_definition_of_another_shape_is_refused(text):
    assert mistakes(text)


def test_two_definitions_with_mistakes_are_both_told():
    with pytest.raises(DefinitionError) as raised:
        registry.load(
            [
                *parse(with_fields("{a: b}"), "one.yaml"),
                *parse(with_fields("{c: d}").replace("mine", "other"), "two.yaml"),
            ]
        )

    assert [problem.path for problem in raised.value.problems] == ["one.yaml", "two.yaml"]
