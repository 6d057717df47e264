"""Clocks that cannot be right are noticed, and stop nothing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from quiz.store import clock_warning

NOW = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "now", "words"),
    [
        (None, NOW, ""),
        (NOW, NOW, ""),
        (NOW, NOW - timedelta(minutes=4), ""),
        (NOW, NOW - timedelta(minutes=6), "the last answer was given on 2026-01-05 18:30"),
        (NOW, NOW + timedelta(days=400), ""),
        (NOW, NOW + timedelta(days=401), "401 days after the last answer"),
        (None, NOW.replace(year=2101), "The clock says 2101-01-05"),
        (NOW, NOW.replace(year=1970), "The clock says 1970-01-05"),
        (datetime.max.replace(tzinfo=UTC), NOW.astimezone(timezone(timedelta(hours=14))), "on 9999-12-31"),
    ],
)
def test_an_odd_clock_is_noticed(last: datetime | None, now: datetime, words: str) -> None:
    warning = clock_warning(last, now)
    assert words in warning
    assert bool(warning) == bool(words)
