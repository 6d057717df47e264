"""What would meet a target for an exam that the plan does not meet."""

import math
from bisect import bisect_left
from collections.abc import Callable
from datetime import date, timedelta

from quiz.exam.forecast import Forecast, Standing, alike_of, new_for
from quiz.exam.planning import FARTHEST, checked, safe, utmost
from quiz.lean_typing import NamedTuple
from quiz.plan import Habits

_YEAR = 365


class Advice(NamedTuple):
    """What would meet a target that is out of reach, each by itself; None where nothing of the kind would."""

    habits: Habits | None
    """With limits of a day that would do: the fewest reviews, beside as many new questions as are needed."""
    exam: date | None
    """The first later day of the exam that would do, within a year."""
    target: float | None
    """The highest whole percentage that can be met, from 0 to 1."""


def advise(standing: Standing, exam: date, target: float) -> Advice:
    """Returns what would meet a target that a plan does not meet.

    Args:
        standing: Where the learner stands.
        exam: The day of the exam.
        target: The mean recall that is wanted on it, from 0 to 1.

    Raises:
        QuizError: As in `plan_for`.
    """
    days = checked(standing, exam, target)
    alike = alike_of(standing)
    wanted = safe(target)

    def predicted(habits: Habits = standing.habits, days: int = days, target: float = target) -> float:
        changed = standing._replace(habits=habits)
        return Forecast(changed, days, utmost(changed, days, target)).mean(alike)

    later = _first(days + 1, min(days + _YEAR, FARTHEST), lambda day: predicted(days=day) >= wanted)
    percent = math.floor(100 * predicted(target=0))
    return Advice(
        habits=_enough(standing, days, lambda habits: predicted(habits) >= wanted),
        exam=None if later is None else standing.today + timedelta(days=later),
        target=percent / 100 or None,
    )


def _enough(standing: Standing, days: int, met: Callable[[Habits], bool]) -> Habits | None:
    """Returns the limits of a day that would do, with the fewest reviews."""
    now = standing.habits
    new = standing.new_done + new_for(standing.new, standing.new_done, days, now._replace(new_per_day=None))
    more = now if now.new_per_day is None else now._replace(new_per_day=max(now.new_per_day, new))
    if now.reviews_per_day is None:
        return more if met(more) else None
    most = max(now.reviews_per_day, standing.reviews_done + len(standing.memories) + standing.new)
    reviews = _first(now.reviews_per_day, most, lambda limit: met(more._replace(reviews_per_day=limit)))
    return None if reviews is None else more._replace(reviews_per_day=reviews)


def _first(low: int, high: int, does: Callable[[int], bool]) -> int | None:
    """Returns the first number of a range that does, as do all after it; None where the last one does not."""
    if low > high or not does(high):
        return None
    return low + bisect_left(range(low, high), True, key=does)
