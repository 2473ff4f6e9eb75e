"""Every code is explained, and every problem that a reader makes has one."""

import re
from pathlib import Path

import pytest

from roadmap_guard.documents import problems
from roadmap_guard.documents.problems import KINDS, problem, shown
from roadmap_guard.model.span import FILE_START

_SOURCES = Path(problems.__file__).parent


@pytest.mark.parametrize("code", KINDS)
def test_code_is_explained(code: str) -> None:
    kind = KINDS[code]
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", code)
    assert kind.title
    assert not kind.title.endswith(".")
    assert kind.meaning.endswith(".")
    assert kind.remedy.endswith(".")
    assert kind.level in ("error", "warning", "note")


@pytest.mark.parametrize("code", KINDS)
def test_code_is_used(code: str) -> None:
    assert any(f'"{code}"' in source.read_text() for source in _SOURCES.glob("*.py") if source.name != "problems.py")


def test_errors_refuse_and_others_do_not() -> None:
    for code, kind in KINDS.items():
        assert problem(code, "message", "a.yaml").refuses is (kind.level == "error")


def test_problem_points_at_the_file_where_there_is_no_better_place() -> None:
    assert problem("encrypted", "message", "a.yaml").span == FILE_START


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "'plain'"),
        ("a\nb\x1b[31m", "'a\\nb\\x1b[31m'"),
        ("\u202ex", "'\\u202ex'"),
        ("caf\u00e9", "'caf\u00e9'"),
        ("x" * 100, "'" + "x" * 57 + "...'"),
    ],
)
def test_text_of_a_file_is_shown_on_one_line_without_control_characters(text: str, expected: str) -> None:
    assert shown(text) == expected
