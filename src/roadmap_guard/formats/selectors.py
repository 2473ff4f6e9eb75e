"""Selectors: the words that say where a value stands (`path`, `section`, `label`)."""

from collections.abc import Iterator
from typing import Protocol

from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.paths import Path, PathSyntaxError, Place
from roadmap_guard.formats.searching import flat
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence, kind_of

WORDS = ("path", "section", "label")
WORDS_OF_A_SELECTOR = (*WORDS, "outside")


class Selector(Protocol):
    """Finds nodes from a place. `many` says that it may find several."""

    @property
    def text(self) -> str:
        """As written, for messages."""

    @property
    def many(self) -> bool:
        """Whether it may find several."""

    def find(self, place: Place) -> Node | None:
        """The first node, or None."""

    def find_all(self, place: Place) -> list[Node]:
        """Every node."""

    def places(self, place: Place) -> Iterator[Place]:
        """Every node as a place, with its key or number."""


def path_of(node: Node, errors: Errors) -> Path:
    """The path that a definition's text holds; `.` with a mistake noted where it is none."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        try:
            return Path(node.value)
        except PathSyntaxError as error:
            errors.add(node.span, f"`{node.value}` is not a path: {error}")
    else:
        errors.add(node.span, f"a path is text, not {kind_of(node)}")
    return Path(".")


def selector_of(words: Mapping, errors: Errors) -> Selector | None:
    """The selector in a mapping of words; None where it has none of `WORDS`."""
    path, section, label, outside = (words.get(word) for word in WORDS_OF_A_SELECTOR)
    if outside and (label is None) == (section is None):
        errors.add(outside.span, "`outside` goes with `label` or with `section`, and not with both")
    if label is not None:
        from roadmap_guard.formats.sections import LabelSelector

        if path is not None:
            errors.add(label.span, "`label` and `path` do not go together")
        return LabelSelector(
            texts_of(label, errors),
            texts_of(section, errors) if section else (),
            texts_of(outside, errors) if outside else (),
        )
    if section is not None:
        from roadmap_guard.formats.sections import SectionSelector

        return SectionSelector(
            texts_of(section, errors),
            path_of(path, errors) if path else None,
            texts_of(outside, errors) if outside else (),
        )
    return path_of(path, errors) if path is not None else None


class Parts:
    """The parts of the texts that another selector finds, each at a place of its own."""

    many = True

    def __init__(self, whole: Selector, separator: str) -> None:
        self.text = whole.text
        self._whole = whole
        self._separator = separator

    def find(self, place: Place) -> Node | None:
        """The first part."""
        return next((found.node for found in self.places(place)), None)

    def find_all(self, place: Place) -> list[Node]:
        """Every part."""
        return [found.node for found in self.places(place)]

    def places(self, place: Place) -> Iterator[Place]:
        """Every part as a place; around it is what is around the text, and `@number` counts the parts of one text."""
        for found in self._whole.places(place):
            for number, part in enumerate(flat([found.node], self._separator), 1):
                yield Place(part, found.document, found.outer, found.key, number)


def items_of(node: Node | None, errors: Errors) -> Selector:
    """Where `each` finds its items: a path, or a mapping of words; without either the place itself."""
    if not isinstance(node, Mapping):
        return path_of(node, errors) if node is not None else Path(".")
    words = errors.mapping(node, "`each`", (*WORDS, "split")) or node
    selector = selector_of(words, errors)
    if selector is None:
        errors.add(node.span, "`each` is a path, or has `path`, `section` or `label`")
        return Path(".")
    return Parts(selector, text_of(words, "split", errors)) if "split" in words.entries else selector


def texts_of(node: Node, errors: Errors) -> tuple[str, ...]:
    """One text or a list of texts, by their literals."""
    items = node.items if isinstance(node, Sequence) else [node]
    for item in items:
        if not isinstance(item, Scalar) or not item.text.strip():
            errors.add(item.span, f"{kind_of(item)} where a text is needed")
    if not items:
        errors.add(node.span, "an empty list where texts are needed")
    return tuple(item.text.strip() for item in items if isinstance(item, Scalar))


def text_of(words: Mapping, word: str, errors: Errors) -> str:
    """The text under `word`; empty, with a mistake noted, where there is none."""
    node = words.get(word)
    if isinstance(node, Scalar) and node.text.strip():
        return node.text.strip()
    errors.add((node or words).span, f"`{word}` needs a text")
    return ""


def is_true(words: Mapping, word: str, errors: Errors) -> bool:
    """Whether `word` is there and `true`; a mistake is noted where it is neither `true` nor `false`."""
    node = words.get(word)
    if node is not None and not (isinstance(node, Scalar) and isinstance(node.value, bool)):
        errors.add(node.span, f"`{word}` is `true` or `false`")
    return isinstance(node, Scalar) and node.value is True
