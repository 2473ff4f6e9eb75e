"""Finding answers in Markdown: by heading, by bold label, in tables and lists.

Headings and labels are compared without regard to case, `(s)` and a final colon or question mark; numbering, emphasis and
emoji are gone since the file was read. What stands under nested headings belongs to the heading above them. They are sought in
the nearest thing around that has `sections`: a part that a parser made of the document, or all of it.
"""

import re
from collections.abc import Iterator

from roadmap_guard.formats.outline import Outline, aliases_of, is_like, normalise, normalise_alias, outline_of
from roadmap_guard.formats.paths import Path, Place
from roadmap_guard.formats.placeholders import none_stated, says_nothing
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span

_PLACEHOLDER = "TBD"
_NONE = "None"
_BREAK = re.compile(r"(?i)<br\s*/?>")
_LABEL = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*[^*]+\*\*:?)?")


class SectionSelector:
    """Sections by heading. `Uses/Direct Use` is a heading under another; a `*` at the end stands for any more words.

    Without `path` it gives the text of the section and all below it; with one, what the path finds in each of them
    (`items[*]`, `tables[0][*]`). `outside` names sections that do not count, nor what is below them: a heading above may
    have its opposite below it.
    """

    many = True

    def __init__(self, headings: tuple[str, ...], path: Path | None = None, outside: tuple[str, ...] = ()) -> None:
        self.text = f"section {' | '.join(headings)}"
        self._headings = aliases_of(headings)
        self._path = path
        self._outside = aliases_of(outside)

    def find(self, place: Place) -> Node | None:
        """The first section's answer."""
        return next(iter(self.find_all(place)), None)

    def find_all(self, place: Place) -> list[Node]:
        """An answer per matching section; in the order of the aliases, then of the file. No section answers twice."""
        if self._path is None:
            return [_whole_text(group) for group in self._groups(place)]
        return [found.node for found in self.places(place)]

    def places(self, place: Place) -> Iterator[Place]:
        """What the path finds in the sections, as places; without a path the sections themselves."""
        for section in (section for group in self._groups(place) for section in group):
            inside = Place(section, place.document, place)
            yield from self._path.places(inside) if self._path else (inside,)

    def _groups(self, place: Place) -> Iterator[list[Mapping]]:
        """Each matching section with those below it, without what was given before."""
        outline = outline_of(_around(place))
        given = set(outline.below(self._outside))
        for number in (number for alias in self._headings for number in outline.numbers(alias)):
            group = [inner for inner in outline.with_nested(number) if inner not in given]
            given.update(group)
            if group:
                yield [outline.sections[inner] for inner in group]


class LabelSelector:
    """Values of bold labels (`- **Owner**: x`) and two-column tables, in the sections given or anywhere.

    `outside` names sections that do not count then: the licence of a data set is none of the model's.
    """

    many = True

    def __init__(self, labels: tuple[str, ...], headings: tuple[str, ...] = (), outside: tuple[str, ...] = ()) -> None:
        self.text = f"label {' | '.join(labels)}"
        self._labels = tuple(normalise_alias(label) for label in labels)
        self._within = SectionSelector(headings, Path("fields")) if headings else None
        self._outside = aliases_of(outside)

    def find(self, place: Place) -> Node | None:
        """The first value."""
        return next(iter(self.find_all(place)), None)

    def find_all(self, place: Place) -> list[Node]:
        """Every value; in the order of the aliases, then of the file."""
        return [found.node for found in self.places(place)]

    def places(self, place: Place) -> Iterator[Place]:
        """Every value as a place, with its label as the key. No value is given twice."""
        given: set[int] = set()
        for key, value in self._inside(place) if self._within else self._anywhere(outline_of(_around(place))):
            if id(value) not in given:
                given.add(id(value))
                yield Place(value, place.document, place, key)

    def _anywhere(self, outline: Outline) -> Iterator[tuple[Scalar, Node]]:
        left_out = outline.below(self._outside)
        for label in self._labels:
            for field in outline.labelled(label):
                number, _, key, value = outline.fields[field]
                if number not in left_out:
                    yield key, value

    def _inside(self, place: Place) -> Iterator[tuple[Scalar, Node]]:
        tables = self._within.find_all(place) if self._within else []
        for label in self._labels:
            for table in tables:
                for name, entry in table.entries.items() if isinstance(table, Mapping) else ():
                    if is_like(normalise(name), label):
                        yield entry


def _around(place: Place) -> Node:
    """The nearest thing around that has sections: a part of the document, or all of it."""
    inner: Place | None = place
    while inner is not None and inner.outer is not None:
        if isinstance(inner.node, Mapping) and isinstance(inner.node.get("sections"), Sequence):
            return inner.node
        inner = inner.outer
    return place.document.root


def _answers_in(text: str) -> list[str]:
    """Its lines that hold more than list marks and bold labels: a form of labels alone holds no answer."""
    lines = (_LABEL.sub("", line).strip() for line in _BREAK.sub("", text).splitlines())
    return [line for line in lines if line]


def _whole_text(group: list[Mapping]) -> Scalar:
    """The texts of the sections as one, without those that say nothing; if none does, what stands for their kind of nothing."""
    texts = [text for section in group if isinstance(text := section.get("text"), Scalar) and text.text.strip()]
    answers = [_answers_in(text.text) for text in texts]
    said = [text for text, lines in zip(texts, answers, strict=True) if not all(map(says_nothing, lines))]
    chosen = said or texts[:1]
    if not chosen:
        heading = group[0].get("heading")
        return Scalar("", "", heading.span if heading else group[0].span)
    first, last = chosen[0].span, chosen[-1].span
    joined = "\n\n".join(text.text for text in said) or _nothing([line for lines in answers for line in lines])
    return Scalar(joined, joined, Span(first.line, first.column, last.end_line, last.end_column))


def _nothing(lines: list[str]) -> str:
    """One text for lines that say nothing: that there is none, a placeholder, or no text at all."""
    return _NONE if any(map(none_stated, lines)) else _PLACEHOLDER if lines else ""
