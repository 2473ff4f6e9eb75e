"""The parser that tells the model cards of a Markdown file apart."""

import pytest

from roadmap_guard.formats.parsers import parse as tree_of
from roadmap_guard.model.node import plain
from support.formats import load, parse, read

CATALOGUE = """---
owner: ada
---
# Our models

Two of them.

## Model card: Tone

Tells tone.

### Intended use

Sorting reviews.

## Speller model card

### Intended use

Correcting words.

#### Limits

Norwegian only.
"""
FORMAT = """
format: mine
languages: markdown
recognise: {path: frontMatter.owner, exists: true}
over: markdown-card
parser: model-cards
resources:
  - kind: ModelCard
    each: cards[*]
    id: ["{title}", "{@path}"]
    fields:
      owners: {each: ., fields: {name: /frontMatter.owner}}
      intendedUse: {fields: {primary: {section: Intended use}}}
      limitations: {section: Limits}
"""


def cards(text):
    (document,) = parse(text, "cards.md")
    return plain(tree_of("model-cards", document).root)["cards"]


def test_each_card_of_a_catalogue_has_its_own_sections():
    tone, speller = read(CATALOGUE, "cards.md", load(FORMAT)).resources

    assert (tone.id, speller.id) == ("Model card: Tone", "Speller model card")
    assert tone.fields["intendedUse"] == {"primary": "Sorting reviews."}
    assert "limitations" not in tone.fields
    assert speller.fields["intendedUse"] == {"primary": "Correcting words.\n\nNorwegian only."}
    assert speller.fields["limitations"] == ["Norwegian only."]
    assert [card.fields["owners"] for card in (tone, speller)] == [[{"name": "ada"}]] * 2


def test_card_of_a_catalogue_stands_where_its_sections_do():
    tone, speller = read(CATALOGUE, "cards.md", load(FORMAT)).resources

    assert (tone.span.line, tone.span.end_line) == (8, 15)
    assert (speller.span.line, speller.positions["intendedUse.primary"].line) == (16, 20)


@pytest.mark.parametrize(
    "text",
    [
        "# Model card: Tone\n\n## Intended use\n\nx\n\n## Model Card Authors\n\n### Ada\n\n## Model Card Contact\n\n### Mail\n",
        "# Model card: Tone\n\n## Model card for Tone\n\n### Use\n\nx\n",
        "# Model card: A\n\n# Model card: B\n",
        "# Tone\n\n## Uses\n\nx\n",
        "Only prose.\n",
        "",
    ],
)
def test_file_with_one_card_is_that_card(text):
    (document,) = parse(text, "cards.md")
    whole = plain(document.root)

    assert cards(text) == [{key: whole[key] for key in ("title", "sections") if key in whole}]


@pytest.mark.parametrize("dash", [":", " -", " \u2013", " \u2014", " for"])
def test_cards_may_be_headed_in_several_ways(dash):
    text = f"# Model Card{dash} A\n\n## Use\n\nx\n\n# Model Card{dash} B\n\n## Use\n\ny\n"

    assert [card["title"] for card in cards(text)] == [f"Model Card{dash} A", f"Model Card{dash} B"]
