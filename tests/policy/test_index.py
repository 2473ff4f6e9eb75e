"""The index of a shipped pack is the pack."""

from pathlib import Path

import pytest

from roadmap_guard.policy import index, pack_reading
from roadmap_guard.policy.packs import PackSource
from roadmap_guard.policy.sources import available
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
    assert index.load(str(path), found.origin) == (header, pack)


def test_without_an_index_there_is_nothing_to_load(tmp_path: Path) -> None:
    assert index.load(str(tmp_path / "index.json"), "anywhere") is None


def test_the_index_is_no_part_of_the_digest_of_a_shipped_pack() -> None:
    plain = source(files())
    indexed = plain._replace(index_path="index.json", files=lambda: {**files(), "index.json": b"{}"})
    assert pack_reading.read(indexed) == pack_reading.read(plain)
