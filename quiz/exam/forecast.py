"""Foresees where the days to an exam lead, on the whole, if so many questions are asked on each."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from quiz import memory
from quiz.lean_typing import NamedTuple, TypeAlias
from quiz.model import Key, Memory, Parameters, Rating
from quiz.plan import USUAL, Habits

QUIET_DAYS = 7
"""Days before the exam without new questions, where that is no more than a quarter of the days left."""

FIRST_RIGHT = 0.5
"""How likely, from 0 to 1, a question is answered right at first sight. Nothing is known of it by then."""

_LONG_AGO = -36500
_TINY = 1e-6
_DAY = date(2000, 1, 1)
"""Any day: a forecast knows days as numbers."""


class Standing(NamedTuple):
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


class Effort(NamedTuple):
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


# What a day holds


def new_for(new: int, done: int, days: int, habits: Habits) -> int:
    """Returns how many new questions are still to be asked on a day, with so many days to the exam."""
    quiet = min(QUIET_DAYS, math.ceil(days / 4))
    return _still(math.ceil((new + done) / max(1, days - quiet)), habits.new_per_day, done, new)


def reviews_for(weak: float, done: int, days: int, pace: int, habits: Habits) -> int:
    """Returns how many weak questions are still to be asked on a day, with so many days to the exam."""
    there = math.ceil(weak - _TINY)
    return _still(math.ceil(pace * (weak + done) / max(1, days) - _TINY), habits.reviews_per_day, done, there)


def _still(wanted: int, limit: int | None, done: int, there: int) -> int:
    allowed = wanted if limit is None else min(wanted, limit)
    return max(0, min(allowed - done, there))


# The forecast

Alike: TypeAlias = Mapping[tuple[_State, int], int]
"""How many questions share a state and the day of their last answer, in days from today."""


def alike_of(standing: Standing) -> Alike:
    """Returns what is remembered, so grouped that a forecast has little to do."""
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


class Forecast:
    """The days to the exam as they go on the whole; nothing is drawn by lot."""

    def __init__(self, standing: Standing, days: int, effort: Effort) -> None:
        self._standing = standing
        self._days = days
        self._effort = effort
        self._weak: list[_Group] = []
        self._questions = 0.0
        """How many of them are weak."""
        self._strong = 0.0
        """How many of the others are recalled in the exam."""

    def mean(self, alike: Alike) -> float:
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
            weak = length * reviews_for(
                self._questions, reviews_done, left, self._effort.pace, standing.habits
            )
            first = min(new, length * new_for(new, new_done, left, standing.habits))
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
