"""Where plugins are installed: a folder that the running interpreter finds, or an environment made by pip."""

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roadmap_guard import cli
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
def check(repository: Scratch, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Check:
    """Runs `roadmap-guard check` on `repository` with the given plugins named in its configuration.

    In this process, up to where the program would end it.
    """
    monkeypatch.chdir(repository.root)  # the tests themselves may have been imported from where pytest was started

    def run(*pins: str, spec: str = "", arguments: tuple[str, ...] = ()) -> Run:
        plugins = "".join(f"\n    - {pin}" for pin in pins)
        config = f"apiVersion: roadmap-guard.dev/v1\nkind: Config\nspec:\n  plugins:{plugins or ' []'}\n{spec}"
        repository.write({"roadmap-guard.yaml": config})
        code = cli._run(["check", "--repo", repository.path, "--as-of", "2026-11-20", *arguments])
        out, err = capfd.readouterr()
        return Run(code, out, err)

    return run


PLUGINS = sorted((Path(__file__).parents[2] / "plugins").glob("*/pyproject.toml"))


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment in which pip has installed every distribution of `plugins/`.

    It also sees what is installed beside the running interpreter, and changes nothing there.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=os.name != "nt")
    own = {"base": str(folder), "platbase": str(folder)}
    beside = "".join(f"import site; site.addsitedir({sysconfig.get_path(name)!r})\n" for name in ("purelib", "platlib"))
    (Path(sysconfig.get_path("purelib", "venv", own)) / "beside.pth").write_text(beside)
    python = Path(sysconfig.get_path("scripts", "venv", own)) / Path(sys.executable).name
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--isolated",
        "--no-cache-dir",
        "--disable-pip-version-check",
        "--python",
        python,
    ]
    wanted = [file.parent for file in PLUGINS]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", *wanted], check=True)
    return python


Installed = Callable[..., Run]


@pytest.fixture
def installed(environment: Path, repository: Scratch) -> Installed:
    """Runs `roadmap-guard` in `repository` with the distributions of `plugins/` installed."""

    def run(*arguments: str, **variables: str) -> Run:
        done = subprocess.run(
            [environment, "-I", "-m", "roadmap_guard", *arguments],
            cwd=repository.root,
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    return run
