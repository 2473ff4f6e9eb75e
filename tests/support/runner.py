"""How CI runners find commands in a log, ported from their source, and read more strictly than they do.

GitHub: actions/runner `ActionCommand.cs`, `TryParseV2` (`::name::` at the start of a line, after blanks) and `TryParse`
(`##[name]` anywhere). Azure: `##vso[...]` anywhere. .NET compares by culture and so looks through invisible characters.
"""

import unicodedata


def commands(log: str) -> list[str]:
    """Every line that a runner would obey. Any character that some program takes for a line break is one."""
    return [line for line in log.splitlines() if _is_command(line)]


def _is_command(line: str) -> bool:
    seen = "".join(c for c in line if unicodedata.category(c) not in ("Cf", "Mn", "Cc") or c == "\t").strip().lower()
    return seen.startswith("::") or "##[" in seen or "##vso[" in seen
