"""Messages with holes: `target {percent(object.target)} is below the floor`. `{{` and `}}` stand for braces."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.expressions import Expression, Scope
from roadmap_guard.policy.printing import ABSENT, printed
from roadmap_guard.policy.reasons import Undecided

if TYPE_CHECKING:
    from cel_expr_python import cel


class Piece(NamedTuple):
    """Plain text, or the source of a hole and where it begins in the template, counted from 0."""

    text: str
    offset: int
    is_hole: bool


class TemplateError(Exception):
    """A brace that stands alone; `offset` says where, counted from 0."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def pieces(template: str) -> Iterator[Piece]:
    """The pieces of a template in order. Raises TemplateError."""
    at = 0
    while at < len(template):
        if template.startswith(("{{", "}}"), at):
            yield Piece(template[at], at, is_hole=False)
            at += 2
        elif template[at] == "{":
            end = _end_of_hole(template, at + 1)
            yield Piece(template[at + 1 : end], at + 1, is_hole=True)
            at = end + 1
        elif template[at] == "}":
            raise TemplateError("a } without its {", at)
        else:
            end = min((found for brace in "{}" if (found := template.find(brace, at)) >= 0), default=len(template))
            yield Piece(template[at:end], at, is_hole=False)
            at = end


def _end_of_hole(template: str, start: int) -> int:
    """Where the hole that begins at `start` closes: braces nest, and those in quotes do not count."""
    depth, quote = 0, ""
    at = start
    while at < len(template):
        character = template[at]
        if quote:
            if character == "\\":
                at += 1
            elif character == quote:
                quote = ""
        elif character in "\"'":
            quote = character
        elif character == "{":
            depth += 1
        elif character == "}":
            if depth == 0:
                return at
            depth -= 1
        at += 1
    raise TemplateError("a { without its }", start - 1)


class Template:
    """A message, compiled."""

    def __init__(self, template: str, scope: Scope) -> None:
        """Raises ExpressionError, TemplateError."""
        self._parts = [scope.compile(piece.text) if piece.is_hole else piece.text for piece in pieces(template)]

    def filled(self, activation: "cel.Activation") -> str:
        """The text. A hole whose value is not there says so; it never hides that the rule failed."""
        return "".join(part if isinstance(part, str) else _value(part, activation) for part in self._parts)


def _value(hole: Expression, activation: "cel.Activation") -> str:
    value = hole.value(activation)
    if isinstance(value, Undecided):
        return ABSENT if value.absent else f"({value.reason})"
    return printed(value)
