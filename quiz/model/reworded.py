"""Questions that were found again under another wording."""

from quiz.lean_typing import NamedTuple
from quiz.model.banks import Key, Question


class Reworded(NamedTuple):
    """A question without id that is gone, and the one that is most like it."""

    old: Key
    wording: str
    """What the lost question asked."""
    new: Question
    alike: float
    """From 0 to 1."""
