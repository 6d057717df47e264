"""What was added up of the log, kept so that what is there already need not be read again.

It is only a cache, a file for each progress file, written beside its place and then put there at once. What
is damaged, missing, or of another log, other parameters or another program is done without, and a folder
that cannot be written to, too.
"""

import os
from datetime import date

from quiz import caching
from quiz.lean_typing import NamedTuple
from quiz.model import Parameters
from quiz.stats import Foretold, Tally
from quiz.store import ProgressFile, Reached


class Kept(NamedTuple):
    """The sums of each study day, up to a point of the log."""

    reached: Reached
    tallies: dict[date, Tally]
    foretold: dict[date, Foretold]


class Keeper:
    """Keeps the sums of a progress file.

    Args:
        folder: Where they are kept; made when it is needed.
        store: The progress file.
        parameters: Those of FSRS by which it is foretold.
    """

    def __init__(self, folder: str, store: ProgressFile, parameters: Parameters) -> None:
        self._place = os.path.join(folder, f"{caching.short(os.fsencode(store.path))}.kept")
        self._of = [store.device, list(parameters), caching.program("model", "stats", "store", "study")]

    def find(self) -> Kept | None:
        """Returns what is kept; None where there is nothing that can be used."""
        try:
            reached, tallies, foretold = caching.find(self._place, self._of)
            return Kept(
                Reached(*reached),
                {date.fromisoformat(day): Tally.of(numbers) for day, numbers in tallies.items()},
                {date.fromisoformat(day): Foretold.of(numbers) for day, numbers in foretold.items()},
            )
        except (ValueError, TypeError, AttributeError):
            return None

    def keep(self, sums: Kept) -> None:
        """Keeps these sums in the place of others."""
        tallies = {day.isoformat(): tally.numbers() for day, tally in sums.tallies.items()}
        foretold = {day.isoformat(): each.numbers() for day, each in sums.foretold.items()}
        caching.keep(self._place, self._of, [tuple(sums.reached), tallies, foretold])
