"""For a person at a terminal: what is wrong and where, how to mend it, and what was and was not checked."""

from collections import Counter

from roadmap_guard.model.report import Finding, Report
from roadmap_guard.report import excerpt, text_summary
from roadmap_guard.report.escaping import terminal, without_commands
from roadmap_guard.report.plain import parts
from roadmap_guard.report.style import Style

Remedy = tuple[str, str]


def render(report: Report, *, colour: bool, width: int, verbose: bool, links: bool = False) -> str:
    """One block per finding in the order of the Report, the remedies that several share, then the summary.

    `width` is in columns; only help and excerpts are fitted to it, so that the first line of a finding stays one line to match.
    `verbose` adds field, controls and fingerprint, and names every excluded file. `links` makes a rule's id a terminal link to
    its first reference.
    """
    style = Style(colour, links, max(width, 40))
    shared = _shared_remedies(report)
    blocks = [_block(finding, report, style, shared, verbose) for finding in report.findings]
    if shared:
        blocks.append(_remedies(report, style, shared))
    blocks.append(text_summary.lines(report, style, verbose))
    return without_commands("\n\n".join("\n".join(block) for block in blocks)) + "\n"


def _shared_remedies(report: Report) -> Counter[Remedy]:
    """Those said by more than one finding; they are printed once, at the end."""
    counts = Counter((finding.rule, finding.remediation) for finding in report.findings if finding.remediation)
    return Counter({remedy: count for remedy, count in counts.items() if count > 1})


def _block(finding: Finding, report: Report, style: Style, shared: Counter[Remedy], verbose: bool) -> list[str]:
    gutter = len(str(finding.span.line))
    lines = [_head(finding, report, style), *_excerpt(finding, style, gutter)]
    for label, text in _notes(finding, verbose):
        lines += style.note(label, text, gutter)
    if finding.remediation and (finding.rule, finding.remediation) not in shared:
        lines += style.note("help", finding.remediation, gutter)
    return lines


def _head(finding: Finding, report: Report, style: Style) -> str:
    where, rule, message = parts(finding)
    tag = f"{finding.level} [{style.link(rule, report.rules.get(finding.rule))}]"
    return f"{style.bold(where)}: {style.level(finding.level, tag)} {style.bold(message)}"


def _excerpt(finding: Finding, style: Style, gutter: int) -> list[str]:
    if not finding.excerpt.strip():
        return []
    shown = excerpt.cut(finding.excerpt, finding.span, style.width - gutter - 3)
    bar = style.frame(f"{'':{gutter}} |")
    carets = " " * shown.indent + style.level(finding.level, "^" * shown.carets)
    return [bar, f"{style.frame(f'{finding.span.line} |')} {shown.source}".rstrip(), f"{bar} {carets}"]


def _notes(finding: Finding, verbose: bool) -> list[tuple[str, str]]:
    notes = []
    if finding.resource:
        owners = f", owned by {', '.join(finding.owners)}" if finding.owners else ", no owner named"
        notes.append(("", f"{finding.resource.kind} {finding.resource.id}{owners}"))
    if finding.fix:
        notes.append(("fix", f"{finding.fix.words}: roadmap-guard fix{'' if finding.fix.safe else ' --unsafe'}"))
    if finding.outcome == "error" and finding.resource:
        notes.append(("", "could not be decided, which is not a pass"))
    if verbose:
        details = {"field": finding.field, "controls": ", ".join(finding.controls), "fingerprint": finding.fingerprint}
        notes += [(label, text) for label, text in details.items() if text]
    return notes


def _remedies(report: Report, style: Style, shared: Counter[Remedy]) -> list[str]:
    lines = [style.bold("How to mend what was found repeatedly")]
    for (rule, remediation), count in shared.items():
        lines.append(f"  {style.link(terminal(rule), report.rules.get(rule))} (for {count:,} findings)")
        lines += style.wrapped(remediation, "    ")
    return lines
