"""The events of the log, and what follows from them."""

from datetime import date, datetime
from typing import NamedTuple, TypeAlias

from quiz.model.answers import Confidence, Mode, Outcome, Rating, Response
from quiz.model.banks import Key


class Review(NamedTuple):
    """One answered question: a row of the log that never changes."""

    id: str
    """A UUIDv7 (RFC 9562), so that sorting by id sorts by time."""
    time: datetime
    """In UTC."""
    offset: int
    """Minutes by which the learner's clock was ahead of UTC."""
    day: date
    """The learner's study day."""
    key: Key
    fingerprint: str
    kind: str
    mode: Mode
    response: Response
    """Kept whole, so that any verdict can be looked at again."""
    score: float
    outcome: Outcome
    confidence: Confidence
    hinted: bool
    rating: Rating
    milliseconds: int
    sitting: str
    device: str
    wording: str = ""
    """What was asked, of a question without id: by it the question is found again when it is reworded."""

    @property
    def certain_and_wrong(self) -> bool:
        """Says whether the learner was certain of what was wrong: the error that comes back."""
        return self.confidence is Confidence.CERTAIN and self.outcome is Outcome.WRONG


class Change(NamedTuple):
    """A later word on a review: the learner's own verdict or rating. The last that is not voided counts."""

    id: str
    time: datetime
    target: str
    """The review's id."""
    score: float
    outcome: Outcome
    rating: Rating


class Void(NamedTuple):
    """Undoes any other event."""

    id: str
    time: datetime
    target: str


class Relink(NamedTuple):
    """Says that a question is now known by another key: all reviews of the old one count for the new one."""

    id: str
    time: datetime
    old: Key
    new: Key


class Suspend(NamedTuple):
    """Takes a question out of everything that is planned, until it is undone."""

    id: str
    time: datetime
    key: Key


class Bury(NamedTuple):
    """Takes a question out of everything that is planned for one study day."""

    id: str
    time: datetime
    key: Key
    day: date


class Flag(NamedTuple):
    """Marks a question for later, with a note that may be empty. The last that is not voided counts."""

    id: str
    time: datetime
    key: Key
    note: str


class HandedIn(NamedTuple):
    """Says that a test was handed in; its answers are the reviews of the same sitting."""

    id: str
    time: datetime
    sitting: str
    name: str
    """What was tested, for the history of tests."""
    questions: int
    """How many there were; one that was not answered counts as wrong."""
    milliseconds: int
    """Spent, from the first question to the handing in."""
    allowed: int | None
    """Milliseconds that were allowed; None without a limit."""


Parameters: TypeAlias = tuple[float, ...]
"""FSRS's parameters."""


class Fit(NamedTuple):
    """Gives FSRS other parameters. The last that is not voided counts, for all questions and all reviews."""

    id: str
    time: datetime
    parameters: Parameters


Label: TypeAlias = Suspend | Bury | Flag
"""What a learner puts on a question, to be taken off again."""

Event: TypeAlias = Review | Change | Void | Relink | Suspend | Bury | Flag | HandedIn | Fit
"""A row of the log."""


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
