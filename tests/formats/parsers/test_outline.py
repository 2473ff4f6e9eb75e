"""Headings that say when, and what stands below them."""

import pytest

from roadmap_guard.formats.parsers import outline
from roadmap_guard.model.node import plain
from support.formats import parse


def items(text, path="ROADMAP.md"):
    (document,) = parse(text, path)
    return plain(outline.tree(document).root)["items"]


def said(heading):
    found = items(f"# Roadmap\n\n{heading}\n\n- It\n")
    return (
        {name: found[0].get(name) for name in ("period", "release", "horizon", "state") if found[0].get(name)}
        if found
        else {}
    )


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("## 2026", {"period": "2026"}),
        ("## Q3 2026", {"period": "Q3 2026"}),
        ("## Near-term: 2026 Q3-Q4", {"period": "2026 Q3-Q4", "horizon": "Near-term"}),
        ("### **H1 2026** (in progress)", {"period": "H1 2026", "state": "in progress"}),
        ("## Just shipped - v9.7.0", {"release": "v9.7.0", "state": "done"}),
        ("## Current: 1.0.0 (released 2026-07-02)", {"release": "1.0.0", "state": "done"}),
        ("### v0.9.0 - ~ 2026-06-14", {"release": "v0.9.0", "period": "2026-06-14"}),
        ("## v0.4 (v1alpha4) ~ Q4 2026", {"release": "v0.4", "period": "Q4 2026"}),
        ("## v1.2.0 Cards and coins", {"release": "v1.2.0"}),
        ("## [v1.2 - Cards](https://example.org/v1.2)", {"release": "v1.2"}),
        ("## 1.2 Cards", {}),
        ("## V2 of the plan", {}),
        ("## Planned features", {"state": "planned"}),
        ("## Completed Items", {"state": "done"}),
        ("## Long-term goals", {"horizon": "Long-term goals"}),
        ("## Upcoming release", {}),
        ("## Features", {}),
        ("## \u26d4 Blocked", {"state": "blocked"}),
        ("## Deferred (Q1 2027)", {"state": "on hold", "period": "Q1 2027"}),
        ("## Dropped", {"state": "cancelled"}),
        ("## July 2026 \u2014 Paying", {"period": "July 2026"}),
        ("## Now", {"horizon": "Now"}),
        ("## Future work \U0001f52e", {"horizon": "Future work"}),
        ("## \u2705 Completed", {"state": "done"}),
        ("## To do ##", {"state": "planned"}),
        ("2026 Q3\n-------", {"period": "2026 Q3"}),
        ("## Under consideration", {"state": "idea"}),
    ],
)
def test_heading_says_when(heading, expected):
    assert said(heading) == expected


@pytest.mark.parametrize(
    "heading",
    [
        "## Goals",
        "## 1.2 Scope",
        "## 1.2: Scope",
        "## Week 1",
        "## Q3",
        "## In 2026 we learned",
        "## Released by hand",
        "text",
        "#2026",
        "## ",
    ],
)
def test_heading_that_says_nothing_of_it_has_no_items(heading):
    assert said(heading) == {}


def test_year_in_the_title_is_no_time_for_everything():
    assert items("# Roadmap 2026\n\n- a\n\n## Topics\n\n- b\n") == []
    assert [item["title"] for item in items("# Roadmap\n\n# 2026\n\n- a\n")] == ["a"]


def test_what_a_heading_says_holds_for_those_below_it_and_no_longer():
    text = "# R\n\n## 2026 Q1\n\n### Paying\n\n- a\n\n#### Done\n\n- b\n\n### Shipping\n\n- c\n\n## Notes\n\n- d\n"

    assert [(item["title"], item["group"], item.get("state")) for item in items(text)] == [
        ("a", "Paying", None),
        ("b", "Done", "done"),
        ("c", "Shipping", None),
    ]


@pytest.mark.parametrize(
    ("item", "title", "state"),
    [
        ("- **Pay by card**: both countries", "Pay by card", None),
        ("* Pay by [card](https://example.org) and `bill`", "Pay by card and bill", None),
        ("1. [[Pay] by card](https://example.org)", "[Pay] by card", None),
        ("- [x] Pay", "Pay", "done"),
        ("- [ ] Pay", "Pay", "planned"),
        ("- \u2705 Pay", "Pay", "done"),
        ("+ Pay\n  by card", "Pay by card", None),
        ("  - Pay", "Pay", None),
    ],
)
def test_item_has_a_title_and_perhaps_a_box(item, title, state):
    (found,) = items(f"# R\n\n## 2026\n\n{item}\n")

    assert (found["title"], found.get("state")) == (title, state)


def test_only_items_of_the_outermost_list_count():
    text = (
        "# R\n\n## 2026\n\n- a\n  - b\n    - c\n\n  more\n- d\n\nText.\n\n  - e\n\n```\n- f\n```\n\n    - g\n\n- **\n"
    )

    assert [item["title"] for item in items(text)] == ["a", "d", "e"]


def test_what_is_not_meant_is_no_item():
    assert items("# R\n\n## 2026\n\n### Non-goals\n\n- a\n\n### Out of scope\n\n- b\n") == []


@pytest.mark.parametrize(
    "head",
    [
        "<!-- GENERATED FILE - do not edit by hand -->\n",
        "<!-- Do not edit: this file is generated. -->\n",
        "> This page is generated from roadmap.yaml.\n",
        "*Auto-generated.*\n",
    ],
)
def test_generated_file_has_its_source_elsewhere(head):
    assert items(f"{head}\n# R\n\n## 2026\n\n- a\n") == []


def test_every_value_stands_where_it_is_written():
    (document,) = parse("# R\n\n## Later: **Q3 2026**\n\n- [x] Pay by\n  card\n", "ROADMAP.md")
    (item,) = outline.tree(document).root.get("items").items

    assert {name: node.span[:] for name, (_, node) in item.entries.items()} == {
        "title": (5, 7, 6, 7),
        "period": (3, 13, 3, 20),
        "horizon": (3, 4, 3, 9),
        "state": (5, 7, 6, 7),
        "stateText": (5, 7, 6, 7),
        "group": (3, 4, 3, 22),
    }


def test_document_of_another_language_has_no_items():
    assert items("a: b", "x.yaml") == []


def test_headings_too_long_for_a_heading_take_no_time():
    assert items(f"# R\n\n## 2026{' ' * 200_000}x\n\n- a\n") == []
    assert items(f"# R\n\n## 2026\n\n- {'[' * 200_000}\n")[0]["title"] == "[" * 200_000


def rows(table, heading="## 2026"):
    found = items(f"# Roadmap\n\n{heading}\n\n{table}\n")
    return [
        {
            name: item[name]
            for name in ("title", "period", "release", "horizon", "state", "stateText", "owner")
            if name in item
        }
        for item in found
    ]


def test_row_of_a_table_is_an_item_with_what_its_columns_say():
    table = "| Feature | Status | Target | Owner | Cost |\n|:--|---|--:|---|---|\n| [Coins](#c) | WIP | v1.2 | @ada | 2025 |\n|**Cards**: all | \u2705 | Q1 2027 || |"

    assert rows(table) == [
        {
            "title": "Coins",
            "period": "2026",
            "release": "v1.2",
            "state": "in progress",
            "stateText": "WIP",
            "owner": "@ada",
        },
        {"title": "Cards", "period": "Q1 2027", "state": "done", "stateText": "\u2705"},
    ]


@pytest.mark.parametrize(
    ("header", "row", "title"),
    [
        ("Theme | Description", "Pay | Coins", "Coins"),
        ("Description | Name", "About | Coins", "Coins"),
        ("Milestone | Description", "Coins | About", "Coins"),
        ("Work item | x", "Coins \\| cards | y", "Coins \\| cards"),
        ("a | ITEM", "b | Coins", "Coins"),
    ],
)
def test_what_a_row_is_called_stands_in_a_column_of_a_usual_name(header, row, title):
    assert [each["title"] for each in rows(f"{header}\n--|--\n{row}")] == [title]


@pytest.mark.parametrize(
    "table",
    [
        "Topic | Hours\n--|--\nCoins | 3",
        "Version | Date\n--|--\nv1 | 2026-01-01",
        "Title | Status\nCoins | Done",
        "Title | Status\n|--|--|\n| | Done |",
        "a | b\n--|--",
        "| |\n|-|\n|",
    ],
)
def test_table_without_such_a_column_or_without_rows_has_no_items(table):
    assert rows(table) == []


def test_row_under_a_heading_that_says_nothing_counts_if_it_says_something_itself():
    table = "| Title | Status |\n|--|--|\n| Coins | Completed |\n| Cards | ? |\n"

    assert rows(table, "## What we do") == [{"title": "Coins", "state": "done", "stateText": "Completed"}]
    assert rows(table, "## Non-goals") == []


def test_state_of_a_row_that_nobody_knows_is_not_that_of_the_heading():
    assert rows("Title | Status\n--|--\nCoins | stuck\nCards |", "## Planned") == [
        {"title": "Coins", "stateText": "stuck"},
        {"title": "Cards", "state": "planned", "stateText": "Planned"},
    ]


def test_list_after_a_table_goes_on():
    found = items("# Roadmap\n\n## 2026\n\n| Title |\n|--|\n| Coins |\n\n- Cards\n\n## 2027\n\n- Gifts\n")

    assert [(item["title"], item["period"]) for item in found] == [
        ("Coins", "2026"),
        ("Cards", "2026"),
        ("Gifts", "2027"),
    ]
