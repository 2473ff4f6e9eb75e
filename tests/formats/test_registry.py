import json
from pathlib import Path

import pytest

from roadmap_guard.formats import index, registry, schemas
from roadmap_guard.formats.errors import DefinitionError
from roadmap_guard.kinds import KINDS
from roadmap_guard.model.node import plain
from support.formats import BUILT_IN, load, parse, read

MINE = "format: mine\nrecognise: {path: version, equals: prometheus/v1}\nresources: [{kind: SLO, id: '{service}', fields: {service: service}}]\n"
SLOTH = "version: prometheus/v1\nservice: shop\nslos: [{name: a, objective: 99}]\n"


def test_index_is_what_the_definitions_say():
    fresh = index.to_json(registry.compile_folder(index.BUILT_IN))

    assert Path(index.INDEX).read_text() == fresh, "run: python -m roadmap_guard.formats.index"


def test_index_gives_back_what_it_was_made_from():
    assert index.to_json(index.load()) == Path(index.INDEX).read_text()


@pytest.mark.parametrize("name", BUILT_IN.names)
def test_built_in_format_compiles_and_can_say_fields_of_its_kinds(name):
    format_ = BUILT_IN.get(name)

    assert format_.name == name
    assert format_.documentation.startswith("https://")
    assert {block.kind for block in format_.blocks} <= set(KINDS)
    assert Path(format_.path).stem == name


@pytest.mark.parametrize("name", BUILT_IN.names)
def test_built_in_format_is_found_by_a_look_at_a_few_keys_or_at_the_text(name):
    entry = BUILT_IN.entry(name)
    is_list = '"path": "[*]"' in json.dumps(plain(entry.recognise()))

    assert entry.triggers or entry.languages == ("markdown",) or is_list


def test_format_of_a_repository_joins_the_built_in_ones():
    formats = load(MINE.replace("version", "edition"))

    assert set(formats.names) == {*BUILT_IN.names, "mine"}
    assert read("edition: prometheus/v1\nservice: shop", formats=formats).resources[0].format == "mine"


def test_two_formats_that_recognise_one_document_are_a_problem():
    found = read(SLOTH, formats=load(MINE))
    (problem,) = found.problems

    assert (problem.code, problem.level) == ("ambiguous", "error")
    assert "`sloth` and as `mine`" in problem.message
    assert "over:" in problem.remedy
    assert {resource.format for resource in found.resources} == {"sloth"}


def test_format_that_stands_over_another_counts_alone():
    found = read(SLOTH, formats=load(MINE + "over: sloth\n"))

    assert found.problems == ()
    assert [resource.format for resource in found.resources] == ["mine"]


def test_name_that_is_taken_is_refused():
    with pytest.raises(DefinitionError, match=r"the name `sloth` is taken by sloth\.yaml"):
        load(MINE.replace("mine", "sloth"))


def test_rival_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(DefinitionError, match="Did you mean `sloth`"):
        load(MINE + "over: sloht\n")


def test_definitions_of_a_folder_are_read_in_the_order_of_their_names(tmp_path):
    (tmp_path / "b.yaml").write_text(MINE)
    (tmp_path / "a.yaml").write_text(MINE.replace("mine", "yours"))
    (tmp_path / "notes.txt").write_text("no definition")

    assert [entry.name for entry in registry.compile_folder(str(tmp_path))] == ["mine", "yours"]
    assert {"mine", "yours"} <= set(registry.load(folders=[str(tmp_path)]).names)


def test_definition_that_is_no_yaml_is_refused_with_its_place(tmp_path):
    (tmp_path / "bad.yaml").write_text("format: [")

    with pytest.raises(DefinitionError, match=r"bad\.yaml:"):
        registry.load(folders=[str(tmp_path)])


def test_folder_of_the_built_in_formats_may_be_named_again():
    assert registry.load(folders=[index.BUILT_IN]).names == BUILT_IN.names


def test_field_that_a_fragment_adds_is_one_the_dialect_can_say():
    (kep,) = BUILT_IN.get("kep").blocks
    (card,) = BUILT_IN.get("huggingface-card").blocks

    assert "approvals[*].by" in kep.expressible
    assert "fairnessAudits[*].results[*].value" in card.expressible
    assert "approvals" not in BUILT_IN.get("sloth").blocks[0].expressible


def test_format_that_does_not_exist_has_no_entry():
    with pytest.raises(KeyError):
        BUILT_IN.get("slotch")


def test_extra_definition_may_come_from_the_middle_of_a_file():
    (document,) = parse(
        "formats:\n  - {format: mine, recognise: mine, resources: [{kind: SLO, id: '{x}', fields: {nam: n}}]}"
    )
    (inner,) = document.root.get("formats").items

    with pytest.raises(DefinitionError, match=r"x\.yaml:2:81"):
        registry.load([document._replace(root=inner)])


@pytest.mark.parametrize("kind", schemas.NATIVE)
def test_published_schema_is_what_definitions_and_kinds_say(kind):
    file = Path(schemas.FOLDER) / f"{kind}.schema.json"

    assert file.read_text() == schemas.to_json(kind), "run: python -m roadmap_guard.formats.schemas"
