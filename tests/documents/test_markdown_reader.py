"""Markdown bodies: sections, their paths, labelled values, items and tables, each where it stands."""

from typing import Any

import pytest

from roadmap_guard.documents import LIMITS, parse
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence, plain
from support.source_text import at, covered

CARD = """\
---
license: mit
---
Prose **before** any heading.

# \U0001f680 Checkout risk model

**Owner:** payments
and friends
**Since**: 2026-01-02

## 2. Uses

<!-- what it is
## not a heading
for -->

### Direct Use [optional]

- **Developed by:** Ana <!-- lead -->
- **Shared with**:
  - risk
  - fraud,
    abroad
- start-date: `2026/01/02`
* an item

  with a second paragraph

**Out of scope**
Anything else.

```text
# no heading either
**No:** field
```

Limitations
-----------

| Field | Response |
|:------|:---------|
| Regions: | EU<br>US |
| Pipes | a \\| b |
| Empty |  |

---

| Group | Rate | n |
|---|---|---|
| **A** | 0.5 | 10 |
| B | 0.25 |
"""


def body(text: str) -> Mapping:
    root = parse("card.md", text.encode()).documents[0].root
    assert isinstance(root, Mapping)
    return root


def sections(text: str) -> dict[str, Mapping]:
    found = at(body(text), "sections")
    assert isinstance(found, Sequence)
    return {str(plain(at(section, "path"))): section for section in found.items if isinstance(section, Mapping)}


def value(text: str, path: str, *steps: str | int) -> Any:
    return plain(at(sections(text)[path], *steps))


def test_sections_are_named_by_their_path_below_the_title() -> None:
    assert list(sections(CARD)) == [
        "",
        "Checkout risk model",
        "Uses",
        "Uses/Direct Use",
        "Uses/Direct Use/Out of scope",
        "Limitations",
    ]


def test_headings_are_kept_as_written_with_their_level() -> None:
    found = [(plain(at(section, "heading")), plain(at(section, "level"))) for section in sections(CARD).values()]
    assert found == [
        ("", 0),
        ("\U0001f680 Checkout risk model", 1),
        ("2. Uses", 2),
        ("Direct Use [optional]", 3),
        ("Out of scope", 4),
        ("Limitations", 2),
    ]


def test_title_is_the_first_heading_of_level_one() -> None:
    assert plain(at(body(CARD), "title")) == "\U0001f680 Checkout risk model"
    assert body("## Only\n").get("title") is None


def test_later_headings_of_level_one_are_part_of_paths() -> None:
    assert list(sections("# Title\n# Uses\n## Direct\n# Risks\n")) == ["Title", "Uses", "Uses/Direct", "Risks"]


def test_text_is_the_prose_up_to_the_next_heading_without_comments_code_and_rules() -> None:
    assert value(CARD, "", "text") == "Prose **before** any heading."
    assert value(CARD, "Uses", "text") == ""
    assert value(CARD, "Uses/Direct Use/Out of scope", "text") == "Anything else."
    assert value("# A\n\n---\n", "A", "text") == ""


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- none are known -->",
        "<!-- never closed",
        "{/* none\nare known */}",
        "[//]: # (none are known)",
        '[comment]: <> "none are known"',
        "[//]: #",
        "   [//]: # (one)\n[//]: # (two)",
    ],
)
def test_what_no_reader_is_shown_is_no_text(hidden: str) -> None:
    assert value(f"# Limitations\n\n{hidden}\n", "Limitations", "text") == ""


@pytest.mark.parametrize("shown", ["[docs]: https://example.com", "a {/ b", "See [//]: # (this)"])
def test_what_only_looks_like_a_comment_stays(shown: str) -> None:
    assert value(f"# Limitations\n\n{shown}\n", "Limitations", "text") == shown


def test_a_table_of_very_many_cells_is_not_read() -> None:
    text = "# A\n\n| a | b |\n|---|---|\n" + "| x | y |\n" * 40
    parsed = parse("a.md", text.encode(), LIMITS._replace(nodes=100))

    assert [problem.code for problem in parsed.problems] == ["body-too-large"]
    assert "`|`" in parsed.problems[0].message


def test_bold_labels_in_prose_are_fields() -> None:
    assert value(CARD, "Checkout risk model", "fields") == {"Owner": "payments and friends", "Since": "2026-01-02"}


def test_labelled_items_are_fields() -> None:
    assert value(CARD, "Uses/Direct Use", "fields") == {
        "Developed by": "Ana",
        "Shared with": "risk\nfraud, abroad",
        "start-date": "2026/01/02",
    }


def test_rows_of_tables_with_two_columns_are_fields() -> None:
    assert value(CARD, "Limitations", "fields") == {"Regions": "EU\nUS", "Pipes": "a | b", "Empty": None}


def test_first_of_two_fields_with_one_label_counts() -> None:
    assert value("# A\n- **Owner:** a\n- **Owner:** b\n", "A", "fields") == {"Owner": "a"}


def test_bold_words_that_lead_a_paragraph_are_a_label() -> None:
    text = "# A\n**License** A custom one\nof ours.\n\nx\n**Not** This\n\n- **Nor** This\n\n**Any** use.\n"

    assert value(text, "A", "fields") == {"License": "A custom one of ours."}


def test_label_without_value_is_null() -> None:
    assert value("# A\n- **Owner:**\n- **Team:** x\n", "A", "fields") == {"Owner": None, "Team": "x"}


def test_value_may_follow_in_a_paragraph_of_the_item() -> None:
    assert value("# A\n- **Owner:**\n\n  team one\n  and two\n", "A", "fields") == {"Owner": "team one and two"}


def test_labels_within_labels_are_all_fields() -> None:
    assert value("# A\n- **Contact:**\n  - **Mail:** a@b.c\n", "A", "fields") == {
        "Mail": "a@b.c",
        "Contact": "**Mail:** a@b.c",
    }


def test_items_are_the_list_items_at_all_depths() -> None:
    assert value(CARD, "Uses/Direct Use", "items") == [
        "**Developed by:** Ana",
        "**Shared with**:",
        "risk",
        "fraud, abroad",
        "start-date: `2026/01/02`",
        "an item",
    ]


def test_tables_are_rows_by_header() -> None:
    assert value(CARD, "Limitations", "tables", 1) == [
        {"Group": "A", "Rate": "0.5", "n": "10"},
        {"Group": "B", "Rate": "0.25", "n": None},
    ]


@pytest.mark.parametrize(
    ("path", "steps", "source"),
    [
        ("Checkout risk model", ["heading"], "\U0001f680 Checkout risk model"),
        ("Checkout risk model", ["fields", "Owner"], "payments\nand friends"),
        ("Checkout risk model", ["text"], "**Owner:** payments\nand friends\n**Since**: 2026-01-02"),
        ("Uses/Direct Use", ["heading"], "Direct Use [optional]"),
        ("Uses/Direct Use", ["fields", "Developed by"], "Ana <!-- lead -->"),
        ("Uses/Direct Use", ["fields", "Shared with"], "risk\n  - fraud,\n    abroad"),
        ("Uses/Direct Use", ["fields", "start-date"], "`2026/01/02`"),
        ("Uses/Direct Use", ["items", 3], "fraud,\n    abroad"),
        ("Uses/Direct Use/Out of scope", ["heading"], "**Out of scope**"),
        ("Limitations", ["fields", "Regions"], "EU<br>US"),
        ("Limitations", ["fields", "Pipes"], "a \\| b"),
        ("Limitations", ["tables", 1, 0], "**A** | 0.5 | 10"),
        ("Limitations", ["tables", 1, 1, "Rate"], "0.25"),
    ],
)
@pytest.mark.parametrize("variant", ["lf", "crlf", "mark"])
def test_span_covers_the_text_in_the_file(variant: str, path: str, steps: list[str | int], source: str) -> None:
    text = {"lf": CARD, "crlf": CARD.replace("\n", "\r\n"), "mark": "\ufeff" + CARD}[variant]
    span = at(sections(text)[path], *steps).span
    assert covered(text.removeprefix("\ufeff"), span).replace("\r\n", "\n") == source


def test_label_has_its_own_span() -> None:
    fields = at(sections(CARD)["Uses/Direct Use"], "fields")
    assert isinstance(fields, Mapping)
    label = fields.key("Developed by")
    assert label is not None
    assert covered(CARD, label.span) == "**Developed by:**"


def test_bold_lines_are_headings_one_below_the_last_real_one() -> None:
    text = "# T\n## A\n**one**\n\n**two**\nx\n### B\n**three**\n"
    assert list(sections(text)) == ["T", "A", "A/one", "A/two", "A/B", "A/B/three"]


def test_headings_in_quotes_and_lists_head_no_section() -> None:
    assert list(sections("# T\n> ## quoted\n\n- ## listed\n")) == ["T"]


def test_indented_code_holds_no_fields() -> None:
    assert value("# A\n\n    **Owner:** x\n", "A", "fields") == {}


def test_unusual_white_space_does_not_shift_lines() -> None:
    text = "# A\n\u2028\n\u00a0\x0b\n## B\n**Owner:**\u00a0x\n"
    assert at(sections(text)["B"], "fields", "Owner").span == (5, 12, 5, 13)


def test_body_is_not_read_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    from roadmap_guard.documents import markdown_body

    monkeypatch.setattr(markdown_body, "entries", lambda text, start: reads.append(text[start:]) or {})
    root = body(CARD)
    assert plain(at(root, "frontMatter")) == {"license": "mit"}
    assert reads == []
    assert root.get("sections") is None
    assert len(reads) == 1


def test_root_behaves_like_any_mapping() -> None:
    root = body(CARD)
    assert list(root) == ["frontMatter", "title", "sections"]
    assert list(body("text")) == ["sections"]
    assert root.key("title") is not None
    assert not hasattr(root, "no_such_attribute")
    assert covered(CARD, root.span) == CARD.rstrip("\n")


def test_positions_of_front_matter_count_from_the_top_of_the_file() -> None:
    assert at(body(CARD), "frontMatter", "license").span == (2, 10, 2, 13)


def test_empty_file_is_a_document_without_sections() -> None:
    node: Node = body("")
    assert plain(node) == {"sections": []}


def test_empty_heading_is_no_section() -> None:
    assert list(sections("#\n\ntext\n")) == [""]


def test_null_and_text_are_scalars_of_the_model() -> None:
    assert isinstance(at(sections(CARD)["Limitations"], "fields", "Empty"), Scalar)
