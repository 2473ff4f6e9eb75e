"""What several of these tests run the program with."""

from collections.abc import Iterator

import pytest

from support.hostile_processes import Server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Runs the program many times in quick succession."""
    with Server() as running:
        yield running
