"""The end of the text format: what was checked, by which policies, what was not, and the verdict as the last line."""

from roadmap_guard.model.document import LEVELS
from roadmap_guard.model.report import Report
from roadmap_guard.report import tally
from roadmap_guard.report.escaping import terminal
from roadmap_guard.report.style import Style

_LABEL = 11


def lines(report: Report, style: Style, verbose: bool) -> list[str]:
    """The summary, a line for each thing said; long values are wrapped under themselves."""
    result = []
    for label, text in _rows(report, verbose):
        first, *rest = style.wrapped(text, " " * (_LABEL + 1))
        result += [style.bold(f"{label:<{_LABEL}}") + " " + first.lstrip(), *rest]
    return [*result, "", *_verdict(report, style)]


def _rows(report: Report, verbose: bool) -> list[tuple[str, str]]:
    return [
        ("Checked", _checked(report)),
        *_unchecked(report, verbose),
        ("Outcomes", tally.outcome_words(report)),
        *_permitted(report),
        ("Policies", _policies(report)),
        ("Config", tally.config_words(report.policy)),
        *[("Tuned", f"{tuning.rule}: {tuning.change}") for tuning in report.policy.tunings],
        *([("Plugins", ", ".join(report.policy.plugins))] if report.policy.plugins else []),
        ("As of", f"{report.as_of}, {tally.source_words(report)}"),
    ]


def _permitted(report: Report) -> list[tuple[str, str]]:
    """What waivers and the baseline came to, where there are any."""
    rows = [("Waivers", tally.waiver_words(report)), ("Baseline", tally.baseline_words(report))]
    return [(label, text) for label, text in rows if text]


def _checked(report: Report) -> str:
    counts = tally.files(report)
    seen = tally.plural(counts["seen"], "file")
    return f"{counts['checked']:,} of {seen} ({counts['refused']:,} refused, {counts['excluded']:,} excluded): {tally.resource_words(report)}"


def _unchecked(report: Report, verbose: bool) -> list[tuple[str, str]]:
    """Refused files have findings of their own; excluded ones are named when asked."""
    if not verbose:
        return []
    return [
        (record.state.capitalize(), f"{record.path}: {record.reason}")
        for record in report.files
        if record.state != "checked"
    ]


def _policies(report: Report) -> str:
    packs = tally.pack_words(report.policy)
    return f"{packs}; {tally.plural(len(report.rules), 'rule')}" if packs else "none, so nothing was judged"


def _verdict(report: Report, style: Style) -> list[str]:
    """The last line is what a person sees first."""
    worst = next((level for level in LEVELS if any(finding.level == level for finding in report.findings)), None)
    words = tally.level_words(report.findings).capitalize() if not worst else tally.level_words(report.findings)
    found = style.level(worst, words) if worst else style.bold(words)
    if not report.incomplete:
        return [f"{found}."]
    reasons = [line for reason in report.incomplete for line in style.wrapped(f"- {terminal(reason)}", "  ")]
    head = style.level("error", "Incomplete") + " (exit code 2): not everything could be checked"
    return [head, *reasons, "", f"{found}, and the run is incomplete."]
