"""What a configuration changes about rules: applied, and put into words, because a change is never silent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from roadmap_guard.model.report import Tuning
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.config import RuleSetting
from roadmap_guard.policy.faults import Fault, PolicyError, did_you_mean, listed, quoted
from roadmap_guard.policy.printing import printed


def tune(rules: Sequence[Rule], settings: Iterable[RuleSetting]) -> tuple[tuple[Rule, ...], tuple[Tuning, ...]]:
    """The rules that remain, tuned, and what was changed. Former ids count.

    Raises PolicyError for settings of rules and params that are not there, and of values of another type.
    """
    known = {name: rule.id for rule in rules for name in (rule.id, *rule.aliases)}
    tuned = {rule.id: rule for rule in rules}
    faults: list[Fault] = []
    tunings: list[Tuning] = []
    for setting in settings:
        if setting.rule not in known:
            faults.append(_unknown(setting, known))
            continue
        rule = tuned[known[setting.rule]]
        after, changes = _tuned(rule, setting, faults)
        tunings += [Tuning(rule.id, change) for change in changes]
        tuned[rule.id] = after
    if faults:
        raise PolicyError(faults)
    disabled = {known[setting.rule] for setting in settings if not setting.enabled}
    return tuple(rule for rule in tuned.values() if rule.id not in disabled), tuple(tunings)


def _tuned(rule: Rule, setting: RuleSetting, faults: list[Fault]) -> tuple[Rule, list[str]]:
    changes = [] if setting.enabled else ["disabled"]
    level = setting.level or rule.level
    if level != rule.level:
        changes.append(f"level {rule.level} -> {level}")
    params = dict(rule.params)
    for name, value in setting.params.items():
        span = setting.spans[f"params.{name}"]
        if name not in params:
            message = f"{rule.id} has no param {quoted(name)}{did_you_mean(name, params)}"
            faults.append(Fault(setting.path, span, message, f"its params are {listed(params)}"))
            continue
        wrong: list[str] = []
        params[name] = _merged(f"params.{name}", params[name], value, wrong)
        faults += [Fault(setting.path, span, message, "write a value of the same type") for message in wrong]
        changes += _differences(f"params.{name}", rule.params[name], params[name])
    return rule._replace(level=level, params=params), changes


def _merged(name: str, before: Any, after: Any, wrong: list[str]) -> Any:
    """`after` in place of `before`; mappings key by key, so that one floor can be changed alone. What does not fit is `wrong`."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        sample = next(iter(before.values()), None)
        changed = {key: _merged(f"{name}.{key}", before.get(key, sample), value, wrong) for key, value in after.items()}
        return {**before, **changed}
    if isinstance(before, float) and type(after) is int:
        return float(after)
    if before is not None and type(before) is not type(after):
        wrong.append(f"{name} is {_described(after)}, the rule has {_described(before)}")
    return after


def _differences(name: str, before: Any, after: Any) -> Iterator[str]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in after:
            yield from _differences(f"{name}.{key}", before.get(key), after[key])
    elif before != after:
        yield f"{name} {printed(before)} -> {printed(after)}"


def _unknown(setting: RuleSetting, known: Mapping[str, str]) -> Fault:
    near = did_you_mean(setting.rule, known)
    message = f"no selected pack has a rule {quoted(setting.rule)}{near}"
    return Fault(setting.path, setting.spans[""], message, "roadmap-guard policy list shows them all")


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
