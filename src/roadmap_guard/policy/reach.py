"""Which fields of a kind a rule reaches: where it points, and over which lists it walks."""

from roadmap_guard.kinds import schema
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.descriptors import PACKAGE, Part, cel_type, message_name
from roadmap_guard.policy.faults import did_you_mean, listed, quoted
from roadmap_guard.policy.paths import lists_of


class UnknownFieldError(Exception):
    """A path that the kind does not have."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def part_at(kind: str, path: str) -> Part:
    """The part of the kind's schema at `rollback.testedOn` or `results[*].value`. Raises UnknownFieldError."""
    return _inside(schema(kind), path, kind)


def pointed_part(rule: Rule) -> Part | None:
    """What `at` points at; None for the resource or element as a whole. Raises UnknownFieldError."""
    name, _, rest = rule.at.partition(".")
    if name not in rule.bind:
        return part_at(rule.match.kind, rule.at) if rule.at else None
    path = "[*].".join((lists_of(rule.foreach) or ())[: rule.bind.index(name) + 1])
    return part_at(rule.match.kind, f"{path}[*].{rest}") if rest else None


def element_types(rule: Rule) -> dict[str, str]:
    """The checker's type of the element of each list of `foreach`. Raises UnknownFieldError."""
    types: dict[str, str] = {}
    around, label = f"{PACKAGE}.{rule.match.kind}", rule.match.kind
    part: Part = schema(rule.match.kind)
    for name, path in zip(rule.bind, lists_of(rule.foreach) or (), strict=True):
        part = _inside(part, path, label)
        if part.get("type") != "array":
            raise UnknownFieldError(
                f"{label} has a {part.get('type', 'value')} in {quoted(path)}, not a list", "walk a list"
            )
        for field in path.split("."):
            around = message_name(around, field)
        part, label = part["items"], f"{label}.{path}"
        types[name] = cel_type(part, around)
    return types


def _inside(part: Part, path: str, label: str) -> Part:
    """Step by step, so that the message can name the step that fails."""
    for step in path.replace("[", ".[").split("."):
        if step.startswith("["):
            if part.get("type") != "array":
                raise UnknownFieldError(f"{label} is not a list", f"leave out {step}")
            part = part["items"]
            continue
        if step not in part.get("properties", {}):
            if part.get("additionalProperties") is True:
                return {}
            raise _unknown(part, step, label)
        part, label = part["properties"][step], f"{label}.{step}"
    return part


def _unknown(part: Part, field: str, label: str) -> UnknownFieldError:
    if part.get("type") == "array":
        return UnknownFieldError(f"{label} is a list, so it has no field {quoted(field)}", "write [*] behind it")
    known = part.get("properties", {})
    message = f"{label} has no field {quoted(field)}{did_you_mean(field, known)}"
    return UnknownFieldError(message, f"the fields are {listed(known)}" if known else "leave out what follows the dot")
