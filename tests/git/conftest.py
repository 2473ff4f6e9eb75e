"""What most tests of repositories begin with."""

from pathlib import Path

import pytest

from support.repository import Scratch, scratch


@pytest.fixture
def repo(tmp_path: Path) -> Scratch:
    return scratch(tmp_path / "repo")
