"""Digests are those of hashlib."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from roadmap_guard.model import digests


@given(st.binary(max_size=300))
def test_they_are_those_of_hashlib(data: bytes):
    assert digests.sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
    assert digests.sha1(data).digest() == hashlib.sha1(data, usedforsecurity=False).digest()
