"""Addresses that the reports build themselves: where a forge shows a file of the commit under check."""

import re

from roadmap_guard.model.report import Report
from roadmap_guard.report.escaping import url_path

_FORGES = {"github.com": "blob", "gitlab.com": "-/blob"}


def file_url(report: Report, path: str, line: int) -> str:
    """The address of `path` at `line` in the commit under check; empty for an unknown forge, a work tree or a strange remote."""
    source = report.source
    known = re.fullmatch(r"https://([a-z.]+)((?:/[A-Za-z0-9._-]+){2,})", source.url.removesuffix(".git"))
    if not known or known[1] not in _FORGES or not source.head:
        return ""
    return f"https://{known[1]}{known[2]}/{_FORGES[known[1]]}/{source.head}/{url_path(path)}#L{line}"
