"""What a quiz is made of: banks and questions, responses and verdicts, reviews and memories.

Plain values without behaviour that could change. A question never holds a response, and a response names
options by their text, never by where they stood on the screen.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import ClassVar, Literal, NamedTuple, TypeAlias

# Banks


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a bank file; line and column count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Severity(StrEnum):
    """What a problem does to the bank that has it."""

    ERROR = "error"
    """The bank cannot be used."""
    ADVICE = "advice"
    """The bank can be used, and would be better otherwise."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a bank, or that would be better otherwise."""

    place: Place
    code: str
    """A stable name in kebab-case, such as `unknown-key`."""
    message: str
    """What is wrong, for the author."""
    hint: str = ""
    """What to write instead."""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts come from; every part may be empty."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A wrong answer, and why it is wrong where the author says so."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Pick the one right option."""

    name: ClassVar = "choice"
    answer: str
    wrong: tuple[Option, ...]
    choices: tuple[str, ...] = ()
    """All options in the order the author fixed; empty where they may be shuffled."""


@dataclass(frozen=True, slots=True)
class Select:
    """Tick all the right options."""

    name: ClassVar = "select"
    answers: tuple[str, ...]
    wrong: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """Say whether a statement is true."""

    name: ClassVar = "true-false"
    answer: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Type the answer."""

    name: ClassVar = "typed"
    answer: str
    accept: tuple[str, ...] = ()
    reject: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """Type a number, with or without its unit."""

    name: ClassVar = "number"
    answer: str
    """As the author wrote it, unit included."""
    value: Decimal
    unit: str = ""
    tolerance: Decimal = Decimal(0)
    """How far off, in the unit, still counts as right."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of a cloze text."""

    answer: str
    accept: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Cloze:
    """Fill the gaps of a text."""

    name: ClassVar = "cloze"
    texts: tuple[str, ...]
    """What stands before, between and after the gaps: one more than there are gaps."""
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Put the items in order."""

    name: ClassVar = "order"
    items: tuple[str, ...]
    """In the right order."""


@dataclass(frozen=True, slots=True)
class Match:
    """Find the right side of each left side."""

    name: ClassVar = "match"
    pairs: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...] = ()
    """Right sides that belong to no left side."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Say or think the answer freely, then tick the points that were in it."""

    name: ClassVar = "recall"
    points: tuple[str, ...]


Kind: TypeAlias = Choice | Select | TrueFalse | Typed | Number | Cloze | Order | Match | Recall


class Key(NamedTuple):
    """What names a question for good: its bank's id and its own."""

    bank: str
    question: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a bank."""

    key: Key
    place: Place
    kind: Kind
    ask: str
    """What is asked; for a cloze the text with each gap as `____`."""
    wording_id: str
    """Names the question by its wording; `key.question` is this where the author gave no id."""
    fingerprint: str
    """Changes when the wording or the answer changes."""
    why: str = ""
    hint: str = ""
    where: str = ""
    source: Source = field(default_factory=Source)
    as_of: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """One bank file that can be used."""

    id: str
    title: str
    path: Path
    questions: tuple[Question, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """All banks that were found, and what is wrong with those left out."""

    banks: tuple[Bank, ...]
    problems: tuple[Problem, ...] = ()


# Answering


@dataclass(frozen=True, slots=True)
class Chosen:
    """The option picked in a choice."""

    option: str


@dataclass(frozen=True, slots=True)
class Ticked:
    """The options ticked in a select, or the points in a recall, with what was typed before ticking them."""

    options: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """True or false."""

    truth: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed: one text, or one for each gap of a cloze."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The items in the order the learner gave."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paired:
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


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a diff between a response and the nearest accepted answer."""

    change: Literal["same", "extra", "missing"]
    """In both, only in the response, only in the answer."""
    text: str


@dataclass(frozen=True, slots=True)
class Part:
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


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a response was marked, with the reasons."""

    outcome: Outcome
    score: float
    """From 0 to 1."""
    parts: tuple[Part, ...]
    slip: bool = False
    """Right, but a slip had to be forgiven."""


@dataclass(frozen=True, slots=True)
class Unclear:
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


# Progress


@dataclass(frozen=True, slots=True)
class Review:
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


@dataclass(frozen=True, slots=True)
class Change:
    """A later word on a review: the learner's own verdict or rating. The last that is not voided counts."""

    id: str
    time: datetime
    target: str
    """The review's id."""
    score: float
    outcome: Outcome
    rating: Rating


@dataclass(frozen=True, slots=True)
class Void:
    """Undoes a review, a change or a relink."""

    id: str
    time: datetime
    target: str


@dataclass(frozen=True, slots=True)
class Relink:
    """Says that a question is now known by another key: all reviews of the old one count for the new one."""

    id: str
    time: datetime
    old: Key
    new: Key


Event: TypeAlias = Review | Change | Void | Relink
"""A row of the log."""


@dataclass(frozen=True, slots=True)
class Memory:
    """FSRS's memory of one question."""

    difficulty: float
    """From 1 to 10."""
    stability: float
    """Days after which recall has fallen to 90%."""
    day: date
    """The study day of the last review."""
    due: date
    """The study day on which the question is due."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that is derived from the reviews of one question."""

    key: Key
    memory: Memory
    last: Review
    """The last review, as later changes left it."""
    reviews: int
    lapses: int
    """How often a question that had been learnt was rated Again."""

    @property
    def missed(self) -> bool:
        """Says whether the last review was wrong or partly right."""
        return self.last.outcome is not Outcome.RIGHT
