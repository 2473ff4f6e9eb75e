"""Text that is written as YAML reads back as that text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.documents import parse
from roadmap_guard.documents.quoting import scalar
from roadmap_guard.model.node import plain

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXTS, TEXTS)
def test_any_text_reads_back_as_key_and_value(key: str, value: str):
    parsed = parse("file.yaml", f"{scalar(key)}: {scalar(value)}\n".encode())

    assert [problem for problem in parsed.problems if problem.refuses] == []
    assert plain(parsed.documents[0].root) == {key: value}


@pytest.mark.parametrize(
    "text", ["null", "no", "1.5", "", "a: b", "a #b", "- a", "2026-11-20", "[a]", "@acme", "a\nb", "x:"]
)
def test_what_could_be_read_as_something_else_is_quoted(text: str):
    assert scalar(text).startswith('"')


@pytest.mark.parametrize("text", ["target = 0.995", "SLO checkout/availability", "reliability/slo-target-meets-tier"])
def test_plain_words_stay_plain(text: str):
    assert scalar(text) == text
