"""The plan for an exam: what to ask today so that most is recalled on that one day."""

from datetime import date, timedelta

from quiz import memory
from quiz.errors import QuizError
from quiz.exam.forecast import Alike, Effort, Forecast, Standing, alike_of, new_for, reviews_for
from quiz.lean_typing import NamedTuple
from quiz.model import Key, Memory, Parameters

FARTHEST = 730
"""Days ahead for which an exam can be planned."""

PACES = (1, 2, 4, 8)
"""How many times a day's even share of the weak questions may be asked. More than once it is where a limit
keeps many out of the last days, so that they must be asked before."""

SURE = 0.99
"""Predicted recall from which a question is left alone even where everything is tried."""

_NEARLY = 0.005
"""Recall that may be lost to a limit before the days are made fuller."""


class ExamPlan(NamedTuple):
    """What to study today for an exam, and what that leads to if every day's plan is kept."""

    exam: date
    target: float
    """The mean recall that is wanted on the day of the exam, from 0 to 1."""
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
    days = checked(standing, exam, target)
    effort, predicted = _best(standing, alike_of(standing), days, target)
    recalls = {key: in_exam(held, exam, standing.parameters) for key, held in standing.memories.items()}
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
        new_today=new_for(standing.new, standing.new_done, days, standing.habits),
        reviews=tuple(
            weak[: reviews_for(len(weak), standing.reviews_done, days, effort.pace, standing.habits)]
        ),
        predicted=max(predicted, now),
        predicted_now=now,
    )


def checked(standing: Standing, exam: date, target: float) -> int:
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


def in_exam(held: Memory, exam: date, parameters: Parameters | None) -> float:
    """Returns the predicted recall in the exam, at least a day after the last answer.

    On the day of an answer itself FSRS predicts certainty, which says nothing.
    """
    return memory.recall(held, max(exam, held.day + timedelta(days=1)), parameters)


# How hard to try


def _best(standing: Standing, alike: Alike, days: int, target: float) -> tuple[Effort, float]:
    """Returns the least effort that surely meets the target, or else the best there is, and its outcome."""
    pace = _pace(standing, alike, days, target)
    efforts = (Effort(pace, target), Effort(pace, max(target, SURE)), utmost(standing, days, target))
    tried: dict[Effort, float] = {}
    for effort in dict.fromkeys(efforts):
        tried[effort] = Forecast(standing, days, effort).mean(alike)
        if tried[effort] >= safe(target):
            return effort, tried[effort]
    return max(tried.items(), key=lambda each: each[1])


def _pace(standing: Standing, alike: Alike, days: int, target: float) -> int:
    """Returns the least pace that makes up for what a limit of reviews keeps out of the last days.

    Where none does, it is the best, to a percent, and of several the one that makes the days fullest.
    """
    if standing.habits.reviews_per_day is None:
        return 1
    free = standing._replace(habits=standing.habits._replace(reviews_per_day=None))
    wanted = Forecast(free, days, Effort(1, target)).mean(alike) - _NEARLY
    tried: list[tuple[float, int]] = []
    for pace in (*PACES, max(1, days)):
        predicted = Forecast(standing, days, Effort(pace, target)).mean(alike)
        if predicted >= wanted:
            return pace
        tried.append((round(predicted, 2), pace))
    return max(tried)[1]


def utmost(standing: Standing, days: int, target: float) -> Effort:
    """Returns the greatest effort: with a limit of reviews, as many of all that are not sure as it allows.

    Without a limit it is their even share. More would cost much and add next to nothing.
    """
    return Effort(1 if standing.habits.reviews_per_day is None else max(1, days), max(target, SURE))


def safe(target: float) -> float:
    """Returns what must be predicted so that some bad luck does not miss the target."""
    return target + (1 - target) / 10
