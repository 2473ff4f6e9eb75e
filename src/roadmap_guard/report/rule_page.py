"""What there is to know about one rule, as Markdown: for `explain` and for the generated rule pages.

Nothing here is typed twice: the page is the rule's file, read aloud.
"""

from collections.abc import Mapping

from roadmap_guard.model.document import ProblemKind
from roadmap_guard.model.report import Control
from roadmap_guard.model.rule import Example, Rule
from roadmap_guard.report import yaml_text
from roadmap_guard.report.escaping import http_url, terminal

_EXPECTED = {"pass": "Passes", "fail": "Fails", "notApplicable": "Does not apply"}


def markdown(rule: Rule, controls: Mapping[str, Control]) -> str:
    """The page of `rule`; `controls` gives the wording behind the ids it names."""
    parts = [
        f"# {rule.id}\n\n{rule.title}.",
        _facts(rule),
        _section("What it checks", _checks(rule)),
        _section("Why", rule.rationale.strip()),
        _section("How to mend", rule.remediation.strip()),
        _section("Examples", "\n\n".join(_example(example) for example in rule.examples)),
        _section("Parameters", _yaml(rule.params) if rule.params else ""),
        _section("Controls", _controls(rule, controls)),
        _section("References", "\n".join(_reference(ref.title, ref.url) for ref in rule.references)),
    ]
    page = "\n\n".join(part for part in parts if part)
    return "\n".join(terminal(line) for line in page.split("\n")) + "\n"


def problem(rule: str, kind: ProblemKind) -> str:
    """The page of a problem that an input, a waiver or the baseline can have; `rule` is what its findings show."""
    level = f"{kind.level}; a note in files that no format recognises" if kind.foreign else kind.level
    parts = [
        f"# {rule}\n\n{kind.title}.",
        f"- **Level:** {level}",
        _section("Why", kind.meaning),
        _section("How to mend", kind.remedy),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule) -> str:
    rows = {
        "Level": rule.level,
        "Applies to": _applies(rule),
        "Judges": "only what a change touches, compared with what it was" if rule.on else "",
        "Formerly": ", ".join(f"`{name}`" for name in rule.aliases),
    }
    return "\n".join(f"- **{label}:** {text}" for label, text in rows.items() if text)


def _applies(rule: Rule) -> str:
    match = rule.match
    fields = f" in formats that have a place for {_listed(match.fields)}" if match.fields else ""
    formats = f" written as {_listed(match.formats)}" if match.formats else ""
    return f"`{match.kind}`{fields}{formats}"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _checks(rule: Rule) -> str:
    rows = {
        "For each": rule.foreach,
        "When": rule.when,
        "Must hold": rule.require,
        "Check": rule.uses,
        "Points at": rule.at,
        "Says": rule.message,
    }
    return "\n".join(f"- {label}: {_code(text)}" for label, text in rows.items() if text)


def _code(text: str) -> str:
    """A code span; expressions of several lines are joined."""
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{' '.join(text.split())}{pad}{fence}"


def _example(example: Example) -> str:
    heading = _EXPECTED.get(example.expect, example.expect)
    where = f", pointed at {_code(example.at)}" if example.at else ""
    said = f"\n\nMessage: {example.message}" if example.message else ""
    context = f"\n\nwith\n\n{_yaml(example.context)}" if example.context else ""
    return f"{heading}{where}:\n\n{_yaml(example.object)}{context}{said}"


def _yaml(value: Mapping[str, object]) -> str:
    return f"```yaml\n{yaml_text.dump(value)}```"


def _controls(rule: Rule, controls: Mapping[str, Control]) -> str:
    return "\n".join(_control(name, controls.get(name)) for name in rule.controls)


def _control(name: str, control: Control | None) -> str:
    if control is None:
        return f"- `{name}`: in no catalogue"
    since = f"; applies from {control.applies_from}" if control.applies_from else ""
    return f"- `{name}`: {control.title} ({control.standard} {control.edition}, {control.clause}; wording {control.status}{since})"


def _reference(title: str, url: str) -> str:
    shown = title or url
    return f"- [{shown}]({url})" if http_url(url) else f"- {shown}"


def _section(title: str, body: str) -> str:
    return f"## {title}\n\n{body}" if body else ""
