"""Exams: where the learner stands for one, and what there is to study for it today."""

from collections.abc import Callable, Sequence
from datetime import date

from quiz import exam
from quiz.exam import Advice, ExamPlan, Standing
from quiz.lean_typing import NamedTuple
from quiz.model import Key
from quiz.plan import Habits
from quiz.store import Mark, ProgressFile
from quiz.study.labels import Labels
from quiz.study.shelf import Questions, Shelf


class _Made(NamedTuple):
    """A plan, and what it was made for."""

    of: Questions
    made_for: tuple[Mark, date, Habits, tuple[str, ...]]
    planned: ExamPlan


class Exams:
    """Plans for the exam that the learner's habits name. A plan is made once, until something changes.

    Args:
        store: The progress file.
        shelf: The banks in use.
        labels: What is suspended or buried.
        today: Returns the study day.
        habits: Returns how the learner wants to study.
    """

    def __init__(
        self,
        store: ProgressFile,
        shelf: Shelf,
        labels: Labels,
        today: Callable[[], date],
        habits: Callable[[], Habits],
    ) -> None:
        self._store = store
        self._shelf = shelf
        self._labels = labels
        self._today = today
        self._habits = habits
        self._made: _Made | None = None
        """The plan that was made last."""

    def plan(self, banks: Sequence[str] = ()) -> ExamPlan | None:
        """Returns today's part of the plan for the exam over these banks, or over all; None without an exam.

        Raises:
            QuizError: A bank is not there, or the exam is over or cannot be planned for.
        """
        habits = self._habits()
        if habits.exam is None:
            return None
        questions, mark = self._shelf.questions, self._store.touched(None).mark
        made_for = (mark, self._today(), habits, tuple(banks))
        if self._made is None or self._made.of is not questions or self._made.made_for != made_for:
            planned = exam.plan_for(self.standing(banks), habits.exam, habits.target)
            self._made = _Made(questions, made_for, planned)
        return self._made.planned

    def advice(self, banks: Sequence[str] = ()) -> Advice | None:
        """Returns what would meet the goal of the exam; None where the plan does, or without an exam.

        This takes longer than making the plan.

        Raises:
            QuizError: As `plan`.
        """
        planned = self.plan(banks)
        if planned is None or planned.reachable:
            return None
        return exam.advise(self.standing(banks), planned.exam, planned.target)

    def standing(self, banks: Sequence[str] = ()) -> Standing:
        """Returns where the learner stands today, for a plan over these banks, or over all.

        Raises:
            QuizError: A bank is not there.
        """
        chosen = self._shelf.chosen(banks)
        aside = self._labels.aside()
        known = self._store.memories()
        every = (Key(bank.id, name) for bank in chosen for name in bank.questions.ids)
        keys = [key for key in every if key not in aside]
        today = self._today()
        return Standing(
            today=today,
            memories={key: known[key] for key in keys if key in known},
            new=sum(key not in known for key in keys),
            habits=self._habits(),
            new_done=self._store.begun(today),
            reviews_done=self._store.repeated(today),
            parameters=self._store.parameters(),
        )
