"""How events get into the log: stamped, and after the day's copy of the file."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from quiz import model
from quiz.lean_typing import TYPE_CHECKING, TypeAlias
from quiz.store import ProgressFile, new_id

if TYPE_CHECKING:
    from quiz.model import Event, Review
    from quiz.store import Followed

Clock: TypeAlias = Callable[[], datetime]
"""Returns the present moment in the learner's time zone."""


class Journal:
    """Writes events to the progress file.

    Args:
        store: The progress file.
        clock: The one clock.
        rng: The one source of chance.
    """

    def __init__(self, store: ProgressFile, clock: Clock, rng: Random) -> None:
        self.store = store
        self.clock = clock
        self.rng = rng

    def stamp(self) -> tuple[str, datetime]:
        """Returns a new id and the moment in UTC that it is of."""
        now = self.clock()
        return new_id(now, self.rng), now.astimezone(UTC)

    def save(self, *events: "Event") -> None:
        """Writes events, all of them or none; before the first of a day, a copy of the file is kept.

        Raises:
            NotSaved: Nothing was written; the same call may be made again.
        """
        self.store.before_change_of_day(self.clock())
        self.store.record_all(events)

    def save_review(self, review: "Review") -> "Followed":
        """Writes a review like `save`, and returns what is known of its question without it and with it.

        Raises:
            NotSaved: It was not written.
        """
        self.store.before_change_of_day(self.clock())
        return self.store.record_review(review)

    def undo(self, *targets: str) -> None:
        """Undoes events, all of them or none.

        Raises:
            NotSaved: Nothing was written.
        """
        self.save(*(model.Void(*self.stamp(), target) for target in targets))
