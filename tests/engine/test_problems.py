"""Every code that the readers give a problem can be explained."""

import ast
from pathlib import Path

import roadmap_guard
from roadmap_guard.engine.problems import PROBLEMS

_MAKERS = {"Problem", "_problem", "_remark", "problem", "remark", "refuse"}


def _codes() -> set[str]:
    """The texts that are given as a code somewhere: the first argument of whatever makes a problem."""
    found = set()
    for path in Path(roadmap_guard.__file__).parent.rglob("*.py"):
        if path.parent.name in {"git", "documents", "formats", "ownership", "engine"}:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute) and node.args:
                    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                    first = node.args[0]
                    if name in _MAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                        found.add(first.value)
    return found


def test_every_code_is_explained():
    codes = _codes()

    assert len(codes) > 30
    assert codes <= set(PROBLEMS)


def test_every_explanation_is_whole_sentences():
    for code, kind in PROBLEMS.items():
        assert kind.title, code
        assert kind.meaning.endswith("."), code
        assert kind.remedy.endswith("."), code
