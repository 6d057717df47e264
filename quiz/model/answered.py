"""A question with its answer and verdict."""

from collections.abc import Mapping
from datetime import date

from quiz.lean_typing import NamedTuple
from quiz.model.answers import Outcome, Rating
from quiz.model.banks import Question
from quiz.model.events import Review
from quiz.model.responses import Response
from quiz.model.verdicts import Mark, Verdict


class Answered(NamedTuple):
    """An answered question, as it stands after any later word on it."""

    question: Question
    response: Response
    verdict: Verdict
    """As the program marked it."""
    review: Review
    """As the learner left it: the outcome, score and rating that count."""
    suggested: Rating
    outlook: Mapping[Rating, date]
    """The study day on which each rating would bring the question back; empty where nothing is scheduled."""
    leech: int = 0
    """How often the question was forgotten, where that is worth pointing out now; else 0."""

    @property
    def overruled(self) -> bool:
        """Says whether the learner's own verdict stands instead of the program's."""
        return self.review.outcome is not self.verdict.outcome

    @property
    def counted(self) -> Verdict:
        """The verdict that counts; overruled, it has what was given marked right, or wrong."""
        if not self.overruled:
            return self.verdict
        right = self.review.outcome is Outcome.RIGHT
        turned = {Mark.WRONG} if right else {Mark.RIGHT, Mark.SLIP}
        mark = Mark.RIGHT if right else Mark.WRONG
        parts = tuple(
            part._replace(mark=mark) if part.mark in turned else part for part in self.verdict.parts
        )
        return self.verdict._replace(
            outcome=self.review.outcome, score=self.review.score, parts=parts, slip=False
        )
