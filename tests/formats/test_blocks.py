"""What an entry of `resources` may say beside its fields."""

import pytest

from roadmap_guard.formats.errors import DefinitionError
from support.formats import load, read

MINE = "format: mine\nrecognise: {path: mine, exists: true}\nresources: [{kind: RoadmapItem, id: ID, fields: FIELDS}]\n"


def mine(name="'{mine}'", fields="{title: title}"):
    return load(MINE.replace("ID", name).replace("FIELDS", fields))


def test_id_may_be_read_like_any_text():
    formats = mine("[{path: title, extract: '^KEP-([0-9]+)'}, '{mine}']")
    numbered, named = (read(f"mine: a\ntitle: {title}", formats=formats).resources[0] for title in ("KEP-7 X", "Y"))

    assert (numbered.id, numbered.fields["id"], numbered.positions["id"][:2]) == ("7", "7", (2, 8))
    assert (named.id, named.positions["id"][:2]) == ("a", (1, 7))


def test_words_of_an_id_are_checked_as_those_of_a_text():
    with pytest.raises(DefinitionError, match="`unit` is for numbers"):
        mine("{path: title, unit: percent}")


def test_labels_may_be_put_together_under_any_names():
    formats = mine(fields="{labels: {collect: [old, {fields: {priority: p, effort: {path: e, extract: '(.)$'}}}]}}")
    (resource,) = read("mine: a\np: P1\ne: size M\nold: {a: b, priority: low}", formats=formats).resources

    assert resource.fields["labels"] == {"a": "b", "priority": "P1", "effort": "M"}
    assert resource.positions["labels.priority"][:2] == (2, 4)


def test_parser_that_does_not_exist_is_told_with_the_nearest():
    with pytest.raises(DefinitionError, match="unknown parser `mermaid-gant`"):
        load(f"parser: mermaid-gant\n{MINE.replace('ID', 'x').replace('FIELDS', '{title: title}')}")
