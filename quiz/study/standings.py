"""How the learner stands with each bank."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from quiz import memory, stats
from quiz.model import Bank
from quiz.stats import BankRow
from quiz.store import ProgressFile
from quiz.study.held import ByBank
from quiz.study.labels import Labels


class Standings:
    """How the learner stands with the banks. To look that up takes time by the number of a bank's questions.

    Args:
        store: The progress file.
        labels: What is suspended or buried.
    """

    def __init__(self, store: ProgressFile, labels: Labels) -> None:
        self._store = store
        self._labels = labels
        self._held: ByBank[BankRow] = ByBank(store)
        self._day: date | None = None

    def of(self, banks: Iterable[Bank], today: date, most: int | None = None) -> Iterator[BankRow]:
        """Yields where the learner stands with each of these banks.

        Args:
            banks: The banks.
            today: The study day.
            most: After how many questions no further bank is looked up, so that its row is not known; None
                to look up all.
        """
        self._held.refresh()
        if today != self._day:
            self._held.forget()
        self._day = today
        looked = 0
        aside: Mapping[str, Collection[str]] | None = None
        for bank in banks:
            row = self._held.get(bank)
            if row is None and (most is None or looked < most):
                aside = self._aside() if aside is None else aside
                row = self._held.keep(bank, self._look(bank, aside[bank.id], today))
                looked += len(bank.questions)
            yield row or stats.unknown_row(bank)

    def _aside(self) -> Mapping[str, Collection[str]]:
        """Returns what is put aside in each bank."""
        aside: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._labels.aside():
            aside[key.bank].add(key.question)
        return aside

    def _look(self, bank: Bank, aside: Collection[str], today: date) -> BankRow:
        recall = memory.forgetting(today, self._store.parameters())
        return stats.bank_row(bank, self._store.held(bank.id), aside, recall, today)
