"""Headings that say when, and what stands below them."""

import pytest

from roadmap_guard.formats.parsers import outline
from roadmap_guard.model.node import plain
from support.formats import parse


def items(text, path="ROADMAP.md"):
    (document,) = parse(text, path)
    return plain(outline.tree(document))["items"]


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
    (item,) = outline.tree(document).get("items").items

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
