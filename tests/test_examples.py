"""The example company: the demo finds what it always found, and the README shows what the demo says.

`ROADMAP_GUARD_UPDATE_GOLDEN=1 pytest tests/test_examples.py` writes both anew; read the difference before you commit it.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXPECTED = ROOT / "examples" / "acme-payments.expected.txt"
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- demo output: begin -->\n).*?(<!-- demo output: end -->)", re.DOTALL)
SHOWN = ("models/fraud-scoring/README.md:33", "roadmap/2026-platform.yaml:59", "slo/checkout.yaml:85")
UPDATE = os.environ.get("ROADMAP_GUARD_UPDATE_GOLDEN") == "1"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo's check prints, without the lines about folders."""
    folder = tmp_path_factory.mktemp("demo")
    command = folder / "roadmap-guard"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -m roadmap_guard "$@"\n')
    command.chmod(0o755)
    done = subprocess.run(
        [shutil.which("sh") or "sh", str(ROOT / "examples" / "demo.sh"), str(folder / "target")],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (folder / "target" / "audit" / "audit.html").is_file()
    return done.stdout[: done.stdout.index("\nThese findings are the point of the demo")]


def test_the_demo_finds_what_it_always_found(said: str):
    if UPDATE:
        EXPECTED.write_text(said, encoding="utf-8")

    assert said == EXPECTED.read_text(encoding="utf-8")


def test_the_readme_shows_what_the_demo_says(said: str):
    blocks = said.split("\n\n")
    shown = [next(block for block in blocks if block.startswith(place)) for place in SHOWN]
    text = "\n\n".join([*shown, said.strip().splitlines()[-1]])
    readme = README.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda found: f"{found[1]}```text\n{text}\n```\n{found[2]}", readme)
    if UPDATE:
        README.write_text(fresh, encoding="utf-8")

    assert fresh == readme
