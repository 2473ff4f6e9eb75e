"""Parsers of text that paths cannot reach into: each makes of a document a tree of its own, at which a definition's paths start.

mermaid-gantt      `tasks` of the gantt charts in a Markdown file, see `gantt`
kep-questionnaire  answers of a production readiness questionnaire, see `questionnaire`
roadmap-outline    items of a roadmap in prose, see `outline`
model-cards        `cards` of a Markdown file that may hold several, see `cards`
model-index        YAML of its own or in a comment of a Markdown file, see `model_index`
folded-keys        the document with its keys in one spelling, see `folded`
"""

from importlib import import_module

from roadmap_guard.formats.parsers.tree import Tree
from roadmap_guard.model.document import Document

PARSERS = {
    "mermaid-gantt": "gantt",
    "kep-questionnaire": "questionnaire",
    "roadmap-outline": "outline",
    "model-cards": "cards",
    "model-index": "model_index",
    "folded-keys": "folded",
}
"""The names that a definition may use, and the modules behind them. A module has a function `tree(document) -> Tree`."""


def parse(name: str, document: Document) -> Tree:
    """The tree that the parser called `name` makes of the document; its nodes stand where the document's text does."""
    tree: Tree = import_module(f"{__name__}.{PARSERS[name]}").tree(document)
    return tree
