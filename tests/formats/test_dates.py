"""Dates as trackers write them."""

import pytest

from roadmap_guard.formats.conversions import UnreadableError
from roadmap_guard.formats.dates import converter
from roadmap_guard.model.node import Scalar
from roadmap_guard.model.span import FILE_START


def test_a_text_that_goes_on_behind_a_date_is_none():
    date = "31" + " " * 54 + "Dec 2026"
    assert len(date) == 64

    convert = converter(["%d %b %Y"])

    assert convert(Scalar(date, date, FILE_START)) == "2026-12-31"
    with pytest.raises(UnreadableError):
        convert(Scalar(f"{date} | moved to 2030", f"{date} | moved to 2030", FILE_START))
