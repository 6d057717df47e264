"""What came of a test: the score of each bank, and what was missed."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.model import Outcome, Question, Review
from quiz.study import Result


@dataclass(frozen=True, slots=True)
class BankScore:
    """How a bank's questions went."""

    bank: str
    """Its id."""
    questions: int
    score: float
    """From 0 to 1; a question without answer counts as wrong."""


def by_bank(questions: Sequence[Question], result: Result) -> list[BankScore]:
    """Returns the score of each bank, in the order in which they came up."""
    points = {review.key: review.score for review in result.reviews}
    scores: dict[str, list[float]] = {}
    for question in questions:
        scores.setdefault(question.key.bank, []).append(points.get(question.key, 0.0))
    return [BankScore(bank, len(each), sum(each) / len(each)) for bank, each in scores.items()]


def missed(questions: Sequence[Question], result: Result) -> list[tuple[Question, Review | None]]:
    """Returns the questions that were not answered right, each with its answer; None where it has none."""
    reviews = {review.key: review for review in result.reviews}
    found = ((question, reviews.get(question.key)) for question in questions)
    return [(each, review) for each, review in found if review is None or review.outcome is not Outcome.RIGHT]
