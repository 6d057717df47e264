"""What is remembered of a question, and when to ask it again: FSRS by whole study days.

Every review enters FSRS at noon UTC of its study day. Elapsed time and intervals are then whole study days,
and replaying a log gives the same bits whatever the time zone. FSRS's own learning steps and its random fuzz
are off: coming back within a sitting is the sitting's business, and fuzz cannot be seeded.
"""

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quiz import model
from quiz.model import Key, Outcome, Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler
    from fsrs import Rating as FsrsRating

    from quiz.model import Memory, Parameters, Progress, Review

LAST_DAY = date(2100, 12, 31)
"""A later study day counts as this one: a clock that wrong must not push the calendar over its end."""

CHECK_AFTER = 7
"""Days after which an error that the learner was certain of is looked at again: after a week such errors tend
to come back though they were put right (Butler, Fazio & Marsh 2011, Psychonomic Bulletin & Review 18)."""

_CHECK_EARLY = 2
"""Days before that on which a review is already the check: about a week is what was studied."""

_DECAY = 0.1542
"""How slowly recall decays by FSRS's own parameters; known here, so that figures need not import FSRS."""

_NOON = time(12, tzinfo=UTC)
_NO_ID = 0
_STABILITY = (0.001, 1e9)
_DIFFICULTY = (1.0, 10.0)


@lru_cache(maxsize=8)
def _scheduler(parameters: "Parameters | None" = None) -> "Scheduler":
    """Returns the scheduler with these parameters; with FSRS's own where it refuses them or has none."""
    from fsrs import Scheduler

    if parameters is not None:
        with suppress(ValueError):
            return Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


@cache
def _ratings() -> "dict[Rating, FsrsRating]":
    from fsrs import Rating as FsrsRating

    return {rating: FsrsRating(rating) for rating in Rating}


def _noon(day: date) -> datetime:
    return datetime.combine(min(day, LAST_DAY), _NOON)


def _within(value: float, limits: tuple[float, float]) -> float:
    """Returns the value held to what FSRS can calculate with; not-a-number becomes the lower limit."""
    low, high = limits
    return min(max(low, value), high)


def _card(memory: "Memory") -> "Card":
    """Returns FSRS's form of a memory, to the bit where a review can have left it."""
    from fsrs import Card, State

    return Card(
        card_id=_NO_ID,
        state=State.Review,
        stability=_within(memory.stability, _STABILITY),
        difficulty=_within(memory.difficulty, _DIFFICULTY),
        due=_noon(memory.due),
        last_review=_noon(memory.day),
    )


def _new_card(day: date) -> "Card":
    """Returns FSRS's form of no memory. Without an id and a due date, Card() would sleep and ask the time."""
    from fsrs import Card

    return Card(card_id=_NO_ID, due=_noon(day))


def _reviewed(card: "Card", rating: Rating, day: date, parameters: "Parameters | None") -> "Card":
    noon = _noon(day)
    if card.last_review is not None:
        noon = max(noon, card.last_review)
    return _scheduler(parameters).review_card(card, _ratings()[rating], noon)[0]


def _check(pending: date | None, day: date, *, sure_and_wrong: bool) -> date | None:
    """Returns the day of the check that is pending after a review on a day."""
    day = min(day, LAST_DAY)
    if sure_and_wrong:
        return day + timedelta(days=CHECK_AFTER)
    if pending is not None and day + timedelta(days=_CHECK_EARLY) < pending:
        return pending
    return None


def _memory(card: "Card", check: date | None) -> "Memory":
    """Returns the memory that a card stands for, due no later than its check."""
    assert card.stability is not None
    assert card.difficulty is not None
    assert card.last_review is not None
    due = card.due.date()
    return model.Memory(
        card.difficulty, card.stability, card.last_review.date(), min(due, check) if check else due, check
    )


def rate(
    memory: "Memory | None",
    rating: Rating,
    day: date,
    parameters: "Parameters | None" = None,
    *,
    sure_and_wrong: bool = False,
) -> "Memory":
    """Returns the memory after a review.

    A day before the last review counts as the day of the last review, a day after 2100 as the end of 2100,
    a memory that no review can have left is held to FSRS's limits, and parameters that FSRS refuses make way
    for its own: this never raises.

    Args:
        memory: The memory before the review; None at the first.
        rating: How it went.
        day: The study day of the review.
        parameters: Those that were fitted to the learner; None for FSRS's own.
        sure_and_wrong: The learner was certain of what was wrong, so that a check after a week is due.
    """
    return _rater(memory, day, parameters, sure_and_wrong=sure_and_wrong)(rating)


def outlook(
    memory: "Memory | None",
    day: date,
    parameters: "Parameters | None" = None,
    *,
    sure_and_wrong: bool = False,
) -> "dict[Rating, Memory]":
    """Returns the memory that each rating would leave on this study day: to the bit what `rate` saves."""
    rated = _rater(memory, day, parameters, sure_and_wrong=sure_and_wrong)
    return {rating: rated(rating) for rating in Rating}


def _rater(
    memory: "Memory | None", day: date, parameters: "Parameters | None", *, sure_and_wrong: bool
) -> "Callable[[Rating], Memory]":
    """Returns what `rate` is for any rating."""
    before = _new_card(day) if memory is None else _card(memory)
    pending = memory.check if memory else None

    def rated(rating: Rating) -> "Memory":
        after = _reviewed(before, rating, day, parameters)
        assert after.last_review is not None
        return _memory(after, _check(pending, after.last_review.date(), sure_and_wrong=sure_and_wrong))

    return rated


def recall(memory: "Memory", day: date, parameters: "Parameters | None" = None) -> float:
    """Returns the predicted probability, from 0 to 1, that the question is answered on this study day."""
    return _scheduler(parameters).get_card_retrievability(_card(memory), _noon(day))


def target() -> float:
    """Returns the recall, from 0 to 1, at which FSRS has a question come back."""
    return _scheduler().desired_retention


def effective(parameters: "Parameters | None") -> "Parameters":
    """Returns the parameters that count: FSRS's own where it refuses the given ones, or none are given."""
    return _scheduler(parameters).parameters


def foretelling(parameters: "Parameters | None" = None) -> Callable[[Key, Rating, date], float | None]:
    """Returns a function that foretells the reviews of many questions, each from those before it.

    To be called with the question, rating and study day of every review that moves the schedule, those of a
    question in the order of (time, id). It returns how likely, from 0 to 1, the question was to be recalled
    then; None at its first review, and at a further one on the same study day.

    These are the formulas of FSRS 6 (github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm),
    written out in the order in which py-fsrs calculates them: to the bit the same, and many times as fast.

    Args:
        parameters: Those that were fitted to the learner; None for FSRS's own. They count for reviews from
            before the fit, too.
    """
    w = effective(parameters)
    e, (low, _), (easy, hard), again = math.e, _STABILITY, _DIFFICULTY, Rating.AGAIN
    decay = -w[20]
    factor = 0.9 ** (1 / decay) - 1
    firsts = {
        rating: (min(max(w[4] - e ** (w[5] * (rating - 1)) + 1, easy), hard), max(w[rating - 1], low))
        for rating in Rating
    }
    repeated = {rating: e ** (w[17] * (rating - 3 + w[18])) for rating in Rating}
    harder = {rating: -(w[6] * (rating - 3)) for rating in Rating}
    easiest = w[7] * (w[4] - e ** (w[5] * (Rating.EASY - 1)) + 1)
    bonus = {Rating.HARD: w[15], Rating.GOOD: 1.0, Rating.EASY: w[16]}
    growing, lost = e ** w[8], e ** (w[17] * w[18])
    held: dict[Key, tuple[float, float, date]] = {}

    def foretold(key: Key, rating: Rating, day: date) -> float | None:
        day = min(day, LAST_DAY)
        before = held.get(key)
        if before is None:
            held[key] = (*firsts[rating], day)
            return None
        difficulty, stability, last = before
        elapsed = (day - last).days
        recalled = None
        if elapsed < 1:
            day = last
            grown = repeated[rating] * stability ** -w[19]
            stability *= grown if rating is again else max(grown, 1.0)
        else:
            recalled = (1 + factor * elapsed / stability) ** decay
            if rating is again:
                kept = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1)
                stability = min(kept * e ** ((1 - recalled) * w[14]), stability / lost)
            else:
                gain = growing * (11 - difficulty) * stability ** -w[9] * (e ** ((1 - recalled) * w[10]) - 1)
                stability *= 1 + gain * bonus[rating]
        moved = difficulty + (10.0 - difficulty) * harder[rating] / 9.0
        held[key] = min(max(easiest + (1 - w[7]) * moved, easy), hard), max(stability, low), day
        return recalled

    return foretold


def forgetting(day: date, parameters: "Parameters | None" = None) -> Callable[[float, date], float]:
    """Returns a function from a memory's stability, and the study day of its last review, to its recall.

    For many memories at once: to the bit what `recall` says of each on this study day, by the forgetting
    curve of FSRS 6, and many times as fast.
    """
    decay = -(_DECAY if parameters is None else _scheduler(parameters).parameters[20])
    factor = 0.9 ** (1 / decay) - 1
    low, high = _STABILITY
    day = min(day, LAST_DAY)
    elapsed = lru_cache(4096)(lambda last: factor * max(0, (day - min(last, LAST_DAY)).days))

    def recalled(stability: float, last: date) -> float:
        held = stability if low <= stability <= high else _within(stability, _STABILITY)
        return float((1 + elapsed(last) / held) ** decay)

    return recalled


def _lapses(reviews: "Sequence[Review]", before: "Progress | None") -> int | None:
    """Returns how often the question lapsed; None where that hangs on when it was learnt before."""
    lapses = before.lapses if before else 0
    learnt: date | None = None
    # When it was learnt before is known to be no later than the last of the days before.
    latest = before.memory.day if before and before.last.rating is not Rating.AGAIN else None
    for review in reviews:
        if review.rating is not Rating.AGAIN:
            learnt = learnt or review.day
            continue
        if latest is not None:
            if not latest < review.day <= LAST_DAY:
                return None
            lapses += 1
        else:
            lapses += learnt is not None and learnt < review.day
        learnt = latest = None
    return lapses


def _miss(reviews: "Sequence[Review]", before: "Progress | None") -> str | None:
    # A miss is always of the sitting of the last review: one of another sitting was settled by that.
    miss, sitting = (before.miss, before.last.sitting) if before else (None, "")
    for review in reviews:
        if miss is None or sitting != review.sitting:
            miss = review.id if review.outcome is not Outcome.RIGHT else None
        sitting = review.sitting
    return miss


def replay(
    key: Key,
    reviews: "Sequence[Review]",
    parameters: "Parameters | None" = None,
    before: "Progress | None" = None,
) -> "Progress | None":
    """Returns all that follows from the reviews of one question; None where none of them moves the schedule.

    A lapse is an Again on a study day after the one on which the question was learnt, that is first rated
    above Again since it was last forgotten. Failing twice in a sitting is therefore one lapse, and failing
    what was learnt earlier on the same day none. A miss stands for the first review of its sitting that was
    not right, until the question is right in a later sitting.

    Args:
        key: The question.
        reviews: Its reviews in the order of (time, id), as later changes left them and without voided ones.
        parameters: Those that were fitted to the learner; None for FSRS's own.
        before: What followed from the reviews before these; None where there are none. With it the outcome is
            to the bit that of all reviews, or None where it cannot be told without those before.
    """
    reviews = [review for review in reviews if review.mode.schedules]
    if not reviews:
        return before
    lapses = _lapses(reviews, before)
    if lapses is None:
        return None
    card = _card(before.memory) if before else _new_card(reviews[0].day)
    check = before.memory.check if before else None
    for review in reviews:
        card = _reviewed(card, review.rating, review.day, parameters)
        assert card.last_review is not None
        check = _check(check, card.last_review.date(), sure_and_wrong=review.certain_and_wrong)
    return model.Progress(
        key=key,
        memory=_memory(card, check),
        last=reviews[-1],
        reviews=len(reviews) + (before.reviews if before else 0),
        lapses=lapses,
        begun=before.begun if before else reviews[0].day,
        miss=_miss(reviews, before),
    )
