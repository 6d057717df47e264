"""How the learner stands: with each bank, and today."""

from _thread import allocate_lock
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Bank
from quiz.plan import Habits, by_bank
from quiz.study.held import ByBank
from quiz.study.journal import Journal
from quiz.study.labels import Labels

if TYPE_CHECKING:
    from quiz.exam import ExamPlan
    from quiz.model import Problem
    from quiz.stats import BankRow, Overview


class Standings:
    """How the learner stands with the banks. To look that up takes time by the number of a bank's questions.

    Any thread may ask.

    Args:
        journal: Where answers are written down, and the clock by which they are.
        labels: What is suspended or buried.
        day: Returns the study day of a moment.
    """

    def __init__(self, journal: Journal, labels: Labels, day: Callable[[datetime], date]) -> None:
        self._store = journal.store
        self._clock = journal.clock
        self._labels = labels
        self._day_of = day
        self._held: ByBank[BankRow] = ByBank(journal.store)
        self._day: date | None = None
        self._lock = allocate_lock()
        """Held from looking up to keeping what was found, lest any be kept that is older than the mark."""
        self._studied: set[date] = set()
        """The study days with answers, back to where two in a row have none; empty where not looked up."""

    def of(self, banks: Iterable[Bank], today: date, most: int | None = None) -> "Iterator[BankRow]":
        """Yields where the learner stands with each of these banks.

        Args:
            banks: The banks.
            today: The study day.
            most: After how many questions no further bank is looked up, so that its row is not known; None
                to look up all.
        """
        from quiz import stats

        self._refresh(today)
        looked = 0
        look: Callable[[Bank], BankRow] | None = None
        for bank in banks:
            with self._lock:
                row = self._held.get(bank)
                if row is None and (most is None or looked < most):
                    look = look or self._looking(today)
                    row = self._held.keep(bank, look(bank))
                    looked += len(bank.questions)
            yield row or stats.unknown_row(bank)

    def known(self, banks: Iterable[Bank], today: date) -> "dict[str, BankRow]":
        """Returns where the learner stands with those of these banks that were looked up, by their ids."""
        self._refresh(today)
        return {bank.id: row for bank in banks if (row := self._held.get(bank)) is not None}

    def _refresh(self, today: date) -> None:
        with self._lock:
            touched = self._held.refresh()
            if today != self._day:
                self._held.forget()
                self._studied.clear()
            self._day = today
            if touched.banks is None or any(day < min(self._studied, default=day) for day in touched.days):
                self._studied.clear()
            elif self._studied:
                self._studied -= touched.days
                self._studied.update(filter(self._store.answers, touched.days))

    def _streak(self, today: date) -> int:
        from quiz import stats

        self._refresh(today)
        with self._lock:
            self._studied = self._studied or self._store.latest_days(today)
            return stats.streak(self._studied, today, self.jumped)

    def _looking(self, today: date) -> "Callable[[Bank], BankRow]":
        """Returns what looks up where the learner stands with a bank."""
        from quiz import memory, stats

        aside = by_bank(self._labels.aside())
        recall = memory.forgetting(today, self._store.parameters())
        held = self._store.held
        return lambda bank: stats.bank_row(bank, held(bank.id), set(aside.get(bank.id, ())), recall, today)

    def overview(
        self,
        rows: "Sequence[BankRow]",
        problems: "Sequence[Problem]",
        limits: Habits,
        planned: "ExamPlan | None" = None,
    ) -> "Overview":
        """Returns where the learner stands today with these banks.

        Args:
            rows: Where they stand with each.
            problems: What is wrong with other banks.
            limits: What is left of the day's limits.
            planned: The plan for an exam over them, whose part for today then is what there is to do.
        """
        from quiz import stats

        today = self._day_of(self._clock())
        due, new = sum(row.due for row in rows), sum(row.new for row in rows)
        today_due = due if limits.reviews_per_day is None else min(due, limits.reviews_per_day)
        today_new = new if limits.new_per_day is None else min(new, limits.new_per_day)
        if planned is not None:
            due = today_due = len(planned.reviews)
            today_new = planned.new_today
        return stats.Overview(
            banks=tuple(rows),
            problems=tuple(problems),
            due=today_due,
            waiting=due - today_due,
            new=today_new,
            missed=sum(row.missed for row in rows),
            answered_today=self._store.answers(today),
            streak=self._streak(today),
            next_due=min((row.next_due for row in rows if row.next_due), default=None),
            today=today,
        )

    def jumped(self, day: date) -> bool:
        """Says whether a study day was none for the learner, by the clock they had the day before."""
        before = self._store.edge(day - timedelta(days=1), last=True)
        if before is None:
            return False
        moment = self._store.edge(day + timedelta(days=1), last=False) or self._clock()
        return self._day_of(moment.astimezone(before.tzinfo)) <= day
