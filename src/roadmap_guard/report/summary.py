"""The step summary of GitHub Actions (also a readable Markdown report anywhere): verdict, findings, remedies, scope.

GitHub refuses a summary above 1 MiB as a whole, so rows are cut before and counted.
"""

from collections.abc import Iterable

from roadmap_guard.model.report import Finding, Report
from roadmap_guard.report import tally
from roadmap_guard.report.escaping import clip, markdown, markdown_code
from roadmap_guard.report.links import file_url

_BUDGET = 900 * 1024
_REMEDIES_BUDGET = 100 * 1024
_MARKS = {"error": "🔴 error", "warning": "🟠 warning", "note": "🔵 note"}

_Rows = Iterable[tuple[str, ...]]


def render(report: Report) -> str:
    """Markdown of less than 900 KiB. Everything that came from the repository is inert in it."""
    tail = "\n".join([*_remedies(report), *_not_checked(report), *_scope(report)])
    head = "\n".join(_verdict(report))
    room = _BUDGET - _size(head) - _size(tail)
    return f"{head}\n{_findings(report, room)}{tail}"


def _verdict(report: Report) -> list[str]:
    lines = ["## roadmap-guard: " + tally.level_words(report.findings), ""]
    if report.incomplete:
        lines += ["**Incomplete, exit code 2: not everything could be checked.**", ""]
        lines += [f"- {markdown(clip(reason))}" for reason in report.incomplete[:20]]
        lines += [*_more(len(report.incomplete) - 20), ""]
    return lines


def _findings(report: Report, room: int) -> str:
    """The table, worst first, in at most `room` bytes."""
    if not report.findings:
        return ""
    rows = _cut(_finding_rows(report), room - 1_000)
    cut = len(report.findings) - rows.count("\n")
    note = f"\n{cut:,} more findings do not fit here; the other reports of this run have them.\n" if cut else ""
    return _header("Level", "Where", "What", "Rule") + rows + note + "\n"


def _finding_rows(report: Report) -> Iterable[str]:
    for finding in tally.worst_first(report.findings):
        what = markdown(clip(finding.message))
        if finding.resource:
            what += f"<br>{markdown(finding.resource.kind)} {markdown_code(clip(finding.resource.id))}"
        yield _row(_MARKS[finding.level], _where(finding, report), what, markdown_code(finding.rule))


def _where(finding: Finding, report: Report) -> str:
    shown = markdown_code(f"{clip(finding.path)}:{finding.span.line}")
    url = file_url(report, finding.path, finding.span.line)
    return f"[{shown}]({url})" if url else shown


def _remedies(report: Report) -> list[str]:
    remedies = dict.fromkeys((finding.rule, finding.remediation) for finding in report.findings if finding.remediation)
    if not remedies:
        return []
    rows = _cut((_row(markdown_code(rule), markdown(clip(text, 1_000))) for rule, text in remedies), _REMEDIES_BUDGET)
    return ["### How to mend", "", _header("Rule", "Way out") + rows, *_more(len(remedies) - rows.count("\n"))]


def _not_checked(report: Report) -> list[str]:
    records = [record for record in report.files if record.state != "checked"]
    if not records:
        return []
    rows = _cut(
        (_row(record.state, markdown_code(clip(record.path)), markdown(clip(record.reason))) for record in records),
        _REMEDIES_BUDGET,
    )
    summary = f"<details><summary>{tally.plural(len(records), 'file')} not checked</summary>"
    return [
        summary,
        "",
        _header("State", "File", "Why") + rows,
        *_more(len(records) - rows.count("\n")),
        "</details>",
        "",
    ]


def _scope(report: Report) -> list[str]:
    counts, policy = tally.files(report), report.policy
    said = {
        "Files": f"{counts['seen']:,} = {counts['checked']:,} checked + {counts['refused']:,} refused + {counts['excluded']:,} excluded",
        "Resources": tally.resource_words(report),
        "Outcomes": tally.outcome_words(report),
        **{label: text for label, text in _permitted(report).items() if text},
        "Policies": tally.pack_words(policy) or "none",
        "Configuration": tally.config_words(policy),
        **{f"Tuned: {tuning.rule}": tuning.change for tuning in policy.tunings[:100]},
        "As of": f"{report.as_of}, {tally.source_words(report)}",
        "Tool": f"roadmap-guard {report.tool_version}",
    }
    rows = "".join(_row(markdown(clip(label)), markdown(clip(text, 1_000))) for label, text in said.items())
    return ["### What was checked", "", _header("", "") + rows]


def _permitted(report: Report) -> dict[str, str]:
    return {"Waivers": tally.waiver_words(report), "Baseline": tally.baseline_words(report)}


def _header(*names: str) -> str:
    return _row(*names) + _row(*("---" for _ in names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cut(rows: Iterable[str], room: int) -> str:
    """As many of the first rows as `room` bytes hold."""
    kept = []
    for row in rows:
        room -= _size(row)
        if room < 0:
            break
        kept.append(row)
    return "".join(kept)


def _more(count: int) -> list[str]:
    return [f"\n{count:,} more.\n"] if count > 0 else []


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
