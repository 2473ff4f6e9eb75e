"""CloudFormation's functions in short form: `!Ref X` is the mapping `{Ref: X}`, `!Sub x` is `{"Fn::Sub": x}`.

The set is closed: the functions of the reference, each under its own name. Functions of the language extensions have no short form
by the reference, but the command line expands them like the others before a template is sent. No other tag is expanded.
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

import re
from typing import Any

from roadmap_guard.documents.yaml_source import Source
from roadmap_guard.model.record import NamedTuple

_BARE = ("Ref", "Condition")
_PREFIXED = (
    *("Base64", "Cidr", "FindInMap", "ForEach", "GetAtt", "GetAZs", "GetStackOutput", "ImportValue", "Join", "Length"),
    *("Select", "Split", "Sub", "ToJsonString", "Transform"),
    *("And", "Equals", "If", "Not", "Or"),
    *("Contains", "EachMemberEquals", "EachMemberIn", "RefAll", "ValueOf", "ValueOfAll"),
)
FUNCTIONS = {f"!{name}": name for name in _BARE} | {f"!{name}": f"Fn::{name}" for name in _PREFIXED}
"""The key that each tag abbreviates."""

_QUOTED = '"'
_BLOCKS = ("|", ">")
_PROPERTY = r"[ \t]*(?:([!&][^ \t,\[\]{}]*)|(?:#.*)?$)"


class Mark(NamedTuple):
    """A place in the part of the source that is being read; both count from 0, as the parser's marks do."""

    line: int
    column: int


class Part(NamedTuple):
    """An event of the mapping that a tag abbreviates, as the parser would have given it for the long form.

    `flow_style` is true where the parser's mark tells the end; the end of a block is that of its last child.
    """

    start_mark: Any
    end_mark: Any
    value: str = ""
    style: str = ""
    anchor: str | None = None
    flow_style: bool = False
    tag: str | None = None


class ShortForm(NamedTuple):
    """The mapping's beginning, its key, and the beginning of its value (the value itself where that is a scalar)."""

    opening: Part
    key: Part
    value: Part


def long_form(event: Any, source: Source, first_line: int) -> ShortForm:
    """What a scalar, or the beginning of a collection, stands for whose tag is one of `FUNCTIONS`.

    `first_line` is the number of the line that the parser counts as 0. A scalar is text, whatever it looks like.
    """
    tag_from, tag_to, content = _places(event, source, first_line)
    is_scalar = hasattr(event, "style")
    style = event.style or _QUOTED if is_scalar else ""
    ends_itself = style not in _BLOCKS if is_scalar else bool(event.flow_style)
    return ShortForm(
        opening=Part(event.start_mark, event.end_mark, anchor=event.anchor, flow_style=ends_itself),
        key=Part(tag_from, tag_to, FUNCTIONS[event.tag], _QUOTED),
        value=Part(content, event.end_mark, event.value if is_scalar else "", style, flow_style=ends_itself),
    )


def attribute(value: Part) -> tuple[Part, ...]:
    """Resource and attribute of `!GetAtt resource.attribute`, a list in the long form; the first dot parts them. Empty without one.

    Each has its own place if the text stands on one line as it is, else both have that of the whole.
    """
    resource, dot, name = value.value.partition(".")
    if not dot:
        return ()
    line, column = value.start_mark
    quote, rest = divmod(value.end_mark.column - column - len(value.value), 2)
    if line != value.end_mark.line or rest or quote not in (0, 1):
        return value._replace(value=resource), value._replace(value=name)
    first = Mark(line, column + quote)
    second = Mark(line, first.column + len(resource) + 1)
    return (
        value._replace(value=resource, start_mark=first, end_mark=Mark(line, second.column - 1)),
        value._replace(value=name, start_mark=second, end_mark=Mark(line, second.column + len(name))),
    )


def _places(event: Any, source: Source, first_line: int) -> tuple[Mark, Mark, Mark]:
    """Where the tag begins and ends, and where what it belongs to begins: after tag, anchor and comments."""
    line, column = event.start_mark.line, event.start_mark.column
    end = Mark(event.end_mark.line, event.end_mark.column)
    tag = (end, end)
    pattern = re.compile(_PROPERTY)
    while line <= end.line:
        text = source.line(line + first_line)
        found = pattern.match(text, column)
        if found is None:  # the parser puts the end of nothing before the blanks that follow the tag
            return *tag, min(end, Mark(line, len(text) - len(text[column:].lstrip(" \t"))))
        if found[1] is None:
            line, column = line + 1, 0
            continue
        column = found.end()
        if found[1].startswith("!"):
            tag = Mark(line, found.start(1)), Mark(line, column)
    return *tag, end
