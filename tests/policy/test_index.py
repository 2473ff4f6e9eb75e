"""The index of a shipped pack is the pack."""

from pathlib import Path

import pytest

from roadmap_guard.engine.checks import CHECKS
from roadmap_guard.policy import index, pack_reading
from roadmap_guard.policy.functions import FUNCTIONS
from roadmap_guard.policy.packs import PackSource, read_pack
from roadmap_guard.policy.sources import available
from roadmap_guard.policy.testing import run_examples
from support.policies import files, source

RECIPE = "run: python -m roadmap_guard.policy.index"


@pytest.mark.parametrize("shipped", available(), ids=lambda source: f"{source.name}-{source.version}")
def test_the_index_of_a_shipped_pack_is_fresh(shipped: PackSource) -> None:
    text = index.to_json(*pack_reading.read(shipped))
    assert Path(shipped.index_path).read_text(encoding="utf-8") == text, RECIPE


def test_a_pack_from_its_index_equals_the_pack_from_its_files(tmp_path: Path) -> None:
    found = source(files())
    header, pack = pack_reading.read(found)
    path = tmp_path / "index.json"
    path.write_text(index.to_json(header, pack), encoding="utf-8")
    loaded_header, loaded = index.load(str(path), found.origin) or (None, pack)
    assert loaded_header == header
    assert [rule._replace(programs={}) for rule in loaded.rules] == [
        rule._replace(examples=(), expressions={}) for rule in pack.rules
    ]
    assert all(rule.programs for rule in loaded.rules)


@pytest.mark.parametrize("shipped", available(), ids=lambda source: f"{source.name}-{source.version}")
def test_compiled_rules_of_the_index_judge_as_their_sources_do(shipped: PackSource) -> None:
    full = {rule.id: rule for rule in pack_reading.read(shipped)[1].rules}
    rules = [rule._replace(examples=full[rule.id].examples) for rule in read_pack(shipped).rules]
    assert all(rule.programs for rule in rules if rule.require)
    assert [result for result in run_examples(rules, FUNCTIONS, CHECKS) if result.complaints] == []


def test_without_an_index_there_is_nothing_to_load(tmp_path: Path) -> None:
    assert index.load(str(tmp_path / "index.json"), "anywhere") is None


def test_the_index_is_no_part_of_the_digest_of_a_shipped_pack() -> None:
    plain = source(files())
    indexed = plain._replace(index_path="index.json", files=lambda: {**files(), "index.json": b"{}"})
    assert pack_reading.read(indexed) == pack_reading.read(plain)
