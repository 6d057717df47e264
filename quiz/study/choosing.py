"""Which questions a sitting is begun with: what is due, what is new, and what was asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import islice

from quiz import paths, plan
from quiz.days import study_day
from quiz.lean_typing import TYPE_CHECKING
from quiz.model import Bank, Key
from quiz.plan import Habits, Names
from quiz.study.counting import Counting
from quiz.study.journal import Journal
from quiz.study.labels import Labels
from quiz.study.shelf import Shelf
from quiz.study.standings import Standings

if TYPE_CHECKING:
    from quiz.exam import ExamPlan
    from quiz.model import Selection


class _Later:
    """Names whose number is known, and which are looked up when they are wanted.

    Something may have been answered meanwhile in another window, so that fewer are found.
    """

    def __init__(self, number: int, look_up: Callable[[], Iterable[str]]) -> None:
        self._number = number
        self._look_up = look_up

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[str]:
        return iter(self._look_up())


class Choosing:
    """Chooses the questions of sittings.

    Args:
        journal: With the progress file, the clock and the source of chance.
        shelf: The banks in use.
        labels: What is suspended or buried.
        standings: Where the learner stands with the banks.
        habits: Returns how the learner wants to study.
    """

    def __init__(
        self,
        journal: Journal,
        shelf: Shelf,
        labels: Labels,
        standings: Standings,
        habits: Callable[[], Habits],
    ) -> None:
        self._store = journal.store
        self._clock = journal.clock
        self._rng = journal.rng
        self._shelf = shelf
        self._labels = labels
        self._standings = standings
        self._counting = Counting(journal.store, paths.sums_cache())
        self._habits = habits

    def _today(self) -> date:
        return study_day(self._clock(), self._habits().day_starts)

    def queue(self, banks: Sequence[str]) -> tuple[int, Iterator[Key]]:
        """Returns how many questions there are to study in these banks, or in all, and which.

        Where banks are named, the day's limits hold for them whatever was studied before.

        Raises:
            QuizError: A bank is not there.
        """
        habits = self._habits() if banks else self.left()
        due = self._due(banks, habits.reviews_per_day)
        new = self._spread(banks, habits.new_per_day)
        return plan.queue(due, new, habits, self._rng, self._tags(due))

    def planned(self, planned: "ExamPlan", banks: Sequence[str]) -> Sequence[Key]:
        """Returns today's part of a plan for an exam: the weakest in the exam first, then new questions."""
        return [*planned.reviews, *self._spread(banks, planned.new_today)][: self._habits().questions]

    def left(self) -> Habits:
        """Returns the learner's habits with what is left of a day's limits after what was done on it."""
        habits, today = self._habits(), self._today()
        new, reviews = habits.new_per_day, habits.reviews_per_day
        return habits._replace(
            new_per_day=new and plan.left(new, self._store.begun(today)),
            reviews_per_day=reviews and plan.left(reviews, self._store.repeated(today)),
        )

    def _due(self, banks: Sequence[str], most: int | None) -> Mapping[str, Names]:
        """Returns what is due in each of these banks; the longest due, where that is more than so many."""
        chosen = self._shelf.chosen(banks)
        today = self._today()
        rows = self._standings.known(chosen, today)
        counted = self._counting.known([bank for bank in chosen if bank.id not in rows])
        if most is not None:
            questions = self._shelf.questions
            whole = counted.keys() | {bank for bank, row in rows.items() if not row.lost}
            return plan.by_bank(
                self._store.due(today, banks or None, lambda key: key.bank in whole or key in questions, most)
            )
        numbers = self._store.number_due(today, counted) | {bank: row.due for bank, row in rows.items()}

        def look_up(bank: Bank) -> Sequence[str]:
            found = bank.questions.having(self._store.due_in(today, [bank.id]).get(bank.id, []))
            aside = self._labels.aside()
            return [name for name in found if Key(bank.id, name) not in aside]

        return {
            bank.id: _Later(numbers[bank.id], partial(look_up, bank)) if bank.id in numbers else look_up(bank)
            for bank in chosen
        }

    def new(self, banks: Sequence[str]) -> Iterator[Key]:
        """Yields the new questions of these banks, or of all, in their order, without those put aside.

        Raises:
            QuizError: A bank is not there.
        """
        for bank in self._with_new(self._shelf.chosen(banks)):
            aside = self._labels.aside()
            known = self._store.known(bank.id)
            new = (Key(bank.id, name) for name in bank.questions.ids if name not in known)
            yield from (key for key in new if key not in aside)

    def _with_new(self, banks: Sequence[Bank]) -> list[Bank]:
        """Returns these banks without those of which numbers say that nothing in them is new."""
        rows = self._standings.known(banks, self._today())
        counted = self._counting.known([bank for bank in banks if bank.id not in rows])
        return [
            bank
            for bank in banks
            if (rows[bank.id].new if bank.id in rows else counted.get(bank.id) != len(bank.questions))
        ]

    def _spread(self, banks: Sequence[str], number: int | None) -> Sequence[Key]:
        """Returns so many new questions, or all, in the order in which they are asked."""
        taken = list(islice(self.new(banks), number))
        return plan.spread(taken, self._rng, self._tags({key.bank for key in taken}))

    def _tags(self, banks: Iterable[str]) -> plan.Tags | None:
        """Returns what looks up tags of questions of these banks; None where none of them is of use."""
        confusable = {bank for bank in banks if plan.has_confusable(self._shelf.tags(bank))}
        if not confusable:
            return None
        entry = self._shelf.questions.entry
        return lambda key: entry(key).tags if key.bank in confusable else ()

    def select(self, selection: "Selection") -> dict[str, Sequence[str]]:
        """Returns the questions of a selection, in the order of the banks, without those put aside.

        Returns:
            The second halves of their keys by the first; a bank without any is left out.

        Raises:
            QuizError: A bank is not there.
        """
        chosen = self._shelf.chosen(selection.banks)
        found = {bank.id: bank.questions.selected(selection.kinds, selection.tags) for bank in chosen}
        if selection.hard:
            found = _among(found, self._store.hard(found))
        if selection.flagged:
            found = _among(found, plan.by_bank(self._labels.notes()))
        aside = plan.by_bank(self._labels.aside())
        active = {bank: _without(names, aside.get(bank, ())) for bank, names in found.items()}
        return {bank: names for bank, names in active.items() if names}


def _without(names: Sequence[str], others: Collection[str]) -> Sequence[str]:
    return [name for name in names if name not in others] if others else names


def _among(
    found: Mapping[str, Sequence[str]], others: Mapping[str, Collection[str]]
) -> dict[str, Sequence[str]]:
    """Returns those of the questions, by bank, that are among others."""
    among = {bank: set(others[bank]) for bank in found if bank in others}
    return {bank: [name for name in found[bank] if name in there] for bank, there in among.items()}
