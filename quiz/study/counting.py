"""How many questions of each bank have been reviewed, kept from one start to the next.

Where none of them was taken away from the bank's file, numbers say what otherwise only their names could: how
much of the bank is due, and whether anything in it is new. While nothing is undone, questions are only ever
added to those that have been reviewed: as long as their number stays the same, so do they.
"""

import os
from collections.abc import Sequence

from quiz import caching
from quiz.lean_typing import NamedTuple
from quiz.model import Bank
from quiz.store import Mark, ProgressFile

_MANY = 2_000
"""Events from which on it is kept: fewer are counted about as quickly as what is kept is read."""
_FORM = 1
"""Of what is kept: another number where something else is counted."""


class _Counted(NamedTuple):
    """What was counted of a bank."""

    checksum: int
    """Of the ids that it had."""
    known: int
    """How many questions have been reviewed in it, those that were taken away included."""
    whole: bool
    """Says whether none was taken away."""


class Counting:
    """Counts the questions that have been reviewed.

    What is kept is only a cache (see quiz.caching), a file for each progress file.

    Args:
        store: The progress file.
        folder: Where it is kept; made when it is needed.
    """

    def __init__(self, store: ProgressFile, folder: str) -> None:
        self._store = store
        self._place = os.path.join(folder, f"{caching.short(os.fsencode(store.path))}-banks.kept")
        self._mark: Mark | None = None
        """How far the log went when it was counted; None before that."""
        self._counted: dict[str, _Counted] = {}

    def known(self, banks: Sequence[Bank]) -> dict[str, int]:
        """Returns how many questions of these banks have been reviewed; not of those that lost some."""
        if not banks:
            return {}
        if self._mark is None:
            self._find()
        before = self._mark, dict(self._counted)
        self._refresh()
        self._count([bank for bank in banks if not self._has(bank)])
        if before != (self._mark, self._counted):
            self._keep()
        return {bank.id: found.known for bank in banks if (found := self._counted[bank.id]).whole}

    def _refresh(self) -> None:
        """Forgets what may be otherwise by now."""
        touched = self._store.touched(self._mark)
        self._mark = touched.mark
        if touched.banks is None:
            self._counted.clear()
            return
        bearing = self._counted.keys() & touched.banks
        now = {} if touched.undone else self._store.number_known(bearing)
        for bank in bearing:
            if now.get(bank) != self._counted[bank].known:
                del self._counted[bank]

    def _has(self, bank: Bank) -> bool:
        counted = self._counted.get(bank.id)
        return counted is not None and counted.checksum == bank.questions.checksum

    def _count(self, banks: Sequence[Bank]) -> None:
        numbers = self._store.number_known(bank.id for bank in banks)
        for bank in banks:
            known = numbers[bank.id]
            self._counted[bank.id] = _Counted(bank.questions.checksum, known, self._is_whole(bank, known))

    def _is_whole(self, bank: Bank, known: int) -> bool:
        if not known:
            return True
        names = self._store.known(bank.id)
        return len(names) == known and names.issubset(bank.questions.ids)

    # From one start to the next

    @property
    def _of(self) -> list[str | int]:
        return [self._store.device, _FORM]

    def _find(self) -> None:
        try:
            mark, counted = caching.find(self._place, self._of)
            self._counted = {bank: _Counted(*numbers) for bank, numbers in counted.items()}
            self._mark = Mark(*mark)
        except (TypeError, ValueError, AttributeError):
            self._counted.clear()

    def _keep(self) -> None:
        if self._store.saves and self._mark is not None and self._mark.number >= _MANY:
            counted = {bank: tuple(numbers) for bank, numbers in self._counted.items()}
            caching.keep(self._place, self._of, [tuple(self._mark), counted])
