"""Every hostile input ends in what is expected of it, within 1 GB and 10 s, and takes nothing else down."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.hostile_documents import ALL
from support.hostile_rows import Row
from support.hostile_yaml import YAML

_TESTS = Path(__file__).resolve().parents[1]


def _read_all(*arguments: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_TESTS), str(_TESTS.parent / "src")])}
    run = subprocess.run(
        [sys.executable, "-m", "support.hostile_documents", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        check=False,
        timeout=300,
    )
    found = {line["name"]: line for line in map(json.loads, run.stdout.splitlines())}
    assert run.returncode == 0, f"the reader died after {list(found)[-1:]}: {run.stderr}"
    return found


@pytest.fixture(scope="module")
def results() -> dict[str, Any]:
    return _read_all()


def _fits(value: Any, expected: Any) -> bool:
    if expected is ...:
        return True
    if isinstance(expected, dict):
        return (
            isinstance(value, dict)
            and value.keys() == expected.keys()
            and all(_fits(value[k], expected[k]) for k in expected)
        )
    return type(value) is type(expected) and value == expected


@pytest.mark.parametrize("row", ALL, ids=lambda row: row.name)
def test_hostile_input_is_read_or_refused_as_expected(row: Row, results: dict[str, Any]) -> None:
    found = results[row.name]["alone"]
    problems = found["problems"]
    assert [code for code, *_, refuses in problems if refuses] == list(row.refused)
    assert [code for code, *_, refuses in problems if not refuses] == list(row.remarks)
    assert len(found["values"]) == len(row.values)
    assert all(map(_fits, found["values"], row.values))
    if problems:
        _, message, line, *_ = problems[0]
        assert line == row.line
        assert row.says in message
        assert len(message) < 300


_FILE_WIDE = {
    "file-too-large",
    "encoding",
    "byte-order-mark",
    "control-character",
    "line-separator",
    "too-many-directives",
    "conflict-markers",
    "encrypted",
    "lfs-pointer",
}

_WITHIN_A_STREAM = [row for row in YAML if not _FILE_WIDE & set(row.refused) and "mark" not in row.name]


@pytest.mark.parametrize("row", _WITHIN_A_STREAM, ids=lambda row: row.name)
def test_hostile_document_does_not_hide_the_one_before_it(row: Row, results: dict[str, Any]) -> None:
    after = results[row.name]["after"]
    assert after["values"][0] == {"first": 1}
    if row.refused:
        assert set(row.refused) <= {code for code, *_ in after["problems"]}


_LIBYAML_ALONE = {"Y30 an unknown directive", "Y70 a tab after a colon and at the end"}


def test_verdicts_are_the_same_without_libyaml(results: dict[str, Any]) -> None:
    pure = _read_all("pure")
    differ = {row.name for row in YAML if _verdict(pure[row.name]) != _verdict(results[row.name])}
    assert differ == _LIBYAML_ALONE


def _verdict(result: dict[str, Any]) -> Any:
    found = result["alone"]
    return found["values"], [(code, line) for code, _, line, *_ in found["problems"]]


def test_row_names_are_unique() -> None:
    assert len({row.name for row in ALL}) == len(ALL)
