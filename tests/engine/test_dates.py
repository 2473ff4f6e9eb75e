"""The date of a run is an input."""

import pytest

from roadmap_guard.engine.dates import as_of
from roadmap_guard.model.errors import CannotCheckError
from roadmap_guard.model.report import Source


def test_what_was_asked_for_comes_first(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    assert as_of("2026-02-28", Source("commit", head_date="2026-01-01")) == "2026-02-28"


def test_a_commit_is_judged_as_of_its_own_day():
    assert as_of("", Source("commit", head_date="2026-01-01")) == "2026-01-01"


@pytest.mark.parametrize(
    ("epoch", "day"), [("0", "1970-01-01"), ("1767225599", "2025-12-31"), ("4102444800", "2100-01-01")]
)
def test_the_work_tree_is_judged_as_of_source_date_epoch(monkeypatch, epoch, day):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert as_of("", Source("worktree", head_date="2026-01-01")) == day


def test_without_anything_it_is_today_in_utc(monkeypatch):
    from datetime import UTC, datetime

    monkeypatch.setenv("TZ", "Pacific/Kiritimati")

    assert as_of("", Source("worktree")) == datetime.now(UTC).date().isoformat()


@pytest.mark.parametrize("text", ["2026-02-30", "yesterday", "20/11/2026", "2026", "2026-11-20T00:00:00"])
def test_what_is_no_date_is_refused_with_the_form_it_has(text):
    with pytest.raises(CannotCheckError, match=r"is not a date$") as caught:
        as_of(text, Source("worktree"))

    assert "2026-11-20" in caught.value.remedy
