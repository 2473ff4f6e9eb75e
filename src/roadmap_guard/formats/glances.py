"""Conditions on the whole text of a Markdown file: what can be seen without taking it apart."""

import re
from collections.abc import Callable

from roadmap_guard.documents.markdown_root import MarkdownRoot
from roadmap_guard.formats.conditions import Condition, Failure, Trigger, pattern_of
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.names import echo
from roadmap_guard.formats.paths import Place
from roadmap_guard.formats.selectors import texts_of
from roadmap_guard.model.node import Node
from roadmap_guard.model.record import NamedTuple


class Glance(NamedTuple):
    """Holds for a Markdown file whose text passes the test."""

    test: Callable[[str], bool]
    message: str

    def holds(self, place: Place) -> bool:
        """Whether it does; a document in another language does not."""
        root = place.document.root
        return isinstance(root, MarkdownRoot) and self.test(root.text)

    def failures(self, place: Place) -> list[Failure]:
        """Why it does not."""
        return [] if self.holds(place) else [Failure("text", self.message, None, (), place.node.span.start)]

    def triggers(self) -> tuple[Trigger, ...]:
        """None: there is nothing cheaper to see."""
        return ()


def glance(word: str, node: Node, errors: Errors) -> Condition:
    """The condition `contains` or `line` with what stands behind the word."""
    if word == "contains":
        texts = texts_of(node, errors)
        message = f"the text does not contain {' or '.join(map(echo, texts))}"
        return Glance(lambda whole: any(text in whole for text in texts), message)
    pattern = pattern_of(node, errors, re.MULTILINE)
    return Glance(lambda whole: pattern.search(whole) is not None, f"no line matches `{pattern.pattern}`")
