"""Params of a rule with other values in their place: by the configuration, or by an example."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from roadmap_guard.model.record import NamedTuple
from roadmap_guard.policy.faults import did_you_mean, listed, quoted
from roadmap_guard.policy.printing import printed

Params = Mapping[str, Any]

_PERCENT = 100


class Misfit(NamedTuple):
    """A change that does not fit: of which param, why, and the way out."""

    param: str
    message: str
    remedy: str


def merged(params: Params, changes: Params) -> tuple[dict[str, Any], list[Misfit]]:
    """`params` after `changes`, and the changes that do not fit. Mappings merge key by key, so that one floor can change alone."""
    result, misfits = dict(params), []
    for name, value in changes.items():
        if name not in params:
            message = f"there is no param {quoted(name)}{did_you_mean(name, params)}"
            misfits.append(Misfit(name, message, f"the params are {listed(params)}"))
            continue
        wrong: list[str] = []
        result[name] = _replaced(f"params.{name}", params[name], value, wrong)
        misfits += [Misfit(name, message, "write a value such as the rule has") for message in wrong]
    return result, misfits


def differences(before: Params, after: Params, prefix: str = "params") -> Iterator[str]:
    """What changed, one line for each value: `params.floors.tier-1 0.9995 -> 0.999`."""
    for name, value in after.items():
        old = before.get(name)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            yield from differences(old, value, f"{prefix}.{name}")
        elif old != value or type(old) is not type(value):
            yield f"{prefix}.{name} {printed(old)} -> {printed(value)}"


def _replaced(name: str, before: Any, after: Any, wrong: list[str]) -> Any:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        sample = next(iter(before.values()), None)
        if _are_shares(before.values()):
            wrong += [_no_share(f"{name}.{key}", value) for key, value in after.items() if _is_over_one(value)]
        return {
            **before,
            **{key: _replaced(f"{name}.{key}", before.get(key, sample), value, wrong) for key, value in after.items()},
        }
    if isinstance(before, float) and type(after) is int:
        return float(after)
    if before is not None and type(before) is not type(after):
        wrong.append(f"{name} is {_described(after)}, the rule has {_described(before)}")
    return after


def _are_shares(values: Iterable[Any]) -> bool:
    """Whether a mapping holds ratios, each a part of one: floors of availability, and not bounds of a band around one."""
    kept = list(values)
    return bool(kept) and all(isinstance(value, float) and 0 < value <= 1 for value in kept)


def _is_over_one(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 1


def _no_share(name: str, value: float) -> str:
    meant = f"; {printed(value)} % is {value / _PERCENT:.10g}" if value <= _PERCENT else ""
    return f"{name} is {printed(value)}, the rule has parts of 1 there{meant}"


def _described(value: Any) -> str:
    return f"{_TYPES.get(type(value), 'nothing')} ({printed(value)})"


_TYPES = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a mapping",
}
