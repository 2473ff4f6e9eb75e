"""Messages are text with holes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.policy.templates import TemplateError, pieces


def parts(template: str) -> list[tuple[str, int, bool]]:
    return [tuple(piece) for piece in pieces(template)]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("plain", [("plain", 0, False)]),
        ("", []),
        ("a {x} b", [("a ", 0, False), ("x", 3, True), (" b", 5, False)]),
        ("{x}{y}", [("x", 1, True), ("y", 4, True)]),
        ("{{x}}", [("{", 0, False), ("x", 2, False), ("}", 3, False)]),
        ('{ {"a": 1}["a"] }', [(' {"a": 1}["a"] ', 1, True)]),
        ("{'}'}", [("'}'", 1, True)]),
        (r'{"\"}"}', [(r'"\"}"', 1, True)]),
    ],
)
def test_a_template_is_cut_into_text_and_holes(template: str, expected: list[tuple[str, int, bool]]) -> None:
    assert parts(template) == expected


@pytest.mark.parametrize(
    ("template", "message", "offset"),
    [
        ("a } b", "a } without its {", 2),
        ("a { b", "a { without its }", 2),
        ("{'}", "a { without its }", 0),
        ("{}}", "a } without its {", 2),
    ],
)
def test_a_brace_that_stands_alone_is_a_mistake(template: str, message: str, offset: int) -> None:
    with pytest.raises(TemplateError, match=message) as caught:
        parts(template)
    assert caught.value.offset == offset


@given(st.text(st.characters(exclude_characters="{}")))
def test_text_without_braces_stays_as_it_is(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text)) == text


@given(st.text())
def test_doubled_braces_mean_themselves(text: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert "".join(piece.text for piece in pieces(doubled)) == text
