"""Every hook has a user among the shipped plugins and a place in the documentation, whose code is theirs."""

import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

from roadmap_guard.plugins import hooks
from roadmap_guard.plugins.fitting import HOOKS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text()
SOURCES = sorted((ROOT / "plugins").glob("*/src"))
EXCERPTS = re.findall(r"```\w+\n# (plugins/\S+)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_has_a_user_among_the_shipped_plugins(hook, monkeypatch):
    for source in SOURCES:
        monkeypatch.syspath_prepend(source)
    modules = [import_module(package.name) for source in SOURCES for package in source.glob("roadmap_guard_*")]
    users = [module for module in modules if hasattr(getattr(module, hook, None), f"{hooks.PROJECT}_impl")]

    assert len(modules) == len(SOURCES)
    assert users


@pytest.mark.parametrize("hook", HOOKS)
def test_hook_is_documented_with_its_signature(hook):
    signature = str(inspect.signature(getattr(hooks, hook))).replace("'", "")

    assert f"\n### `{hook}{signature}`\n" in PAGE
    assert f"\n@hookimpl\ndef {hook}(" in PAGE


def test_hooks_are_documented_in_their_order():
    assert re.findall(r"^### `(\w+)\(", PAGE, re.MULTILINE) == list(HOOKS)


@pytest.mark.parametrize(("path", "text"), EXCERPTS, ids=lambda value: value.splitlines()[0][:60])
def test_code_of_the_documentation_is_that_of_a_shipped_plugin(path, text):
    assert text in (ROOT / path).read_text()


def test_documentation_shows_every_hook_by_an_excerpt():
    assert len(EXCERPTS) > len(HOOKS)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_shipped_plugin_is_listed_in_the_documentation(source):
    assert f"[`{source.parent.name}`](../plugins/{source.parent.name}/README.md)" in PAGE


def test_everything_that_a_shipped_plugin_imports_of_the_program_is_told_to_stay():
    told = set(re.findall(r"`(roadmap_guard\.[\w.]+)`", PAGE))
    statement = re.compile(r"^from (roadmap_guard(?:\.[\w.]+)?) import (.*)$", re.MULTILINE)
    imported = {
        f"{package}.{name.split()[0]}"
        for source in SOURCES
        for file in source.rglob("*.py")
        for package, names in statement.findall(file.read_text())
        for name in names.split(", ")
    }

    assert [name for name in sorted(imported) if not any(f"{name}.".startswith(f"{stays}.") for stays in told)] == []
