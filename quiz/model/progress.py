"""What follows from the events of a question."""

from datetime import date

from quiz.lean_typing import NamedTuple
from quiz.model.answers import Outcome
from quiz.model.banks import Key
from quiz.model.events import Review


class Memory(NamedTuple):
    """FSRS's memory of one question."""

    difficulty: float
    """From 1 to 10."""
    stability: float
    """Days after which recall has fallen to 90%."""
    day: date
    """The study day of the last review."""
    due: date
    """The study day on which the question is due."""
    check: date | None = None
    """The study day by which it is looked at again, having been wrong though the learner was certain."""


LEECH = 8
"""Lapses from which on a question costs more time than it gives, as it is worded (as in Anki's manual)."""


class Progress(NamedTuple):
    """All that is derived from the reviews of one question that move the schedule."""

    key: Key
    memory: Memory
    last: Review
    """The last review, as later changes left it."""
    reviews: int
    lapses: int
    """How often a question that had been learnt was rated Again."""
    begun: date
    """The study day of the first review."""
    miss: str | None = None
    """The id of the review by which it counts as missed: see `missed`."""

    @property
    def missed(self) -> bool:
        """Says whether the question was wrong or partly right, and has not been right in a later sitting.

        Getting it right in the same sitting, minutes after its answer was shown, is no sign that it is known.
        """
        return self.miss is not None

    @property
    def leech(self) -> bool:
        """Says whether the question was forgotten so often that it should be suspended or reworded."""
        return self.lapses >= LEECH


class Brief(NamedTuple):
    """What a list says of a question that has been reviewed."""

    outcome: Outcome
    """Of the last review."""
    due: date
    """The study day on which the question is due."""
