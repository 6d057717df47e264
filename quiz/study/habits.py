"""From the learner's settings to how the learner wants to study."""

from dataclasses import fields, replace
from datetime import datetime

from quiz.plan import Habits, study_day
from quiz.settings import Settings


def habits_of(settings: Settings, now: datetime) -> Habits:
    """Returns how a learner with these settings wants to study; an exam that is over counts no more.

    Args:
        settings: What the learner has set.
        now: The present moment in the learner's time zone.
    """
    exam = settings.exam
    return Habits(
        new_per_day=settings.new_per_day,
        reviews_per_day=settings.reviews_per_day,
        questions=settings.questions_per_sitting,
        minutes=settings.minutes_per_sitting,
        day_starts=settings.day_starts,
        recall_first=settings.recall_first,
        exam=exam if exam and exam >= study_day(now, settings.day_starts) else None,
        target=settings.exam_target / 100,
    )


def changed(habits: Habits, before: Habits, after: Habits) -> Habits:
    """Returns the habits with what differs between two others; what the command line said otherwise stays."""
    differing = {
        each.name: getattr(after, each.name)
        for each in fields(Habits)
        if getattr(after, each.name) != getattr(before, each.name)
    }
    return replace(habits, **differing)
