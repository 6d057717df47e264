"""Planning for an exam: what to ask on each day so that most is recalled on that one day.

FSRS asks a question just before it would be forgotten, for good. For an exam only one day counts. So on each
day the plan asks the questions that would be recalled worst in the exam, and no more of them than it takes to
get through all by then. `docs/exam.md` says why, and how that compares with plain FSRS.
"""

from quiz.exam.advice import Advice, advise
from quiz.exam.forecast import FIRST_RIGHT, QUIET_DAYS, Standing
from quiz.exam.planning import FARTHEST, ExamPlan, plan_for

__all__ = [
    "FARTHEST",
    "FIRST_RIGHT",
    "QUIET_DAYS",
    "Advice",
    "ExamPlan",
    "Standing",
    "advise",
    "plan_for",
]
