"""What is looked up of each bank, and looked up again only where something has been written since."""

from quiz.lean_typing import Generic, TypeVar
from quiz.model import Bank
from quiz.store import Mark, ProgressFile, Touched

T = TypeVar("T")


class ByBank(Generic[T]):
    """Holds something of each bank until the log goes on with what bears on the bank.

    Whoever writes, this process or another one, is noticed by `refresh`.

    Args:
        store: The progress file.
    """

    def __init__(self, store: ProgressFile) -> None:
        self._store = store
        self._mark: Mark | None = None
        self._held: dict[str, tuple[Bank, T]] = {}

    def refresh(self) -> Touched:
        """Forgets what may be otherwise by now, and returns it; called before what is held is asked for."""
        touched = self._store.touched(self._mark)
        self._mark = touched.mark
        if touched.banks is None:
            self.forget()
        for bank in touched.banks or ():
            self._held.pop(bank, None)
        return touched

    def forget(self) -> None:
        """Forgets everything."""
        self._held.clear()

    def get(self, bank: Bank) -> T | None:
        """Returns what is held of a bank as it was read last; None where it has to be looked up."""
        known, value = self._held.get(bank.id, (None, None))
        return value if known is bank else None

    def keep(self, bank: Bank, value: T) -> T:
        """Holds something of a bank, and returns it."""
        self._held[bank.id] = bank, value
        return value
