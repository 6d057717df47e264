"""How the learner stands with each bank, looked up again only where something has been written since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from quiz import memory, stats
from quiz.model import Bank
from quiz.stats import BankRow
from quiz.store import Mark, ProgressFile
from quiz.study.labels import Labels


class Standings:
    """How the learner stands with the banks.

    A bank takes time by the number of its questions. What was found is held until the log goes on with
    something that bears on the bank, by this process or another one, or the day is over.

    Args:
        store: The progress file.
        labels: What is suspended or buried.
    """

    def __init__(self, store: ProgressFile, labels: Labels) -> None:
        self._store = store
        self._labels = labels
        self._mark: Mark | None = None
        self._day: date | None = None
        self._held: dict[str, tuple[Bank, BankRow]] = {}

    def of(self, banks: Iterable[Bank], today: date) -> Iterator[BankRow]:
        """Yields where the learner stands with each of these banks; one that is not taken costs nothing."""
        self._forget(today)
        aside: Mapping[str, Collection[str]] | None = None
        for bank in banks:
            known, row = self._held.get(bank.id, (None, None))
            if known is not bank or row is None:
                aside = self._aside() if aside is None else aside
                row = self._look(bank, aside[bank.id], today)
                self._held[bank.id] = bank, row
            yield row

    def _forget(self, today: date) -> None:
        self._mark, touched = self._store.touched(self._mark)
        if touched is None or today != self._day:
            self._held.clear()
        for bank in touched or ():
            self._held.pop(bank, None)
        self._day = today

    def _aside(self) -> Mapping[str, Collection[str]]:
        """Returns what is put aside in each bank."""
        aside: defaultdict[str, set[str]] = defaultdict(set)
        for key in self._labels.aside():
            aside[key.bank].add(key.question)
        return aside

    def _look(self, bank: Bank, aside: Collection[str], today: date) -> BankRow:
        recall = memory.forgetting(today, self._store.parameters())
        return stats.bank_row(bank, self._store.held(bank.id), aside, recall, today)
