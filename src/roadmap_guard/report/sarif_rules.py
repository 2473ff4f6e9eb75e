"""The rules of a SARIF run: each with the texts that code scanning demands (multitool GH1015, GH2012)."""

from collections.abc import Iterable
from typing import Any

from roadmap_guard.model.document import Level
from roadmap_guard.model.report import Finding, Report
from roadmap_guard.model.rule import Rule
from roadmap_guard.report import rule_page
from roadmap_guard.report.escaping import clip, http_url, visible

_TEXT_LIMIT = 1_000
_TAGS = 10
_SEVERITIES: dict[Level, str] = {"error": "error", "warning": "warning", "note": "recommendation"}


def descriptors(report: Report, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Every selected rule, and what else the findings name (`input/...`), by id."""
    known = {rule.id: _descriptor(rule, report) for rule in report.rules.values()}
    other = {found.rule: _built_in(found) for found in findings if found.rule not in known}
    return [descriptor for _, descriptor in sorted({**known, **other}.items())]


def _descriptor(rule: Rule, report: Report) -> dict[str, Any]:
    url = next(filter(None, (http_url(reference.url) for reference in rule.references)), "")
    help_text = (
        f"{rule.rationale.strip()}\n\nHow to mend: {rule.remediation}" if rule.remediation else rule.rationale.strip()
    )
    return _entry(
        rule.id,
        rule.level,
        title=rule.title,
        full=rule.rationale,
        help_text=help_text,
        help_markdown=rule_page.markdown(rule, report.controls),
        tags=(rule.match.kind, *rule.controls),
        url=url,
    )


def _built_in(finding: Finding) -> dict[str, Any]:
    """A finding of the program itself; its message and way out are in the result."""
    words = finding.rule.rpartition("/")[2].replace("-", " ")
    about = f"Found by roadmap-guard itself, apart from any policy: {words}"
    return _entry(
        finding.rule,
        finding.level,
        title=words.capitalize(),
        full=about,
        help_text=f"{about}. Each result says what stands in the way and how to mend it.",
        help_markdown=f"{about}. Each result says what stands in the way and how to mend it.",
        tags=(finding.rule.partition("/")[0],),
        url="",
    )


def _entry(
    rule_id: str,
    level: Level,
    *,
    title: str,
    full: str,
    help_text: str,
    help_markdown: str,
    tags: tuple[str, ...],
    url: str,
) -> dict[str, Any]:
    entry = {
        "id": rule_id,
        "name": "".join(word.capitalize() for word in rule_id.rpartition("/")[2].split("-")),
        "shortDescription": {"text": _sentence(title)},
        "fullDescription": {"text": _sentence(full or title)},
        "help": {"text": help_text or _sentence(title), "markdown": help_markdown},
        "defaultConfiguration": {"level": level},
        "properties": {"precision": "very-high", "problem.severity": _SEVERITIES[level], "tags": list(tags[:_TAGS])},
    }
    return {**entry, "helpUri": url} if url else entry


def _sentence(text: str) -> str:
    joined = clip(visible(" ".join(text.split())), _TEXT_LIMIT)
    return joined if joined.endswith((".", "…")) else f"{joined}."
