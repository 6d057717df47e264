"""One run through a queue of questions, as a state machine without clock or disk."""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from itertools import islice
from typing import TypeAlias, overload

from quiz.late import NamedTuple
from quiz.model import Key, Mark, Mode, Outcome, Question, Rating, Response, Review, Verdict

COMES_BACK_AFTER = 3
"""Questions asked before a wrong one comes back: far enough that it must be remembered, not repeated."""


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


class Reviewed(NamedTuple):
    """What a sitting keeps of an answer once it has gone on: little, since the log has all of it."""

    review: str
    """The id of the review in the log."""
    key: Key
    outcome: Outcome
    """As the learner left it; likewise the score."""
    score: float
    milliseconds: int
    hinted: bool
    first: bool
    """The first answer to its question, which the score counts."""
    back: bool = False
    """Its question comes back a few questions later."""


class Tally(NamedTuple):
    """How a set of first answers turned out."""

    right: int = 0
    partly: int = 0
    wrong: int = 0
    points: float = 0.0
    """The sum of their scores."""

    def plus(self, answer: Reviewed) -> "Tally":
        """Returns the tally with one more answer."""
        return Tally(
            self.right + (answer.outcome is Outcome.RIGHT),
            self.partly + (answer.outcome is Outcome.PARTLY),
            self.wrong + (answer.outcome is Outcome.WRONG),
            self.points + answer.score,
        )

    @property
    def answered(self) -> int:
        """How many answers there are."""
        return self.right + self.partly + self.wrong

    @property
    def score(self) -> float:
        """The mean score, from 0 to 1; 0 where nothing was answered."""
        return self.points / self.answered if self.answered else 0.0


def tally(answers: Iterable[Reviewed]) -> Tally:
    """Returns how the answers turned out."""
    return functools.reduce(Tally.plus, answers, Tally())


class Aside(NamedTuple):
    """A question that was suspended or buried during the sitting."""

    key: Key
    event: str
    """The id of the event in the log."""
    moves: int = 1
    """0 where the queue did not go on: the question whose answer was looked at was put aside."""


class _Skip(Enum):
    """A question that was left out."""

    SEEN = "seen"
    UNSEEN = "unseen"
    """Nobody saw the question: taking back goes on to the step before."""


_Step: TypeAlias = Reviewed | Aside | _Skip
"""One move through the queue, with what is needed to take it back."""


class Queue(Sequence[Question]):
    """Questions in the order in which they are asked, each read when it is looked at.

    Args:
        keys: What names them.
        read: Returns the question that a key names.
        number: How many keys there are, which then are taken only as they are needed; None to take them now.
    """

    def __init__(
        self, keys: Iterable[Key], read: Callable[[Key], Question], number: int | None = None
    ) -> None:
        self._ahead = iter(keys)
        self._taken = list(self._ahead) if number is None else []
        self._number = len(self._taken) if number is None else number
        self._read = read
        self._kept: dict[Key, Question] = {}
        """Those that can be read no more."""

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, index: int) -> Question: ...
    @overload
    def __getitem__(self, index: slice) -> "Queue": ...
    def __getitem__(self, index: int | slice) -> "Question | Queue":
        if isinstance(index, slice):
            return Queue(self._keys()[index], self.question)
        return self.question(self.key(index))

    def _keys(self, index: int = -1) -> list[Key]:
        """Returns the keys up to that at an index, or more; all for one that counts from the end."""
        missing = (index + 1 if index >= 0 else self._number) - len(self._taken)
        self._taken += islice(self._ahead, max(0, missing))
        return self._taken

    def key(self, index: int) -> Key:
        """Returns what names the question at an index, without reading it."""
        return self._keys(index)[index]

    def question(self, key: Key) -> Question:
        """Returns a question that is or was asked; as it was, where it can be read no more."""
        return self._kept[key] if key in self._kept else self._read(key)

    def __delitem__(self, index: int) -> None:
        del self._keys(index)[index]
        self._number -= 1

    def insert(self, index: int, key: Key) -> None:
        """Puts a question before the one at an index; at the end, where there is none."""
        self._keys(index).insert(index, key)
        self._number += 1

    def renew(self, moved: Mapping[Key, Key], gone: Mapping[Key, Question]) -> None:
        """Follows what became of a bank that was read again.

        Args:
            moved: The new keys of questions.
            gone: Questions that it no longer has; they stay as they were.
        """
        keys = self._keys()
        self._kept.update((key, gone[key]) for key in keys if key in gone)
        self._taken = [moved.get(key, key) for key in keys]


class Sitting:
    """A queue of questions and how far the learner is.

    `current` is asked until `respond` gives it an answer; the answer is looked at, revised or undone until
    `advance` goes on. A wrong one then comes back a few questions later, until it is right; when pretesting,
    nothing comes back.

    Args:
        id_: Names it in the log.
        mode: Why the questions are asked.
        queue: The questions.
        about: What is special about it, to be said above every question; empty for everyday study.
    """

    def __init__(self, id_: str, mode: Mode, queue: Queue, about: str = "") -> None:
        self.id = id_
        self.mode = mode
        self.queue = queue
        self.about = about
        self._at = 0
        self._steps: list[_Step] = []
        self._showing: Answered | None = None
        self._attempts: Counter[Key] = Counter()
        self._aside: set[Key] = set()
        self._score = self._before = Tally()
        """The score now, and before the answer that is looked at."""
        self._spent = 0
        self._ended = False

    @property
    def current(self) -> Question | None:
        """The question that is asked or whose verdict is looked at; None at the end."""
        return self.queue[self._at] if self._at < len(self.queue) and not self._ended else None

    @property
    def showing(self) -> Answered | None:
        """The answer whose verdict is looked at; None while a question is asked."""
        return self._showing

    @property
    def position(self) -> int:
        """The number of the current question, from 1; at the end, how many there were."""
        return min(self._at + 1, len(self.queue))

    @property
    def left(self) -> int:
        """How many questions of the queue come after the current one."""
        return max(0, len(self.queue) - self._at - 1)

    @property
    def answers(self) -> list[Reviewed]:
        """All answers in the order they were given."""
        past = [step for step in self._steps if isinstance(step, Reviewed)]
        return [*past, self._reviewed(self._showing)] if self._showing else past

    @property
    def first_answers(self) -> list[Reviewed]:
        """The first answer to each question: what the score counts."""
        return [answer for answer in self.answers if answer.first]

    @property
    def score(self) -> Tally:
        """How the first answers turned out; as quick after thousands of answers as after one."""
        return self._score

    @property
    def spent(self) -> int:
        """The milliseconds that all answers took."""
        return self._spent

    @property
    def missed(self) -> list[Reviewed]:
        """The first answers that were wrong or partly right."""
        return [answer for answer in self.first_answers if answer.outcome is not Outcome.RIGHT]

    @property
    def can_repeat(self) -> bool:
        """Says whether there is something to go through again; what is not read yet is not drilled."""
        return self.mode is not Mode.PRETEST and bool(self.missed)

    @property
    def can_undo(self) -> bool:
        """Says whether there is an answer, a skip or a putting aside to take back."""
        return self._showing is not None or any(step is not _Skip.UNSEEN for step in self._steps)

    def attempts(self, question: Question) -> int:
        """Returns how often the question was answered in this sitting."""
        return self._attempts[question.key]

    def is_aside(self, question: Question) -> bool:
        """Says whether the question was put aside in this sitting."""
        return question.key in self._aside

    def respond(self, answered: Answered) -> None:
        """Takes the answer to the current question."""
        self._spent += answered.review.milliseconds
        self._attempts[self.queue.key(self._at)] += 1
        self._before = self._score
        self.revise(answered)

    def revise(self, answered: Answered) -> None:
        """Replaces the answer that is looked at by the learner's own verdict or rating of it."""
        self._showing = answered
        kept = self._reviewed(answered)
        if kept.first:
            self._score = self._before.plus(kept)

    def _reviewed(self, answered: Answered) -> Reviewed:
        """Returns what is kept of the answer that is looked at."""
        review, key = answered.review, self.queue.key(self._at)
        return Reviewed(
            review.id,
            key,
            review.outcome,
            review.score,
            review.milliseconds,
            review.hinted,
            self._attempts[key] == 1,
        )

    def advance(self) -> None:
        """Goes on from the verdict to the next question."""
        if self._showing is None:
            return
        answer = self._reviewed(self._showing)
        self._showing = None
        self._at += 1
        if self._comes_back(answer):
            self.queue.insert(self._at + COMES_BACK_AFTER, answer.key)
            answer = answer._replace(back=True)
        self._steps.append(answer)

    def _comes_back(self, answer: Reviewed) -> bool:
        wanted = answer.outcome is Outcome.WRONG or (not answer.first and answer.outcome is Outcome.PARTLY)
        return wanted and self.mode is not Mode.PRETEST and answer.key not in self._aside

    def skip(self, *, unseen: bool = False) -> None:
        """Leaves the current question out; undo does not stop at one that nobody saw."""
        if self.current is not None and self._showing is None:
            self._steps.append(_Skip.UNSEEN if unseen else _Skip.SEEN)
            self._at += 1

    def put_aside(self, event: str) -> None:
        """Leaves the current question out from now on, because it was suspended or buried.

        Args:
            event: The id of the event in the log that did it.
        """
        question = self.current
        if question is None:
            return
        moves = int(self._showing is None)
        self._aside.add(question.key)
        self.advance()
        self._steps.append(Aside(question.key, event, moves))
        self._at += moves

    def end(self) -> None:
        """Ends the sitting here; what is left of the queue stays for undo."""
        self.advance()
        self._ended = True

    def replace(self, old: Sequence[Question], new: Sequence[Question]) -> None:
        """Puts a bank's questions as they were read again in the place of the old ones.

        A question is known by its key, and where that is gone by its position; one that is in neither stays.
        """
        there = {question.key for question in new}
        gone = {question.key: question for question in old if question.key not in there}
        if len(old) != len(new):
            self.queue.renew({}, gone)
        elif gone:
            moved = {before.key: after.key for before, after in zip(old, new, strict=True)}
            self._rename({key: moved[key] for key in gone})

    def _rename(self, moved: Mapping[Key, Key]) -> None:
        """Follows questions to their new keys."""
        self.queue.renew(moved, {})
        self._attempts = Counter({moved.get(key, key): count for key, count in self._attempts.items()})
        self._aside = {moved.get(key, key) for key in self._aside}
        self._steps = [
            step if isinstance(step, _Skip) else step._replace(key=moved.get(step.key, step.key))
            for step in self._steps
        ]

    @property
    def last(self) -> Reviewed | Aside | None:
        """What `undo` takes back that is in the log; None where it takes back a skip or nothing."""
        if self._showing is not None:
            return self._reviewed(self._showing)
        step = next((step for step in reversed(self._steps) if step is not _Skip.UNSEEN), None)
        return None if isinstance(step, _Skip) else step

    def undo(self) -> None:
        """Goes back before the last answer, skip or putting aside."""
        self._ended = False
        if self._showing is not None:
            answer = self._reviewed(self._showing)
            self._showing = None
            self._forget(answer)
        elif self.can_undo:
            while self._take_back() is _Skip.UNSEEN:
                pass

    def _take_back(self) -> _Step:
        step = self._steps.pop()
        if isinstance(step, Aside):
            self._aside.discard(step.key)
            self._at -= step.moves
            return step
        if isinstance(step, Reviewed):
            if step.back:
                del self.queue[min(self._at + COMES_BACK_AFTER, len(self.queue) - 1)]
            self._forget(step)
        self._at -= 1
        return step

    def _forget(self, answer: Reviewed) -> None:
        self._spent -= answer.milliseconds
        self._attempts[answer.key] -= 1
        if answer.first:
            # Added up anew: taking a score away again would not give the same bits.
            self._score = tally(self.first_answers)
