"""What counts of an answer: how it turned out, and what is said beside it."""

from enum import IntEnum, StrEnum


class Outcome(StrEnum):
    """How a response was marked."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


class Confidence(StrEnum):
    """How sure the learner was, said while submitting."""

    GUESS = "guess"
    UNSAID = "unsaid"
    CERTAIN = "certain"


class Rating(IntEnum):
    """FSRS's four ratings."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Mode(StrEnum):
    """Why a question was asked."""

    STUDY = "study"
    MISSED = "missed"
    PRACTISE = "practise"
    TEST = "test"
    PRETEST = "pretest"

    @property
    def schedules(self) -> bool:
        """Says whether an answer moves the schedule; practising and pretesting leave it as it was."""
        return self not in {Mode.PRACTISE, Mode.PRETEST}
