"""From an entry of `resources` to a `Block`."""

from functools import partial

from roadmap_guard.formats.conditions import Condition, condition_of
from roadmap_guard.formats.derived import derived_names
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.fields import FieldCompiler, template_of
from roadmap_guard.formats.format import FOLDER, Block, Extends, Verbatim
from roadmap_guard.formats.paths import Path
from roadmap_guard.formats.readers import FieldReader, Member, first_said
from roadmap_guard.formats.selectors import is_true, path_of, text_of, texts_of
from roadmap_guard.formats.templates import Template, field_names
from roadmap_guard.formats.values import Part
from roadmap_guard.kinds import READ, field_schema, schema
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence
from roadmap_guard.model.span import Span

_RESOURCE = ("kind", "when", "each", "where", "id", "verbatim", "extends", "fields")
_EXTENDS = ("kind", "into", "by", "key", "formats", "beside", "reaches", "links", "optional", "expected")


def blocks_of(node: Node | None, errors: Errors) -> list[Block]:
    """What the documents of a format hold."""
    if node is None:
        return []
    if not isinstance(node, Sequence) or not node.items:
        errors.add(node.span, "`resources` is a list of what the documents hold")
        return []
    blocks = (_block(item, errors) for item in node.items)
    return [block for block in blocks if block is not None]


def _block(node: Node, errors: Errors) -> Block | None:
    words = errors.mapping(node, "a resource", _RESOURCE)
    if words is None:
        return None
    extends = extends_of(words.get("extends"), errors)
    kind = extends.kind if extends else _kind(words, errors)
    if kind not in READ:
        return None
    part = _part(kind, extends, errors, words)
    if "properties" not in part:
        return None
    compiler = FieldCompiler(kind, errors)
    fields = words.get("fields")
    prefix = f"{extends.into}[*]." if extends and extends.into else ""
    members = compiler.members(fields, part, prefix) if fields is not None else []
    verbatim = _verbatim(words.get("verbatim"), members, part, prefix, compiler)
    ids = _ids(words, extends, part, compiler)
    if not prefix:
        compiler.expressible |= derived_names(kind, compiler.expressible) | {"id"}
    return Block(
        kind=kind,
        when=_condition(words.get("when"), errors),
        each=path_of(each, errors) if (each := words.get("each")) is not None else None,
        where=_condition(words.get("where"), errors),
        ids=ids,
        members=tuple(members),
        verbatim=verbatim,
        extends=extends,
        expressible=frozenset(compiler.expressible),
    )


def _condition(node: Node | None, errors: Errors) -> Condition | None:
    return condition_of(node, errors) if node is not None else None


def _kind(words: Mapping, errors: Errors) -> str:
    kind = text_of(words, "kind", errors)
    if kind and kind not in READ:
        errors.unknown(words.entries["kind"][1].span, "kind", kind, READ)
    return kind


def _part(kind: str, extends: Extends | None, errors: Errors, words: Mapping) -> Part:
    """The part of the kind's schema that a block fills."""
    whole = schema(kind)
    if extends is None:
        return whole
    properties = whole["properties"]
    for name in (extends.into, *extends.by, *extends.links):
        if name not in ("", FOLDER) and field_schema(kind, name) is None:
            errors.unknown(words.entries["extends"][1].span, f"field of {kind}", name, properties)
    if not extends.into:
        return whole
    part: Part = properties.get(extends.into, {})
    inner: Part = part.get("items", part)
    if extends.into in properties and "properties" not in inner:
        errors.add(
            words.entries["extends"][1].span, f"`{extends.into}` of {kind} holds no objects that could be extended"
        )
    return inner


def _ids(
    words: Mapping, extends: Extends | None, part: Part, compiler: FieldCompiler
) -> tuple[Template | FieldReader, ...]:
    node, errors = words.get("id"), compiler.errors
    if node is not None and extends is not None and extends.into:
        errors.add(node.span, "`id` and `extends` do not go together where there is an `into`: a part is no resource")
        return ()
    if node is None:
        if extends is None:
            errors.add(words.span, "a resource needs an `id` template")
        return ()
    properties: dict[str, Part] = part.get("properties", {})
    ids = tuple(_id(item, properties, compiler) for item in (node.items if isinstance(node, Sequence) else [node]))
    for name in (name for template in ids if isinstance(template, Template) for name in field_names(template)):
        if name not in properties:
            errors.unknown(node.span, "field", name, properties)
    return ids


def _id(node: Node, properties: dict[str, Part], compiler: FieldCompiler) -> Template | FieldReader:
    """A template, or the words of a text."""
    if isinstance(node, Mapping):
        return compiler.field(node, properties["id"], "id")
    return template_of(node, compiler.errors)


def _verbatim(
    node: Node | None, members: list[Member], part: Part, prefix: str, compiler: FieldCompiler
) -> Verbatim | None:
    """Lets every field be read under the kind's own name first; `members` then say where else it may stand."""
    if node is None:
        return None
    paths, also = _verbatim_words(node, compiler.errors)
    properties: dict[str, Part] = part.get("properties", {})
    elsewhere = {member.name: member.read for member in members}
    names = [name for name in properties if name != "id" or prefix]
    members[:] = [member for member in members if member.name not in names]
    for name in names:
        read = compiler.field(_first_of(paths, name, node.span), properties[name], f"{prefix}{name}")
        both = partial(first_said, (read, elsewhere[name])) if name in elsewhere else read
        members.append(Member(name, both))
    return Verbatim(paths, frozenset((*properties, *also)))


def _verbatim_words(node: Node, errors: Errors) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    if isinstance(node, Scalar):
        return (path_of(node, errors),), ()
    words = errors.mapping(node, "`verbatim`", ("paths", "also"))
    paths = words.get("paths") if words is not None else None
    if words is None or paths is None:
        errors.add(node.span, "`verbatim` is a path, or has `paths`")
        return (), ()
    items = paths.items if isinstance(paths, Sequence) else [paths]
    return tuple(path_of(item, errors) for item in items), _texts(words.get("also"), errors)


def _first_of(paths: tuple[Path, ...], name: str, span: Span) -> Node:
    """The words for a field that stands under its own name at the first of several places."""
    texts = [name if path.text == "." else f"{path.text}.{name}" for path in paths]
    items: list[Node] = [Scalar(text, text, span) for text in texts]
    key = Scalar("first", "first", span)
    return items[0] if len(items) == 1 else Mapping({"first": (key, Sequence(items, span))}, span)


def extends_of(node: Node | None, errors: Errors) -> Extends | None:
    """The resource of another file that values belong to."""
    if node is None:
        return None
    words = errors.mapping(node, "`extends`", _EXTENDS)
    if words is None:
        return None
    key = words.get("key")
    if key is None:
        errors.add(node.span, "`extends` needs a `key`, a template that gives the resource's name")
    return Extends(
        kind=_kind(words, errors),
        into=text_of(words, "into", errors) if "into" in words.entries else "",
        by=_texts(words.get("by"), errors) or ("id",),
        key=template_of(key, errors) if key is not None else Template(()),
        formats=_texts(words.get("formats"), errors),
        beside=_texts(words.get("beside"), errors),
        reaches=_texts(words.get("reaches"), errors),
        links=_texts(words.get("links"), errors),
        optional=is_true(words, "optional", errors),
        expected=is_true(words, "expected", errors) if "expected" in words.entries else True,
    )


def _texts(node: Node | None, errors: Errors) -> tuple[str, ...]:
    return texts_of(node, errors) if node is not None else ()
