"""The events of the log."""

from datetime import date, datetime

from quiz.lean_typing import NamedTuple, TypeAlias
from quiz.model.answers import Confidence, Mode, Outcome, Rating
from quiz.model.banks import Key
from quiz.model.responses import Response


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
