"""From the words about one value (`unit`, `values`, `extract`, ...) to how a scalar is read."""

from functools import partial
from typing import Any

from roadmap_guard.formats import conversions, durations
from roadmap_guard.formats.conditions import pattern_of
from roadmap_guard.formats.draft import Draft
from roadmap_guard.formats.errors import Errors
from roadmap_guard.formats.selectors import texts_of
from roadmap_guard.formats.values import Part, Scalars, fold, reader, scalars
from roadmap_guard.model.node import Mapping, Node, Scalar, kind_of, plain

WORDS_OF_A_SCALAR = ("unit", "dates", "values", "otherwise", "extract", "answers")
_SHARE_UNITS = ("ratio", "percent")


def scalars_of(words: Mapping, part: Part, name: str, errors: Errors) -> Scalars:
    """How a scalar field is read: as its schema says, changed by the definition's words."""
    how = _in_unit(words.get("unit"), scalars(part, name.rpartition(".")[2]), part, errors)
    how = _dated(words.get("dates"), how, part, errors)
    how = _mapped(words, how, part, name, errors)
    extract, answers = words.get("extract"), words.get("answers")
    if extract is not None:
        pattern = pattern_of(extract, errors)
        if not errors.proven and pattern.groups != 1:
            errors.add(extract.span, "`extract` needs exactly one group in parentheses: the part that counts")
        else:
            how = how._replace(extract=pattern)
    if answers is not None:
        how = how._replace(answers=frozenset(fold(text) for text in texts_of(answers, errors)))
    return how


def _in_unit(node: Node | None, how: Scalars, part: Part, errors: Errors) -> Scalars:
    if node is None:
        return how
    unit = node.text if isinstance(node, Scalar) else ""
    kind = part.get("type")
    if kind == "integer" and unit in durations.UNITS:
        return how._replace(convert=durations.converter(unit))
    if kind == "number" and unit in _SHARE_UNITS:
        scale = 100 if part.get("maximum") == 100 else 1  # noqa: PLR2004 - percent
        return how._replace(convert=partial(conversions.share, bare_percent=unit == "percent", scale=scale))
    units = durations.UNITS if kind == "integer" else _SHARE_UNITS if kind == "number" else ()
    if units:
        errors.unknown(node.span, "unit", unit, units)
    else:
        errors.add(node.span, "`unit` is for numbers and lengths of time")
    return how


def _dated(node: Node | None, how: Scalars, part: Part, errors: Errors) -> Scalars:
    if node is None:
        return how
    from roadmap_guard.formats import dates

    if part.get("format") != "date":
        errors.add(node.span, "`dates` is for days of the calendar")
    forms = texts_of(node, errors)
    for form in forms:
        if not dates.is_form(form):
            errors.add(node.span, f"`{form}` does not spell a day, month and year, as `%d/%m/%Y` does")
    return how if errors.problems else how._replace(convert=dates.converter(forms))


def _mapped(words: Mapping, how: Scalars, part: Part, name: str, errors: Errors) -> Scalars:
    table, otherwise = words.get("values"), words.get("otherwise")
    if otherwise is not None:
        how = how._replace(fallback=constant_of(otherwise, part, name, errors), closed=True)
    if table is None:
        return how
    if not isinstance(table, Mapping):
        errors.add(table.span, f"`values` is {kind_of(table)}; it must map the dialect's texts to the kind's values")
        return how
    choices = {fold(text): constant_of(value, part, name, errors) for text, (_, value) in table.entries.items()}
    return how._replace(choices=choices, names=tuple(table.entries), closed=True)


def constant_of(node: Node, part: Part, name: str, errors: Errors) -> Any:
    """A value in the kind's own shape, checked against it."""
    draft = Draft("a constant", errors.path)
    value = reader(part, name.rpartition(".")[2])(node, draft, name)
    for problem in draft.problems:
        errors.add(problem.span, problem.message, problem.remedy)
    if value is None and not draft.problems:
        value = plain(node)
    return value
