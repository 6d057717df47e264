"""One run through a queue of questions, as a state machine without clock or disk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from quiz.model import Mode, Outcome, Question, Rating, Response, Review, Verdict

COMES_BACK_AFTER = 3
"""Questions asked before a wrong one comes back: far enough that it must be remembered, not repeated."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered question, as it stands after any later word on it."""

    question: Question
    response: Response
    verdict: Verdict
    """As the program marked it."""
    review: Review
    """As the learner left it: the outcome, score and rating that count."""
    suggested: Rating
    outlook: Mapping[Rating, date]
    """The study day on which each rating would bring the question back."""

    @property
    def overruled(self) -> bool:
        """Says whether the learner's own verdict stands instead of the program's."""
        return self.review.outcome is not self.verdict.outcome


@dataclass(frozen=True, slots=True)
class Tally:
    """How a set of first answers turned out."""

    right: int = 0
    partly: int = 0
    wrong: int = 0
    points: float = 0.0
    """The sum of their scores."""

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return self.right + self.partly + self.wrong

    @property
    def score(self) -> float:
        """The mean score, from 0 to 1; 0 where nothing was answered."""
        return self.points / self.answered if self.answered else 0.0


def tally(answers: Iterable[Answered]) -> Tally:
    """Returns how the answers turned out."""
    reviews = [answer.review for answer in answers]
    outcomes = [review.outcome for review in reviews]
    return Tally(
        right=outcomes.count(Outcome.RIGHT),
        partly=outcomes.count(Outcome.PARTLY),
        wrong=outcomes.count(Outcome.WRONG),
        points=sum(review.score for review in reviews),
    )


@dataclass(slots=True)
class _Step:
    """One move through the queue, with what is needed to take it back."""

    answered: Answered | None
    inserted: int | None = None
    passed: bool = False
    """Nobody saw the question: taking back goes on to the step before."""


@dataclass(slots=True)
class Sitting:
    """A queue of questions and how far the learner is.

    `current` is asked until `respond` gives it an answer; the answer is looked at, revised or undone until
    `advance` goes on. A wrong one then comes back a few questions later, until it is right.
    """

    id: str
    mode: Mode
    queue: list[Question]
    _at: int = 0
    _steps: list[_Step] = field(default_factory=list)
    _showing: Answered | None = None

    @property
    def current(self) -> Question | None:
        """The question that is asked or whose verdict is looked at; None at the end."""
        return self.queue[self._at] if self._at < len(self.queue) else None

    @property
    def showing(self) -> Answered | None:
        """The answer whose verdict is looked at; None while a question is asked."""
        return self._showing

    @property
    def position(self) -> int:
        """The number of the current question, from 1; at the end, how many there were."""
        return min(self._at + 1, len(self.queue))

    @property
    def answers(self) -> list[Answered]:
        """All answers in the order they were given."""
        past = [step.answered for step in self._steps if step.answered]
        return [*past, self._showing] if self._showing else past

    @property
    def first_answers(self) -> list[Answered]:
        """The first answer to each question: what the score counts."""
        firsts: dict[str, Answered] = {}
        for answer in self.answers:
            firsts.setdefault("/".join(answer.question.key), answer)
        return list(firsts.values())

    @property
    def missed(self) -> list[Answered]:
        """The first answers that were wrong or partly right."""
        return [answer for answer in self.first_answers if answer.review.outcome is not Outcome.RIGHT]

    @property
    def can_undo(self) -> bool:
        """Says whether there is an answer or a skip to take back."""
        return self._showing is not None or not all(step.passed for step in self._steps)

    def attempts(self, question: Question) -> int:
        """Returns how often the question was answered in this sitting."""
        return sum(answer.question.key == question.key for answer in self.answers)

    def respond(self, answered: Answered) -> None:
        """Takes the answer to the current question."""
        self._showing = answered

    def revise(self, answered: Answered) -> None:
        """Replaces the answer that is looked at by the learner's own verdict or rating of it."""
        self._showing = answered

    def advance(self) -> None:
        """Goes on from the verdict to the next question."""
        answered = self._showing
        if answered is None:
            return
        step = _Step(answered)
        self._at += 1
        if self._comes_back(answered):
            step.inserted = min(self._at + COMES_BACK_AFTER, len(self.queue))
            self.queue.insert(step.inserted, answered.question)
        self._steps.append(step)
        self._showing = None

    def _comes_back(self, answered: Answered) -> bool:
        outcome = answered.review.outcome
        repeat = self.attempts(answered.question) > 1
        return outcome is Outcome.WRONG or (repeat and outcome is Outcome.PARTLY)

    def skip(self, *, unseen: bool = False) -> None:
        """Leaves the current question out; undo does not stop at one that nobody saw."""
        if self.current is not None and self._showing is None:
            self._steps.append(_Step(None, passed=unseen))
            self._at += 1

    def replace(self, old: Sequence[Question], new: Sequence[Question]) -> None:
        """Puts a bank's questions as they were read again in the place of the old ones.

        A question is known by its key, and where that is gone by its position; one that is in neither stays.
        """
        by_key = {question.key: question for question in new}
        if len(old) == len(new):
            moved = {before.key: after for before, after in zip(old, new, strict=True)}
            by_key = moved | by_key
        self.queue[:] = [by_key.get(question.key, question) for question in self.queue]

    @property
    def last(self) -> Answered | None:
        """The answer that `undo` takes back; None where it takes back a skip or nothing."""
        if self._showing is not None:
            return self._showing
        return next((step.answered for step in reversed(self._steps) if not step.passed), None)

    def undo(self) -> None:
        """Goes back before the last answer or skip."""
        if self._showing is not None:
            self._showing = None
        elif self.can_undo:
            while self._take_back().passed:
                pass

    def _take_back(self) -> _Step:
        step = self._steps.pop()
        if step.inserted is not None:
            del self.queue[step.inserted]
        self._at -= 1
        return step
