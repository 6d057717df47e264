"""Where the learner stands today: what the home screen says."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quiz.model import Bank, Key, Memory, Problem


@dataclass(frozen=True, slots=True)
class BankRow:
    """Where the learner stands with one bank."""

    id: str
    title: str
    about: str
    questions: int
    due: int
    new: int
    missed: int
    mastery: float
    """Mean predicted recall over all its questions, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Where the learner stands today."""

    banks: tuple[BankRow, ...]
    problems: tuple[Problem, ...]
    due: int
    """Questions due in today's plan."""
    waiting: int
    """Questions that are due and beyond the day's limit."""
    new: int
    """New questions that today's plan still holds."""
    missed: int
    answered_today: int
    streak: int
    """Study days in a row."""
    next_due: date | None
    """The next study day after today on which something is due."""
    today: date


def streak(days: Collection[date], today: date, jumped: Callable[[date], bool]) -> int:
    """Returns how many study days in a row were studied, up to today.

    A day that is not over yet breaks nothing: until it is studied, the run up to yesterday stands. Nor does a
    day that the learner did not have, having crossed the date line.

    Args:
        days: The study days on which something was answered.
        today: The study day.
        jumped: Says whether a day without answers between two with some was jumped over by travelling.
    """
    one = timedelta(days=1)
    length = 0
    day = today
    while True:
        if day in days:
            length += 1
        elif day != today and not (day - one in days and jumped(day)):
            return length
        day -= one


def mastery(recalls: Iterable[float], questions: int) -> float:
    """Returns the mean predicted recall over all questions, from 0 to 1; new ones count zero."""
    return sum(recalls) / questions if questions else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of all questions that have been reviewed."""

    memories: Mapping[Key, Memory]
    missed: Collection[Key]
    """Those last reviewed wrong or partly right."""
    aside: Collection[Key]
    """Those that are suspended, or buried today: not due, new or missed."""
    recall: Callable[[Memory], float]
    """Predicts from 0 to 1 how likely a memory is recalled today."""


def bank_row(bank: Bank, standing: Standing, today: date) -> BankRow:
    """Returns where the learner stands with one bank."""
    known = standing.memories
    keys = [question.key for question in bank.questions]
    active = [key for key in keys if key not in standing.aside]
    return BankRow(
        id=bank.id,
        title=bank.title,
        about=bank.about,
        questions=len(keys),
        due=sum(key in known and known[key].due <= today for key in active),
        new=sum(key not in known for key in active),
        missed=sum(key in standing.missed for key in active),
        mastery=mastery((standing.recall(known[key]) for key in keys if key in known), len(keys)),
    )
