"""No code from the tree under check runs, whatever it is named and however the path of imports was set."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.files import CONFIG, SLOTH
from support.guard import COMMAND, Run
from support.repository import Scratch, scratch

MODULES = (
    "argparse",
    "cel_expr_python",
    "encodings",
    "git",
    "jinja2",
    "json",
    "jsonschema",
    "markdown_it",
    "pluggy",
    "roadmap_guard",
    "roadmap_guard_evil",
    "sitecustomize",
    "usercustomize",
    "yaml",
)

CONSOLE = [os.path.join(os.path.dirname(sys.executable), "roadmap-guard")]
SAFE_PATH = [sys.executable, "-P", "-m", "roadmap_guard"]
COMMANDS = {"isolated": [*COMMAND], "console script": CONSOLE, "safe path": SAFE_PATH}
RUNS = (
    "check",
    "check --staged --report all",
    "check --format html",
    "audit -o ../audit",
    "formats list",
    "policy list",
)


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def repository(tmp_path: Path, marker: Path) -> Scratch:
    """A repository full of modules by the names of those that we import, and of distributions that call themselves plugins."""
    made = scratch(tmp_path / "repository")
    trap = f"import os\nopen({str(marker)!r}, 'w').close()\n"
    for place in ("", "sub/"):
        made.write({f"{place}{name}.py": trap for name in MODULES})
        made.write({f"{place}{name}/__init__.py": trap for name in MODULES})
        made.write(
            {
                f"{place}evil.pth": f"import {MODULES[0]}\n",
                f"{place}evil-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: evil\nVersion: 1.0\n",
                f"{place}evil-1.0.dist-info/entry_points.txt": "[roadmap_guard]\nx = roadmap_guard_evil\n",
                f"{place}roadmap_guard-9.dist-info/METADATA": "Metadata-Version: 2.1\nName: roadmap-guard\nVersion: 9\n",
            }
        )
    made.commit({"slo.yaml": SLOTH})
    return made


def run(folder: Path, command: list[str], *arguments: str, variables: Mapping[str, str] | None = None) -> Run:
    environment = {**os.environ, **(variables or {})}
    done = subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("arguments", RUNS)
def test_p13_no_module_of_the_tree_is_imported(repository: Scratch, marker: Path, command: str, arguments: str):
    assert run(repository.root, COMMANDS[command], *arguments.split()).code == 0
    assert not marker.exists()


PATHS = {"dot": ".", "empty": "", "both": ":.:", "absolute": "{root}", "below": "{root}/sub", "relative below": "sub"}


@pytest.mark.parametrize("path", PATHS)
def test_p15_isolated_python_ignores_every_path_of_the_environment(repository: Scratch, marker: Path, path: str):
    variables = {
        "PYTHONPATH": PATHS[path].format(root=repository.root),
        "PYTHONUSERBASE": repository.path,
        "PYTHONSTARTUP": "yaml.py",
        "PYTHONINSPECT": "1",
        "PYTHONPLATLIBDIR": "sub",
    }

    assert run(repository.root, [*COMMAND], "check", variables=variables).code == 0
    assert not marker.exists()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("module", ["sitecustomize", "argparse", "yaml", "cel_expr_python"])
def test_p15_a_path_that_leads_into_the_tree_never_ends_in_a_verdict(
    repository: Scratch, marker: Path, path: str, module: str
):
    """Python itself imports `sitecustomize`, before us: nobody knows what it did, so nothing is said about the files."""
    for name in set(MODULES) - {module}:
        for place in ("", "sub/"):
            (repository.root / f"{place}{name}.py").unlink()
            (repository.root / f"{place}{name}" / "__init__.py").unlink()
    variables = {"PYTHONPATH": PATHS[path].format(root=repository.root)}
    done = run(repository.root, SAFE_PATH, "check", variables=variables)

    loaded = "Python code was loaded from the tree under check: sitecustomize\n" in done.err
    assert (done.code, loaded, marker.exists()) in [(0, False, False), (2, True, True)]
    assert marker.exists() is (module == "sitecustomize" and path != "empty")


def test_p14_a_plugin_whose_distribution_lies_in_the_tree_is_refused(repository: Scratch, marker: Path):
    repository.write({"roadmap-guard.yaml": CONFIG.replace("{}", "{plugins: [evil==1.0]}")})
    done = run(repository.root, [*COMMAND], "check")

    assert (done.code, done.out) == (2, "")
    assert "evil" in done.err
    assert not marker.exists()


def test_p16_a_plugin_that_only_the_change_names_is_not_loaded_and_is_told(repository: Scratch, marker: Path):
    base = repository.head
    repository.commit({"roadmap-guard.yaml": CONFIG.replace("{}", "{plugins: [evil==1.0]}")})
    done = run(repository.root, [*COMMAND], "check", "--head", "HEAD", "--base", base)

    assert done.code == 0
    assert "input/policy-change" in done.out
    assert "names other plugins" in done.out
    assert not marker.exists()
