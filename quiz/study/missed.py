"""What was missed, and what is worth knowing about it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.model import Outcome, Progress, Question, Review


class Order(StrEnum):
    """What comes first in the list of what was missed; certain and wrong always does."""

    LATEST = "latest"
    OFTENEST = "oftenest"
    BANK = "bank"


class Missed(NamedTuple):
    """A question whose last review was wrong or partly right."""

    question: Question
    progress: Progress
    times: int
    """How many of its reviews were wrong or partly right."""
    repeated: int
    """How often in all the last wrong response was given; 1 where it was new."""
    note: str | None = None
    """What the learner noted while flagging it; None where it is not flagged."""


def missed(question: Question, progress: Progress, history: Sequence[Review], note: str | None) -> Missed:
    """Returns what is worth knowing about a missed question.

    Args:
        question: The question.
        progress: What is derived from its reviews.
        history: All its reviews.
        note: The note of its flag; None without one.
    """
    wrong = [review for review in history if review.outcome is not Outcome.RIGHT]
    same = [review for review in wrong if review.response == progress.last.response]
    return Missed(question, progress, len(wrong), len(same), note)


def ordered(rows: Sequence[Missed], order: Order = Order.LATEST) -> list[Missed]:
    """Returns the rows in an order, those that the learner was certain of first."""
    found = sorted(rows, key=lambda row: row.progress.last.time, reverse=True)
    match order:
        case Order.LATEST:
            pass
        case Order.OFTENEST:
            found.sort(key=lambda row: row.times, reverse=True)
        case Order.BANK:
            found.sort(key=lambda row: row.question.key.bank)
    found.sort(key=lambda row: not row.progress.last.certain_and_wrong)
    return found
