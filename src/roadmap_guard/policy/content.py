"""What a document has other than a JSON Schema (draft 2020-12) asks for, in words, place by place.

The `description` of the part of a schema that does not hold is what is said of it; without one the words follow from its keyword.
A key without a value counts as absent, as it does for the decoders that such schemas speak for. What is not allowed at all is written
`not: {}`: of a schema `false` jsonschema does not tell the place.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.faults import did_you_mean, listed, quoted
from roadmap_guard.policy.printing import printed


class Misfit(NamedTuple):
    """One place that is not as asked: the path to it (`spec.objectives[0].target`), and what is wrong."""

    path: str
    message: str


def misfits(content: Any, schema: Mapping[str, Any]) -> list[Misfit]:
    """Everything that is not as `schema` asks, in the order of the document's places, each said once."""
    from jsonschema import Draft202012Validator

    errors = Draft202012Validator(schema).iter_errors(said(content))
    ordered = sorted(errors, key=lambda error: [f"{step:09}" if isinstance(step, int) else step for step in error.path])
    return list(dict.fromkeys(misfit for error in ordered for misfit in _misfits(error)))


def said(content: Any) -> Any:
    """`content` without the keys that have no value."""
    if isinstance(content, Mapping):
        return {key: said(value) for key, value in content.items() if value is not None}
    return [said(item) for item in content] if isinstance(content, list) else content


def _misfits(error: Any) -> Iterator[Misfit]:
    """What one of jsonschema's errors says."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
    path = path.removeprefix(".")
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        yield from (Misfit(below, f"{below} is missing") for below in (_below(path, name) for name in missing))
    elif error.validator == "additionalProperties" and not error.schema["additionalProperties"]:
        known = error.schema.get("properties", {})
        for name in (name for name in error.instance if name not in known):
            below = _below(path, name)
            yield Misfit(below, f"{below} is not known here{did_you_mean(name, known)}")
    else:
        yield Misfit(path, _said_of(path, error))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}".removeprefix(".")


def _said_of(path: str, error: Any) -> str:
    described = error.schema.get("description") if isinstance(error.schema, Mapping) else None
    demand = described or _WORDS.get(str(error.validator), _unworded)(error.validator_value)
    path, instance = path or "the document", error.instance
    if isinstance(instance, Mapping | list):
        return f"{path} {demand}"
    return f"{path} is {quoted(instance) if isinstance(instance, str) else printed(instance)}; it {demand}"


def _unworded(value: Any) -> str:
    return f"does not fit {printed(value)}"


def _type(value: Any) -> str:
    return f"must be {listed((_TYPES[name] for name in ([value] if isinstance(value, str) else value)), 'or')}"


_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "left out",
}
_WORDS: Mapping[str, Callable[[Any], str]] = {
    "type": _type,
    "const": lambda value: f"must be {printed(value)}",
    "enum": lambda values: f"must be {listed(map(printed, values), 'or')}",
    "minimum": lambda value: f"must be at least {printed(value)}",
    "maximum": lambda value: f"must be at most {printed(value)}",
    "exclusiveMinimum": lambda value: f"must be greater than {printed(value)}",
    "exclusiveMaximum": lambda value: f"must be less than {printed(value)}",
    "minLength": lambda value: "must not be empty" if value == 1 else f"must have at least {value} characters",
    "maxLength": lambda value: f"must have at most {value} characters",
    "minItems": lambda value: f"must hold at least {value} {'item' if value == 1 else 'items'}",
    "maxItems": lambda value: f"must hold at most {value} {'item' if value == 1 else 'items'}",
    "minProperties": lambda value: f"must hold at least {value} {'key' if value == 1 else 'keys'}",
    "pattern": lambda value: f"must match {value}",
    "not": lambda _: "is not allowed here",
}
