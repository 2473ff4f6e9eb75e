"""Finding answers in Markdown: by heading, by bold label, in tables and lists.

Headings and labels are compared without regard to case, `(s)` and a final colon or question mark; numbering, emphasis and
emoji are gone since the file was read. What stands under nested headings belongs to the heading above them. They are sought in
the nearest thing around that has `sections`: a part that a parser made of the document, or all of it.
"""

import re
from collections.abc import Iterator

from roadmap_guard.formats.paths import Path, Place
from roadmap_guard.formats.placeholders import none_stated, says_nothing
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import FILE_START, Span

_PLACEHOLDER = "TBD"
_NONE = "None"
_BREAK = re.compile(r"(?i)<br\s*/?>")
_LABEL = re.compile(r"^\s*(?:[-*+]\s+)?(?:\*\*[^*]+\*\*:?)?")
_ASIDE = re.compile(r"\((?:s|required)\)|\[required\]")


def normalise(heading: str) -> str:
    """A heading or label as it is compared: `Intended Use(s)` is `intended use`, `&` is `and`, backslashes are left out."""
    words = _ASIDE.sub("", heading.replace("\\", "").lower()).split()
    return " ".join("and" if word == "&" else word for word in words).rstrip(":?")


class SectionSelector:
    """Sections by heading. `Uses/Direct Use` is a heading under another; a `*` at the end stands for any more words.

    Without `path` it gives the text of the section and all below it; with one, what the path finds in each of them
    (`items[*]`, `tables[0][*]`). `outside` names sections that do not count, nor what is below them: a heading above may
    have its opposite below it.
    """

    many = True

    def __init__(self, headings: tuple[str, ...], path: Path | None = None, outside: tuple[str, ...] = ()) -> None:
        self.text = f"section {' | '.join(headings)}"
        self._headings = _aliases(headings)
        self._path = path
        self._outside = _aliases(outside)

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
        outline = _outline(_around(place))
        given = outline.below(self._outside)
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
        self._outside = _aliases(outside)

    def find(self, place: Place) -> Node | None:
        """The first value."""
        return next(iter(self.find_all(place)), None)

    def find_all(self, place: Place) -> list[Node]:
        """Every value; in the order of the aliases, then of the file."""
        return [found.node for found in self.places(place)]

    def places(self, place: Place) -> Iterator[Place]:
        """Every value as a place, with its label as the key. No value is given twice."""
        given: set[int] = set()
        tables = self._within.find_all(place) if self._within else self._tables(_outline(_around(place)))
        for label in self._labels:
            for table in tables:
                if isinstance(table, Mapping):
                    for name, (key, value) in table.entries.items():
                        if _same(normalise(name), label) and id(value) not in given:
                            given.add(id(value))
                            yield Place(value, place.document, place, key)

    def _tables(self, outline: "_Outline") -> list[Node | None]:
        """The labelled values of each section that counts."""
        left_out = outline.below(self._outside)
        return [section.get("fields") for number, section in enumerate(outline.sections) if number not in left_out]


def normalise_alias(alias: str) -> str:
    """An alias of a definition, with its trailing `*` kept."""
    return f"{normalise(alias[:-1])}*" if alias.endswith("*") else normalise(alias)


def _aliases(headings: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Headings of a definition in parts, from the outermost on."""
    return tuple(tuple(normalise_alias(part) for part in heading.split("/")) for heading in headings)


def _same(heading: str, alias: str) -> bool:
    return heading.startswith(alias[:-1]) if alias.endswith("*") else heading == alias


def _matches(path: tuple[str, ...], alias: tuple[str, ...]) -> bool:
    return len(path) >= len(alias) and all(map(_same, path[-len(alias) :], alias))


class _Outline:
    """The sections of a document, with what they are compared by; made once for all selectors."""

    def __init__(self, root: Node) -> None:
        sections = root.get("sections") if isinstance(root, Mapping) else None
        items = sections.items if isinstance(sections, Sequence) else []
        self.root = root
        self.sections = [item for item in items if isinstance(item, Mapping)]
        self.paths = [_heading_path(section) for section in self.sections]
        self._by_name: dict[str, list[int]] = {}
        for number, path in enumerate(self.paths):
            self._by_name.setdefault(path[-1] if path else "", []).append(number)

    def numbers(self, alias: tuple[str, ...]) -> list[int]:
        """The sections whose headings end like `alias`."""
        last = alias[-1]
        if last.endswith("*"):
            near = [number for name, found in self._by_name.items() if name.startswith(last[:-1]) for number in found]
        else:
            near = self._by_name.get(last, [])
        return sorted(number for number in near if _matches(self.paths[number], alias))

    def with_nested(self, number: int) -> range:
        """The numbers of the section and of those below it: up to the next heading of the same level or higher."""
        level = _level(self.sections[number])
        end = number + 1
        while end < len(self.sections) and _level(self.sections[end]) > level:
            end += 1
        return range(number, end)

    def below(self, aliases: tuple[tuple[str, ...], ...]) -> set[int]:
        """The numbers of the sections of these names and of all below them."""
        numbers = [number for alias in aliases for number in self.numbers(alias)]
        return {inner for number in numbers for inner in self.with_nested(number)}


_latest = [_Outline(Sequence([], FILE_START))]


def _around(place: Place) -> Node:
    """The nearest thing around that has sections: a part of the document, or all of it."""
    inner: Place | None = place
    while inner is not None and inner.outer is not None:
        if isinstance(inner.node, Mapping) and isinstance(inner.node.get("sections"), Sequence):
            return inner.node
        inner = inner.outer
    return place.document.root


def _outline(root: Node) -> _Outline:
    if _latest[0].root is not root:
        _latest[0] = _Outline(root)
    return _latest[0]


def _heading_path(section: Mapping) -> tuple[str, ...]:
    path = section.get("path")
    return tuple(normalise(part) for part in path.text.split("/")) if isinstance(path, Scalar) else ()


def _level(section: Mapping) -> int:
    level = section.get("level")
    return level.value if isinstance(level, Scalar) and isinstance(level.value, int) else 0


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
