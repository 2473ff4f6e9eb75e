"""Headings, labels and values in the ways that people write them."""

import pytest

from roadmap_guard.documents import markdown_words as words


@pytest.mark.parametrize(
    "heading",
    [
        "Intended use",
        "**Intended use**",
        "__Intended use__:",
        "*Intended* `use`",
        "Intended use [optional]",
        "Intended use (Optional):",
        "2. Intended use",
        "2.1 Intended use",
        "3) Intended use ##",
        "\U0001f680 Intended use",
        "⚠️ Intended   use",
        ":rocket: Intended use",
        "[Intended use](#intended-use)",
        'Intended use <a id="use"></a>',
        "Intended use {#use}",
        "Intended use <!-- required -->",
    ],
)
def test_heading_is_normalised(heading: str) -> None:
    assert words.normalised(heading) == "Intended use"


@pytest.mark.parametrize(
    "heading", ["2026 Q1", "snake_case_name", "Größe", "使用方法", "C++", "Owner (team)", "Ratio 3:1", "5 risks"]
)
def test_heading_keeps_what_belongs_to_it(heading: str) -> None:
    assert words.normalised(heading) == heading


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("**Owner:** payments", "Owner", "payments"),
        ("**Owner**: payments", "Owner", "payments"),
        ("__Owner__ : payments", "Owner", "payments"),
        ("**Owner** - payments", "Owner", "payments"),
        ("**Owner** \u2014 payments", "Owner", "payments"),
        ("**Owner:**", "Owner", ""),
        ("**Model *type* (v2):** x: y", "Model type (v2)", "x: y"),
    ],
)
def test_bold_label(line: str, name: str, value: str) -> None:
    label = words.bold_label(line)
    assert label is not None
    assert (label.name, line[label.value :]) == (name, value)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("**License** A custom one.", "License", "A custom one."),
        ("**Model Dates** [2023](x)", "Model Dates", "[2023](x)"),
        ("**2. Use**  7 days", "Use", "7 days"),
    ],
)
def test_lead_label(line: str, name: str, value: str) -> None:
    label = words.lead_label(line)
    assert label is not None
    assert (label.name, line[label.value :]) == (name, value)


@pytest.mark.parametrize(
    "line", ["**Any** deployed use", "**semi**-Final", "**bold**", "** not bold ** X", "x **B** Y", "**A*B** C"]
)
def test_no_lead_label(line: str) -> None:
    assert words.lead_label(line) is None


@pytest.mark.parametrize(
    "line", ["**bold** text", "plain: text", "** not bold **: x", "**a", "text **Owner:** x", "**semi**-final"]
)
def test_no_bold_label(line: str) -> None:
    assert words.bold_label(line) is None


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [("start-date: 2026/01/02", "start-date", "2026/01/02"), ("Feature Name:", "Feature Name", "")],
)
def test_plain_label(line: str, name: str, value: str) -> None:
    label = words.plain_label(line)
    assert label is not None
    assert (label.name, line[label.value :]) == (name, value)


@pytest.mark.parametrize(
    "line", ["https://example.com", "no label", "10:30 is late", "a sentence. And: more", "x" * 60 + ": y"]
)
def test_no_plain_label(line: str) -> None:
    assert words.plain_label(line) is None


@pytest.mark.parametrize(
    ("line", "text"),
    [("**Use**", "Use"), ("**Use:**", "Use:"), ("__Use__ :", "Use"), ("**a** b", ""), ("**a** **b**", ""), ("x", "")],
)
def test_bold_heading(line: str, text: str) -> None:
    assert words.bold_heading(line) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a <!-- open", "a"),
        ("a<br>b<BR />c", "a\nb\nc"),
        ("cc\\-by\\-4\\.0", "cc-by-4.0"),
        ("C:\\data", "C:\\data"),
        ("see `a\\_b`", "see `a\\_b`"),
        ("`code`", "code"),
        ("**bold**", "bold"),
        ("_none_", "none"),
        ("`a` and `b`", "`a` and `b`"),
        ("**", "**"),
    ],
)
def test_value(text: str, value: str) -> None:
    assert words.value(text) == value
