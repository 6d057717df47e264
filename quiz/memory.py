"""What is remembered of a question, and when to ask it again: FSRS by whole study days.

Elapsed time and intervals are whole study days, so that replaying a log gives the same bits whatever the time
zone. FSRS's own learning steps and its random fuzz are off: coming back within a sitting is the sitting's
business, and fuzz cannot be seeded.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from quiz import formulas, model
from quiz.formulas import Formulas, Held
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Key, Outcome, Rating

if TYPE_CHECKING:
    from quiz.model import Memory, Parameters, Progress, Review

LAST_DAY = date(2100, 12, 31)
"""A later study day counts as this one: a clock that wrong must not push the calendar over its end."""

CHECK_AFTER = 7
"""Days after which an error that the learner was certain of is looked at again: after a week such errors tend
to come back though they were put right (Butler, Fazio & Marsh 2011, Psychonomic Bulletin & Review 18)."""

_CHECK_EARLY = 2
"""Days before that on which a review is already the check: about a week is what was studied."""

_STABILITY = (formulas.LEAST_STABLE, 1e9)
_DIFFICULTY = (formulas.EASIEST, formulas.HARDEST)


@lru_cache(maxsize=8)
def _formulas(parameters: "Parameters | None" = None) -> Formulas:
    """Returns FSRS with these parameters; with its own where it refuses them or has none."""
    if parameters is None or not formulas.accepts(parameters):
        parameters = formulas.OWN
    return Formulas(parameters)


def _within(value: float, limits: tuple[float, float]) -> float:
    """Returns the value held to what FSRS can calculate with; not-a-number becomes the lower limit."""
    low, high = limits
    return min(max(low, value), high)


def _held(memory: "Memory") -> Held:
    """Returns what is held of a question with a memory, to the bit where a review can have left it."""
    difficulty, stability = _within(memory.difficulty, _DIFFICULTY), _within(memory.stability, _STABILITY)
    return difficulty, stability, min(memory.day, LAST_DAY)


def _check(pending: date | None, day: date, *, sure_and_wrong: bool) -> date | None:
    """Returns the day of the check that is pending after a review on a day."""
    if sure_and_wrong:
        return day + timedelta(days=CHECK_AFTER)
    if pending is not None and day + timedelta(days=_CHECK_EARLY) < pending:
        return pending
    return None


def _memory(held: Held, check: date | None, fsrs: Formulas) -> "Memory":
    """Returns the memory of what is held of a question, due no later than its check."""
    difficulty, stability, day = held
    due = day + timedelta(days=fsrs.interval(stability))
    return model.Memory(difficulty, stability, day, min(due, check) if check else due, check)


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
    fsrs, day = _formulas(parameters), min(day, LAST_DAY)
    before, pending = (_held(memory), memory.check) if memory else (None, None)
    recalled = fsrs.recalled(before, day)

    def rated(rating: Rating) -> "Memory":
        after = fsrs.review(before, recalled, rating, day)
        return _memory(after, _check(pending, after[2], sure_and_wrong=sure_and_wrong), fsrs)

    return rated


def recall(memory: "Memory", day: date, parameters: "Parameters | None" = None) -> float:
    """Returns the predicted probability, from 0 to 1, that the question is answered on this study day."""
    recalled = _formulas(parameters).recalled(_held(memory), min(day, LAST_DAY))
    return 1.0 if recalled is None else recalled


def target() -> float:
    """Returns the recall, from 0 to 1, at which FSRS has a question come back."""
    return formulas.RETENTION


def effective(parameters: "Parameters | None") -> "Parameters":
    """Returns the parameters that count: FSRS's own where it refuses the given ones, or none are given."""
    return _formulas(parameters).parameters


def foretelling(parameters: "Parameters | None" = None) -> Callable[[Key, Rating, date], float | None]:
    """Returns a function that foretells the reviews of many questions, each from those before it.

    To be called with the question, rating and study day of every review that moves the schedule, those of a
    question in the order of (time, id). It returns how likely, from 0 to 1, the question was to be recalled
    then; None at its first review, and at a further one on the same study day.

    Args:
        parameters: Those that were fitted to the learner; None for FSRS's own. They count for reviews from
            before the fit, too.
    """
    fsrs = _formulas(parameters)
    held: dict[Key, Held] = {}

    def foretold(key: Key, rating: Rating, day: date) -> float | None:
        before, day = held.get(key), min(day, LAST_DAY)
        recalled = fsrs.recalled(before, day)
        held[key] = fsrs.review(before, recalled, rating, day)
        return recalled

    return foretold


def forgetting(day: date, parameters: "Parameters | None" = None) -> Callable[[float, date], float]:
    """Returns a function from a memory's stability, and the study day of its last review, to its recall.

    For many memories at once: to the bit what `recall` says of each on this study day, and quicker.
    """
    fsrs = _formulas(parameters)
    factor, decay = fsrs.factor, fsrs.decay
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
    fsrs = _formulas(parameters)
    held, check = (_held(before.memory), before.memory.check) if before else (None, None)
    for review in reviews:
        day = min(review.day, LAST_DAY)
        held = fsrs.review(held, fsrs.recalled(held, day), review.rating, day)
        check = _check(check, held[2], sure_and_wrong=review.certain_and_wrong)
    assert held is not None
    return model.Progress(
        key=key,
        memory=_memory(held, check, fsrs),
        last=reviews[-1],
        reviews=len(reviews) + (before.reviews if before else 0),
        lapses=lapses,
        begun=before.begun if before else reviews[0].day,
        miss=_miss(reviews, before),
    )
