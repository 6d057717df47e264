"""Responses and verdicts, and what is said beside them."""

from enum import IntEnum, StrEnum
from typing import Literal, NamedTuple, TypeAlias


class Chosen(NamedTuple):
    """The option picked in a choice."""

    option: str


class Ticked(NamedTuple):
    """The options ticked in a select, or the points in a recall, with what was typed before ticking them."""

    options: tuple[str, ...]
    text: str = ""


class Said(NamedTuple):
    """True or false."""

    truth: bool


class Written(NamedTuple):
    """What was typed: one text, or one for each gap of a cloze."""

    texts: tuple[str, ...]


class Ordered(NamedTuple):
    """The items in the order the learner gave."""

    items: tuple[str, ...]


class Paired(NamedTuple):
    """The left sides with the right sides the learner gave them; a left side may be missing."""

    pairs: tuple[tuple[str, str], ...]


Response: TypeAlias = Chosen | Ticked | Said | Written | Ordered | Paired


class Outcome(StrEnum):
    """How a response was marked."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


class Mark(StrEnum):
    """How one part of a response was marked."""

    RIGHT = "right"
    WRONG = "wrong"
    SLIP = "slip"
    """Accepted, though not written quite like the answer."""
    MISSED = "missed"
    """Part of the answer, and not given."""
    IDLE = "idle"
    """A wrong option that was rightly left alone."""


class Span(NamedTuple):
    """A stretch of a diff between a response and the nearest accepted answer."""

    change: Literal["same", "extra", "missing"]
    """In both, only in the response, only in the answer."""
    text: str


class Part(NamedTuple):
    """One line of feedback."""

    mark: Mark
    text: str
    """What the learner gave, or the option that is judged; empty where nothing was given."""
    answer: str = ""
    """What would have been right, where that is not the text itself."""
    label: str = ""
    """What the part belongs to: a gap, a left side, a position."""
    note: str = ""
    """Why it is wrong, or what was forgiven."""
    diff: tuple[Span, ...] = ()


class Verdict(NamedTuple):
    """How a response was marked, with the reasons."""

    outcome: Outcome
    score: float
    """From 0 to 1."""
    parts: tuple[Part, ...]
    slip: bool = False
    """Right, but a slip had to be forgiven."""


class Unclear(NamedTuple):
    """A response that can be read in two ways: it is not marked, the learner is asked again."""

    message: str


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
