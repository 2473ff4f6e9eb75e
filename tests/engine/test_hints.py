"""A broken file of ours is told loudly, a broken file of another tool is not."""

import pytest

from roadmap_guard.engine.hints import Hints
from roadmap_guard.formats import registry


@pytest.fixture(scope="module")
def hints() -> Hints:
    return Hints(registry.load())


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: openslo/v1\nspec: [",
        "version: prometheus/v1",
        "owning-sig: x\nkep-number: 1",
        "kind: Roadmap\napiVersion: roadmap-guard.dev/v1",
    ],
)
def test_words_of_our_dialects_are_hints(hints: Hints, text: str):
    assert hints.found_in(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "apiVersion: apps/v1\nkind: Deployment",
        "version: 3\nservices: {}",
        "{{ .Values.name }}",
        "description: a version of the title",
    ],
)
def test_words_of_every_file_are_none(hints: Hints, text: str):
    assert not hints.found_in(text.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_another_encoding_hides_no_word(hints: Hints, encoding: str):
    assert hints.found_in("apiVersion: openslo/v1".encode(encoding))
