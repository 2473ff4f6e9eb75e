"""A repository with one clean SLO, for every command."""

from pathlib import Path

import pytest

from support.files import SLOTH
from support.repository import Scratch, scratch


@pytest.fixture
def repository(tmp_path: Path) -> Scratch:
    made = scratch(tmp_path / "repository")
    made.commit({"slo/checkout.yaml": SLOTH})
    return made
