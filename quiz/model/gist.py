"""A review in short, for figures: apart from the other events, since nothing but figures needs it."""

from datetime import date

from quiz.lean_typing import NamedTuple
from quiz.model.answers import Confidence, Outcome, Rating
from quiz.model.banks import Key


class Gist(NamedTuple):
    """As much of a review as figures need, as later changes left it, under the key that it counts for."""

    key: Key
    day: date
    """The learner's study day."""
    hour: int
    """Of the learner's clock, from 0 to 23."""
    schedules: bool
    """Says whether it moves the schedule."""
    outcome: Outcome
    confidence: Confidence
    rating: Rating
    milliseconds: int
