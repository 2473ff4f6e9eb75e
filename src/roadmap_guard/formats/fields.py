"""From the words of a field to a function that reads it.

Each field is compiled against its part of the kind's schema, so a definition that could never give a valid value does
not load, and conversions follow from the kind: no definition repeats what type a field has.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from roadmap_guard.formats import templates
from roadmap_guard.formats.conditions import condition_of
from roadmap_guard.formats.draft import Draft
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.names import listed
from roadmap_guard.formats.paths import PathSyntaxError, Place
from roadmap_guard.formats.readers import (
    FieldReader,
    ItemReader,
    Member,
    first_said,
    from_nodes,
    joined_lists,
    joined_text,
    merged_mappings,
    note_empty,
    nothing,
    only_when,
    read_each,
    read_object,
    with_default,
)
from roadmap_guard.formats.scalars import WORDS_OF_A_SCALAR, constant_of, scalars_of
from roadmap_guard.formats.searching import flat
from roadmap_guard.formats.selectors import (
    WORDS,
    WORDS_OF_A_SELECTOR,
    Selector,
    items_of,
    path_of,
    selector_of,
    text_of,
)
from roadmap_guard.formats.values import (
    Part,
    inner_names,
    open_mapping,
    read_items,
    reader,
    single,
)
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence, kind_of

_SOURCES = ("const", "template", "first", "collect", "each", "fields")
_HOW = (*WORDS_OF_A_SCALAR, "split", "join")
_AROUND = ("when", "where", "default")
_TEXT: Part = {"type": "string"}
WORDS_OF_A_FIELD = (*WORDS_OF_A_SELECTOR, *_SOURCES, *_HOW, *_AROUND)


class FieldCompiler:
    """Compiles the fields of one resource; `expressible` gathers the names of all fields that it can give."""

    def __init__(self, kind: str, errors: Errors) -> None:
        self.kind = kind
        self.errors = errors
        self.expressible: set[str] = set()

    def members(self, node: Node, part: Part, prefix: str) -> list[Member]:
        """The fields of an object: a mapping from the kind's names to the words of each."""
        if not isinstance(node, Mapping):
            self.errors.add(node.span, f"`fields` is {kind_of(node)}; it must be a mapping of field names")
            return []
        properties: dict[str, Part] = part.get("properties", {})
        members = []
        for name, (key, words) in node.entries.items():
            inner = properties.get(name, _TEXT if _is_open(part) else None)
            if inner is None:
                self.errors.unknown(
                    key.span, f"field of {self.kind}", f"{prefix}{name}", (f"{prefix}{p}" for p in properties)
                )
                continue
            members.append(Member(name, self.field(words, inner, f"{prefix}{name}"), _is_given(words)))
        return members

    def field(self, node: Node, part: Part, name: str) -> FieldReader:
        """One field: a path, or a mapping of words."""
        self.expressible.add(name)
        if isinstance(node, Scalar):
            return self._selected(path_of(node, self.errors), Mapping({}, node.span), part, name)
        words = self.errors.mapping(node, f"`{name}`", WORDS_OF_A_FIELD)
        if words is None:
            return nothing
        read = self._source(words, part, name)
        return self._around(read, words, part, name)

    def _source(self, words: Mapping, part: Part, name: str) -> FieldReader:
        sources = [word for word in _SOURCES if word in words.entries]
        if "each" in sources and "fields" in sources:
            return self._each(words, part, name)
        if "each" in sources and "template" in sources:
            return self._each_text(words, part, name)
        if len(sources) > 1:
            self.errors.add(words.span, f"`{sources[0]}` and `{sources[1]}` do not go together")
        if not sources:
            return self._plain(words, part, name)
        if sources[0] == "each":
            self.errors.add(
                words.span, "`each` needs `fields` or `template`; for plain values write a `path` with `[*]`"
            )
            return nothing
        build: dict[str, Callable[[Mapping, Part, str], FieldReader]] = {
            "const": self._const,
            "template": self._template,
            "first": self._first,
            "collect": self._collect,
            "fields": self._fields,
        }
        return build[sources[0]](words, part, name)

    def _around(self, read: FieldReader, words: Mapping, part: Part, name: str) -> FieldReader:
        is_list = part.get("type") == "array" and not any(
            word in words.entries for word in ("const", "first", "collect")
        )
        if "where" in words.entries and not is_list:
            self.errors.add(words.span, "`where` chooses items of a list, read by `each` or `path`")
        default = words.get("default")
        if default is not None:
            read = with_default(read, constant_of(default, part, name, self.errors))
        when = words.get("when")
        return only_when(condition_of(when, self.errors), read) if when is not None else read

    def _plain(self, words: Mapping, part: Part, name: str) -> FieldReader:
        selector = selector_of(words, self.errors)
        if selector is None:
            self.errors.add(words.span, f"`{name}` needs one of {listed((*WORDS, *_SOURCES))}")
            return nothing
        return self._selected(selector, words, part, name)

    def _selected(self, selector: Selector, words: Mapping, part: Part, name: str) -> FieldReader:
        kind = part.get("type")
        if kind == "array" and part["items"].get("type") != "object":
            return self._list(selector, words, part["items"], name)
        if kind in ("array", "object"):
            self._no(words, _HOW, f"`{name}` holds objects")
            self.expressible.update(inner_names(part, name))
            return from_nodes(selector, open_mapping if _is_open(part) else reader(part, name))
        self._no(words, ("split",), f"`{name}` is a single value")
        how = scalars_of(words, part, name, self.errors)
        join = words.get("join")
        if join is None:
            return from_nodes(selector, single(how))
        if kind != "string":
            self.errors.add(join.span, f"`join` makes one text of several; `{name}` is no text")
        return partial(joined_text, selector, how, join.text if isinstance(join, Scalar) else "")

    def _list(self, selector: Selector, words: Mapping, part: Part, name: str) -> FieldReader:
        self._no(words, ("join",), f"`{name}` is a list")
        item = single(scalars_of(words, part, name, self.errors))
        where = words.get("where")
        split = text_of(words, "split", self.errors) if "split" in words.entries else None
        test = condition_of(where, self.errors) if where is not None else None

        def read(place: Place, draft: Draft, field: str) -> list[Any] | None:
            found = selector.find_all(place)
            if not found:
                note_empty(selector, place, draft, field)
                return None
            nodes = list(flat(found, split))
            meant = [node for node in nodes if test is None or test.holds(Place(node, place.document, place))]
            if nodes and not meant:
                return None
            values = read_items(meant, item, draft, field)
            draft.positions[field] = found[0].span
            if not nodes:
                draft.leave(field, "empty")
            return values or None

        return read

    def _const(self, words: Mapping, part: Part, name: str) -> FieldReader:
        self._no(words, _HOW, "a constant is not converted")
        node = words.get("const")
        value = constant_of(node, part, name, self.errors) if node is not None else None
        selector = selector_of(words, self.errors)
        if selector is None:
            return lambda _place, _draft, _field: value

        def where_found(place: Place, draft: Draft, field: str) -> Any:
            for found in selector.find_all(place):
                if not draft.absent(found, field):
                    draft.positions[field] = found.span
                    if isinstance(found, Scalar):
                        draft.texts[field] = found.text
                    return value
            return None

        return where_found

    def _template(self, words: Mapping, part: Part, name: str) -> FieldReader:
        node = words.get("template")
        template = template_of(node, self.errors) if node is not None else templates.Template(())
        for field in templates.field_names(template):
            self.errors.add(words.span, f"`${field}` works only in `id`, when the fields have been read")
        read = single(scalars_of(words, part, name, self.errors))

        def fill(place: Place, draft: Draft, field: str) -> Any:
            written = template.fill(place, draft, {})
            return None if written is None else read(Scalar(written.text, written.text, written.span), draft, field)

        return fill

    def _alternatives(self, word: str, words: Mapping, part: Part, name: str) -> list[FieldReader]:
        items = words.get(word)
        if not isinstance(items, Sequence) or not items.items:
            self.errors.add((items or words).span, f"`{word}` needs a list of paths or words")
            return []
        return [self.field(self._inherit(item, words), part, name) for item in items.items]

    def _inherit(self, item: Node, words: Mapping) -> Node:
        """Words like `unit` beside `first` or `collect` hold for each of its bare paths."""
        how = {word: words.entries[word] for word in _HOW if word in words.entries}
        if not how or not isinstance(item, Scalar):
            return item
        return Mapping({"path": (item, item), **how}, item.span)

    def _first(self, words: Mapping, part: Part, name: str) -> FieldReader:
        readers = self._alternatives("first", words, part, name)

        return partial(first_said, readers)

    def _collect(self, words: Mapping, part: Part, name: str) -> FieldReader:
        if part.get("type") != "array" and not _is_open(part):
            self.errors.add(words.span, f"`collect` is for lists and labels; `{name}` is neither")
        readers = self._alternatives("collect", words, part, name)
        return partial(merged_mappings if _is_open(part) else joined_lists, readers)

    def _each(self, words: Mapping, part: Part, name: str) -> FieldReader:
        if part.get("type") != "array" or part["items"].get("type") != "object":
            self.errors.add(words.span, f"`each` is for lists of objects; `{name}` is none")
            return nothing
        fields = words.get("fields")
        members = self.members(fields, part["items"], f"{name}[*].") if fields is not None else []

        def one(item: Place, place: Place, draft: Draft, field: str) -> Any:
            node = item.node if item.node is not place.node else None
            return read_object(members, item, draft, field, node)

        return self._items(words, one)

    def _each_text(self, words: Mapping, part: Part, name: str) -> FieldReader:
        """A list of texts, each put together at one of the places."""
        items = part.get("items", {})
        if items.get("type") != "string":
            self.errors.add(words.span, f"`each` with `template` is for lists of texts; `{name}` is none")
            return nothing
        fill = self._template(words, items, name)
        return self._items(words, lambda item, _, draft, field: fill(item, draft, field))

    def _items(self, words: Mapping, read: ItemReader) -> FieldReader:
        where = words.get("where")
        test = condition_of(where, self.errors) if where is not None else None
        return partial(read_each, items_of(words.get("each"), self.errors), test, read)

    def _fields(self, words: Mapping, part: Part, name: str) -> FieldReader:
        if part.get("type") != "object":
            self.errors.add(words.span, f"`fields` is for objects; `{name}` is none")
            return nothing
        self._no(words, _HOW, "an object is read field by field")
        fields = words.get("fields")
        members = self.members(fields, part, f"{name}.") if fields is not None else []
        selector = selector_of(words, self.errors)
        if selector is None:
            return lambda place, draft, field: read_object(members, place, draft, field)

        def read(place: Place, draft: Draft, field: str) -> Any:
            node = selector.find(place)
            if node is None:
                return None
            return read_object(members, Place(node, place.document, place), draft, field, node)

        return read

    def _no(self, words: Mapping, forbidden: tuple[str, ...], why: str) -> None:
        for word in forbidden:
            if word in words.entries:
                self.errors.add(words.span, f"{why}, so `{word}` has no meaning here")


def template_of(node: Node, errors: Errors) -> templates.Template:
    """The template in a definition's text."""
    if isinstance(node, Scalar):
        try:
            return templates.parse(node.text)
        except PathSyntaxError as error:
            errors.add(node.span, f"`{node.text}` is not a template: {error}")
    else:
        errors.add(node.span, f"a template is text, not {kind_of(node)}")
    return templates.Template(())


def _is_given(words: Node) -> bool:
    """Whether a field is the same whatever the file says."""
    return (
        isinstance(words, Mapping)
        and "const" in words.entries
        and not any(w in words.entries for w in (*WORDS, "when"))
    )


def _is_open(part: Part) -> bool:
    return part.get("additionalProperties") is True
