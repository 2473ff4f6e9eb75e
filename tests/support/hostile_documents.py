"""Reads every hostile input in one process under a memory limit, and prints a line for each.

    python -m support.hostile_documents [pure]

With `pure`, PyYAML's own parser is used as it is where libyaml is missing.
"""

import json
import signal
import sys
from typing import Any

from support.hostile_markup import FRONT_MATTER, JSON
from support.hostile_yaml import YAML

ALL = (*YAML, *JSON, *FRONT_MATTER)
MEMORY = 1 << 30
SECONDS = 10


def _read(path: str, data: bytes) -> dict[str, Any]:
    from roadmap_guard.documents import parse
    from roadmap_guard.model.node import plain

    parsed = parse(path, data)
    values = [plain(document.root) for document in parsed.documents]
    problems = [[p.code, p.message, p.span.line, p.level, p.refuses] for p in parsed.problems]
    return {"values": values, "problems": problems}


def _after_a_good_one(data: bytes) -> bytes:
    return b"first: 1\n" + (b"...\n" if data.startswith((b"%", b"...")) else b"---\n") + data


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _limit_time(seconds: int) -> None:
    if hasattr(signal, "alarm"):  # not on Windows
        signal.alarm(seconds)


def main() -> None:
    """Read the rows; a process that is killed or dies tells which by the line that is missing."""
    _limit_memory()
    pure = sys.argv[1:] == ["pure"]
    if pure:
        import yaml

        yaml.__with_libyaml__ = False
    for row in YAML if pure else ALL:
        _limit_time(SECONDS)
        alone = _read(row.path, row.data())
        after = _read(row.path, _after_a_good_one(row.data())) if row in YAML and not pure else None
        sys.stdout.write(json.dumps({"name": row.name, "alone": alone, "after": after}) + "\n")
        sys.stdout.flush()
    _limit_time(0)


if __name__ == "__main__":
    main()
