"""Going through what was missed once more, in the way it was asked."""

from quiz.model import Mode
from quiz.sitting import Sitting
from quiz.study import Study


def can_repeat(sitting: Sitting) -> bool:
    """Says whether there is something to go through once more; what is not read yet is not drilled."""
    return sitting.mode is not Mode.PRETEST and bool(sitting.missed)


def repeat(study: Study, sitting: Sitting) -> Sitting:
    """Begins a sitting over what was missed; where the schedule stayed as it was, it still does."""
    questions = [answer.question for answer in sitting.missed]
    return study.drill(questions) if sitting.mode.schedules else study.practise(questions)
