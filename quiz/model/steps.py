"""The moves through the queue of a sitting."""

from enum import Enum

from quiz.lean_typing import NamedTuple, TypeAlias
from quiz.model.answers import Outcome
from quiz.model.banks import Key


class Reviewed(NamedTuple):
    """What a sitting keeps of an answer once it has gone on: little, since the log has all of it."""

    review: str
    """The id of the review in the log, a UUID."""
    key: Key
    outcome: Outcome
    """As the learner left it; likewise the score."""
    score: float
    milliseconds: int
    hinted: bool
    first: bool
    """The first answer to its question, which the score counts."""
    back: bool = False
    """Its question comes back a few questions later."""


class Aside(NamedTuple):
    """A question that was suspended or buried during the sitting."""

    event: str
    """The id of the event in the log."""
    moves: int = 1
    """0 where the queue did not go on: the question whose answer was looked at was put aside."""


class Skip(Enum):
    """A question that was left out."""

    SEEN = "seen"
    UNSEEN = "unseen"
    """Nobody saw the question: taking back goes on to the step before."""


Step: TypeAlias = Reviewed | Aside | Skip
"""One move through the queue, with what is needed to take it back."""
