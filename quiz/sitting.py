"""One run through a queue of questions, as a state machine without clock or disk."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

from quiz import model
from quiz.lean_typing import TYPE_CHECKING, overload
from quiz.model import Key, Mode, Outcome, Question
from quiz.steps import Steps, Tally, tally

if TYPE_CHECKING:
    from quiz.model import Answered, Aside, Reviewed, Step

COMES_BACK_AFTER = 3
"""Questions asked before a wrong one comes back: far enough that it must be remembered, not repeated."""


class Queue(Sequence[Question]):
    """Questions in the order in which they are asked, each read when it is looked at.

    Args:
        keys: What names them.
        read: Returns the question that a key names.
        number: How many keys there are, which then are taken only as they are needed, and may turn out to be
            fewer; None to take them now.
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

    @property
    def keys(self) -> Sequence[Key]:
        """What names the questions, without reading them."""
        return self._keys()

    def _keys(self, index: int = -1) -> list[Key]:
        """Returns the keys up to that at an index, or more; all for one that counts from the end."""
        missing = (index + 1 if index >= 0 else self._number) - len(self._taken)
        if missing > 0:
            taken = list(islice(self._ahead, missing))
            self._taken += taken
            self._number = self._number if len(taken) == missing else len(self._taken)
        return self._taken

    def has(self, index: int) -> bool:
        """Says whether there is a question at an index, from 0."""
        return len(self._keys(index)) > index

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
        self._steps = Steps(lambda place: self.queue.key(place))
        self._showing: Answered | None = None
        self._back: Counter[Key] = Counter()
        """How often each question came back."""
        self._aside: set[Key] = set()
        self._score = self._before = Tally()
        """The score now, and before the answer that is looked at."""
        self._spent = 0
        self._ended = False

    @property
    def current(self) -> Question | None:
        """The question that is asked or whose verdict is looked at; None at the end."""
        return self.queue[self._at] if not self._ended and self.queue.has(self._at) else None

    @property
    def _at(self) -> int:
        """The place of the current question in the queue."""
        return self._steps.at

    @property
    def showing(self) -> "Answered | None":
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
    def answers(self) -> "list[Reviewed]":
        """All answers in the order they were given."""
        last = [self._reviewed(self._showing)] if self._showing else []
        past = (step for step in self._steps if isinstance(step, model.Reviewed))
        return [*last, *past][::-1]

    @property
    def first_answers(self) -> "list[Reviewed]":
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
    def missed(self) -> "list[Reviewed]":
        """The first answers that were wrong or partly right."""
        return [answer for answer in self.first_answers if answer.outcome is not Outcome.RIGHT]

    @property
    def can_repeat(self) -> bool:
        """Says whether there is something to go through again; what is not read yet is not drilled."""
        return self.mode is not Mode.PRETEST and bool(self.missed)

    @property
    def can_undo(self) -> bool:
        """Says whether there is an answer, a skip or a putting aside to take back."""
        return self._showing is not None or any(step is not model.Skip.UNSEEN for step in self._steps)

    def attempts(self, question: Question) -> int:
        """Returns how often the question that is asked, or whose answer is looked at, was answered."""
        return self._back[question.key] + (self._showing is not None)

    def is_aside(self, question: Question) -> bool:
        """Says whether the question was put aside in this sitting."""
        return question.key in self._aside

    def respond(self, answered: "Answered") -> None:
        """Takes the answer to the current question."""
        self._spent += answered.review.milliseconds
        self._before = self._score
        self.revise(answered)

    def revise(self, answered: "Answered") -> None:
        """Replaces the answer that is looked at by the learner's own verdict or rating of it."""
        self._showing = answered
        kept = self._reviewed(answered)
        if kept.first:
            self._score = self._before.plus(kept)

    def _reviewed(self, answered: "Answered") -> "Reviewed":
        """Returns what is kept of the answer that is looked at."""
        review, key = answered.review, self.queue.key(self._at)
        return model.Reviewed(
            review.id,
            key,
            review.outcome,
            review.score,
            review.milliseconds,
            review.hinted,
            not self._back[key],
        )

    def advance(self) -> None:
        """Goes on from the verdict to the next question."""
        if self._showing is None:
            return
        answer = self._reviewed(self._showing)
        self._showing = None
        if self._comes_back(answer):
            self.queue.insert(self._at + 1 + COMES_BACK_AFTER, answer.key)
            self._back[answer.key] += 1
            answer = answer._replace(back=True)
        self._steps.add(answer)

    def _comes_back(self, answer: "Reviewed") -> bool:
        wanted = answer.outcome is Outcome.WRONG or (not answer.first and answer.outcome is Outcome.PARTLY)
        return wanted and self.mode is not Mode.PRETEST and answer.key not in self._aside

    def skip(self, *, unseen: bool = False) -> None:
        """Leaves the current question out; undo does not stop at one that nobody saw."""
        if self.current is not None and self._showing is None:
            self._steps.add(model.Skip.UNSEEN if unseen else model.Skip.SEEN)

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
        self._steps.add(model.Aside(event, moves))

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
        self._back = Counter({moved.get(key, key): count for key, count in self._back.items()})
        self._aside = {moved.get(key, key) for key in self._aside}

    @property
    def last(self) -> "Reviewed | Aside | None":
        """What `undo` takes back that is in the log; None where it takes back a skip or nothing."""
        if self._showing is not None:
            return self._reviewed(self._showing)
        step = next((step for step in self._steps if step is not model.Skip.UNSEEN), None)
        return None if isinstance(step, model.Skip) else step

    def undo(self) -> None:
        """Goes back before the last answer, skip or putting aside."""
        self._ended = False
        if self._showing is not None:
            answer = self._reviewed(self._showing)
            self._showing = None
            self._forget(answer)
        elif self.can_undo:
            while self._take_back() is model.Skip.UNSEEN:
                pass

    def _take_back(self) -> "Step":
        at = self._at
        step = self._steps.take_back()
        if isinstance(step, model.Aside):
            self._aside.discard(self.queue.key(at - 1))
        elif isinstance(step, model.Reviewed):
            if step.back:
                del self.queue[min(at + COMES_BACK_AFTER, len(self.queue) - 1)]
                self._back[step.key] -= 1
            self._forget(step)
        return step

    def _forget(self, answer: "Reviewed") -> None:
        self._spent -= answer.milliseconds
        if answer.first:
            # Added up anew: taking a score away again would not give the same bits.
            self._score = tally(self.first_answers)
