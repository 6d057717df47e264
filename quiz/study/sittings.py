"""Sittings, from the first question to the last answer: what each is begun with, and how it goes on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from random import Random

from quiz import model, plan
from quiz.days import study_day
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Confidence, Key, Library, Mode, Question, Rating
from quiz.plan import Habits
from quiz.sitting import Queue, Sitting
from quiz.store import ProgressFile, new_id
from quiz.study.choosing import Choosing
from quiz.study.journal import Clock, Journal
from quiz.study.labels import Labels
from quiz.study.shelf import Shelf
from quiz.study.standings import Standings

if TYPE_CHECKING:
    from quiz.model import Answered, Response, Selection, Unclear
    from quiz.study.answering import Answering
    from quiz.study.exams import Exams
    from quiz.study.testing import Paper, Testing

_ABOUT = {
    Mode.PRACTISE: "Practice: the schedule stays as it is.",
    Mode.PRETEST: "Before reading: guess. Nothing is scheduled.",
}


class Sittings:
    """Begins sittings and tests, and goes through sittings.

    Args:
        library: The banks that were read.
        store: The progress file.
        clock: The one clock.
        rng: The one source of chance; seed it to have everything happen again.
        habits: How the learner wants to study.
    """

    def __init__(
        self,
        library: Library,
        store: ProgressFile,
        clock: Clock,
        rng: Random,
        habits: Habits = plan.USUAL,
    ) -> None:
        self._store = store
        self._clock = clock
        self._rng = rng
        self.habits = habits
        self._journal = Journal(store, clock, rng)
        self.shelf = Shelf(library, self._journal)
        self.labels = Labels(self.shelf, self._journal, lambda: self.today)
        self._standings = Standings(self._journal, self.labels, self._day)
        self._choosing = Choosing(
            self._journal, self.shelf, self.labels, self._standings, lambda: self.habits
        )

    @cached_property
    def testing(self) -> "Testing":
        """The tests."""
        from quiz.study.testing import Testing

        return Testing(self._journal, self._answering.answer_in_test)

    @cached_property
    def exams(self) -> "Exams":
        """The plans for an exam."""
        from quiz.study.exams import Exams

        return Exams(self._store, self.shelf, self.labels, lambda: self.today, lambda: self.habits)

    @cached_property
    def _answering(self) -> "Answering":
        from quiz.study.answering import Answering

        return Answering(self._journal, self._day)

    @property
    def today(self) -> date:
        """The learner's study day."""
        return self._day(self._clock())

    def _day(self, now: datetime) -> date:
        return study_day(now, self.habits.day_starts)

    # Beginning

    def study(self, banks: Sequence[str] = ()) -> Sitting:
        """Begins a sitting of all that is due, then new questions.

        With no bank named, the day's limits hold; whoever names a bank wants that bank, and meets up to a
        day's worth of it whatever was studied before. With an exam ahead, today's part of its plan is asked.

        Raises:
            QuizError: A bank is not there, or the exam cannot be planned for.
        """
        planned = self.exams.plan(banks) if self.habits.exam else None
        if planned is not None:
            return self._begin(Mode.STUDY, self._choosing.planned(planned, banks))
        number, keys = self._choosing.queue(banks)
        return self._begin(Mode.STUDY, keys, number)

    def drill(self, keys: Iterable[Key]) -> Sitting:
        """Begins a sitting over missed questions."""
        return self._begin(Mode.MISSED, plan.interleave(keys, self._rng))

    def again(self, sitting: Sitting) -> Sitting:
        """Begins a sitting over what was missed in one; practice stays practice."""
        keys = [answer.key for answer in sitting.missed if answer.key in self.shelf.questions]
        return self.drill(keys) if sitting.mode.schedules else self.practise(plan.by_bank(keys))

    def practise(self, found: Mapping[str, Sequence[str]]) -> Sitting:
        """Begins a sitting over any questions that leaves the schedule as it is.

        Args:
            found: The second halves of their keys by the first, as `select` returns them.
        """
        most = self.habits.questions
        number = sum(map(len, found.values()))
        number = number if most is None else min(number, most)
        return self._begin(Mode.PRACTISE, islice(plan.mixed(found, self._rng), number), number)

    def pretest(self, banks: Sequence[str] = ()) -> Sitting:
        """Begins a sitting over the new questions of these banks, or of all, before they are read about.

        Raises:
            QuizError: A bank is not there.
        """
        new = self._choosing.new(banks)
        return self._begin(Mode.PRETEST, islice(new, self.habits.questions))

    def select(self, selection: "Selection") -> dict[str, Sequence[str]]:
        """Returns the questions of a selection, in the order of the banks, without those put aside.

        Returns:
            The second halves of their keys by the first; a bank without any is left out.

        Raises:
            QuizError: A bank is not there.
        """
        return self._choosing.select(selection)

    def test(
        self, banks: Sequence[str] = (), number: int | None = None, allowed: timedelta | None = None
    ) -> "Paper":
        """Begins a test over these banks, or over all.

        Args:
            banks: Their ids.
            number: How many questions, drawn by chance; None for all there are.
            allowed: The time limit; None without one.

        Raises:
            QuizError: A bank is not there.
        """
        found: Mapping[str, Sequence[str]] = self.select(model.Selection(tuple(banks)))
        if number is not None:
            found = plan.drawn(found, number, self._rng)
        queue = Queue(plan.mixed(found, self._rng), self.shelf.question, sum(map(len, found.values())))
        return self.testing.begin(queue, self.test_name(banks), allowed)

    def test_name(self, banks: Sequence[str] = ()) -> str:
        """Returns what a test over these banks, or over all, is called."""
        return ", ".join(self.shelf.title(bank) for bank in banks) or "All banks"

    def _begin(self, mode: Mode, keys: Iterable[Key], number: int | None = None) -> Sitting:
        queue = Queue(keys, self.shelf.question, number)
        return Sitting(new_id(self._clock(), self._rng), mode, queue, _ABOUT.get(mode, ""))

    # Going through

    def displayed(self, sitting: Sitting) -> tuple[str, ...]:
        """Returns what the current question lets pick from, in an order of its own each time it is asked."""
        question = sitting.current
        if question is None:
            return ()
        seed = f"{sitting.id} {question.key} {sitting.attempts(question)}"
        return plan.displayed(question.kind, Random(seed))

    def displayed_in_test(self, paper: "Paper") -> tuple[str, ...]:
        """Returns what the question of a test lets pick from, always in the same order."""
        return plan.displayed(paper.current.kind, Random(f"{paper.id} {paper.current.key}"))

    def advance(self, sitting: Sitting) -> None:
        """Goes on to the next question that still needs an answer; ends when the sitting's time is up.

        Another window may have answered some of the queue since it was made.
        """
        sitting.advance()
        if self.time_is_up(sitting):
            sitting.end()
        self._pass_over(sitting)

    def time_is_up(self, sitting: Sitting) -> bool:
        """Says whether the answers took the minutes that the learner has for a sitting."""
        minutes = self.habits.minutes
        return minutes is not None and sitting.spent >= minutes * 60_000

    def skip(self, sitting: Sitting) -> None:
        """Leaves the current question out of the sitting, and goes on like `advance`."""
        sitting.skip()
        self._pass_over(sitting)

    def suspend(self, sitting: Sitting) -> None:
        """Suspends the current question, and goes on like `advance`.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        self._put_aside(sitting, self.labels.suspend)

    def bury(self, sitting: Sitting) -> None:
        """Buries the current question for today, and goes on like `advance`.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        self._put_aside(sitting, self.labels.bury)

    def _put_aside(self, sitting: Sitting, label: Callable[[Key], str]) -> None:
        if sitting.current is not None:
            sitting.put_aside(label(sitting.current.key))
            self._pass_over(sitting)

    def _pass_over(self, sitting: Sitting) -> None:
        while sitting.current is not None and (
            sitting.is_aside(sitting.current) or self._answered_elsewhere(sitting, sitting.current)
        ):
            sitting.skip(unseen=True)

    def _answered_elsewhere(self, sitting: Sitting, question: Question) -> bool:
        if not sitting.mode.schedules:
            return False
        progress = self._store.progress(question.key)
        if progress is None or progress.last.sitting == sitting.id or sitting.attempts(question):
            return False
        if progress.last.id < sitting.id:  # ids sort by time: it was answered before this sitting began
            return False
        return not progress.missed if sitting.mode is Mode.MISSED else progress.memory.due > self.today

    # Answering

    def answer(
        self,
        sitting: Sitting,
        response: "Response",
        confidence: Confidence = Confidence.UNSAID,
        *,
        hinted: bool = False,
        milliseconds: int = 0,
    ) -> "Answered | Unclear":
        """Marks the response to the current question and saves it; what is returned is on the disk.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before, and the same call may be made again.
        """
        from quiz.study.answering import Given

        return self._answering.answer(sitting, Given(response, confidence, hinted, milliseconds))

    def rate(self, sitting: Sitting, rating: Rating) -> None:
        """Gives the answer that is looked at another rating; where nothing is scheduled, does nothing.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        self._answering.rate(sitting, rating)

    def overrule(self, sitting: Sitting) -> None:
        """Puts the learner's own verdict in the place of the program's, or takes it back.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        self._answering.overrule(sitting)

    def undo(self, sitting: Sitting) -> None:
        """Takes back the last answer, skip, suspension or burial of the sitting.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        self._answering.undo(sitting)
