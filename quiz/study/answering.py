"""Answers: marked, saved, and changed by the learner's later word on them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from quiz import memory
from quiz.lean_typing import NamedTuple
from quiz.marking import mark, suggested_rating
from quiz.model import (
    LEECH,
    Answered,
    Aside,
    Change,
    Confidence,
    Memory,
    Mode,
    Outcome,
    Parameters,
    Question,
    Rating,
    Response,
    Review,
    Unclear,
    Void,
    kind_name,
)
from quiz.sitting import Sitting
from quiz.store import Followed, new_id
from quiz.study.journal import Journal
from quiz.study.testing import Paper

_LEECH_AGAIN = 4
"""Lapses after which a leech is pointed out again."""


class Given(NamedTuple):
    """What the learner gave for an answer."""

    response: Response
    confidence: Confidence = Confidence.UNSAID
    hinted: bool = False
    milliseconds: int = 0


class Answering:
    """Takes answers.

    Args:
        journal: Where they are written down.
        day: Returns the study day of a moment.
    """

    def __init__(self, journal: Journal, day: Callable[[datetime], date]) -> None:
        self._journal = journal
        self._store = journal.store
        self._day = day

    def answer(self, sitting: Sitting, given: Given) -> Answered | Unclear:
        """Marks the response to the current question and saves it; what is returned is on the disk.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before, and the same call may be made again.
        """
        question = sitting.current
        if question is None or sitting.showing is not None:
            raise ValueError("no question is being asked")
        answered = self._marked(question, given, sitting.mode, sitting.id)
        if isinstance(answered, Unclear):
            return answered
        followed = self._journal.save_review(answered.review)
        if sitting.mode.schedules:
            before = followed.before.memory if followed.before else None
            outlook = _outlook(answered.review, before, followed.parameters)
            answered = answered._replace(outlook=outlook, leech=_leech(answered.review, followed))
        sitting.respond(answered)
        return answered

    def _marked(self, question: Question, given: Given, mode: Mode, sitting: str) -> Answered | Unclear:
        """Marks a response and returns what is to be written of it."""
        verdict = mark(question.kind, given.response)
        if isinstance(verdict, Unclear):
            return verdict
        now = self._journal.clock()
        rating = suggested_rating(verdict, given.confidence, given.hinted)
        review = Review(
            id=new_id(now, self._journal.rng),
            time=now.astimezone(UTC),
            offset=_offset(now),
            day=self._day(now),
            key=question.key,
            fingerprint=question.fingerprint,
            kind=kind_name(question.kind),
            mode=mode,
            response=given.response,
            score=verdict.score,
            outcome=verdict.outcome,
            confidence=given.confidence,
            hinted=given.hinted,
            rating=rating,
            milliseconds=given.milliseconds,
            sitting=sitting,
            device=self._store.device,
            wording=question.ask if question.key.question == question.wording_id else "",
        )
        return Answered(question, given.response, verdict, review, rating, {})

    def answer_in_test(
        self, paper: Paper, response: Response, confidence: Confidence, milliseconds: int
    ) -> Answered | Unclear:
        """Marks and saves a response to the question of a test, undoing an earlier review of it.

        Raises:
            NotSaved: Nothing was written.
        """
        earlier = paper.answered
        given = Given(response, confidence, milliseconds=milliseconds)
        answered = self._marked(paper.current, given, Mode.TEST, paper.id)
        if isinstance(answered, Unclear):
            return answered
        if earlier:
            self._journal.save(Void(*self._journal.stamp(), earlier.review.id), answered.review)
        else:
            self._journal.save_review(answered.review)
        return answered

    def rate(self, sitting: Sitting, rating: Rating) -> None:
        """Gives the answer that is looked at another rating; where nothing is scheduled, does nothing.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        showing = sitting.showing
        if showing is not None and showing.review.mode.schedules and showing.review.rating is not rating:
            review = showing.review
            self._change(sitting, showing, review.outcome, review.score, rating)

    def overrule(self, sitting: Sitting) -> None:
        """Puts the learner's own verdict in the place of the program's, or takes it back.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        showing = sitting.showing
        if showing is None:
            return
        if showing.overruled:
            verdict = showing.verdict
            self._change(sitting, showing, verdict.outcome, verdict.score, showing.suggested)
        elif showing.review.outcome is Outcome.RIGHT:
            self._change(sitting, showing, Outcome.WRONG, 0.0, Rating.AGAIN)
        else:
            right = showing.verdict._replace(outcome=Outcome.RIGHT, score=1.0)
            rating = suggested_rating(right, showing.review.confidence, showing.review.hinted)
            self._change(sitting, showing, Outcome.RIGHT, 1.0, rating)

    def _change(
        self, sitting: Sitting, showing: Answered, outcome: Outcome, score: float, rating: Rating
    ) -> None:
        review = showing.review._replace(outcome=outcome, score=score, rating=rating)
        self._journal.save(Change(*self._journal.stamp(), review.id, score, outcome, rating))
        outlook = self._outlook_again(review) if review.mode.schedules else {}
        sitting.revise(showing._replace(review=review, outlook=outlook))

    def _outlook_again(self, review: Review) -> dict[Rating, date]:
        """Returns the outlook of a review that was saved before."""
        parameters = self._store.parameters()
        others = [each for each in self._store.history(review.key) if each.id != review.id]
        earlier = memory.replay(review.key, others, parameters)
        return _outlook(review, earlier.memory if earlier else None, parameters)

    def undo(self, sitting: Sitting) -> None:
        """Takes back the last answer, skip, suspension or burial of the sitting.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        last = sitting.last
        if last is not None:
            self._journal.undo(last.event if isinstance(last, Aside) else last.review)
        sitting.undo()


def _offset(now: datetime) -> int:
    """Returns the minutes by which the clock is ahead of UTC."""
    offset = now.utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def _outlook(review: Review, before: Memory | None, parameters: Parameters | None) -> dict[Rating, date]:
    """Returns the study day on which each rating of a review would bring its question back."""
    found = memory.outlook(before, review.day, parameters, sure_and_wrong=review.certain_and_wrong)
    return {rating: after.due for rating, after in found.items()}


def _leech(review: Review, followed: Followed) -> int:
    """Returns how often a question was forgotten, where this answer is a reason to point it out."""
    before, after = followed.before, followed.after
    if before is None or after is None or review.rating is not Rating.AGAIN:
        return 0
    if not after.leech or (after.lapses - LEECH) % _LEECH_AGAIN:
        return 0
    return after.lapses if before.lapses < after.lapses else 0
