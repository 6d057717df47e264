"""From the learner's settings to how the learner wants to study."""

from datetime import date

from quiz.lean_typing import TYPE_CHECKING
from quiz.plan import Habits

if TYPE_CHECKING:
    from quiz.settings import Settings


def habits_of(settings: "Settings", today: date) -> Habits:
    """Returns how a learner with these settings wants to study; an exam that is over counts no more.

    Args:
        settings: What the learner has set.
        today: The learner's study day.
    """
    exam = settings.exam
    return Habits(
        new_per_day=settings.new_per_day,
        reviews_per_day=settings.reviews_per_day,
        questions=settings.questions_per_sitting,
        minutes=settings.minutes_per_sitting,
        day_starts=settings.day_starts,
        recall_first=settings.recall_first,
        exam=exam if exam and exam >= today else None,
        target=settings.exam_target / 100,
    )


def changed(habits: Habits, before: Habits, after: Habits) -> Habits:
    """Returns the habits with what differs between two others; what the command line said otherwise stays."""
    each = zip(habits, before, after, strict=True)
    return Habits._make(held if old == new else new for held, old, new in each)
