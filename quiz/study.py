"""The use cases: all that a front end calls. Joins banks, progress file, memory, plan and clock."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from random import Random

from quiz import memory, plan, stats
from quiz.bank import load
from quiz.errors import QuizError
from quiz.marking import mark, suggested_rating
from quiz.model import (
    Bank,
    Change,
    Confidence,
    Event,
    Key,
    Library,
    Mode,
    Outcome,
    Place,
    Problem,
    Progress,
    Question,
    Rating,
    Relink,
    Response,
    Review,
    Unclear,
    Void,
)
from quiz.sitting import Answered, Sitting
from quiz.stats import Overview
from quiz.store import ProgressFile, clock_warning, new_id

Clock = Callable[[], datetime]
"""Returns the present moment in the learner's time zone."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A question whose last review was wrong or partly right."""

    question: Question
    progress: Progress
    times: int
    """How many of its reviews were wrong or partly right."""


class Study:
    """One learner's banks and progress, now.

    Args:
        library: The banks that were read.
        store: The progress file.
        clock: The one clock.
        rng: The one source of chance; seed it to have everything happen again.
    """

    def __init__(self, library: Library, store: ProgressFile, clock: Clock, rng: Random) -> None:
        self.library = library
        self._store = store
        self._clock = clock
        self._rng = rng
        self._questions = {question.key: question for bank in library.banks for question in bank.questions}
        self._copied_on: date | None = None
        self._carry_over()

    def _save(self, event: Event, now: datetime) -> None:
        """Writes an event; before the first of a day, a copy of the file is kept."""
        if now.date() != self._copied_on:
            self._store.before_change_of_day(now)
            self._copied_on = now.date()
        self._store.record(event)

    @property
    def warning(self) -> str:
        """What is odd about the clock; empty where nothing is."""
        return clock_warning(self._store.last_time(), self._clock())

    # What there is to do

    @property
    def today(self) -> date:
        """The learner's study day."""
        return plan.study_day(self._clock())

    def overview(self, banks: Sequence[str] = ()) -> Overview:
        """Returns where the learner stands today with these banks, or with all.

        Raises:
            QuizError: A bank is not there.
        """
        wanted = self.checked(banks)
        today = self.today
        known = self._store.memories()
        missed = self._store.missed_keys()
        rows = tuple(
            stats.bank_row(bank, known, missed, today, memory.recall)
            for bank in self.library.banks
            if bank.id in wanted
        )
        later = [
            held.due
            for key, held in known.items()
            if key in self._questions and key.bank in wanted and held.due > today
        ]
        return Overview(
            banks=rows,
            problems=self.library.problems,
            due=sum(row.due for row in rows),
            new=min(sum(row.new for row in rows), self._new_left(today)),
            missed=sum(row.missed for row in rows),
            answered_today=self._store.totals(today).reviews,
            streak=stats.streak(self._store.study_days(), today),
            next_due=min(later, default=None),
            today=today,
        )

    def _new_left(self, today: date) -> int:
        return max(0, plan.NEW_PER_DAY - self._store.totals(today).new)

    def missed(self, banks: Sequence[str] = ()) -> list[Missed]:
        """Returns the missed questions of these banks, or of all: certain and wrong first, then the latest.

        Raises:
            QuizError: A bank is not there.
        """
        wanted = self.checked(banks)
        rows = [
            Missed(
                self._questions[progress.key],
                progress,
                sum(review.outcome is not Outcome.RIGHT for review in self._store.history(progress.key)),
            )
            for progress in self._store.missed()
            if progress.key in self._questions and progress.key.bank in wanted
        ]
        rows.sort(key=lambda row: row.progress.last.time, reverse=True)
        rows.sort(key=lambda row: not _certain_and_wrong(row.progress.last))
        return rows

    def checked(self, banks: Sequence[str]) -> set[str]:
        """Returns the ids of these banks, or of all where none is named.

        Raises:
            QuizError: A bank is not there.
        """
        known = [bank.id for bank in self.library.banks]
        for name in banks:
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                hint = (
                    f"Did you mean {close[0]}?" if close else "`tillerson-quiz banks` lists those there are."
                )
                raise QuizError(f"There is no bank called {name}.", hint)
        return set(banks or known)

    def changed(self, question: Question) -> bool:
        """Says whether a question reads or is answered otherwise than at its last review."""
        progress = self._store.progress(question.key)
        return progress is not None and progress.last.fingerprint != question.fingerprint

    def reread(self, bank: Bank) -> tuple[Problem, ...]:
        """Reads a bank's file again; with a problem in it, the bank stays as it was.

        A question without id that was only reworded, in its old position, takes its progress along.

        Raises:
            NotSaved: The progress cannot be handed on; the bank stays as it was.
        """
        read = load([bank.path])
        fresh = next((each for each in read.banks if each.id == bank.id), None)
        if fresh is None:
            gone = Problem(
                Place(bank.path), "other-bank", f"this is no longer the bank {bank.id}", "start again"
            )
            return read.problems or (gone,)
        self._relink(bank, fresh)
        banks = (fresh if each.id == bank.id else each for each in self.library.banks)
        self.library = replace(self.library, banks=tuple(banks))
        for question in bank.questions:
            self._questions.pop(question.key, None)
        self._questions.update({question.key: question for question in fresh.questions})
        return ()

    def _relink(self, old: Bank, new: Bank) -> None:
        if len(old.questions) != len(new.questions):
            return
        kept = {question.key for question in old.questions} & {question.key for question in new.questions}
        now = self._clock()
        for before, after in zip(old.questions, new.questions, strict=True):
            moved = before.key != after.key and not {before.key, after.key} & kept
            if moved and self._store.progress(before.key) is not None:
                self._save(Relink(new_id(now, self._rng), now.astimezone(UTC), before.key, after.key), now)

    # Sittings

    def study(self, banks: Sequence[str] = ()) -> Sitting:
        """Begins a sitting of all that is due, then new questions.

        With no bank named, the day's limit of new questions holds; whoever names a bank wants that bank, and
        meets up to a day's worth of its new questions whatever was studied before.

        Raises:
            QuizError: A bank is not there.
        """
        today = self.today
        wanted = self.checked(banks)
        known = self._store.memories()
        due = [
            self._questions[key]
            for key in self._store.due(today)
            if key.bank in wanted and key in self._questions
        ]
        new = [
            question for key, question in self._questions.items() if key.bank in wanted and key not in known
        ]
        limit = plan.NEW_PER_DAY if banks else self._new_left(today)
        return self._begin(Mode.STUDY, plan.queue(due, new, limit, self._rng))

    def drill(self, questions: Iterable[Question]) -> Sitting:
        """Begins a sitting over missed questions."""
        return self._begin(Mode.MISSED, plan.interleave(questions, self._rng))

    def _begin(self, mode: Mode, questions: list[Question]) -> Sitting:
        return Sitting(new_id(self._clock(), self._rng), mode, questions)

    def displayed(self, sitting: Sitting) -> tuple[str, ...]:
        """Returns what the current question lets pick from, in an order of its own each time it is asked."""
        question = sitting.current
        if question is None:
            return ()
        seed = f"{sitting.id} {question.key} {sitting.attempts(question)}"
        return plan.displayed(question.kind, Random(seed))

    def advance(self, sitting: Sitting) -> None:
        """Goes on to the next question that still needs an answer.

        Another window may have answered some of the queue since it was made.
        """
        sitting.advance()
        self._pass_over(sitting)

    def skip(self, sitting: Sitting) -> None:
        """Leaves the current question out of the sitting, and goes on like `advance`."""
        sitting.skip()
        self._pass_over(sitting)

    def _pass_over(self, sitting: Sitting) -> None:
        while sitting.current is not None and self._answered_elsewhere(sitting, sitting.current):
            sitting.skip(unseen=True)

    def _answered_elsewhere(self, sitting: Sitting, question: Question) -> bool:
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
        response: Response,
        confidence: Confidence = Confidence.UNSAID,
        *,
        hinted: bool = False,
        milliseconds: int = 0,
    ) -> Answered | Unclear:
        """Marks the response to the current question and saves it; what is returned is on the disk.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before, and the same call may be made again.
        """
        question = sitting.current
        if question is None or sitting.showing is not None:
            raise ValueError("no question is being asked")
        verdict = mark(question.kind, response)
        if isinstance(verdict, Unclear):
            return verdict
        now = self._clock()
        today = plan.study_day(now)
        before = self._store.progress(question.key)
        outlook = memory.outlook(before.memory if before else None, today)
        rating = suggested_rating(verdict, confidence, hinted)
        review = Review(
            id=new_id(now, self._rng),
            time=now.astimezone(UTC),
            offset=_offset(now),
            day=today,
            key=question.key,
            fingerprint=question.fingerprint,
            kind=question.kind.name,
            mode=sitting.mode,
            response=response,
            score=verdict.score,
            outcome=verdict.outcome,
            confidence=confidence,
            hinted=hinted,
            rating=rating,
            milliseconds=milliseconds,
            sitting=sitting.id,
            device=self._store.device,
        )
        self._save(review, now)
        days = {each: after.due for each, after in outlook.items()}
        answered = Answered(question, response, verdict, review, rating, days)
        sitting.respond(answered)
        return answered

    def rate(self, sitting: Sitting, rating: Rating) -> None:
        """Gives the answer that is looked at another rating.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        if sitting.showing is not None and sitting.showing.review.rating is not rating:
            review = sitting.showing.review
            self._change(sitting, sitting.showing, review.outcome, review.score, rating)

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
            right = replace(showing.verdict, outcome=Outcome.RIGHT, score=1.0)
            rating = suggested_rating(right, showing.review.confidence, showing.review.hinted)
            self._change(sitting, showing, Outcome.RIGHT, 1.0, rating)

    def _change(
        self, sitting: Sitting, showing: Answered, outcome: Outcome, score: float, rating: Rating
    ) -> None:
        now = self._clock()
        review = replace(showing.review, outcome=outcome, score=score, rating=rating)
        self._save(
            Change(new_id(now, self._rng), now.astimezone(UTC), review.id, score, outcome, rating), now
        )
        sitting.revise(replace(showing, review=review))

    def undo(self, sitting: Sitting) -> None:
        """Takes back the last answer or skip of the sitting.

        Raises:
            NotSaved: Nothing was written; the sitting stands as before.
        """
        if sitting.last is not None:
            now = self._clock()
            self._save(Void(new_id(now, self._rng), now.astimezone(UTC), sitting.last.review.id), now)
        sitting.undo()

    def _carry_over(self) -> None:
        """Hands the progress of questions that had no id to those that have been given one."""
        known = self._store.memories()
        if not any(key.question.startswith("~") for key in known):
            return
        now = self._clock()
        olds = {key: Key(key.bank, question.wording_id) for key, question in self._questions.items()}
        relinks = [
            Relink(new_id(now, self._rng), now.astimezone(UTC), old, key)
            for key, old in olds.items()
            if key not in known and old in known
        ]
        if relinks:
            self._store.before_change_of_day(now)
            self._store.record_all(relinks)


def _offset(now: datetime) -> int:
    """Returns the minutes by which the clock is ahead of UTC."""
    offset = now.utcoffset()
    return round(offset.total_seconds() / 60) if offset is not None else 0


def _certain_and_wrong(review: Review) -> bool:
    return review.confidence is Confidence.CERTAIN and review.outcome is Outcome.WRONG
