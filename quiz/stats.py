"""Figures about the learner's progress, folded from the reviews."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta


def streak(days: Collection[date], today: date) -> int:
    """Returns how many study days in a row were studied, up to today.

    A day that is not over yet breaks nothing: until it is studied, the run up to yesterday stands.
    """
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length


def mastery(recalls: Iterable[float], questions: int) -> float:
    """Returns the mean predicted recall over all questions, from 0 to 1; new ones count zero."""
    return sum(recalls) / questions if questions else 0.0
