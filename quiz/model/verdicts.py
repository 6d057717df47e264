"""How a response was marked, with the reasons."""

from enum import StrEnum

from quiz.lean_typing import Literal, NamedTuple
from quiz.model.answers import Outcome


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
