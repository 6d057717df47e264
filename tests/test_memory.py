"""Memory by whole study days: what a button says is what is saved."""

import math
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz import memory
from quiz.model import Chosen, Confidence, Key, Memory, Mode, Outcome, Rating, Review

DAY = date(2026, 1, 5)
KEY = Key("capitals", "france")


def reviews(*rated: tuple[int, Rating]) -> list[Review]:
    """Returns reviews as many days after DAY as said."""
    return [
        Review(
            id=f"{place:04}",
            time=datetime(2026, 1, 5, 18, tzinfo=UTC) + timedelta(days=days, minutes=place),
            offset=0,
            day=DAY + timedelta(days=days),
            key=KEY,
            fingerprint="f",
            kind="choice",
            mode=Mode.STUDY,
            response=Chosen("Paris"),
            score=1.0,
            outcome=Outcome.RIGHT,
            confidence=Confidence.UNSAID,
            hinted=False,
            rating=rating,
            milliseconds=0,
            sitting="s",
            device="d",
        )
        for place, (days, rating) in enumerate(rated)
    ]


def rated(*steps: tuple[int, Rating]) -> Memory:
    progress = memory.replay(KEY, reviews(*steps))
    assert progress
    return progress.memory


def intervals(*ratings: Rating) -> list[int]:
    """Returns the days to the next review when each is done on the day it is due."""
    found = []
    now, day = None, DAY
    for rating in ratings:
        now = memory.rate(now, rating, day)
        found.append((now.due - day).days)
        day = now.due
    return found


def test_intervals_grow_as_fsrs_6_says() -> None:
    assert intervals(*[Rating.GOOD] * 6) == [2, 11, 46, 163, 497, 1346]
    assert intervals(Rating.AGAIN, Rating.GOOD, Rating.HARD, Rating.EASY, Rating.AGAIN) == [1, 2, 5, 17, 2]


def test_the_first_memory_is_the_published_one() -> None:
    assert rated((0, Rating.GOOD)) == Memory(2.118103970459016, 2.3065, DAY, DAY + timedelta(days=2))


@pytest.mark.parametrize("rating", Rating)
def test_a_button_says_what_is_saved(rating: Rating) -> None:
    before = rated((0, Rating.GOOD), (3, Rating.HARD))
    day = DAY + timedelta(days=9)
    assert memory.outlook(before, day)[rating] == memory.rate(before, rating, day)
    assert memory.outlook(None, day)[rating] == memory.rate(None, rating, day)


steps = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Rating)), min_size=1, max_size=20).map(
    lambda found: sorted(found, key=lambda step: step[0])
)


@given(steps)
def test_a_replay_is_the_ratings_one_by_one(found: list[tuple[int, Rating]]) -> None:
    now: Memory | None = None
    for days, rating in found:
        now = memory.outlook(now, DAY + timedelta(days=days))[rating]
    assert rated(*found) == now
    assert now is not None
    assert now.due > now.day
    assert 1 <= now.difficulty <= 10
    assert now.stability > 0
    assert memory.recall(now, now.day) == 1
    assert 0 < memory.recall(now, now.due) < 1


def test_a_day_before_the_last_review_counts_as_that_day() -> None:
    before = rated((10, Rating.GOOD))
    assert memory.rate(before, Rating.GOOD, DAY) == memory.rate(before, Rating.GOOD, before.day)
    assert memory.recall(before, DAY) == 1


@pytest.mark.parametrize("year", [1, 1970, 2038, 2100, 2101, 9990, 9999])
def test_no_year_is_too_odd(year: int) -> None:
    day = date(year, 12, 31)
    for before in (None, rated((0, Rating.GOOD)), memory.rate(None, Rating.EASY, day)):
        after = memory.outlook(before, day)
        assert all(each.due > each.day for each in after.values())
        assert all(each.day <= memory.LAST_DAY for each in after.values())
        assert 0 < memory.recall(after[Rating.GOOD], day) <= 1


@pytest.mark.parametrize("stability", [0.0, -1.0, math.nan, math.inf, 1e300])
@pytest.mark.parametrize("difficulty", [0.0, 11.0, math.nan])
def test_a_memory_that_cannot_be_is_brought_back(stability: float, difficulty: float) -> None:
    day = DAY + timedelta(days=5)
    after = memory.outlook(Memory(difficulty, stability, DAY, DAY), day)
    for each in after.values():
        assert 0 < each.stability < math.inf
        assert 1 <= each.difficulty <= 10


def test_no_reviews_no_progress() -> None:
    assert memory.replay(KEY, []) is None


def test_progress_counts_the_reviews_and_keeps_the_last() -> None:
    made = reviews((0, Rating.GOOD), (1, Rating.GOOD))
    made[-1] = replace(made[-1], outcome=Outcome.WRONG)
    progress = memory.replay(KEY, made)
    assert progress
    assert (progress.key, progress.reviews, progress.last) == (KEY, 2, made[-1])
    assert progress.missed


@pytest.mark.parametrize(
    ("found", "lapses"),
    [
        ([(0, Rating.AGAIN), (1, Rating.AGAIN)], 0),
        ([(0, Rating.GOOD), (0, Rating.AGAIN)], 0),
        ([(0, Rating.GOOD), (5, Rating.AGAIN)], 1),
        ([(0, Rating.HARD), (5, Rating.AGAIN), (5, Rating.AGAIN), (5, Rating.GOOD)], 1),
        ([(0, Rating.GOOD), (5, Rating.GOOD), (5, Rating.AGAIN)], 1),
        ([(0, Rating.GOOD), (5, Rating.AGAIN), (5, Rating.GOOD), (5, Rating.AGAIN), (6, Rating.AGAIN)], 1),
        ([(0, Rating.GOOD), (5, Rating.AGAIN), (5, Rating.GOOD), (6, Rating.AGAIN)], 2),
    ],
)
def test_a_lapse_is_forgetting_what_was_learnt_on_an_earlier_day(
    found: list[tuple[int, Rating]], lapses: int
) -> None:
    progress = memory.replay(KEY, reviews(*found))
    assert progress
    assert progress.lapses == lapses


def test_importing_memory_leaves_fsrs_for_later() -> None:
    code = "import sys, quiz.memory; sys.exit('fsrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
