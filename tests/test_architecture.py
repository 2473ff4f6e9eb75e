"""The layers of the program: what may import what, and which package a third-party library belongs to."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = "roadmap_guard"
SOURCE = Path(__file__).parents[1] / "src" / PROJECT

LAYERS = (
    {"__main__"},
    {"cli"},
    {"commands"},
    {"plugins"},
    {"engine", "report"},
    {"policy", "formats", "ownership"},
    {"documents", "git"},
    {"model", "kinds"},
)
"""From the top: a package may import those of lower layers, and none beside it or above."""

HOMES = {
    "_sha2": {"model"},  # of the standard library since Python 3.12
    "pluggy": {"plugins"},
    "jinja2": {"report"},
    "markupsafe": {"report"},
    "cel_expr_python": {"policy"},
    "google": {"policy"},
    "jsonschema": {"policy"},
    "pathspec": {"policy", "ownership"},
    "yaml": {"documents"},
    "ruamel": {"documents"},
    "markdown_it": {"documents"},
    "git": {"git"},
    "gitdb": {"git"},
}
"""The packages that may import a library. One that is not listed may be imported by none."""


class Import(NamedTuple):
    """`package` of the program (a folder, or a module at the top) imports `name` in `place`."""

    package: str
    name: str
    place: str


def imports() -> Iterator[Import]:
    for file in sorted(SOURCE.rglob("*.py")):
        relative = file.relative_to(SOURCE)
        for node in ast.walk(ast.parse(file.read_bytes())):
            for name in _names(node):
                yield Import(relative.with_suffix("").parts[0], name, f"{PROJECT}/{relative.as_posix()}:{node.lineno}")


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        if node.level:
            return ["." * node.level + (node.module or "")]
        if node.module == PROJECT:
            return [f"{PROJECT}.{alias.name}" for alias in node.names]
        return [node.module or ""]
    return []


def layer_of(package: str) -> int:
    return next((number for number, layer in enumerate(LAYERS) if package in layer), -1)


def broken_layers(found: list[Import]) -> list[str]:
    """A sentence for each import that does not go down."""
    sentences = []
    for package, name, place in found:
        root, _, rest = name.partition(".")
        target = rest.partition(".")[0]
        if root != PROJECT or target in {"", "__version__", package} or package == "__init__":
            continue
        if layer_of(target) <= layer_of(package):
            sentences.append(f"{place}: {package} must not import {name}, because {target} is not below it")
    return sentences


def strangers(found: list[Import]) -> list[str]:
    """A sentence for each library that is imported outside its home."""
    sentences = []
    for package, name, place in found:
        root = name.partition(".")[0]
        if root == PROJECT or root in sys.stdlib_module_names or package in HOMES.get(root, set()):
            continue
        home = " and ".join(sorted(HOMES.get(root, {"no package"})))
        sentences.append(f"{place}: {package} must not import {root}, which belongs to {home}")
    return sentences


@pytest.fixture(scope="module")
def found() -> list[Import]:
    return list(imports())


def test_every_package_has_a_layer(found):
    assert {package for package, _, _ in found if layer_of(package) < 0} <= {"__init__"}


def test_imports_go_down_only(found):
    assert not broken_layers(found), "\n".join(broken_layers(found))


def test_library_is_imported_in_its_home_only(found):
    assert not strangers(found), "\n".join(strangers(found))


def test_imports_are_absolute(found):
    assert not [place for _, name, place in found if name.startswith(".")]


@pytest.mark.parametrize(
    ("importer", "name"),
    [("model", "roadmap_guard.git"), ("policy", "roadmap_guard.formats.registry"), ("git", "roadmap_guard.documents")],
)
def test_import_that_does_not_go_down_is_told_in_a_sentence(importer, name):
    (sentence,) = broken_layers([Import(importer, name, "x.py:1")])

    assert sentence.startswith(f"x.py:1: {importer} must not import {name}, because ")


@pytest.mark.parametrize(("importer", "name"), [("engine", "yaml"), ("git", "requests"), ("report", "google.protobuf")])
def test_library_away_from_home_is_told_in_a_sentence(importer, name):
    (sentence,) = strangers([Import(importer, name, "x.py:1")])

    assert sentence.startswith(f"x.py:1: {importer} must not import {name.partition('.')[0]}, which belongs to ")
