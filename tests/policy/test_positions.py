"""Every character of a YAML value is found in the file, however the value is written."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents import parse
from roadmap_guard.model.node import Mapping, Scalar
from roadmap_guard.policy.positions import place

WORDS = st.text(st.sampled_from("abc.()'\"\\{}&|=<>é≥ \n"), min_size=1, max_size=40).filter(lambda text: text.strip())


def read(text: str) -> Scalar:
    (document,) = parse("rule.yaml", text.encode()).documents
    assert isinstance(document.root, Mapping)
    node = document.root.get("key")
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize("style", ["'", "|", ">", None])
@given(value=WORDS, width=st.integers(10, 60))
def test_every_character_is_found(style: str | None, value: str, width: int) -> None:
    text = yaml.dump({"key": value}, default_style=style, allow_unicode=True, width=width)
    node = read(text)
    if not isinstance(node.value, str) or text.split(":", 1)[1].lstrip().startswith('"'):
        return
    lines = text.split("\n")
    for offset, character in enumerate(node.value):
        if not character.isspace():
            span = place(text, node.span, node.value, offset)
            assert lines[span.line - 1][span.column - 1] == character


@given(value=WORDS)
def test_characters_between_double_quotes_are_found_past_escapes(value: str) -> None:
    text = yaml.dump({"key": value}, default_style='"', allow_unicode=False, width=30)
    node = read(text)
    places = [
        place(text, node.span, value, offset) for offset, character in enumerate(value) if not character.isspace()
    ]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    lines = text.split("\n")
    plain = [character for character in value if not character.isspace()]
    for span, character in zip(places, plain, strict=True):
        assert lines[span.line - 1][span.column - 1] in (character, "\\")


def test_the_end_of_a_value_is_just_behind_it() -> None:
    text = "key: abc\n"
    assert place(text, read(text).span, "abc", 3)[:2] == (1, 9)
