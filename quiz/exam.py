"""Planning for an exam: what to ask on each day so that most is recalled on that one day.

FSRS asks a question just before it would be forgotten, for good. For an exam only one day counts. So on each
day the plan asks the questions that would be recalled worst in the exam, and no more of them than it takes to
get through all by then. `docs/exam.md` says why, and how that compares with plain FSRS.
"""

import heapq
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from quiz import memory
from quiz.errors import QuizError
from quiz.model import Key, Memory, Parameters, Rating
from quiz.plan import USUAL, Habits

FARTHEST = 730
"""Days ahead for which an exam can be planned."""

QUIET_DAYS = 7
"""Days before the exam without new questions, where that is no more than a quarter of the days left."""

FIRST_RIGHT = 0.5
"""How likely, from 0 to 1, a question is answered right at first sight. Nothing is known of it by then."""

PACES = (1, 2, 4, 8)
"""How many times a day's even share of the weak questions may be asked. More than once it is where a limit
keeps many out of the last days, so that they must be asked before."""

SURE = 0.99
"""Predicted recall from which a question is left alone even where everything is tried."""

_YEAR = 365
_NEARLY = 0.005
"""Recall that may be lost to a limit before the days are made fuller."""
_LONG_AGO = -36500
_TINY = 1e-6
_DAY = date(2000, 1, 1)
"""Any day: a forecast knows days as numbers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the learner stands on a study day with what the exam is about."""

    today: date
    memories: Mapping[Key, Memory]
    """Those of all questions that were ever answered."""
    new: int
    """How many questions were never answered."""
    habits: Habits = USUAL
    """Of these, the limits of a day count."""
    new_done: int = 0
    """New questions answered today; `memories` has them by now."""
    reviews_done: int = 0
    """Other questions answered today."""
    parameters: Parameters | None = None
    """Those of FSRS that were fitted to the learner."""


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What to study today for an exam, and what that leads to if every day's plan is kept."""

    exam: date
    target: float
    """The mean recall that is wanted on the day of the exam, from 0 to 1."""
    days_left: int
    """Days from today to the exam; 0 on its day."""
    new_today: int
    """How many new questions are still to be asked today."""
    reviews: tuple[Key, ...]
    """The other questions still to be asked today, first those that would be recalled worst in the exam."""
    predicted: float
    """The mean recall of all questions in the exam, from 0 to 1, new ones included."""
    predicted_now: float
    """The same if nothing more is studied; a question that was never answered counts 0."""

    @property
    def reachable(self) -> bool:
        """Says whether the plan meets the target."""
        return self.predicted >= self.target


@dataclass(frozen=True, slots=True)
class Advice:
    """What would meet a target that is out of reach, each by itself; None where nothing of the kind would."""

    habits: Habits | None
    """With limits of a day that would do: the fewest reviews, beside as many new questions as are needed."""
    exam: date | None
    """The first later day of the exam that would do, within a year."""
    target: float | None
    """The highest whole percentage that can be met, from 0 to 1."""


class _Effort(NamedTuple):
    """How hard to try."""

    pace: int
    """How many times a day's even share of the weak questions is asked."""
    floor: float
    """A question below this predicted recall in the exam is weak, and is asked."""


class _State(NamedTuple):
    """What is remembered of a question, rounded so that many questions share one."""

    difficulty: float
    stability: float


class _Group(NamedTuple):
    """Questions that are remembered alike."""

    recall: float
    """In the exam, from 0 to 1, if they are not asked again; first, so that groups sort by it."""
    questions: float
    """How many; a forecast deals in shares of questions too."""
    state: _State
    day: int
    """Of the last answer, in days from today."""


def plan_for(standing: Standing, exam: date, target: float) -> ExamPlan:
    """Returns today's part of a plan for an exam.

    It is made anew from what is known by then: a day that was missed, or went badly, is made up for on those
    that are left.

    Args:
        standing: Where the learner stands.
        exam: The day of the exam.
        target: The mean recall that is wanted on it, from 0 to 1.

    Raises:
        QuizError: The exam is over or too far away, the target is no share, or there are no questions.
    """
    days = _checked(standing, exam, target)
    effort, predicted = _best(standing, _alike(standing), days, target)
    recalls = {key: _in_exam(held, exam, standing.parameters) for key, held in standing.memories.items()}
    now = sum(recalls.values()) / (len(recalls) + standing.new)
    weak = [
        key
        for key, recall in recalls.items()
        if recall < effort.floor and standing.memories[key].day < standing.today
    ]
    weak.sort(key=lambda key: (recalls[key], key))
    return ExamPlan(
        exam=exam,
        target=target,
        days_left=days,
        new_today=_new(standing.new, standing.new_done, days, standing.habits),
        reviews=tuple(weak[: _reviews(len(weak), standing.reviews_done, days, effort.pace, standing.habits)]),
        predicted=max(predicted, now),
        predicted_now=now,
    )


def _checked(standing: Standing, exam: date, target: float) -> int:
    """Returns the days to the exam."""
    days = (exam - standing.today).days
    if days < 0:
        raise QuizError(f"The exam on {exam} is over.", "Name a day that is to come.")
    if days > FARTHEST:
        raise QuizError(f"The exam on {exam} is too far away.", f"It can be planned {FARTHEST} days ahead.")
    if not 0 <= target <= 1:
        raise QuizError(f"The target {target} is no share from 0 to 1.", "For 90%, write 0.9.")
    if not standing.memories and not standing.new:
        raise QuizError("There are no questions to plan for.")
    return days


def _in_exam(held: Memory, exam: date, parameters: Parameters | None) -> float:
    """Returns the predicted recall in the exam, at least a day after the last answer.

    On the day of an answer itself FSRS predicts certainty, which says nothing.
    """
    return memory.recall(held, max(exam, held.day + timedelta(days=1)), parameters)


# What a day holds


def _new(new: int, done: int, days: int, habits: Habits) -> int:
    """Returns how many new questions are still to be asked on a day, with so many days to the exam."""
    quiet = min(QUIET_DAYS, math.ceil(days / 4))
    return _still(math.ceil((new + done) / max(1, days - quiet)), habits.new_per_day, done, new)


def _reviews(weak: float, done: int, days: int, pace: int, habits: Habits) -> int:
    """Returns how many weak questions are still to be asked on a day, with so many days to the exam."""
    there = math.ceil(weak - _TINY)
    return _still(math.ceil(pace * (weak + done) / max(1, days) - _TINY), habits.reviews_per_day, done, there)


def _still(wanted: int, limit: int | None, done: int, there: int) -> int:
    allowed = wanted if limit is None else min(wanted, limit)
    return max(0, min(allowed - done, there))


# The forecast

_Alike: TypeAlias = Mapping[tuple[_State, int], int]
"""How many questions share a state and the day of their last answer, in days from today."""


def _alike(standing: Standing) -> _Alike:
    return Counter(
        (
            _rounded(held.difficulty, held.stability),
            min(max(_LONG_AGO, (held.day - standing.today).days), 0),
        )
        for held in standing.memories.values()
    )


def _rounded(difficulty: float, stability: float) -> _State:
    """Returns the state that stands for all near it, held to what FSRS can calculate with."""
    difficulty = min(max(1.0, difficulty), 10.0)
    stability = min(max(0.001, stability), 1e9)
    return _State(round(difficulty), math.exp(round(5 * math.log(stability)) / 5))


@lru_cache(maxsize=1 << 15)
def _recall(state: _State, days: int, parameters: Parameters | None) -> float:
    """Returns the predicted recall so many days after the last answer."""
    return memory.recall(Memory(*state, _DAY, _DAY), _DAY + timedelta(days=days), parameters)


@lru_cache(maxsize=1 << 15)
def _after(state: _State | None, days: int, parameters: Parameters | None) -> tuple[_State, _State]:
    """Returns the states of a question that is right, and of one that is right only when it comes back."""
    held = None if state is None else Memory(*state, _DAY, _DAY)
    day = _DAY + timedelta(days=days)
    right = memory.rate(held, Rating.GOOD, day, parameters)
    wrong = memory.rate(memory.rate(held, Rating.AGAIN, day, parameters), Rating.GOOD, day, parameters)
    return _rounded(right.difficulty, right.stability), _rounded(wrong.difficulty, wrong.stability)


def _near(days: int) -> int:
    """Returns one of few numbers of days that is near enough to tell what an answer does to a memory."""
    return days if days < 3 else round(2 ** (round(2 * math.log2(days)) / 2))


class _Answered(defaultdict[_State, float]):
    """How many of the questions that were answered on a day are in which state."""

    def add(self, questions: float, likely: float, after: tuple[_State, _State]) -> None:
        """Takes in questions that were asked: the likely share was right."""
        right, wrong = after
        self[right] += questions * likely
        self[wrong] += questions * (1 - likely)


class _Forecast:
    """The days to the exam as they go on the whole; nothing is drawn by lot."""

    def __init__(self, standing: Standing, days: int, effort: _Effort) -> None:
        self._standing = standing
        self._days = days
        self._effort = effort
        self._weak: list[_Group] = []
        self._questions = 0.0
        """How many of them are weak."""
        self._strong = 0.0
        """How many of the others are recalled in the exam."""

    def mean(self, alike: _Alike) -> float:
        """Returns the mean recall in the exam, from 0 to 1."""
        standing = self._standing
        answered = _Answered(float)
        for (state, day), count in alike.items():
            if day == 0:
                answered[state] += count
            else:
                self._put(state, day, count)
        new, new_done, reviews_done = standing.new, standing.new_done, standing.reviews_done
        for day, length in _stretches(self._days):
            left = self._days - day
            weak = length * _reviews(self._questions, reviews_done, left, self._effort.pace, standing.habits)
            first = min(new, length * _new(new, new_done, left, standing.habits))
            self._ask(weak, day, answered)
            answered.add(first, FIRST_RIGHT, _after(None, 0, standing.parameters))
            for state, questions in answered.items():
                self._put(state, day, questions)
            answered.clear()
            new, new_done, reviews_done = new - first, 0, 0
        recalled = self._strong + sum(each.recall * each.questions for each in self._weak)
        return recalled / (standing.new + len(standing.memories))

    def _put(self, state: _State, day: int, questions: float) -> None:
        recall = _recall(state, max(1, self._days - day), self._standing.parameters)
        if recall < self._effort.floor:
            heapq.heappush(self._weak, _Group(recall, questions, state, day))
            self._questions += questions
        else:
            self._strong += recall * questions

    def _ask(self, asking: float, day: int, answered: _Answered) -> None:
        """Asks so many of the weak questions, the weakest first."""
        parameters = self._standing.parameters
        while asking > _TINY and self._weak:
            group = heapq.heappop(self._weak)
            questions = min(asking, group.questions)
            if questions < group.questions:
                heapq.heappush(self._weak, group._replace(questions=group.questions - questions))
            days = day - group.day
            likely = _recall(group.state, days, parameters)
            answered.add(questions, likely, _after(group.state, _near(days), parameters))
            self._questions -= questions
            asking -= questions


def _stretches(days: int) -> Iterator[tuple[int, int]]:
    """Yields the days to the exam as (first day, length): in stretches far from it, near it one by one."""
    day = 0
    while day < max(1, days):
        length = max(1, (days - day) // 16)
        yield day, length
        day += length


# How hard to try


def _best(standing: Standing, alike: _Alike, days: int, target: float) -> tuple[_Effort, float]:
    """Returns the least effort that surely meets the target, or else the best there is, and its outcome."""
    pace = _pace(standing, alike, days, target)
    efforts = (_Effort(pace, target), _Effort(pace, max(target, SURE)), _utmost(standing, days, target))
    tried: dict[_Effort, float] = {}
    for effort in dict.fromkeys(efforts):
        tried[effort] = _Forecast(standing, days, effort).mean(alike)
        if tried[effort] >= _safe(target):
            return effort, tried[effort]
    return max(tried.items(), key=lambda each: each[1])


def _pace(standing: Standing, alike: _Alike, days: int, target: float) -> int:
    """Returns the least pace that makes up for what a limit of reviews keeps out of the last days.

    Where none does, it is the best, to a percent, and of several the one that makes the days fullest.
    """
    if standing.habits.reviews_per_day is None:
        return 1
    free = replace(standing, habits=replace(standing.habits, reviews_per_day=None))
    wanted = _Forecast(free, days, _Effort(1, target)).mean(alike) - _NEARLY
    tried: list[tuple[float, int]] = []
    for pace in (*PACES, max(1, days)):
        predicted = _Forecast(standing, days, _Effort(pace, target)).mean(alike)
        if predicted >= wanted:
            return pace
        tried.append((round(predicted, 2), pace))
    return max(tried)[1]


def _utmost(standing: Standing, days: int, target: float) -> _Effort:
    """Returns the greatest effort: with a limit of reviews, as many of all that are not sure as it allows.

    Without a limit it is their even share. More would cost much and add next to nothing.
    """
    return _Effort(1 if standing.habits.reviews_per_day is None else max(1, days), max(target, SURE))


def _safe(target: float) -> float:
    """Returns what must be predicted so that some bad luck does not miss the target."""
    return target + (1 - target) / 10


# What would meet the target


def advise(standing: Standing, exam: date, target: float) -> Advice:
    """Returns what would meet a target that a plan does not meet.

    Args:
        standing: Where the learner stands.
        exam: The day of the exam.
        target: The mean recall that is wanted on it, from 0 to 1.

    Raises:
        QuizError: As in `plan_for`.
    """
    days = _checked(standing, exam, target)
    alike = _alike(standing)
    wanted = _safe(target)

    def predicted(habits: Habits = standing.habits, days: int = days, target: float = target) -> float:
        changed = replace(standing, habits=habits)
        return _Forecast(changed, days, _utmost(changed, days, target)).mean(alike)

    later = _first(days + 1, min(days + _YEAR, FARTHEST), lambda day: predicted(days=day) >= wanted)
    percent = math.floor(100 * predicted(target=0))
    return Advice(
        habits=_enough(standing, days, lambda habits: predicted(habits) >= wanted),
        exam=None if later is None else standing.today + timedelta(days=later),
        target=percent / 100 or None,
    )


def _enough(standing: Standing, days: int, met: Callable[[Habits], bool]) -> Habits | None:
    """Returns the limits of a day that would do, with the fewest reviews."""
    now = standing.habits
    new = standing.new_done + _new(standing.new, standing.new_done, days, replace(now, new_per_day=None))
    more = now if now.new_per_day is None else replace(now, new_per_day=max(now.new_per_day, new))
    if now.reviews_per_day is None:
        return more if met(more) else None
    most = max(now.reviews_per_day, standing.reviews_done + len(standing.memories) + standing.new)
    reviews = _first(now.reviews_per_day, most, lambda limit: met(replace(more, reviews_per_day=limit)))
    return None if reviews is None else replace(more, reviews_per_day=reviews)


def _first(low: int, high: int, does: Callable[[int], bool]) -> int | None:
    """Returns the first number of a range that does, as do all after it; None where the last one does not."""
    if low > high or not does(high):
        return None
    return low + bisect_left(range(low, high), True, key=does)
