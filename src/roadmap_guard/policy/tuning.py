"""What a configuration changes about rules: applied, and put into words, because a change is never silent."""

from collections.abc import Mapping, Sequence

from roadmap_guard.model.report import Tuning
from roadmap_guard.model.rule import Rule
from roadmap_guard.policy.config import RuleSetting
from roadmap_guard.policy.faults import Fault, PolicyError, did_you_mean, quoted
from roadmap_guard.policy.params import differences, merged
from roadmap_guard.policy.waivable import words


def tune(rules: Sequence[Rule], settings: Sequence[RuleSetting]) -> tuple[tuple[Rule, ...], tuple[Tuning, ...]]:
    """The rules that remain, tuned, and what was changed. Former ids of a rule count too.

    Raises PolicyError for settings of rules and params that are not there, and for values of another type.
    """
    known = {name: rule.id for rule in rules for name in (rule.id, *rule.aliases)}
    tuned = {rule.id: rule for rule in rules}
    faults: list[Fault] = []
    tunings: list[Tuning] = []
    already: set[str] = set()
    for setting in settings:
        if setting.rule not in known:
            faults.append(_unknown(setting, known))
            continue
        rule = tuned[known[setting.rule]]
        if rule.id in already:
            faults.append(_twice(setting, rule))
            continue
        already.add(rule.id)
        after = _tuned(rule, setting, faults)
        tunings += [Tuning(rule.id, change) for change in _changes(rule, after, setting)]
        tuned[rule.id] = after
    if faults:
        raise PolicyError(faults)
    disabled = {known[setting.rule] for setting in settings if not setting.enabled}
    return tuple(rule for rule in tuned.values() if rule.id not in disabled), tuple(tunings)


def _tuned(rule: Rule, setting: RuleSetting, faults: list[Fault]) -> Rule:
    params, misfits = merged(rule.params, setting.params)
    for misfit in misfits:
        span = setting.spans[f"params.{misfit.param}"]
        faults.append(Fault(setting.path, span, f"{rule.id}: {misfit.message}", misfit.remedy))
    waivable = rule.waivable._replace(**setting.waivable)
    return rule._replace(level=setting.level or rule.level, params=params, waivable=waivable)


def _changes(before: Rule, after: Rule, setting: RuleSetting) -> list[str]:
    if not setting.enabled:
        return ["disabled"]
    level = [f"level {before.level} -> {after.level}"] if after.level != before.level else []
    waivable = [f"waivable: {words(before.waivable)} -> {words(after.waivable)}"]
    changed = waivable if after.waivable != before.waivable else []
    return [*level, *differences(before.params, after.params), *changed]


def _twice(setting: RuleSetting, rule: Rule) -> Fault:
    other = "a former id" if setting.rule != rule.id else "the present id"
    message = f"{quoted(setting.rule)} is {other} of {rule.id}, which is set already"
    return Fault(setting.path, setting.spans[""], message, "keep one of the two")


def _unknown(setting: RuleSetting, known: Mapping[str, str]) -> Fault:
    message = f"no selected pack has a rule {quoted(setting.rule)}{did_you_mean(setting.rule, known)}"
    return Fault(setting.path, setting.spans[""], message, "roadmap-guard policy list shows them all")
