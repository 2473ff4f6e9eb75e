"""A place for distributions that the running interpreter finds, and the command line inside this process."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roadmap_guard.cli import main
from support.guard import Run
from support.repository import Scratch, scratch

SLO = """\
version: prometheus/v1
service: checkout
slos:
  - name: availability
    objective: 99.5
    description: Requests that are answered without an error.
    labels: {owner: payments}
    sli: {events: {error_query: a, total_query: b}}
    alerting: {name: CheckoutErrors, annotations: {runbook: https://runbooks.example.com/checkout}}
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed distributions. What is imported from it is forgotten after the test."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    known = set(sys.modules)
    yield folder
    for name in set(sys.modules) - known:
        if name.startswith("code_"):
            del sys.modules[name]


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    """A repository with one SLO that breaks no rule."""
    made = scratch(tmp_path / "repository")
    made.write({"slo/checkout.yaml": SLO})
    return made


Check = Callable[..., Run]


@pytest.fixture
def check(repository: Scratch, capfd: pytest.CaptureFixture[str]) -> Check:
    """Runs `roadmap-guard check` on `repository` with the given plugins named in its configuration."""

    def run(*pins: str, spec: str = "", arguments: tuple[str, ...] = ()) -> Run:
        plugins = "".join(f"\n    - {pin}" for pin in pins)
        config = f"apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec:\n  plugins:{plugins or ' []'}\n{spec}"
        repository.write({"roadmap-guard.yaml": config})
        with pytest.raises(SystemExit) as stop:
            main(["check", "--repo", repository.path, "--as-of", "2026-11-20", *arguments])
        out, err = capfd.readouterr()
        return Run(int(stop.value.code or 0), out, err)

    return run
