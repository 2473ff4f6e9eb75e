"""Conditions: what must hold for a document to be recognised, or for a field to be read.

    owner                                  there, and not empty (a bare path)
    {path: version, equals: prometheus/v1} also: in: [..], matches: <regular expression>, type: list, exists: false
    {path: slos[*], where: {all: [..]}}    at one of the places that the path (or one of a list of paths) finds, all of this holds
    {contains: [Task List]}                one of these stands somewhere in the text of a Markdown file, as written
    {line: <regular expression>}           it is met within a line of a Markdown file; `^` and `$` are the line's ends
    {all: [..]} {any: [..]} {not: ..}      joined
    {atLeast: 2, of: [..]}                 so many of them

A path that finds several values holds if one of them does. Values are compared as written (`equals: true` is met by `true`
and by `"true"`). Expressions are searched in the first thousand characters.

`contains` and `line` look at a file without taking it apart. A repository has thousands of Markdown files, so whatever else is
asked of the body of one (`title`, `sections[*]...`, `section`, `label`) should stand after them, and `line` after `contains`.
"""

import re
from collections.abc import Callable
from typing import Protocol

from roadmap_guard.formats.conversions import literal_of
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.names import echo
from roadmap_guard.formats.paths import EACH, Path, Place
from roadmap_guard.formats.selectors import WORDS_OF_A_SELECTOR, Selector, path_of, selector_of, texts_of
from roadmap_guard.model.late_pattern import late
from roadmap_guard.model.node import Mapping, Node, Scalar, Sequence, kind_of
from roadmap_guard.model.record import NamedTuple
from roadmap_guard.model.span import Span

_SEARCHED = 1000
_TESTS = ("equals", "in", "matches", "type", "exists")
_GIVEN = "given"
_TYPES: dict[str, Callable[[Node], bool]] = {
    "list": lambda node: isinstance(node, Sequence),
    "mapping": lambda node: isinstance(node, Mapping),
    "text": lambda node: isinstance(node, Scalar) and isinstance(node.value, str),
    "number": lambda node: (
        isinstance(node, Scalar) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    ),
    "boolean": lambda node: isinstance(node, Scalar) and isinstance(node.value, bool),
}


class Failure(NamedTuple):
    """A condition that did not hold: what was looked at, what was found (None: nothing), and which texts would have done."""

    path: str
    message: str
    found: str | None
    expected: tuple[str, ...]
    span: Span


class Trigger(NamedTuple):
    """Something cheap to see in a document that a condition needs: these keys from the root, and perhaps this text there.

    A first key `*` stands for each value or item of the root.
    """

    keys: tuple[str, ...]
    value: str | None = None


class Condition(Protocol):
    """Holds or not at a place."""

    def holds(self, place: Place) -> bool:
        """Whether it does."""

    def failures(self, place: Place) -> list[Failure]:
        """Why it does not; empty where it does."""

    def triggers(self) -> tuple[Trigger, ...]:
        """One of these is seen in every document for which it holds; empty where no such thing can be said."""


class _Test(NamedTuple):
    selector: Selector
    test: Callable[[Node], bool]
    wanted: str
    expected: tuple[str, ...] = ()
    negative: bool = False

    def holds(self, place: Place) -> bool:
        if not self.selector.many:
            node = self.selector.find(place)
            return (node is not None and self.test(node)) is not self.negative
        return any(map(self.test, self.selector.find_all(place))) is not self.negative

    def failures(self, place: Place) -> list[Failure]:
        if self.holds(place):
            return []
        node = self.selector.find(place)
        found = _found(node)
        return [
            Failure(
                self.selector.text,
                self._message(found),
                node.text if isinstance(node, Scalar) else found,
                self.expected,
                (node or place.node).span,
            )
        ]

    def _message(self, found: str | None) -> str:
        if self.negative:
            return f"`{self.selector.text}` is there"
        if self.wanted == _GIVEN:
            return f"`{self.selector.text}` is {'empty' if found else 'absent'}"
        return f"`{self.selector.text}` is {found or 'absent'}, not {self.wanted}"

    def triggers(self) -> tuple[Trigger, ...]:
        keys = self.selector.first_keys() if isinstance(self.selector, Path) and not self.negative else ()
        if not keys:
            return ()
        if self.expected and isinstance(self.selector, Path) and self.selector.keys == keys:
            return tuple(Trigger(keys, value) for value in self.expected)
        return (Trigger(keys),)


class _Joined(NamedTuple):
    """`least` of the conditions must hold."""

    parts: tuple[Condition, ...]
    least: int

    def holds(self, place: Place) -> bool:
        if self.least == len(self.parts):
            return all(part.holds(place) for part in self.parts)
        if self.least == 1:
            return any(part.holds(place) for part in self.parts)
        return sum(part.holds(place) for part in self.parts) >= self.least

    def failures(self, place: Place) -> list[Failure]:
        return [] if self.holds(place) else [failure for part in self.parts for failure in part.failures(place)]

    def triggers(self) -> tuple[Trigger, ...]:
        """Every way to hold leaves out at most `spare` parts, so the `spare + 1` best of them meet all ways."""
        spare = len(self.parts) - self.least
        best = sorted((part.triggers() for part in self.parts), key=_cost)[: spare + 1]
        return tuple(trigger for part in best for trigger in part) if all(best) else ()


class _Within(NamedTuple):
    """Holds at one of the places that one of the paths finds."""

    paths: tuple[Path, ...]
    part: Condition

    def holds(self, place: Place) -> bool:
        return any(self.part.holds(found) for path in self.paths for found in path.places(place))

    def failures(self, place: Place) -> list[Failure]:
        if self.holds(place):
            return []
        texts = " or ".join(f"`{path.text}`" for path in self.paths)
        return [Failure(self.paths[0].text, f"nothing at {texts} fits", None, (), place.node.span)]

    def triggers(self) -> tuple[Trigger, ...]:
        seen = [self._seen(path) for path in self.paths]
        return tuple(dict.fromkeys(trigger for part in seen for trigger in part)) if all(seen) else ()

    def _seen(self, path: Path) -> tuple[Trigger, ...]:
        keys = path.first_keys()
        inner = self.part.triggers() if path.finds_each else ()
        if any(trigger.keys[0] == EACH for trigger in inner):
            return ()
        return (Trigger(keys),) if keys else tuple(Trigger((EACH, *inside), text) for inside, text in inner)


class _Not(NamedTuple):
    part: Condition

    def holds(self, place: Place) -> bool:
        return not self.part.holds(place)

    def failures(self, place: Place) -> list[Failure]:
        text = getattr(getattr(self.part, "selector", None), "text", "")
        message = f"`{text}` must not be {getattr(self.part, 'wanted', 'so')}"
        return [] if self.holds(place) else [Failure(text, message, None, (), place.node.span)]

    def triggers(self) -> tuple[Trigger, ...]:
        return ()


def any_of(parts: tuple[Condition, ...]) -> Condition:
    """The condition that one of `parts` holds; without parts it never does."""
    return _Joined(parts, 1)


def condition_of(node: Node, errors: Errors) -> Condition:
    """The condition that `node` spells; mistakes are noted in `errors`."""
    if isinstance(node, Scalar):
        return _Test(path_of(node, errors), _is_said, _GIVEN)
    words = errors.mapping(
        node,
        "a condition",
        (*WORDS_OF_A_SELECTOR, *_TESTS, "where", "contains", "line", "all", "any", "not", "atLeast", "of"),
    )
    if words is None:
        return _Joined((), 0)
    for word in ("contains", "line", "all", "any", "atLeast", "not"):
        if word in words.entries:
            return _alone(word, words, errors)
    return _within(words, errors) if "where" in words.entries else _test(words, errors)


def _alone(word: str, words: Mapping, errors: Errors) -> Condition:
    extra = [key for key in words if key not in (word, "of" if word == "atLeast" else word)]
    if extra:
        errors.add(words.span, f"`{word}` stands alone, without `{extra[0]}`")
    inner = words.get(word)
    if word in ("contains", "line") and inner is not None:
        from roadmap_guard.formats.glances import glance

        return glance(word, inner, errors)
    return _joined(word, words, inner, errors)


def _joined(word: str, words: Mapping, inner: Node | None, errors: Errors) -> Condition:
    if word == "not" and inner is not None:
        return _Not(condition_of(inner, errors))
    items = words.get("of") if word == "atLeast" else inner
    if not isinstance(items, Sequence) or not items.items:
        errors.add((items or words).span, f"`{word}` needs a list of conditions")
        return _Joined((), 0)
    parts = tuple(condition_of(item, errors) for item in items.items)
    return _Joined(parts, _least(word, inner, len(parts), errors))


def _least(word: str, count: Node | None, of: int, errors: Errors) -> int:
    if word != "atLeast":
        return of if word == "all" else 1
    if isinstance(count, Scalar) and type(count.value) is int and 0 < count.value <= of:
        return count.value
    if count is not None:
        errors.add(count.span, f"`atLeast` is a whole number from 1 to {of}")
    return of


def _within(words: Mapping, errors: Errors) -> Condition:
    path, where = words.get("path"), words.get("where")
    extra = [key for key in words if key not in ("path", "where")]
    if path is None or where is None or extra:
        errors.add(words.span, "`where` stands with `path` alone")
        return _Joined((), 0)
    paths = tuple(path_of(item, errors) for item in (path.items if isinstance(path, Sequence) else [path]))
    return _Within(paths or (Path("."),), condition_of(where, errors))


def _test(words: Mapping, errors: Errors) -> Condition:
    selector = selector_of(words, errors)
    if selector is None:
        errors.add(
            words.span,
            "a condition needs `path`, `section`, `label`, `contains`, `line`, `all`, `any`, `not` or `atLeast`",
        )
        return _Joined((), 0)
    tests = [word for word in _TESTS if word in words.entries]
    if len(tests) > 1:
        errors.add(words.span, f"one test at a time: `{tests[0]}` or `{tests[1]}`")
    if not tests:
        return _Test(selector, _is_said, _GIVEN)
    value = words.get(tests[0])
    return _tested(selector, tests[0], value, errors) if value is not None else _Joined((), 0)


def _tested(selector: Selector, word: str, value: Node, errors: Errors) -> Condition:
    if word in ("equals", "in"):
        texts = texts_of(value, errors)
        wanted = " or ".join(echo(text) for text in texts)
        accepted = frozenset(texts)
        return _Test(selector, lambda node: isinstance(node, Scalar) and literal_of(node) in accepted, wanted, texts)
    if word == "matches":
        pattern = pattern_of(value, errors)
        return _Test(
            selector,
            lambda node: isinstance(node, Scalar) and pattern.search(literal_of(node)[:_SEARCHED]) is not None,
            f"text that matches `{pattern.pattern}`",
        )
    if word == "type":
        name = value.text if isinstance(value, Scalar) else ""
        if name not in _TYPES:
            errors.unknown(value.span, "type", name, _TYPES)
        return _Test(selector, _TYPES.get(name, _is_said), f"a {name}")
    if not isinstance(value, Scalar) or not isinstance(value.value, bool):
        errors.add(value.span, "`exists` is `true` or `false`")
    absent = isinstance(value, Scalar) and value.value is False
    return _Test(selector, lambda _: True, _GIVEN, negative=absent)


def pattern_of(node: Node, errors: Errors, flags: int = 0) -> re.Pattern[str]:
    """The regular expression in `node`; one that matches nothing, with a mistake noted, where it is wrong."""
    if isinstance(node, Scalar):
        if errors.proven:
            return late(node.text, flags)
        try:
            return re.compile(node.text, flags)
        except re.error as error:
            errors.add(node.span, f"`{node.text}` is not a regular expression: {error}")
    else:
        errors.add(node.span, f"an expression is text, not {kind_of(node)}")
    return re.compile(r"(?!)")


def _is_said(node: Node) -> bool:
    if isinstance(node, Scalar):
        return node.value is not None and literal_of(node) != ""
    return bool(node.items if isinstance(node, Sequence) else node.entries)


def _found(node: Node | None) -> str | None:
    if node is None:
        return None
    return echo(node.text) if isinstance(node, Scalar) and node.value is not None else kind_of(node)


def _cost(triggers: tuple[Trigger, ...]) -> tuple[bool, bool, int]:
    """Best first: those that exist, those that name a value, those that are few."""
    return (not triggers, any(trigger.value is None for trigger in triggers), len(triggers))
