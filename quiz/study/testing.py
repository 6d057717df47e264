"""Tests: many questions, no feedback before the paper is handed in, then a score.

Every answer is on the disk as soon as it is given; giving another undoes the one before. The answers move the
schedule like any other review, so that what was missed comes back.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from quiz.lean_typing import NamedTuple
from quiz.model import Answered, Confidence, HandedIn, Key, Outcome, Question, Response, Review, Unclear
from quiz.sitting import Queue
from quiz.study.journal import Journal


class Paper:
    """A test while it is taken.

    Args:
        id_: Names its sitting in the log.
        name: What is tested.
        questions: What is asked; each is read when it is looked at.
        begun: When it began, in UTC.
        allowed: The time limit; None without one.
    """

    def __init__(
        self, id_: str, name: str, questions: Queue, begun: datetime, allowed: timedelta | None
    ) -> None:
        self.id = id_
        self.name = name
        self.questions = questions
        self.begun = begun
        self.allowed = allowed
        self.at = 0
        """The place of the question that is shown, from 0."""
        self.answers: dict[Key, Answered] = {}

    @property
    def current(self) -> Question:
        """The question that is shown."""
        return self.questions[self.at]

    @property
    def answered(self) -> Answered | None:
        """The answer that was given to it; None while there is none."""
        return self.answers.get(self.current.key)

    @property
    def unanswered(self) -> int:
        """How many questions have no answer."""
        return len(self.questions) - len(self.answers)

    @property
    def next_unanswered(self) -> int | None:
        """The place of the next question without answer, round the end; None where there is none."""
        number = len(self.questions)
        places = (place % number for place in range(self.at + 1, self.at + 1 + number))
        return next((place for place in places if self.questions.key(place) not in self.answers), None)

    def go(self, place: int) -> None:
        """Shows the question at a place, from 0; the nearest one where there is none."""
        self.at = min(max(0, place), len(self.questions) - 1)

    def left(self, now: datetime) -> timedelta | None:
        """Returns how much time is left, never less than none; None without a limit."""
        return None if self.allowed is None else max(timedelta(), self.begun + self.allowed - now)


class BankScore(NamedTuple):
    """How a bank's questions went in a test."""

    bank: str
    """Its id."""
    questions: int
    score: float
    """From 0 to 1; a question without answer counts as wrong."""


class Result(NamedTuple):
    """A test that was handed in."""

    test: HandedIn
    reviews: tuple[Review, ...]
    """Of the questions that were answered, as later changes left them."""

    @property
    def score(self) -> float:
        """From 0 to 1; a question without answer counts as wrong."""
        points = sum(review.score for review in self.reviews)
        return points / self.test.questions if self.test.questions else 0.0

    def listed(self, asked: Iterable[Key]) -> list[tuple[Key, Review | None]]:
        """Returns what was asked with the answers, None where there is none; certain and wrong first."""
        reviews = {review.key: review for review in self.reviews}
        found = [(key, reviews.get(key)) for key in asked]
        return sorted(found, key=lambda each: each[1] is None or not each[1].certain_and_wrong)

    def missed(self, asked: Iterable[Key]) -> list[tuple[Key, Review | None]]:
        """Returns what was not answered right, likewise."""
        return [
            each for each in self.listed(asked) if each[1] is None or each[1].outcome is not Outcome.RIGHT
        ]

    def by_bank(self, asked: Iterable[Key]) -> list[BankScore]:
        """Returns the score of each bank, in the order in which they came up."""
        points = {review.key: review.score for review in self.reviews}
        scores: dict[str, list[float]] = {}
        for key in asked:
            scores.setdefault(key.bank, []).append(points.get(key, 0.0))
        return [BankScore(bank, len(each), sum(each) / len(each)) for bank, each in scores.items()]


class Attempts(NamedTuple):
    """The tests of one name that were handed in."""

    name: str
    results: tuple[Result, ...]
    """The last one first; there is one."""

    @property
    def best(self) -> Result:
        """The one with the best score; the latest of several."""
        return max(self.results, key=lambda each: each.score)

    @property
    def last(self) -> Result:
        """The last one."""
        return self.results[0]


class Testing:
    """Holds tests.

    Args:
        journal: Where answers and tests are written down.
        answer: Marks and saves a response to a question in a sitting, undoing an earlier review of it.
    """

    __test__ = False  # its name would have pytest collect it

    def __init__(
        self, journal: Journal, answer: Callable[[Paper, Response, Confidence, int], Answered | Unclear]
    ) -> None:
        self._journal = journal
        self._answer = answer

    def begin(self, questions: Queue, name: str, allowed: timedelta | None = None) -> Paper:
        """Begins a test.

        Args:
            questions: In the order in which they are asked.
            name: What is tested.
            allowed: The time limit; None without one.
        """
        test_id, now = self._journal.stamp()
        return Paper(test_id, name, questions, now, allowed)

    def respond(
        self,
        paper: Paper,
        response: Response,
        confidence: Confidence = Confidence.UNSAID,
        milliseconds: int = 0,
    ) -> Unclear | None:
        """Takes a response to the question that is shown, in the place of an earlier one; it is on the disk.

        The same response again writes nothing, unless the learner now says of it how sure it is.

        Returns:
            Why it cannot be marked, where it can be read in two ways; the learner is asked again.

        Raises:
            NotSaved: Nothing was written.
        """
        earlier = paper.answered.review if paper.answered else None
        said = {Confidence.UNSAID, earlier.confidence} if earlier else set()
        if earlier and earlier.response == response and confidence in said:
            return None
        answered = self._answer(paper, response, confidence, milliseconds)
        if isinstance(answered, Unclear):
            return answered
        paper.answers[answered.question.key] = answered
        return None

    def hand_in(self, paper: Paper) -> Result:
        """Ends a test and returns what came of it.

        Raises:
            NotSaved: Nothing was written.
        """
        event_id, now = self._journal.stamp()
        spent = now - paper.begun
        if paper.allowed is not None:
            spent = min(spent, paper.allowed)
        event = HandedIn(
            event_id,
            now,
            paper.id,
            paper.name,
            len(paper.questions),
            max(0, round(spent / timedelta(milliseconds=1))),
            None if paper.allowed is None else round(paper.allowed / timedelta(milliseconds=1)),
        )
        self._journal.save(event)
        return self._result(event)

    def results(self) -> list[Result]:
        """Returns all tests that were handed in, the last one first."""
        return [self._result(test) for test in reversed(self._journal.store.tests())]

    def attempts(self) -> list[Attempts]:
        """Returns the tests that were handed in by their names, the name of the last test first."""
        by_name: dict[str, list[Result]] = {}
        for result in self.results():
            by_name.setdefault(result.test.name, []).append(result)
        return [Attempts(name, tuple(results)) for name, results in by_name.items()]

    def _result(self, test: HandedIn) -> Result:
        return Result(test, tuple(self._journal.store.test_reviews(test.sitting)))

    def local(self, moment: datetime) -> datetime:
        """Returns a moment in the learner's time zone."""
        return moment.astimezone(self._journal.clock().tzinfo)

    def now(self) -> datetime:
        """Returns the present moment in UTC, for the clock on the screen."""
        return self._journal.clock().astimezone(UTC)
